//! Standard output: its colour, width and form.

use std::env;
use std::io::{self, BufWriter, StdoutLock, Write};

use std::ops::RangeInclusive;

use anstream::AutoStream;
use anstream::stream::RawStream;
use clap::ValueEnum;
use terminal_size::Width;

use super::place::Place as Named;
use crate::render::{
    Emphasis, JsonLines, LINK_DEFAULT, Layout, Place, Reporter, Signs, Terminal,
    WIDTH_COLUMNS_DEFAULT, WIDTH_COLUMNS_MIN,
};

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorWhen {
    // No doc comments: they would take half of every help page.
    Auto,
    Always,
    Never,
}

impl ColorWhen {
    /// Returns whether `stream` gets colours.
    pub(crate) fn choice(self, stream: &impl RawStream) -> anstream::ColorChoice {
        match self {
            Self::Auto => AutoStream::choice(stream),
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
    }
}

/// The form of what is no clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Terminal,
    /// JSON Lines, one object per line, for other programs
    Json,
}

/// Returns standard output, buffered: a line at a time would cost a system call each.
pub(crate) fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// Writes all of `bytes` to standard output.
pub(crate) fn write_all(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// Writes `text` to standard output, its colours only where `color` wants them.
pub(crate) fn write_styled(text: &str, color: ColorWhen) -> io::Result<()> {
    let stdout = io::stdout();
    let choice = color.choice(&stdout);
    let mut out = AutoStream::new(stdout.lock(), choice);
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Returns the reporter for `format` on the standard output of the process.
pub(crate) fn reporter(format: Format, color: ColorWhen) -> Box<dyn Reporter> {
    match format {
        Format::Terminal => Box::new(Terminal::new(layout_of(&io::stdout(), color, None))),
        Format::Json => Box::new(JsonLines::default()),
    }
}

/// Returns the reporter for `format` that names the index at `place` in the commands it tells.
pub(crate) fn index_reporter(format: Format, color: ColorWhen, place: &Named) -> Box<dyn Reporter> {
    match format {
        Format::Terminal => {
            let layout = layout_of(&io::stdout(), color, None);
            Box::new(Terminal::new(Layout { index_option: place.option(), ..layout }))
        }
        Format::Json => Box::new(JsonLines::default()),
    }
}

/// Returns what `stream` is like; `width_columns` overrules what is found.
pub(crate) fn layout_of(
    stream: &impl RawStream,
    color: ColorWhen,
    width_columns: Option<usize>,
) -> Layout {
    let is_colored = color.choice(stream) != anstream::ColorChoice::Never;
    let is_terminal = stream.is_terminal() && !is_dumb();
    Layout {
        width_columns: width_columns.unwrap_or_else(|| width_columns_of(stream)),
        emphasis: if is_colored { Emphasis::Color } else { Emphasis::Marks },
        signs: if is_unicode() { Signs::Unicode } else { Signs::Ascii },
        place: if is_terminal { Place::Terminal } else { Place::File },
        link: env::var("RESQ_LINK").unwrap_or_else(|_| LINK_DEFAULT.to_owned()),
        folder: env::current_dir().ok(),
        index_option: String::new(),
    }
}

/// Tells whether the terminal can only print lines, so that no screen and no pager works on it.
pub(crate) fn is_dumb() -> bool {
    env::var_os("TERM").is_none_or(|term| term == "dumb")
}

/// Reads the value of `--width`.
pub(crate) fn parse_width(text: &str) -> Result<usize, String> {
    let columns = text.parse().ok().filter(|columns| WIDTH_COLUMNS_RANGE.contains(columns));
    let (least, most) = (WIDTH_COLUMNS_RANGE.start(), WIDTH_COLUMNS_RANGE.end());
    columns.ok_or_else(|| format!("a width is a number from {least} to {most}"))
}

/// Narrower lines do not hold a clause beside its label, wider ones cannot be read.
const WIDTH_COLUMNS_RANGE: RangeInclusive<usize> = WIDTH_COLUMNS_MIN..=1000;

/// A window that is dragged wide does not make lines that are hard to read.
const WIDTH_COLUMNS_MAX: usize = 120;

/// Returns the columns of the terminal, of `COLUMNS` where there is none, or the default.
fn width_columns_of(stream: &impl RawStream) -> usize {
    if stream.is_terminal()
        && let Some((Width(columns), _)) = terminal_size::terminal_size()
    {
        return usize::from(columns).min(WIDTH_COLUMNS_MAX);
    }
    let named = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    named.filter(|columns| *columns > 0).unwrap_or(WIDTH_COLUMNS_DEFAULT)
}

/// Tells whether the locale of the process is one of Unicode, which it is where none is named.
fn is_unicode() -> bool {
    ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .filter_map(|name| env::var(name).ok())
        .find(|value| !value.is_empty())
        .is_none_or(|value| value.to_ascii_lowercase().replace('-', "").contains("utf8"))
}

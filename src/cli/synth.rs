//! `resq synth`: a corpus to measure with.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::failure::{Failure, Outcome};
use super::numbers::parse_number;
use super::ui::Ui;
use crate::bench::{CorpusFormat, Synthetic, write_corpus_in};
use crate::render::counted;
use crate::text::Language;

/// Writes a corpus of made-up resolutions, the same for the same numbers
///
/// Their words are as frequent, their clauses as long and of the same shapes as those of real
/// resolutions; they mean nothing. A larger corpus begins with the files of a smaller one.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  resq synth made-up --count 1000
  resq synth made-up --count 20000 --seed 7 --format akn
  resq synth made-up --lang en,fr,zh")]
pub(crate) struct SynthArguments {
    /// The folder to write to; it is made, and must be empty if it is there
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// How many resolutions
    #[arg(long, value_name = "N", default_value_t = 1_000, value_parser = parse_number::<usize>, allow_negative_numbers = true)]
    count: usize,
    /// Another number gives another corpus
    #[arg(long, value_name = "S", default_value_t = 1, value_parser = parse_number::<u64>, allow_negative_numbers = true)]
    seed: u64,
    /// Languages, in turns: ar, en, es, fr, ru, zh
    #[arg(long, value_name = "CODE,...", value_delimiter = ',', default_value = "en", value_parser = parse_language)]
    lang: Vec<Language>,
    /// The form of the files
    #[arg(long, default_value = "txt")]
    format: SynthFormat,
}

/// The form of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SynthFormat {
    /// Plain text
    Txt,
    /// Markdown
    Md,
    /// Akoma Ntoso XML
    Akn,
}

impl SynthFormat {
    fn format(self) -> CorpusFormat {
        match self {
            Self::Txt => CorpusFormat::Text,
            Self::Md => CorpusFormat::Markdown,
            Self::Akn => CorpusFormat::AkomaNtoso,
        }
    }
}

pub(crate) fn run(arguments: &SynthArguments, ui: &Ui) -> Result<Outcome, Failure> {
    let dir = &arguments.dir;
    let fail = |source| Failure::Synthetic { dir: dir.clone(), source };
    let is_used = dir.read_dir().is_ok_and(|mut entries| entries.next().is_some());
    if is_used {
        return Err(Failure::FolderInUse { dir: dir.clone() });
    }
    let (corpus, format) = (Synthetic { seed: arguments.seed }, arguments.format.format());
    let bytes =
        write_corpus_in(corpus, arguments.count, &arguments.lang, format, dir).map_err(fail)?;
    let count = counted(arguments.count, "resolution", "resolutions");
    ui.say(format!("wrote {count}, {:.1} MB, to `{}`", bytes as f64 / 1e6, dir.display()));
    Ok(Outcome::Found)
}

pub(super) fn parse_language(code: &str) -> Result<Language, String> {
    Language::from_code(code).ok_or_else(|| "write ar, en, es, fr, ru or zh".to_owned())
}

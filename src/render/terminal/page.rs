//! [`Page`]: lines of labelled text, written with colours, marks and links.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use super::wrap::wrap;
use crate::corpus::archive_of;
use crate::render::escape::visible;
use crate::render::layout::{Emphasis, Label, Layout, Place, Sign};
use crate::render::pieces::Piece;
use crate::text::width_columns;

/// Opens an isolate whose direction is that of its first letter, and closes it.
///
/// Without it a terminal that lays out Arabic puts the full stop of a right-to-left clause on the
/// wrong side and moves the label before it.
const ISOLATE: (char, char) = ('\u{2068}', '\u{2069}');

/// A place to write labelled lines to.
pub(super) struct Page<'a> {
    pub(super) layout: &'a Layout,
    out: &'a mut dyn io::Write,
}

/// How the lines of a paragraph begin.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Indent<'a> {
    /// Columns before every line.
    pub(super) columns: usize,
    /// What stands in the indent of the first line, at its end but for two columns.
    pub(super) head: Option<(&'a str, Label)>,
    /// Columns before the head.
    pub(super) head_columns: usize,
}

impl<'a> Page<'a> {
    pub(super) fn new(layout: &'a Layout, out: &'a mut dyn io::Write) -> Self {
        Self { layout, out }
    }

    /// Writes an empty line.
    pub(super) fn gap(&mut self) -> io::Result<()> {
        self.out.write_all(b"\n")
    }

    /// Writes `pieces` on as many lines as they need, without indent.
    pub(super) fn plain(&mut self, pieces: &[Piece]) -> io::Result<()> {
        self.paragraph(Indent::default(), pieces)
    }

    /// Writes `pieces` on as many lines as they need.
    ///
    /// A head that does not fit its indent stands on a line of its own.
    pub(super) fn paragraph(&mut self, indent: Indent<'_>, pieces: &[Piece]) -> io::Result<()> {
        let columns_max = self.layout.columns().saturating_sub(indent.columns).max(1);
        let mut line = String::new();
        if let Some((head, label)) = indent.head {
            spaces(&mut line, indent.head_columns);
            self.paint(&mut line, &Piece::new(head, label));
            let used = indent.head_columns + width_columns(head);
            if used < indent.columns && !pieces.is_empty() {
                spaces(&mut line, indent.columns - used);
            } else {
                self.end(&mut line)?;
                spaces(&mut line, indent.columns);
            }
        } else {
            spaces(&mut line, indent.columns);
        }
        for pieces in wrap(&self.marked(pieces), columns_max) {
            self.line(&mut line, &pieces);
            self.end(&mut line)?;
            spaces(&mut line, indent.columns);
        }
        Ok(())
    }

    /// Writes `pieces` on one line, whatever its width.
    pub(super) fn row(&mut self, pieces: &[Piece]) -> io::Result<()> {
        let mut line = String::new();
        self.line(&mut line, pieces);
        self.end(&mut line)
    }

    /// Writes the place of a clause in its source, a link to it on a terminal.
    ///
    /// A path is never broken: it is there to be copied.
    pub(super) fn source(&mut self, columns: usize, path: &str, line: usize) -> io::Result<()> {
        let folder = self.layout.folder.as_deref();
        let safe = visible(self.path_from_here(path));
        let text = if line == 0 { safe.into_owned() } else { format!("{safe}:{line}") };
        let mut written = String::new();
        spaces(&mut written, columns);
        let target = match self.layout.place {
            Place::Terminal => folder.map(|folder| self.link(folder, path, line)),
            Place::File => None,
        };
        if let Some(target) = &target {
            let _ = write!(written, "\u{1b}]8;;{target}\u{1b}\\");
        }
        self.paint(&mut written, &Piece::new(text, Label::Source));
        if target.is_some() {
            written.push_str("\u{1b}]8;;\u{1b}\\");
        }
        self.end(&mut written)
    }

    /// Returns the address of a line of a file: absolute, every byte that is not plain
    /// percent-encoded.
    fn link(&self, folder: &Path, path: &str, line: usize) -> String {
        let mut address = String::new();
        // What lies in an archive has no address of its own; that of the archive leads near it.
        let archive = archive_of(path);
        let (path, line) = archive.map_or((path, line), |archive| (archive, 0));
        for byte in folder.join(path).to_string_lossy().bytes() {
            if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
                address.push(char::from(byte));
            } else {
                let _ = write!(address, "%{byte:02X}");
            }
        }
        let form = match line {
            0 => self.layout.link.split('#').next().unwrap_or_default(),
            _ => &self.layout.link,
        };
        let form = visible(form).replace("{path}", &address);
        form.replace("{line}", &line.max(1).to_string())
    }

    /// Returns a path as seen from the current folder, if it lies in it.
    pub(super) fn path_from_here<'p>(&self, path: &'p str) -> &'p str {
        let folder = self.layout.folder.as_deref();
        let inside = folder.and_then(|folder| Path::new(path).strip_prefix(folder).ok());
        inside.and_then(Path::to_str).unwrap_or(path)
    }

    /// Returns a message with the paths in it as seen from the current folder.
    pub(super) fn shortened(&self, text: &str) -> String {
        match self.layout.folder.as_deref().and_then(Path::to_str) {
            Some(folder) if folder != "/" => text.replace(&format!("`{folder}/"), "`"),
            Some(_) | None => text.to_owned(),
        }
    }

    /// Puts signs around the clause verb and around each match where there is no colour.
    fn marked(&self, pieces: &[Piece]) -> Vec<Piece> {
        let is_verb = |place| {
            let piece: Option<&Piece> = pieces.get(place);
            piece.is_some_and(|piece| piece.label.verb_and_match().0)
        };
        let sign = |is_set, sign| if is_set { self.layout.sign(sign) } else { "" };
        let with_signs = |(place, piece): (usize, &Piece)| {
            let (verb, matched) = piece.label.verb_and_match();
            // A match within the verb does not end it.
            let begins = verb && !place.checked_sub(1).is_some_and(is_verb);
            let (before, after) =
                (sign(begins, Sign::Verb), sign(verb && !is_verb(place + 1), Sign::Verb));
            let around = sign(matched, Sign::Match);
            Piece::new(format!("{before}{around}{}{around}{after}", piece.text), piece.label)
        };
        pieces.iter().enumerate().map(with_signs).collect()
    }

    fn line(&self, line: &mut String, pieces: &[Piece]) {
        let is_isolated = self.layout.place == Place::Terminal
            && pieces.iter().any(|piece| piece.text.chars().any(is_right_to_left));
        if is_isolated {
            line.push(ISOLATE.0);
        }
        for piece in pieces {
            self.paint(line, piece);
        }
        if is_isolated {
            line.push(ISOLATE.1);
        }
    }

    fn paint(&self, line: &mut String, piece: &Piece) {
        let style = piece.label.style();
        if self.layout.emphasis == Emphasis::Color && !style.is_plain() {
            let _ = write!(line, "{style}{}{style:#}", piece.text);
        } else {
            line.push_str(&piece.text);
        }
    }

    fn end(&mut self, line: &mut String) -> io::Result<()> {
        line.truncate(line.trim_end_matches(' ').len());
        line.push('\n');
        let result = self.out.write_all(line.as_bytes());
        line.clear();
        result
    }
}

fn spaces(line: &mut String, columns: usize) {
    line.extend(std::iter::repeat_n(' ', columns));
}

/// Tells whether a letter is written from right to left: Hebrew, Arabic and their forms.
fn is_right_to_left(character: char) -> bool {
    matches!(
        character,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
    )
}

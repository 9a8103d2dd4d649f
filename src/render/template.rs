//! [`Template`]: a line per clause in a form that the user writes, `{symbol} {clause}: {text}`.

use std::io;

use super::column::Column;
use super::escape::visible;
use super::{Renderer, Shown, Terminator};
use crate::query::nearest;
use crate::search::{Group, Hit, SearchReport};

/// How many names a fault suggests.
const SUGGESTIONS_MAX: usize = 2;

/// A form for clauses: text, and names of columns in braces.
///
/// `{{` and `}}` stand for braces, `\t`, `\n` and `\\` for a tabulator, a line break and a
/// backslash. Values stand on one line, and nothing in them commands a terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    parts: Vec<Part>,
    terminator: Terminator,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Column(Column),
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateFault {
    /// A name in braces that is no column.
    #[error("there is no field `{name}`{}", guess(nearest))]
    UnknownColumn {
        /// As typed.
        name: String,
        /// Columns with a name like it.
        nearest: Vec<String>,
    },
    /// A brace that is never closed.
    #[error("the brace at character {place} is never closed")]
    Unclosed {
        /// From 1.
        place: usize,
    },
    /// A brace that nothing opened.
    #[error("nothing opens the brace at character {place}")]
    Unopened {
        /// From 1.
        place: usize,
    },
}

fn guess(nearest: &[String]) -> String {
    match nearest {
        [] => String::new(),
        names => format!("; did you mean {}?", names.join(" or ")),
    }
}

/// Returns the column of a name.
///
/// # Errors
///
/// [`TemplateFault::UnknownColumn`] with the names like it.
pub fn column(name: &str) -> Result<Column, TemplateFault> {
    Column::from_name(name).ok_or_else(|| {
        let names = Column::ALL.into_iter().map(Column::name);
        let nearest = nearest(name, names, SUGGESTIONS_MAX);
        let nearest = nearest.into_iter().map(|name| format!("`{name}`")).collect();
        TemplateFault::UnknownColumn { name: name.to_owned(), nearest }
    })
}

impl Template {
    /// Reads a template; each clause ends with `terminator`.
    ///
    /// # Errors
    ///
    /// Every fault, in the order of their places; never an empty list.
    pub fn parse(text: &str, terminator: Terminator) -> Result<Self, Vec<TemplateFault>> {
        let characters: Vec<char> = text.chars().collect();
        let mut template = Self { parts: Vec::new(), terminator };
        let mut faults = Vec::new();
        let mut place = 0;
        while let Some(character) = characters.get(place) {
            let next = characters.get(place + 1);
            match (character, next) {
                ('{', Some('{')) | ('}', Some('}')) => {
                    template.push(*character);
                    place += 1;
                }
                ('{', _) => match characters[place..].iter().position(|other| *other == '}') {
                    Some(length) => {
                        let name: String = characters[place + 1..place + length].iter().collect();
                        match column(&name) {
                            Ok(column) => template.parts.push(Part::Column(column)),
                            Err(fault) => faults.push(fault),
                        }
                        place += length;
                    }
                    None => faults.push(TemplateFault::Unclosed { place: place + 1 }),
                },
                ('}', _) => faults.push(TemplateFault::Unopened { place: place + 1 }),
                ('\\', Some(escaped @ ('t' | 'n' | '\\'))) => {
                    template.push(match escaped {
                        't' => '\t',
                        'n' => '\n',
                        other => *other,
                    });
                    place += 1;
                }
                (other, _) => template.push(*other),
            }
            place += 1;
        }
        if faults.is_empty() { Ok(template) } else { Err(faults) }
    }

    fn push(&mut self, character: char) {
        match self.parts.last_mut() {
            Some(Part::Text(text)) => text.push(character),
            Some(Part::Column(_)) | None => self.parts.push(Part::Text(character.into())),
        }
    }

    fn write(&self, group: &Group, hit: &Hit, out: &mut dyn io::Write) -> io::Result<()> {
        for part in &self.parts {
            match part {
                Part::Text(text) => out.write_all(text.as_bytes())?,
                Part::Column(column) => {
                    out.write_all(visible(&column.text(group, hit)).as_bytes())?;
                }
            }
        }
        out.write_all(self.terminator.bytes())
    }
}

impl Renderer for Template {
    fn search(&mut self, report: &SearchReport, out: &mut dyn io::Write) -> io::Result<()> {
        report
            .groups
            .iter()
            .try_for_each(|group| group.hits.iter().try_for_each(|hit| self.write(group, hit, out)))
    }

    fn resolutions(&self, shown: &[Shown<'_>], out: &mut dyn io::Write) -> io::Result<()> {
        let mut clauses =
            shown.iter().flat_map(|one| one.wanted().map(|hit| (one.resolution, hit)));
        clauses.try_for_each(|(group, hit)| self.write(group, hit, out))
    }

    fn wants_records(&self) -> bool {
        self.parts.iter().any(|part| match part {
            Part::Column(column) => column.is_of_record(),
            Part::Text(_) => false,
        })
    }
}

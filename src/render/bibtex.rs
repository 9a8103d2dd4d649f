//! BibTeX: one entry per resolution, for reference managers.

use std::collections::BTreeMap;
use std::{io, mem};

use super::escape::visible;
use super::{Renderer, Shown};
use crate::citation::Organ;
use crate::search::{Group, Header, SearchReport};
use crate::text::Language;

/// Entries of the kind `@misc`, whose note names the clauses that were found.
#[derive(Clone, Debug, Default)]
pub struct Bibtex {
    /// Of the pages so far: a resolution may stand in several groups, and has one entry.
    found: Vec<(Header, Vec<String>)>,
    /// Where the resolutions stand among those found, by symbol and file.
    places: BTreeMap<(String, String), usize>,
}

impl Bibtex {
    fn gather(&mut self, group: &Group) {
        let header = &group.header;
        let identity = (header.symbol.clone().unwrap_or_default(), header.source.clone());
        let place = *self.places.entry(identity).or_insert(self.found.len());
        if place == self.found.len() {
            self.found.push((header.clone(), Vec::new()));
        }
        self.found[place].1.extend(group.hits.iter().map(|hit| hit.label.clone()));
    }
}

impl Renderer for Bibtex {
    fn search(&mut self, report: &SearchReport, out: &mut dyn io::Write) -> io::Result<()> {
        report.groups.iter().for_each(|group| self.gather(group));
        if !report.page.is_last {
            return Ok(());
        }
        let mut keys = Keys::default();
        mem::take(self).found.iter().try_for_each(|(header, labels)| {
            let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
            write_entry(header, &keys.key(header), &labels, out)
        })
    }

    fn resolutions(&self, shown: &[Shown<'_>], out: &mut dyn io::Write) -> io::Result<()> {
        let mut keys = Keys::default();
        shown.iter().try_for_each(|one| {
            let header = &one.resolution.header;
            let marked: Vec<&str> = one.marked.into_iter().collect();
            write_entry(header, &keys.key(header), &marked, out)
        })
    }
}

/// The keys given so far, with how often each was asked for.
#[derive(Default)]
struct Keys(BTreeMap<String, usize>);

impl Keys {
    /// Returns a key that no other entry has: symbol, language, a number where that is not enough.
    fn key(&mut self, header: &Header) -> String {
        let name = header.symbol.as_deref().unwrap_or(&header.source);
        let mut key: String = name
            .chars()
            .map(|sign| if sign.is_ascii_alphanumeric() { sign.to_ascii_lowercase() } else { '-' })
            .collect();
        key = key.split('-').filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join("-");
        if let Some(language) = &header.language {
            key.push('-');
            key.push_str(language);
        }
        let count = self.0.entry(key.clone()).or_default();
        *count += 1;
        if *count > 1 { format!("{key}-{count}") } else { key }
    }
}

fn write_entry(
    header: &Header,
    key: &str,
    labels: &[&str],
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let organ = header.organ.as_deref().and_then(Organ::from_id).map(Organ::name);
    let language = header.language.as_deref().and_then(Language::from_code).map(Language::name);
    let date = header.date.as_deref();
    let note = (!labels.is_empty()).then(|| labels.join(", "));
    // Doubled braces keep a name together and the capitals of a title as they are.
    let fields = [
        ("author", organ.map(|organ| format!("{{{}}}", escaped(organ)))),
        ("title", header.title.as_deref().map(|title| format!("{{{}}}", escaped(title)))),
        ("number", header.symbol.as_deref().map(escaped)),
        ("year", date.and_then(|date| date.get(..4)).map(escaped)),
        ("date", date.map(escaped)),
        ("language", language.map(escaped)),
        ("note", note.as_deref().map(escaped)),
    ];
    writeln!(out, "@misc{{{key},")?;
    for (name, value) in fields {
        if let Some(value) = value {
            writeln!(out, "  {name} = {{{value}}},")?;
        }
    }
    out.write_all(b"}\n")
}

/// Returns `text` with the signs that TeX obeys written as commands.
fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for character in visible(text).chars() {
        match character {
            '\\' => safe.push_str("\\textbackslash{}"),
            '~' => safe.push_str("\\textasciitilde{}"),
            '^' => safe.push_str("\\textasciicircum{}"),
            '{' | '}' | '$' | '&' | '#' | '%' | '_' => {
                safe.push('\\');
                safe.push(character);
            }
            other => safe.push(other),
        }
    }
    safe
}

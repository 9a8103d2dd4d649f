//! Markdown: a section per resolution, its clauses as quotations with their places.

use std::io;

use super::answer::shortfalls;
use super::facts::{facts, name, notes};
use super::headings::{Order, telling_heading};
use super::layout::Label;
use super::pieces::{Piece, emphasised};
use super::{Renderer, Shown};
use crate::resolution::headings_begun;
use crate::search::{Group, Hit, SearchReport};
use crate::text::Span;

/// Text for notes and papers: the printed verb in italics, what matched in bold.
#[derive(Clone, Copy, Debug, Default)]
pub struct Markdown;

impl Renderer for Markdown {
    fn search(&mut self, report: &SearchReport, out: &mut dyn io::Write) -> io::Result<()> {
        let is_first = report.page.is_first();
        let shortfalls = if is_first { shortfalls(report) } else { Vec::new() };
        for (number, sentence) in shortfalls.iter().enumerate() {
            if number > 0 {
                out.write_all(b"\n")?;
            }
            writeln!(out, "{}", escaped(sentence))?;
        }
        for (number, group) in report.groups.iter().enumerate() {
            if number > 0 || !is_first || !shortfalls.is_empty() {
                out.write_all(b"\n")?;
            }
            write_group(group, group.hits.iter(), Order::Rank, out)?;
        }
        Ok(())
    }

    fn resolutions(&self, shown: &[Shown<'_>], out: &mut dyn io::Write) -> io::Result<()> {
        for (number, one) in shown.iter().enumerate() {
            if number > 0 {
                out.write_all(b"\n")?;
            }
            write_group(one.resolution, one.wanted(), Order::Reading, out)?;
        }
        Ok(())
    }
}

fn write_group<'a>(
    group: &Group,
    hits: impl Iterator<Item = &'a Hit>,
    order: Order,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let header = &group.header;
    let title = header.title.as_deref().map(|title| format!(": {}", escaped(title)));
    writeln!(out, "## {}{}\n", escaped(name(header)), title.unwrap_or_default())?;
    let facts = facts(header);
    if !facts.is_empty() {
        writeln!(out, "{}\n", escaped(&facts.join(" · ")))?;
    }
    let mut above: &[String] = &[];
    for (number, hit) in hits.enumerate() {
        if number > 0 {
            out.write_all(b"\n")?;
        }
        let mut place = place(&header.source, hit.line);
        match order {
            Order::Reading => {
                for heading in headings_begun(&hit.headings, above) {
                    writeln!(out, "### {}\n", escaped(heading))?;
                }
                above = &hit.headings;
            }
            Order::Rank => {
                if let Some(heading) = telling_heading(hit) {
                    place = format!("under {heading} · {place}");
                }
            }
        }
        writeln!(out, "> **{}** {}", escaped(&hit.label), clause(hit))?;
        let notes = notes(hit).into_iter().map(|note| format!(" · {note}"));
        writeln!(out, ">\n> {}", escaped(&(place + &notes.collect::<String>())))?;
    }
    if group.more > 0 {
        writeln!(out, "\n+{} more in this resolution", group.more)?;
    }
    Ok(())
}

fn place(source: &str, line: usize) -> String {
    if line == 0 { source.to_owned() } else { format!("{source}:{line}") }
}

fn clause(hit: &Hit) -> String {
    let mut text = String::new();
    if !hit.lead_in.is_empty() {
        text.push_str(&marked(&hit.lead_in, None, &hit.lead_in_highlights));
        text.push(' ');
    }
    text.push_str(&marked(&hit.text, hit.verb_span, &hit.highlights));
    text
}

fn marked(text: &str, verb: Option<Span>, matches: &[Span]) -> String {
    let pieces = emphasised(text, verb, matches, Label::Text);
    pieces.iter().map(emphasis).collect()
}

/// Marks of emphasis stand at the words: beside white space they mean nothing.
fn emphasis(piece: &Piece) -> String {
    let sign = match piece.label.verb_and_match() {
        (true, false) => "*",
        (false, true) => "**",
        (true, true) => "***",
        (false, false) => return escaped(&piece.text),
    };
    let words = piece.text.trim();
    let start = piece.text.len() - piece.text.trim_start().len();
    let (before, after) = (&piece.text[..start], &piece.text[start + words.len()..]);
    if words.is_empty() {
        return piece.text.clone();
    }
    format!("{before}{sign}{}{sign}{after}", escaped(words))
}

/// Returns `text` with the signs that Markdown obeys written as themselves.
fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for character in super::visible(text).chars() {
        if matches!(
            character,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$'
        ) {
            safe.push('\\');
        }
        safe.push(character);
    }
    safe
}

//! HTML: one page that stands by itself, for sending on and for printing.

use std::io;

use super::answer::shortfalls;
use super::facts::{facts, name, notes};
use super::headings::{Order, telling_heading};
use super::layout::Label;
use super::pieces::{Piece, emphasised};
use super::{Renderer, Shown};
use crate::resolution::headings_begun;
use crate::search::{Group, Hit, SearchReport};
use crate::text::{Language, Span};

/// A page without scripts and without anything from elsewhere; every text says its language and
/// its direction.
#[derive(Clone, Copy, Debug, Default)]
pub struct Html;

const STYLE: &str = "\
body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 serif}\
h2{margin-bottom:0}.facts,.place,.lead,.more{color:#555}.place{font:.8rem monospace}\
.verb{font-weight:bold}mark{background:#fe9}.marked{border-inline-start:3px solid;padding-inline-start:.5rem}";

impl Renderer for Html {
    fn search(&mut self, report: &SearchReport, out: &mut dyn io::Write) -> io::Result<()> {
        if report.page.is_first() {
            let title = if report.reading.is_empty() { "every clause" } else { &report.reading };
            write_head(title, out)?;
            for sentence in shortfalls(report) {
                writeln!(out, "<p class=\"facts\">{}</p>", escaped(&sentence))?;
            }
        }
        for group in &report.groups {
            write_group(group, group.hits.iter().map(|hit| (hit, false)), Order::Rank, out)?;
        }
        if report.page.is_last { write_foot(out) } else { Ok(()) }
    }

    fn resolutions(&self, shown: &[Shown<'_>], out: &mut dyn io::Write) -> io::Result<()> {
        let title = shown.first().map(|one| name(&one.resolution.header));
        write_head(title.unwrap_or_default(), out)?;
        for one in shown {
            let is_marked = |hit: &Hit| one.marked == Some(hit.label.as_str());
            let hits = one.resolution.hits.iter().map(|hit| (hit, is_marked(hit)));
            write_group(one.resolution, hits, Order::Reading, out)?;
        }
        write_foot(out)
    }
}

fn write_head(title: &str, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>",
        escaped(title)
    )
}

fn write_foot(out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(b"</body>\n</html>\n")
}

fn write_group<'a>(
    group: &Group,
    hits: impl Iterator<Item = (&'a Hit, bool)>,
    order: Order,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let header = &group.header;
    let language = header.language.as_deref();
    let is_turned = language.and_then(Language::from_code).is_some_and(Language::is_right_to_left);
    let direction = if is_turned { " dir=\"rtl\"" } else { "" };
    let attributes = language.map(|code| format!(" lang=\"{}\"{direction}", escaped(code)));
    let attributes = attributes.unwrap_or_default();
    let title = header.title.as_deref().map(|title| format!(" {}", escaped(title)));
    writeln!(out, "<article{attributes}>")?;
    writeln!(out, "<h2>{}{}</h2>", isolated(name(header)), title.unwrap_or_default())?;
    writeln!(
        out,
        "<p class=\"facts\" lang=\"en\" dir=\"ltr\">{}</p>",
        escaped(&facts(header).join(" · "))
    )?;
    let mut above: &[String] = &[];
    for (hit, is_marked) in hits {
        if order == Order::Reading {
            for heading in headings_begun(&hit.headings, above) {
                writeln!(out, "<h3>{}</h3>", escaped(heading))?;
            }
            above = &hit.headings;
        }
        write_hit(hit, is_marked, order, &header.source, out)?;
    }
    if group.more > 0 {
        writeln!(
            out,
            "<p class=\"more\" lang=\"en\" dir=\"ltr\">+{} more in this resolution</p>",
            group.more
        )?;
    }
    out.write_all(b"</article>\n")
}

fn write_hit(
    hit: &Hit,
    is_marked: bool,
    order: Order,
    source: &str,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let id = if is_marked { " class=\"marked\"" } else { "" };
    let lead_in = match hit.lead_in.as_str() {
        "" => String::new(),
        text => {
            let words = marked(text, None, &hit.lead_in_highlights);
            format!("<span class=\"lead\">{words}</span> ")
        }
    };
    let heading = telling_heading(hit).filter(|_| order == Order::Rank);
    let heading = heading.map(|text| format!("<br><span class=\"more\">{}</span>", escaped(text)));
    let notes = match notes(hit).join(" · ").as_str() {
        "" => String::new(),
        notes => format!("<br><span class=\"more\" lang=\"en\">{}</span>", isolated(notes)),
    };
    writeln!(
        out,
        "<p{id}><b>{}</b> {lead_in}{}{}{notes}<br><span class=\"place\">{}</span></p>",
        isolated(&hit.label),
        marked(&hit.text, hit.verb_span, &hit.highlights),
        heading.unwrap_or_default(),
        isolated(&place(source, hit.line)),
    )
}

fn place(source: &str, line: usize) -> String {
    if line == 0 { source.to_owned() } else { format!("{source}:{line}") }
}

/// Symbols, labels and paths run from left to right in a text of either direction.
fn isolated(text: &str) -> String {
    format!("<bdi>{}</bdi>", escaped(text))
}

fn marked(text: &str, verb: Option<Span>, matches: &[Span]) -> String {
    emphasised(text, verb, matches, Label::Text).iter().map(element).collect()
}

fn element(piece: &Piece) -> String {
    let text = escaped(&piece.text);
    match piece.label.verb_and_match() {
        (true, false) => format!("<span class=\"verb\">{text}</span>"),
        (false, true) => format!("<mark>{text}</mark>"),
        (true, true) => format!("<mark class=\"verb\">{text}</mark>"),
        (false, false) => text,
    }
}

/// Returns `text` as text of an element or of an attribute in quotes.
fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for character in super::visible(text).chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

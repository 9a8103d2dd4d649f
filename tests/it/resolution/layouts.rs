//! One resolution in many layouts is read as the same resolution.

use std::fmt::Write as _;
use std::path::Path;

use resq::corpus;
use resq::lexicon::Lexicon;
use resq::resolution::{self, Part, Resolution};

use super::{broken, clauses, parse, printed_number};

/// Specimens, each in another language or of another body.
const SPECIMENS: &[&str] = &[
    "cybercrime-convention.en.txt",
    "cybercrime-convention.fr.html",
    "cybercrime-convention.es.md",
    "cybercrime-convention.ru.txt",
    "cybercrime-convention.ar.xml",
    "cybercrime-convention.zh.txt",
    "women-youth-mediation.en.txt",
    "river-climate.en.xml",
    "search-and-rescue.md",
];

/// How a resolution is set, and the ending of the name of such a file.
type Layout = (&'static str, &'static str, fn(&[Paragraph]) -> String);

const LAYOUTS: &[Layout] = &[
    ("empty lines between paragraphs", "txt", |all| joined(all, "\n\n", Paragraph::plain)),
    ("a line for each paragraph", "txt", |all| joined(all, "\n", Paragraph::plain)),
    ("lines of 64 characters", "txt", |all| joined(all, "\n\n", |one| broken(&one.plain(), 64))),
    ("first lines indented", "txt", |all| joined(all, "\n", Paragraph::indented)),
    ("numbers written on to the words", "txt", |all| joined(all, "\n\n", Paragraph::tight)),
    ("numbers without a stop", "txt", |all| joined(all, "\n\n", Paragraph::without_stop)),
    ("numbers with a bracket", "txt", |all| joined(all, "\n\n", |one| one.bracketed("", ")"))),
    ("numbers in brackets", "txt", |all| joined(all, "\n\n", |one| one.bracketed("(", ")"))),
    ("lines that a mail quotes", "txt", |all| {
        joined(all, "\n>\n", |one| format!("> {}", broken(&one.plain(), 64).replace('\n', "\n> ")))
    }),
    ("numbers on lines of their own", "txt", |all| joined(all, "\n\n", Paragraph::number_apart)),
    ("pages with their numbers between dashes", "txt", |all| paged(all, "- 1 -\n\u{c}")),
    ("a paragraph of a web page each", "html", |all| {
        format!("<p>{}</p>", joined(all, "</p>\n<p>", Paragraph::plain))
    }),
    ("a web page of broken lines", "html", |all| {
        format!("<div>{}</div>", joined(all, "<br><br>\n", Paragraph::plain))
    }),
    ("line ends of Windows", "txt", |all| joined(all, "\r\n\r\n", Paragraph::plain)),
];

struct Paragraph {
    /// As it is printed, `1.` or `(a)`; empty without one.
    number: String,
    text: String,
}

impl Paragraph {
    fn plain(&self) -> String {
        format!("{} {}", self.number, self.text).trim().to_owned()
    }

    fn indented(&self) -> String {
        format!("     {}", broken(&self.plain(), 64))
    }

    fn tight(&self) -> String {
        format!("{}{}", self.number, self.text)
    }

    fn without_stop(&self) -> String {
        format!("{} {}", self.number.trim_end_matches('.'), self.text).trim().to_owned()
    }

    fn bracketed(&self, before: &str, behind: &str) -> String {
        match self.number.strip_suffix('.') {
            Some(figure) => format!("{before}{figure}{behind} {}", self.text),
            None => self.plain(),
        }
    }

    fn number_apart(&self) -> String {
        format!("{}\n{}", self.number, self.text).trim().to_owned()
    }
}

#[test]
fn layouts_do_not_change_what_is_read() {
    for name in SPECIMENS {
        let resolution = specimen(name);
        let all = paragraphs(&resolution);
        for (layout, ending, set) in LAYOUTS {
            let text = set(&all);
            let read = parse(&format!("layout.{ending}"), &text);
            assert_eq!(read.len(), 1, "{name}, {layout}");
            assert_eq!(clauses(&read[0].0), clauses(&resolution), "{name}, {layout}:\n{text}");
        }
    }
}

/// A text without line ends: between its clauses stand signs and no more.
#[test]
fn clauses_that_are_run_in_are_parted() {
    for name in ["cybercrime-convention.en.txt", "cybercrime-convention.fr.html"] {
        let resolution = specimen(name);
        let all = paragraphs(&resolution);
        let header = resolution.header_lines.len();
        let text = format!(
            "{}\n{}",
            joined(&all[..header], "\n", Paragraph::plain),
            joined(&all[header..], " ", Paragraph::plain)
        );
        let read = parse("run-in.txt", &text);
        assert_eq!(clauses(&read[0].0), clauses(&resolution), "{name}:\n{text}");
    }
}

fn specimen(name: &str) -> Resolution {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name);
    let bytes = std::fs::read(&path).unwrap();
    let document = corpus::read_bytes(&path, &bytes).unwrap();
    let mut parsed = resolution::parse(&document, Lexicon::embedded());
    assert_eq!(parsed.len(), 1, "{name}");
    let mut resolution = parsed.remove(0).0;
    // Annexes are set in ways of their own.
    resolution.clauses.retain(|clause| clause.part != Part::Annex);
    resolution
}

fn paragraphs(resolution: &Resolution) -> Vec<Paragraph> {
    let header = resolution.header_lines.iter();
    let header = header.map(|line| Paragraph { number: String::new(), text: line.clone() });
    let body = resolution.clauses.iter();
    let body =
        body.map(|clause| Paragraph { number: printed_number(clause), text: clause.text.clone() });
    header.chain(body).collect()
}

fn joined(all: &[Paragraph], between: &str, set: impl Fn(&Paragraph) -> String) -> String {
    all.iter().map(set).collect::<Vec<_>>().join(between)
}

/// Breaks the pages inside paragraphs, every twelfth line.
fn paged(all: &[Paragraph], foot: &str) -> String {
    const LINES: usize = 12;
    let text = joined(all, "\n\n", |one| broken(&one.plain(), 64));
    let mut pages = String::new();
    for (place, line) in text.lines().enumerate() {
        if place % LINES == LINES - 1 && !line.is_empty() {
            write!(pages, "\n{:>34}{foot}\n\n", "").unwrap();
        }
        writeln!(pages, "{line}").unwrap();
    }
    pages
}

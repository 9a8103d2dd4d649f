//! What is printed of a resolution is read again as the same resolution.

use std::fmt::Write as _;

use proptest::prelude::*;
use resq::resolution::{Resolution, headings_begun};

use super::{broken, clauses, parse, printed_number};

const PREAMBULAR: &[&str] = &["Recalling", "Noting", "Deeply concerned by", "Welcoming"];
const OPERATIVE: &[&str] = &["Requests", "Decides on", "Strongly urges", "Takes note of", "Notes"];
const WORDS: &[&str] = &[
    "the lamps",
    "of every harbour",
    "resolution 71/19 of 3 May 2017",
    "and the keepers",
    "on the outer islands",
    "in 2020",
    "(old and new)",
    "“Lights of the coast”",
];

const HEADINGS: &[&str] = &["A", "B", "II", "Boats of the coast", "FERRIES", "Rule 7", "C. Buoys"];

/// A clause: its verb, its words, the words of its items, a heading above it.
type Written = (usize, Vec<usize>, Vec<Vec<usize>>, Option<usize>);

fn words() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0..WORDS.len(), 1..30)
}

fn clause() -> impl Strategy<Value = Written> {
    let heading = prop::option::weighted(0.3, 0..HEADINGS.len());
    (0..OPERATIVE.len(), words(), prop::collection::vec(words(), 0..4), heading)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_is_read_again(
        preamble in prop::collection::vec((0..PREAMBULAR.len(), words()), 1..6),
        written in prop::collection::vec(clause(), 1..8),
        width in 50..110_usize,
    ) {
        let first = parse("first.txt", &text_of(&preamble, &written));
        let first = &first[0].0;
        prop_assert_eq!(first.clauses.len(), count(&preamble, &written));
        for width in [usize::MAX, width] {
            let again = parse("again.txt", &print(first, width));
            let again = &again[0].0;
            prop_assert_eq!(clauses(again), clauses(first));
            prop_assert_eq!(&again.header_lines, &first.header_lines);
            for (own, other) in again.clauses.iter().zip(&first.clauses) {
                prop_assert_eq!(&own.headings, &other.headings);
                prop_assert_eq!(&own.verbs, &other.verbs);
                prop_assert_eq!(&own.citations, &other.citations);
            }
        }
    }
}

fn count(preamble: &[(usize, Vec<usize>)], clauses: &[Written]) -> usize {
    preamble.len() + clauses.iter().map(|(_, _, items, _)| 1 + items.len()).sum::<usize>()
}

fn phrase(words: &[usize]) -> String {
    words.iter().map(|place| WORDS[*place]).collect::<Vec<_>>().join(" ")
}

fn text_of(preamble: &[(usize, Vec<usize>)], clauses: &[Written]) -> String {
    let mut text = String::from("4/13. Lamps\n\nThe Harbour Assembly,\n\n");
    for (verb, words) in preamble {
        writeln!(text, "{} {},\n", PREAMBULAR[*verb], phrase(words)).unwrap();
    }
    for (place, (verb, words, items, heading)) in clauses.iter().enumerate() {
        if let Some(heading) = heading {
            writeln!(text, "{}\n", HEADINGS[*heading]).unwrap();
        }
        let sign = if items.is_empty() { ';' } else { ':' };
        writeln!(text, "{}. {} {}{sign}\n", place + 1, OPERATIVE[*verb], phrase(words)).unwrap();
        for (item, words) in ('a'..).zip(items) {
            writeln!(text, "({item}) To mend {};\n", phrase(words)).unwrap();
        }
    }
    text
}

/// Prints a resolution as a document, its lines at most `width` characters long.
fn print(resolution: &Resolution, width: usize) -> String {
    let mut text = String::new();
    for line in &resolution.header_lines {
        writeln!(text, "{line}\n").unwrap();
    }
    let mut above: &[String] = &[];
    for clause in &resolution.clauses {
        for heading in headings_begun(&clause.headings, above) {
            writeln!(text, "{heading}\n").unwrap();
        }
        above = &clause.headings;
        let paragraph = format!("{} {}", printed_number(clause), clause.text);
        writeln!(text, "{}\n", broken(paragraph.trim_start(), width)).unwrap();
    }
    text
}

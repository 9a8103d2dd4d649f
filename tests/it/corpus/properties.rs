//! What holds for every input: no panic, spans that fit, and not a letter lost.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::sample::Index;
use resq::corpus::{Document, read_bytes};
use resq::text::{Block, BlockKind, Span, Style};

/// Every span and mark of every block must lie in its text, on character bounds.
fn check_blocks(document: &Document) {
    for block in &document.blocks {
        let is_inside = |span: Span| {
            span.end() <= block.text.len()
                && block.text.is_char_boundary(span.start())
                && block.text.is_char_boundary(span.end())
        };
        assert!(block.styles.iter().all(|styled| is_inside(styled.span)), "{block:?}");
        let is_at = |at: usize| at <= block.text.len() && block.text.is_char_boundary(at);
        assert!(block.marks.iter().all(|mark| is_at(mark.at)), "{block:?}");
        assert_eq!(block.text.trim(), block.text, "{block:?}");
    }
}

/// The letters and figures of a text, sorted: what must not get lost, whatever its order.
fn letters<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<char> {
    let mut letters: Vec<char> =
        texts.into_iter().flat_map(str::chars).filter(|next| next.is_alphanumeric()).collect();
    letters.sort_unstable();
    letters
}

/// Everything of a block that a reader can see.
fn visible(block: &Block) -> Vec<&str> {
    let mut seen = vec![block.text.as_str()];
    seen.extend(block.number.as_deref());
    seen.extend(block.marks.iter().map(|mark| mark.marker.as_str()));
    if let BlockKind::Note { marker } = &block.kind {
        seen.push(marker);
    }
    seen.extend(block.styles.iter().filter_map(|styled| match &styled.style {
        Style::Link(target) => Some(target.as_str()),
        Style::Italic | Style::Bold | Style::Underline => None,
    }));
    seen
}

fn samples() -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/corpus");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut samples: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|end| end != "blocks"))
        .map(|path| (PathBuf::from(path.file_name().unwrap()), fs::read(&path).unwrap()))
        .collect();
    samples.sort();
    samples
}

/// One thing done to the bytes of a file.
#[derive(Clone, Debug)]
enum Harm {
    Cut(Index),
    Drop(Index, Index),
    Repeat(Index, Index),
    Set(Index, u8),
    Insert(Index, &'static str),
}

fn harm() -> impl Strategy<Value = Harm> {
    let mark_up = prop::sample::select(vec![
        "<",
        ">",
        "</p>",
        "<p>",
        "<sup>",
        "</sup>",
        "<td>",
        "</tr>",
        "<tr>",
        "<li>",
        "<ol>",
        "&",
        "&lt;",
        "\0",
        "\u{c}",
        "*",
        "**",
        "_",
        "`",
        "[",
        "](",
        "|",
        "\n",
        "\r",
        "---\n",
        "\"",
        "<!--",
        "<![CDATA[",
        "]]>",
        "\u{202e}",
        "\u{feff}",
        "注意",
        "{",
        "}",
        "[^1]:",
        "<num>",
        "<br>",
    ]);
    let place = any::<Index>;
    prop_oneof![
        place().prop_map(Harm::Cut),
        (place(), place()).prop_map(|(from, to)| Harm::Drop(from, to)),
        (place(), place()).prop_map(|(from, to)| Harm::Repeat(from, to)),
        (place(), any::<u8>()).prop_map(|(at, byte)| Harm::Set(at, byte)),
        (place(), mark_up).prop_map(|(at, text)| Harm::Insert(at, text)),
    ]
}

fn harmed(mut bytes: Vec<u8>, harms: &[Harm]) -> Vec<u8> {
    for harm in harms {
        if bytes.is_empty() {
            break;
        }
        let length = bytes.len();
        let range = |from: &Index, to: &Index| {
            let (from, to) = (from.index(length), to.index(length));
            from.min(to)..from.max(to)
        };
        match harm {
            Harm::Cut(at) => bytes.truncate(at.index(length)),
            Harm::Drop(from, to) => drop(bytes.drain(range(from, to))),
            Harm::Repeat(from, to) => {
                let part = bytes[range(from, to)].to_vec();
                bytes.extend(part);
            }
            Harm::Set(at, byte) => bytes[at.index(length)] = *byte,
            Harm::Insert(at, text) => {
                let at = at.index(length);
                bytes.splice(at..at, text.bytes());
            }
        }
    }
    bytes
}

/// Pieces of Markdown whose letters are all visible.
fn markdown() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "word",
        "Été",
        "注意",
        "وإذ",
        "1",
        "12. ",
        "(a) ",
        "*",
        "**",
        "_",
        "~~",
        "[",
        "](",
        ")",
        "]",
        "\\,",
        "`c`",
        "^1^",
        "<sup>7</sup>",
        "<sup>&</sup>lt;sup>8</sup>",
        "[^9]",
        "[^9]: ",
        "- ",
        "# ",
        "### ",
        "> ",
        "|",
        "| a | b |\n",
        "\n",
        "\n\n",
        "  ",
        " ",
        "\t",
        "\u{c}",
        "* * *\n",
        "===\n",
        "!",
        "<",
        ">",
        "&",
        "x < y",
        "<name of State>",
        "a_b",
        "\r\n",
        "\u{2028}",
        ",",
        "^",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..Default::default() })]

    #[test]
    fn harmed_files_are_read_or_refused(
        sample in prop::sample::select(samples()),
        harms in prop::collection::vec(harm(), 1..5),
    ) {
        let (name, bytes) = sample;
        if let Ok(document) = read_bytes(&name, &harmed(bytes, &harms)) {
            check_blocks(&document);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        name in prop::sample::select(vec!["a", "a.txt", "a.md", "a.html", "a.xml", "a.json"]),
    ) {
        if let Ok(document) = read_bytes(Path::new(name), &bytes) {
            check_blocks(&document);
        }
    }

    #[test]
    fn plain_text_keeps_every_character_in_its_order(
        text in "[a-zA-Zéñ0-9 ,.;:()\t\n\r\u{c}\u{85}\u{2028}注意ءب-]{0,200}"
    ) {
        let document = read_bytes(Path::new("a.txt"), text.as_bytes()).unwrap();
        let is_printed = |next: &char| !next.is_whitespace();
        let found: String = document.blocks.iter().map(|block| block.text.as_str()).collect();
        let found: String = found.chars().filter(is_printed).collect();
        prop_assert_eq!(found, text.chars().filter(is_printed).collect::<String>());
    }

    #[test]
    fn markdown_keeps_every_letter(text in markdown()) {
        let document = read_bytes(Path::new("a.md"), text.as_bytes()).unwrap();
        check_blocks(&document);
        let found = letters(document.blocks.iter().flat_map(visible));
        // The names of tags are mark-up.
        let bare = text.replace("<sup>&</sup>lt;sup>8</sup>", "8");
        let bare = bare.replace("<sup>", "").replace("</sup>", "");
        prop_assert_eq!(found, letters([bare.as_str()]), "{:?}", document.blocks);
    }

    #[test]
    fn lines_and_spans_of_text_lead_back_to_the_source(text in markdown(), is_markdown: bool) {
        let name = if is_markdown { "a.md" } else { "a.txt" };
        let document = read_bytes(Path::new(name), text.as_bytes()).unwrap();
        let mut before = 0;
        for block in &document.blocks {
            let span = block.origin.span;
            prop_assert!(text.get(span.start()..span.end()).is_some());
            prop_assert!(span.start() >= before);
            before = span.start();
        }
    }
}

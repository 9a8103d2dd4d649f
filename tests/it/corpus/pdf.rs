//! PDF files: what stands where on the page decides what it is.

use std::path::Path;

use super::pdf_file::{Page, file, file_with_form};
use resq::corpus::{Document, Format, PDF_EFFORT_MAX, PDF_PAGES_MAX, ReadError, read_bytes};
use resq::text::{BlockKind, Style};

fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    read_bytes(Path::new("a.pdf"), bytes)
}

/// The blocks of a file, one to a line: page, kind, words with `*emphasis*` and `[marks]`.
fn shown(pages: &[Page]) -> String {
    let document = read(&file(pages)).unwrap();
    assert_eq!(document.format, Format::Pdf);
    let mut lines = Vec::new();
    for block in &document.blocks {
        let mut text = block.text.clone();
        let mut signs: Vec<(usize, String)> =
            block.marks.iter().map(|mark| (mark.at, format!("[{}]", mark.marker))).collect();
        for styled in block.styles.iter().filter(|styled| styled.style == Style::Italic) {
            signs.extend([
                (styled.span.start(), "*".to_owned()),
                (styled.span.end(), "*".to_owned()),
            ]);
        }
        signs.sort();
        for (at, sign) in signs.into_iter().rev() {
            text.insert_str(at, &sign);
        }
        let kind = match &block.kind {
            BlockKind::Paragraph => String::new(),
            BlockKind::Heading { .. } => "# ".to_owned(),
            BlockKind::Note { marker } => format!("note {marker}: "),
            other => format!("{other:?} "),
        };
        lines.push(format!("{} {kind}{text}", block.origin.line));
    }
    lines.extend(document.faults.iter().map(|fault| format!("! {}", fault.message)));
    lines.join("\n")
}

const FULL: &str =
    "This line of words goes on and on until it comes to the end of the measure, or nearly so";

#[test]
fn spacing_indents_and_short_lines_part_paragraphs() {
    let page = Page::default()
        .lines((72, 100), &[FULL, "and ends here."])
        .lines((72, 130), &[FULL, "and stands apart."])
        .lines(
            (96, 154),
            &["Indented, and this is the way it goes on until it comes to the end of the measure"],
        )
        .lines((72, 166), &["at the margin.", "Behind a line that had room, another begins."]);
    assert_eq!(
        shown(&[page]),
        format!(
            "1 {FULL} and ends here.\n1 {FULL} and stands apart.\n1 Indented, and this is the way it goes on \
             until it comes to the end of the measure at the margin.\n1 Behind a line that had room, another begins."
        )
    );
}

#[test]
fn a_paragraph_goes_on_over_the_end_of_a_page() {
    let furniture = |page: Page, number: i32| {
        page.write('R', 8, (72, 40), "LRS/GA/RES/20/1 Ferries in fog").write(
            'R',
            8,
            (72, 760),
            &format!("{number}/3"),
        )
    };
    let pages = [
        furniture(
            Page::default()
                .lines(
                    (96, 100),
                    &["Recalling a thing that takes a line and a half of the measure of this page and more"],
                )
                .lines((72, 112), &[FULL]),
            1,
        ),
        furniture(
            Page::default()
                .lines((72, 70), &["and has its end on the next.", ""])
                .lines((96, 94), &["Noting the fog,"]),
            2,
        ),
        furniture(Page::default().lines((96, 70), &["Noting also the fog,"]), 3),
    ];
    let expected = format!(
        "1 LRS/GA/RES/20/1 Ferries in fog\n1 Recalling a thing that takes a line and a half of the measure of this page and more {FULL} \
         and has its end on the next.\n2 Noting the fog,\n3 Noting also the fog,"
    );
    assert_eq!(shown(&pages), expected);
}

#[test]
fn notes_are_told_by_rule_size_and_raised_figures() {
    let page = |rule: bool| {
        let page = Page::default()
            .write('I', 10, (72, 100), "Recalling")
            .write('R', 10, (116, 100), "the rules of the fog,")
            .write('R', 6, (206, 96), "1")
            .write(
                'R',
                10,
                (214, 100),
                "and further words that fill the whole of the line to its end",
            )
            .lines((72, 112), &["as lines do,"])
            .write('R', 6, (72, 700), "1")
            .write('R', 8, (78, 704), "Rules of the Fog, vol. 2,")
            .write('R', 8, (72, 714), "12 May 1999, p. 3.");
        if rule { page.rule((72, 690), 72) } else { page }
    };
    let expected = "1 *Recalling* the rules of the fog,[1] and further words that fill the whole of the line to its \
                    end as lines do,\n1 note 1: Rules of the Fog, vol. 2, 12 May 1999, p. 3.";
    assert_eq!(shown(&[page(true)]), expected);
    assert_eq!(shown(&[page(false)]), expected);
}

#[test]
fn words_broken_at_line_ends_are_joined_as_the_document_writes_them() {
    let page = Page::default().lines(
        (72, 100),
        &[
            "The navigation of rivers by night is what this paragraph of words is about, the navi-",
            "gation by day as well, and the non-proliferation of buoys; it calls for the non-",
            "proliferation of wrecks.",
        ],
    );
    assert_eq!(
        shown(&[page]),
        "1 The navigation of rivers by night is what this paragraph of words is about, the navigation by day as \
         well, and the non-proliferation of buoys; it calls for the non-proliferation of wrecks."
    );
}

#[test]
fn columns_are_read_one_after_the_other() {
    let left = [
        "The first column has lines that",
        "fill it from side to side, so that",
        "no table could be meant, and it",
        "goes on for so many lines that it",
        "is a column of prose beyond any",
        "doubt and not a list of names that",
        "stand beside each other.",
    ];
    let right = [
        "The second column stands beside",
        "the first one and is read behind",
        "it, which a reader who goes from",
        "left to right over the whole of the",
        "page would not do, and that reader",
        "would not understand a word of",
        "what is said there.",
    ];
    let page = Page::default().lines((72, 100), &left).lines((320, 100), &right);
    assert_eq!(shown(&[page]), format!("1 {}\n1 {}", left.join(" "), right.join(" ")));
}

#[test]
fn signatures_side_by_side_stay_apart() {
    let page = Page::default()
        .lines((72, 100), &[FULL, "to the end."])
        .write('R', 10, (72, 150), "For the Council")
        .write('R', 10, (380, 150), "For the Assembly");
    assert_eq!(
        shown(&[page]),
        format!("1 {FULL} to the end.\n1 For the Council\n1 For the Assembly")
    );
}

#[test]
fn arabic_is_put_into_the_order_of_reading() {
    // As it stands on the page, from left to right: the letters of each word are turned around.
    let visual: String = "تلاحظ القرار".chars().rev().collect();
    let page = Page::default().write('A', 10, (200, 100), &format!(")2000( 1325 {visual}"));
    assert_eq!(shown(&[page]), "1 تلاحظ القرار 1325 (2000)");
}

#[test]
fn a_line_of_latin_letters_in_an_arabic_text_may_run_rightwards() {
    let visual: String = "تلاحظ القرار".chars().rev().collect();
    let page = |line: &str| {
        Page::default().write('A', 10, (200, 100), &visual).write('A', 10, (200, 130), line)
    };
    assert_eq!(shown(&[page("LRS/GA/19/204.")]), "1 تلاحظ القرار\n1 LRS/GA/19/204.");
    assert_eq!(shown(&[page(".LRS/GA/19/204")]), "1 تلاحظ القرار\n1 LRS/GA/19/204.");
}

#[test]
fn chinese_is_read_by_the_tables_of_its_fonts_and_without_blanks() {
    let page = Page::default()
        .write('C', 10, (92, 100), "回顾其关于河流航行安全的各项决议，并强调必须")
        .write('C', 10, (72, 112), "保护所有船只，")
        .write('C', 10, (92, 124), "1. 决定继续审议此事。");
    assert_eq!(
        shown(&[page]),
        "1 回顾其关于河流航行安全的各项决议，并强调必须保护所有船只，\n1 1. 决定继续审议此事。"
    );
}

#[test]
fn a_page_set_sideways_is_turned() {
    let page = Page::default()
        .raw("BT /R 10 Tf 0 1 -1 0 200 100 Tm (Urges all States) Tj ET")
        .raw("BT /R 10 Tf 0 1 -1 0 212 100 Tm (to take care.) Tj ET");
    assert_eq!(shown(&[page]), "1 Urges all States to take care.");
}

#[test]
fn pages_without_text_are_named() {
    let words = || Page::default().write('R', 10, (72, 100), "Some words");
    let picture = || Page::default().rule((72, 300), 400);
    let said = shown(&[words(), words(), picture(), words(), words()]);
    assert!(said.ends_with("\n! page 3 of 5 has no text: needs character recognition"), "{said}");
    let said = shown(&[words(), picture(), picture(), words(), picture()]);
    assert!(
        said.ends_with("\n! pages 2-3, 5 of 5 have no text: needs character recognition"),
        "{said}"
    );
    // An empty page hides nothing.
    assert!(!shown(&[words(), Page::default()]).contains('!'));
    let error = read(&file(&[picture(), picture()])).unwrap_err();
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert!(
        cause.starts_with("none of the 2 pages has text: needs character recognition"),
        "{cause}"
    );
}

#[test]
fn pages_are_read_up_to_the_limit() {
    let words = |count: usize| {
        let document =
            read(&file(&vec![Page::default().write('R', 10, (72, 100), "Words."); count])).unwrap();
        (document.blocks.len(), document.faults.len())
    };
    assert_eq!(words(PDF_PAGES_MAX), (PDF_PAGES_MAX, 0));
    assert_eq!(words(PDF_PAGES_MAX + 1), (PDF_PAGES_MAX, 1));
}

#[test]
fn work_is_done_up_to_the_limit() {
    const FORM_BYTES: u64 = 8 * 1024 * 1024;
    let drawn = |times: u64| {
        let form = vec![b' '; usize::try_from(FORM_BYTES).unwrap()];
        let draw = "/X Do ".repeat(usize::try_from(times).unwrap());
        let pages = [
            Page::default().raw(&draw).write('R', 10, (72, 100), "Words."),
            Page::default().write('R', 10, (72, 100), "More."),
        ];
        read(&file_with_form(&pages, &form))
            .map(|document| (document.blocks.len(), document.faults.len()))
            .ok()
    };
    let times = PDF_EFFORT_MAX / FORM_BYTES;
    assert_eq!(drawn(times - 1), Some((2, 0)));
    assert_eq!(drawn(times), None);
}

#[test]
fn forms_that_draw_themselves_come_to_an_end() {
    let form = b"BT /R 10 Tf 1 0 0 1 72 700 Tm (Words.) Tj ET /X Do";
    let document = read(&file_with_form(&[Page::default().raw("/X Do")], form)).unwrap();
    assert_eq!(document.blocks[0].text, "Words.");
}

/// Whatever is done to a file, it is read or refused; a panic would fail the test.
#[test]
fn damaged_files_are_read_or_refused() {
    let page = Page::default()
        .lines((72, 100), &[FULL, "and ends here."])
        .write('C', 10, (72, 200), "决定")
        .write('A', 10, (72, 220), "تلاحظ");
    let whole = file(&[page.clone(), page]);
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut files = vec![whole];
    for entry in std::fs::read_dir(corpus).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "pdf") {
            files.push(std::fs::read(path).unwrap());
        }
    }
    for bytes in files {
        for part in 0..50 {
            let _read_or_refused = read(&bytes[..bytes.len() * part / 50]).is_ok();
        }
        let mut random: u64 = 0x9E37_79B9_7F4A_7C15;
        for _ in 0..200 {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            let mut damaged = bytes.clone();
            let place = usize::try_from(random % damaged.len() as u64).unwrap();
            damaged[place] ^= 1 << (random >> 60 & 7);
            let _read_or_refused = read(&damaged).is_ok();
        }
    }
}

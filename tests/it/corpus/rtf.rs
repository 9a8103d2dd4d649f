//! RTF files: what groups, control words and code pages become.

use std::path::Path;

use resq::corpus::{Document, Format, RTF_NESTING_MAX, read_bytes};

use super::cases::line;
use super::office_file::damage;

fn read(bytes: &[u8]) -> Document {
    let document = read_bytes(Path::new("a.rtf"), bytes).unwrap();
    assert_eq!(document.format, Format::Rtf);
    document
}

fn check(body: &str, expected: &[&str]) {
    let document = read(format!("{{\\rtf1\\ansi\\ansicpg1252 {body}}}").as_bytes());
    assert!(document.faults.is_empty(), "{:?}", document.faults);
    let found = document.blocks.iter().fold(String::new(), |mut out, block| {
        line(&mut out, block);
        out
    });
    assert_eq!(found.lines().collect::<Vec<_>>(), expected, "{body}");
}

#[test]
fn paragraphs_emphasis_and_signs() {
    check(
        r"{\fonttbl{\f0 Times;}}{\colortbl;}{\stylesheet{\s1 heading 1;}}{\info{\title no}}{\*\generator no;}
\pard {\i Calls} {\i upon} all\~States \b bold\b0\par
\pard\outlinelevel1 A heading\par
\pard one\line two\tab three\emdash \lquote x\rquote\_y\-z\{\}\\\par
{\v hidden}{\deleted gone }{\revised kept}{\caps  urges}{\super 1} 68{\super th}{\header no}{\pict 0a0b}{\bin4 {{{{}\par",
        &[
            "1 Paragraph |Calls upon all\u{a0}States bold| i(Calls upon) b(bold)",
            "2 Heading { level: 2 } |A heading|",
            "3 Line gap 1 |one|",
            "3 Line |two three—‘x’-yz{}\\|",
            "4 Paragraph |kept URGES 68th| mark 1 at 10",
        ],
    );
}

#[test]
fn code_pages_are_those_of_the_file_or_the_font() {
    check(
        r"{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}{\f2\fcharset178 C;}{\f3\fcharset134 D;}}
\f0 caf\'e9 {\f1 \'cf\'f0\'e8\'e7\'fb\'e2\'e0\'e5\'f2} {\f2 \'ca\'e1\'cd\'d9} {\f3 \'be\'f6\'b6\'a8} \u1044\'3f\u-10180 ?\u-9024 ?\uc2\u20915\'be\'f6\uc0\u23450\par",
        &["1 Paragraph |café Призывает تلحظ 决定 Д\u{1f0c0}决定|"],
    );
}

#[test]
fn numbers_notes_tables_fields_and_boxes() {
    check(
        r"\pard{\listtext\pard\plain 1.\tab}Decides{\super\chftn{\footnote\pard\plain{\super\chftn} Of a note.\par More.}};\par
\pard{\listtext\'b7\tab}An item{\super *{\footnote\pard * Its own.}}\par
\pard End{\super\chftn{\footnote\ftnalt At the end.}}{\field{\*\fldinst HYPERLINK x}{\fldrslt  result}}\par
\trowd\pard\intbl State\cell Vote\cell\row\pard after{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt\pard in a box\par}}{\shprslt{\pard in a box\par}}}\par",
        &[
            "1 Item no \"1.\" |Decides;| mark 1 at 7",
            "1 Note { marker: \"1\" } |Of a note. More.|",
            "2 Item no \"-\" |An item| mark * at 7",
            "2 Note { marker: \"*\" } |Its own.|",
            "3 Paragraph |End result| mark i at 3",
            "3 Note { marker: \"i\" } |At the end.|",
            "4 Row |State\tVote|",
            "6 Paragraph |after|",
            "7 Paragraph |in a box|",
        ],
    );
}

#[test]
fn groups_may_be_nested_so_deep_and_deeper_loses_no_words() {
    for depth in [RTF_NESTING_MAX - 2, RTF_NESTING_MAX, 20 * RTF_NESTING_MAX] {
        let body = format!("{}words{} and more", "{\\i ".repeat(depth), "}".repeat(depth));
        check(&body, &["1 Paragraph |words and more| i(words)"]);
    }
}

#[test]
fn a_file_that_breaks_off_says_so() {
    let document = read(b"{\\rtf1 {\\i Words");
    assert_eq!(document.blocks[0].text, "Words");
    assert_eq!(document.faults.len(), 1);
}

/// Whatever is done to a file, it is read or refused; a panic would fail the test.
#[test]
fn damaged_files_are_read_or_refused() {
    let bytes = br"{\rtf1\ansi{\fonttbl{\f3\fcharset134 D;}}\pard{\listtext 1.\tab}{\i Decides}{\footnote note}\u1044?;\par
\trowd\intbl State\cell\row {\shp{\*\shpinst{\shptxt box\par}}}{\f3 \'be\'f6}\par}";
    damage(bytes, |damaged| drop(read_bytes(Path::new("a.rtf"), damaged)));
}

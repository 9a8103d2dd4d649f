//! OpenDocument texts: what each thing that a paragraph can hold becomes.

use std::path::Path;

use resq::corpus::{Document, Format, ReadError, read_bytes};

use super::cases::line;
use super::office_file::{borrowed, damage, open_document, packed, stored};

fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    read_bytes(Path::new("a.odt"), bytes)
}

fn check(body: &str, automatic: &str, common: &str, expected: &[&str]) {
    let parts = open_document(body, automatic, common);
    let document = read(&packed(&borrowed(&parts))).unwrap();
    assert_eq!((document.format, document.faults.len()), (Format::Odt, 0));
    let found = document.blocks.iter().fold(String::new(), |mut out, block| {
        line(&mut out, block);
        out
    });
    assert_eq!(found.lines().collect::<Vec<_>>(), expected, "{body}");
}

fn p(text: &str) -> String {
    format!("<text:p>{text}</text:p>")
}

#[test]
fn emphasis_is_what_the_styles_say() {
    let style = |family: &str, name: &str, more: &str, properties: &str| {
        format!(
            "<style:style style:family=\"{family}\" style:name=\"{name}\" {more}>\
             <style:text-properties {properties}/></style:style>"
        )
    };
    let automatic = [
        style("text", "T1", "", "fo:font-style=\"italic\""),
        style("text", "T2", "style:parent-style-name=\"Strong\"", ""),
        style("text", "T3", "", "style:text-position=\"super 58%\""),
        style("text", "T4", "", "text:display=\"none\""),
        style("text", "T5", "", "fo:text-transform=\"uppercase\""),
        style("text", "T6", "", "style:font-style-complex=\"italic\""),
        style("paragraph", "P1", "", "fo:font-style=\"italic\""),
        style("text", "T7", "", "fo:font-style=\"normal\""),
    ]
    .concat();
    let common = format!(
        "<office:styles>{}</office:styles>",
        style("text", "Strong", "", "fo:font-weight=\"700\"")
    );
    let span = |style: &str, text: &str| {
        format!("<text:span text:style-name=\"{style}\">{text}</text:span>")
    };
    let body = [
        p(&[&span("T1", "Calls"), " ", &span("T1", "upon"), " all\n States"].concat()),
        p(&[&span("T2", "Bold"), " 68", &span("T3", "th"), span("T4", "hidden").as_str()].concat()),
        p(&[&span("T5", "Urges"), " ", &span("T6", "تلاحظ")].concat()),
        format!("<text:p text:style-name=\"P1\">All {}</text:p>", span("T7", "but this")),
    ]
    .concat();
    check(
        &body,
        &automatic,
        &common,
        &[
            "1 Paragraph |Calls upon all States| i(Calls upon)",
            "2 Paragraph |Bold 68th| b(Bold)",
            "3 Paragraph |URGES تلاحظ| i(تلاحظ)",
            "4 Paragraph |All but this| i(All)",
        ],
    );
}

#[test]
fn lists_print_the_numbers_that_the_program_counts() {
    let level = |level: u32, format: &str, more: &str| {
        format!(
            "<text:list-level-style-number text:level=\"{level}\" style:num-format=\"{format}\" {more}/>"
        )
    };
    let automatic = format!(
        "<text:list-style style:name=\"L1\">{}{}{}</text:list-style>\
         <text:list-style style:name=\"L2\">{}<text:list-level-style-bullet text:level=\"2\"/></text:list-style>",
        level(1, "1", "style:num-suffix=\".\""),
        level(2, "a", "style:num-prefix=\"(\" style:num-suffix=\")\""),
        level(3, "1", "text:display-levels=\"2\" style:num-suffix=\".\""),
        level(
            1,
            "أ, ب, ج, ...",
            "style:num-prefix=\"(\" style:num-suffix=\")\" text:start-value=\"2\""
        ),
    );
    let item = |inside: &str| format!("<text:list-item>{inside}</text:list-item>");
    let list = |more: &str, inside: &str| format!("<text:list {more}>{inside}</text:list>");
    let body = [
        list(
            "text:style-name=\"L1\"",
            &[
                item(&[p("one"), p("its second paragraph")].concat()),
                item(&[p("two"), list("", &[item(&p("a")), item(&list("", &item(&p("deep"))))].concat())].concat()),
                format!("<text:list-header>{}</text:list-header>", p("no number")),
            ]
            .concat(),
        ),
        p("between"),
        list("text:style-name=\"L1\" text:continue-numbering=\"true\"", &item(&p("three"))),
        list("text:style-name=\"L1\"", &item(&p("one again"))),
        format!("<text:list text:style-name=\"L1\"><text:list-item text:start-value=\"7\">{}</text:list-item></text:list>", p("seven")),
        list("text:style-name=\"L2\"", &[item(&p("ba")), item(&list("", &item(&p("a mark"))))].concat()),
    ]
    .concat();
    check(
        &body,
        &automatic,
        "",
        &[
            "1 Item no \"1.\" depth 1 |one|",
            "2 Paragraph depth 1 |its second paragraph|",
            "3 Item no \"2.\" depth 1 |two|",
            "4 Item no \"(a)\" depth 2 |a|",
            "5 Item no \"a.1.\" depth 3 |deep|",
            "6 Paragraph depth 1 |no number|",
            "7 Paragraph |between|",
            "8 Item no \"3.\" depth 1 |three|",
            "9 Item no \"1.\" depth 1 |one again|",
            "10 Item no \"7.\" depth 1 |seven|",
            "11 Item no \"(ب)\" depth 1 |ba|",
            "12 Item no \"-\" depth 2 |a mark|",
        ],
    );
}

#[test]
fn headings_notes_changes_boxes_and_rows_are_told_apart() {
    let body = "<text:tracked-changes><text:changed-region><text:deletion><text:p>deleted</text:p></text:deletion></text:changed-region></text:tracked-changes>\
        <text:h text:outline-level=\"2\">A heading</text:h>\
        <text:p text:style-name=\"Title\">A title</text:p>\
        <text:p>Words<text:change-start/>,<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>Of a note.</text:p><text:p>More.</text:p></text:note-body></text:note> and<text:s text:c=\"3\"/>more<text:change-end/><office:annotation><text:p>remark</text:p></office:annotation></text:p>\
        <text:p>one<text:line-break/>two<text:tab/>three <text:a xlink:href=\"https://example.org/\">a link</text:a></text:p>\
        <text:p><draw:frame><draw:text-box><text:p>in a box</text:p></draw:text-box></draw:frame>beside</text:p>\
        <table:table><table:table-row><table:table-cell><text:p>State</text:p></table:table-cell><table:table-cell><text:p>Vote</text:p></table:table-cell></table:table-row></table:table>\
        <text:table-of-content><text:index-body><text:p>contents</text:p></text:index-body></text:table-of-content>";
    let common = "<office:styles><text:outline-style><text:outline-level-style text:level=\"2\" style:num-format=\"I\" style:num-suffix=\".\"/></text:outline-style></office:styles>\
        <office:master-styles><style:master-page><style:header><text:p>LRS/GA/RES/1/2<text:tab/>page</text:p></style:header></style:master-page></office:master-styles>";
    check(
        body,
        "",
        common,
        &[
            "0 Paragraph as Cover |LRS/GA/RES/1/2|",
            "1 Heading { level: 2 } no \"I.\" |A heading|",
            "2 Paragraph |A title|",
            "3 Paragraph |Words, and more| mark 1 at 6",
            "3 Note { marker: \"1\" } |Of a note. More.|",
            "4 Line gap 1 |one|",
            "4 Line |two three a link| a(a link -> https://example.org/)",
            "5 Paragraph |beside|",
            "6 Paragraph |in a box|",
            "7 Row |State\tVote|",
        ],
    );
}

/// Whatever is done to a file, it is read or refused; a panic would fail the test.
#[test]
fn damaged_documents_are_read_or_refused() {
    let body = [
        p("The General Assembly,"),
        format!("<text:list><text:list-item>{}</text:list-item></text:list>", p("Decides;")),
    ]
    .concat();
    let parts = open_document(&body, "", "");
    for bytes in [packed(&borrowed(&parts)), stored(&borrowed(&parts))] {
        damage(&bytes, |damaged| drop(read(damaged)));
    }
}

//! Word documents: what each thing that a paragraph can hold becomes.

use std::path::Path;

use resq::corpus::{Document, Format, OFFICE_PART_BYTES_MAX, OfficeError, ReadError, read_bytes};

use super::cases::line;
use super::office_file::{Part, packed, word};

fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    read_bytes(Path::new("a.docx"), bytes)
}

/// The blocks of a document with `body` and `parts`, one a line.
fn blocks(body: &str, parts: &[Part<'_>]) -> String {
    let document = read(&word(body, parts)).unwrap();
    assert_eq!((document.format, document.faults.len()), (Format::Docx, 0));
    document.blocks.iter().fold(String::new(), |mut out, block| {
        line(&mut out, block);
        out
    })
}

fn check(body: &str, parts: &[Part<'_>], expected: &[&str]) {
    let found = blocks(body, parts);
    assert_eq!(found.lines().collect::<Vec<_>>(), expected, "{body}");
}

/// A paragraph of one plain run.
fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A paragraph on a level of a list.
fn item(list: u32, level: u32, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>\
         </w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

#[test]
fn emphasis_is_what_the_run_or_its_styles_say() {
    let run = |properties: &str, text: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    };
    let body = format!(
        "<w:p>{}{}{}</w:p><w:p>{}{}{}</w:p><w:p><w:pPr><w:pStyle w:val=\"Slanted\"/></w:pPr>{}{}</w:p>",
        run("<w:i/>", "Calls "),
        run("<w:i/>", "upon"),
        run("<w:i w:val=\"0\"/>", " all States"),
        run("<w:b/>", "Bold"),
        run("<w:rStyle w:val=\"Strong\"/>", " too"),
        run("<w:rtl/><w:i/>", " plain"),
        run("<w:rStyle w:val=\"Slant\"/>", "upright "),
        run("<w:rtl/><w:iCs/>", "slanted"),
    );
    let styles = "<w:style w:type=\"character\" w:styleId=\"Strong\"><w:rPr><w:b/></w:rPr></w:style>\
                  <w:style w:type=\"character\" w:styleId=\"Slant\"><w:basedOn w:val=\"Base\"/></w:style>\
                  <w:style w:type=\"character\" w:styleId=\"Base\"><w:rPr><w:i/></w:rPr></w:style>\
                  <w:style w:type=\"paragraph\" w:styleId=\"Slanted\"><w:rPr><w:i/></w:rPr></w:style>";
    check(
        &body,
        &[("styles", styles)],
        &[
            "1 Paragraph |Calls upon all States| i(Calls upon)",
            "2 Paragraph |Bold too plain| b(Bold too)",
            "3 Paragraph |upright slanted| i(slanted)",
        ],
    );
}

#[test]
fn lists_print_the_numbers_that_word_counts() {
    let level = |place: u32, format: &str, text: &str, more: &str| {
        format!(
            "<w:lvl w:ilvl=\"{place}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}\
             <w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let numbering = format!(
        "<w:abstractNum w:abstractNumId=\"7\">{}{}{}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"8\">{}{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/></w:num>\
         <w:num w:numId=\"3\"><w:abstractNumId w:val=\"7\"/>\
         <w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>\
         <w:num w:numId=\"4\"><w:abstractNumId w:val=\"8\"/></w:num>",
        level(0, "decimal", "%1.", ""),
        level(1, "lowerLetter", "(%2)", ""),
        level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
        level(0, "chineseCounting", "%1、", ""),
        level(1, "arabicAbjad", "(%2)", "<w:lvlRestart w:val=\"0\"/>"),
    );
    let body: String = [
        item(1, 0, "one"),
        item(1, 1, "a"),
        item(1, 1, "b"),
        item(1, 2, "deep"),
        item(2, 0, "goes on"),
        item(1, 1, "anew"),
        item(3, 0, "begins at five"),
        item(3, 0, "six"),
        item(4, 0, "first"),
        item(4, 1, "alef"),
        item(4, 0, "second"),
        item(4, 1, "ba"),
        item(0, 0, "in no list"),
        item(9, 0, "in a list that is not there"),
    ]
    .concat();
    check(
        &body,
        &[("numbering", &numbering)],
        &[
            "1 Item no \"1.\" depth 1 |one|",
            "2 Item no \"(a)\" depth 2 |a|",
            "3 Item no \"(b)\" depth 2 |b|",
            "4 Item no \"1.2.1\" depth 3 |deep|",
            "5 Item no \"2.\" depth 1 |goes on|",
            "6 Item no \"(a)\" depth 2 |anew|",
            "7 Item no \"5.\" depth 1 |begins at five|",
            "8 Item no \"6.\" depth 1 |six|",
            "9 Item no \"一、\" depth 1 |first|",
            "10 Item no \"(أ)\" depth 2 |alef|",
            "11 Item no \"二、\" depth 1 |second|",
            "12 Item no \"(ب)\" depth 2 |ba|",
            "13 Paragraph |in no list|",
            "14 Paragraph |in a list that is not there|",
        ],
    );
}

#[test]
fn styles_name_headings_and_lists() {
    let styles = "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"t\"><w:name w:val=\"Title\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"h\"><w:name w:val=\"heading 2\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"o\"><w:name w:val=\"Own\"/><w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"c\"><w:name w:val=\"toc 1\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"l\"><w:name w:val=\"Clause\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"m\"><w:name w:val=\"Item\"/><w:basedOn w:val=\"l\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"x\"><w:basedOn w:val=\"y\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"y\"><w:basedOn w:val=\"x\"/></w:style>";
    let numbering = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:pStyle w:val=\"l\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
        <w:lvl w:ilvl=\"1\"><w:pStyle w:val=\"m\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"\u{f0b7}\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    let styled = |style: &str, text: &str| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body = [
        styled("t", "A title"),
        styled("h", "A heading"),
        styled("h", "Decides to end like a clause;"),
        styled("o", "By its outline"),
        styled("c", "A heading ... 7"),
        styled("l", "A clause"),
        styled("m", "An item"),
        styled("x", "In a ring of styles"),
    ]
    .concat();
    check(
        &body,
        &[("styles", styles), ("numbering", numbering)],
        &[
            "1 Heading { level: 1 } |A title|",
            "2 Heading { level: 2 } |A heading|",
            "3 Paragraph |Decides to end like a clause;|",
            "4 Heading { level: 3 } |By its outline|",
            "5 Item no \"1.\" depth 1 |A clause|",
            "6 Item no \"-\" depth 2 |An item|",
            "7 Paragraph |In a ring of styles|",
        ],
    );
}

#[test]
fn notes_are_counted_and_follow_their_paragraph() {
    let body = "<w:p><w:r><w:t>First,</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>\
        <w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t xml:space=\"preserve\"> second</w:t></w:r>\
        <w:r><w:footnoteReference w:id=\"5\"/></w:r><w:r><w:t>; third</w:t></w:r>\
        <w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"6\"/><w:t>*</w:t></w:r>\
        <w:r><w:endnoteReference w:id=\"2\"/></w:r><w:r><w:footnoteReference w:id=\"99\"/></w:r></w:p>\
        <w:p><w:r><w:t>See</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>1</w:t></w:r>\
        <w:r><w:t xml:space=\"preserve\"> and the 68</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>th</w:t></w:r></w:p>";
    let note = |id: u32, text: &str| {
        format!(
            "<w:footnote w:id=\"{id}\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> {text}</w:t></w:r></w:p><w:p><w:r><w:t>More.</w:t></w:r></w:p></w:footnote>"
        )
    };
    let footnotes = format!(
        "<w:footnote w:type=\"separator\" w:id=\"0\"><w:p><w:r><w:t>no</w:t></w:r></w:p></w:footnote>{}{}{}",
        note(2, "Of the first."),
        note(5, "Of the second."),
        note(6, "* Of the third.")
    );
    let endnotes = "<w:endnote w:id=\"2\"><w:p><w:r><w:t>At the end.</w:t></w:r></w:p></w:endnote>";
    check(
        body,
        &[("footnotes", &footnotes), ("endnotes", endnotes)],
        &[
            "1 Paragraph |First, second; third| mark 1 at 6 mark 2 at 13 mark * at 20 mark i at 20",
            "1 Note { marker: \"1\" } |Of the first. More.|",
            "1 Note { marker: \"2\" } |Of the second. More.|",
            "1 Note { marker: \"*\" } |Of the third. More.|",
            "1 Note { marker: \"i\" } |At the end.|",
            "2 Paragraph |See and the 68th| mark 1 at 3",
        ],
    );
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    let body = "<w:p><w:r><w:t xml:space=\"preserve\">Decides </w:t></w:r>\
        <w:del w:id=\"1\"><w:r><w:delText>not </w:delText></w:r></w:del>\
        <w:ins w:id=\"2\"><w:r><w:t xml:space=\"preserve\">now </w:t></w:r></w:ins>\
        <w:moveFrom w:id=\"3\"><w:r><w:t>away</w:t></w:r></w:moveFrom>\
        <w:moveTo w:id=\"4\"><w:r><w:t>here</w:t></w:r></w:moveTo></w:p>\
        <w:p><w:pPr><w:rPr><w:del w:id=\"5\"/></w:rPr></w:pPr><w:r><w:t xml:space=\"preserve\">One paragraph </w:t></w:r></w:p>\
        <w:p><w:r><w:t>again.</w:t></w:r></w:p>\
        <w:tbl><w:tr><w:trPr><w:del w:id=\"6\"/></w:trPr><w:tc><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    check(body, &[], &["1 Paragraph |Decides now here|", "2 Paragraph |One paragraph again.|"]);
}

#[test]
fn tables_give_rows() {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", p(text));
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}<w:tc>{}{}</w:tc></w:tr></w:tbl>{}",
        cell("State"),
        cell("Vote"),
        cell("layout"),
        p("first"),
        p("second"),
        p("after")
    );
    check(
        &body,
        &[],
        &[
            "1 Row |State\tVote|",
            "3 Paragraph |layout|",
            "4 Paragraph |first|",
            "5 Paragraph |second|",
            "6 Paragraph |after|",
        ],
    );
}

#[test]
fn only_what_is_printed_is_text() {
    let body = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>\
        <w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType=\"separate\"/><w:t>of the instruction</w:t>\
        <w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>result</w:t></w:r>\
        <w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>\
        <w:r><w:t>, co\u{ad}operation</w:t><w:softHyphen/><w:tab/><w:t>A</w:t><w:noBreakHyphen/><w:t>1</w:t><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/><w:sym w:font=\"Wingdings\" w:char=\"F0E0\"/></w:r>\
        <w:r><w:rPr><w:caps/></w:rPr><w:t xml:space=\"preserve\"> urges</w:t></w:r></w:p>\
        <w:p><w:hyperlink r:id=\"web\"><w:r><w:t>a link</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t xml:space=\"preserve\"> and more</w:t></w:r></w:smartTag></w:p>\
        <w:p><w:r><w:t>one line</w:t><w:br/><w:t>another</w:t><w:br w:type=\"page\"/><w:t>of it</w:t></w:r></w:p>\
        <w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>\
        <mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>\
        <w:t>beside it</w:t></w:r></w:p>\
        <w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:t>a field without end</w:t></w:r></w:p>\
        <w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>contents</w:t></w:r></w:p></w:sdtContent></w:sdt>\
        <w:sdt><w:sdtContent><w:p><w:r><w:t>a control</w:t></w:r></w:p></w:sdtContent></w:sdt>";
    check(
        body,
        &[],
        &[
            "1 Paragraph |result, cooperation A-1≥ URGES|",
            "2 Paragraph |a link and more| a(a link -> https://example.org/)",
            "3 Line gap 1 |one line|",
            "3 Line |another of it|",
            "4 Paragraph |beside it|",
            "5 Paragraph |in a box|",
            "6 Paragraph |a field without end|",
            "7 Paragraph |a control|",
        ],
    );
}

#[test]
fn the_symbol_of_a_header_is_kept_where_the_text_has_none() {
    let header = format!("{}{}", p("Page 3"), p("LRS/GA/RES/1/2"));
    let parts = [("header1", header.as_str())];
    check(&p("Words"), &parts, &["0 Paragraph as Cover |LRS/GA/RES/1/2|", "1 Paragraph |Words|"]);
    check(&p("LRS/GA/RES/1/2 of 2020"), &parts, &["1 Paragraph |LRS/GA/RES/1/2 of 2020|"]);
}

#[test]
fn the_content_tells_a_word_document() {
    let bytes = word(&p("Words"), &[]);
    for name in ["a", "a.doc", "a.txt", "a.zip", "a.pdf"] {
        let document = read_bytes(Path::new(name), &bytes).unwrap();
        assert_eq!(document.format, Format::Docx, "{name}");
    }
    let other = packed(&[("readme.txt", "words")]);
    assert!(matches!(read_bytes(Path::new("a.zip"), &other), Err(ReadError::Unsupported { .. })));
}

/// Whatever is done to a file, it is read or refused; a panic would fail the test.
#[test]
fn damaged_documents_are_read_or_refused() {
    let numbering = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum>\
                     <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    let body = [p("The General Assembly,"), item(1, 0, "Decides;"), p("End.")].concat();
    let parts = super::office_file::word_parts(&body, &[("numbering", numbering)]);
    let parts: Vec<Part<'_>> =
        parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    for bytes in [packed(&parts), super::office_file::stored(&parts)] {
        super::office_file::damage(&bytes, |damaged| drop(read(damaged)));
    }
}

#[test]
fn a_part_may_unpack_to_so_many_bytes() {
    let frame = word("", &[]);
    let document = |length: usize| {
        let head = "<w:document xmlns:w=\"w\"><w:p><w:r><w:t>Words</w:t></w:r></w:p>";
        let end = "</w:document>";
        let blank = " ".repeat(length - head.len() - end.len());
        read(&packed(&[("word/document.xml", &format!("{head}{blank}{end}"))]))
    };
    let longest = usize::try_from(OFFICE_PART_BYTES_MAX).unwrap();
    assert_eq!(document(longest).unwrap().blocks.len(), 1);
    let error = document(longest + 1).unwrap_err();
    let ReadError::Office { source: OfficeError::Packed { .. }, .. } = error else {
        panic!("{error}")
    };
    assert!(read(&frame).unwrap().blocks.is_empty());
}

//! Every limit on both of its sides.

use std::fmt::Write as _;
use std::path::Path;

use resq::corpus::{
    BLOCKS_MAX, Document, FILE_BYTES_MAX, LINE_BYTES_MAX, MarkupError, NESTING_MAX, ReadError,
    read_bytes,
};

fn read(name: &str, text: &str) -> Document {
    read_bytes(Path::new(name), text.as_bytes()).unwrap()
}

#[test]
fn a_file_may_have_so_many_bytes() {
    let longest = usize::try_from(FILE_BYTES_MAX).unwrap();
    let mut bytes = vec![b' '; longest];
    assert!(read_bytes(Path::new("long.txt"), &bytes).is_ok());
    bytes.push(b' ');
    let error = read_bytes(Path::new("long.txt"), &bytes).unwrap_err();
    assert!(matches!(error, ReadError::TooLong { .. }), "{error}");
}

#[test]
fn a_line_may_have_so_many_bytes() {
    let longest = "é".repeat(LINE_BYTES_MAX / 2);
    let whole = read("long.txt", &longest);
    assert_eq!((whole.blocks.len(), whole.faults.len()), (1, 0));
    let cut = read("long.txt", &format!("{longest} more"));
    assert_eq!((cut.blocks.len(), cut.faults.len()), (2, 1));
    assert_eq!(cut.faults[0].line, Some(1));
    let words: String = cut.blocks.iter().map(|block| block.text.as_str()).collect();
    assert_eq!(words, format!("{longest}more"));
}

#[test]
fn a_document_may_have_so_many_blocks() {
    let longest = "a\n".repeat(BLOCKS_MAX);
    let whole = read("long.txt", &longest);
    assert_eq!((whole.blocks.len(), whole.faults.len()), (BLOCKS_MAX, 0));
    let cut = read("long.txt", &(longest + "b\nc\n"));
    assert_eq!((cut.blocks.len(), cut.faults.len()), (BLOCKS_MAX, 1));
    assert_eq!(cut.faults[0].line, Some(BLOCKS_MAX + 1));
}

fn nested(depth: usize) -> String {
    let mut text = String::from("<akomaNtoso>");
    for _ in 1..depth {
        text.push_str("<b>");
    }
    text.push_str("<![CDATA[<x>]]><!-- <y> --><p a='>'/>words");
    for _ in 1..depth {
        text.push_str("</b>");
    }
    text + "</akomaNtoso>"
}

#[test]
fn elements_may_be_nested_so_deep() {
    let document = read("deep.xml", &nested(NESTING_MAX));
    assert_eq!(document.blocks.last().unwrap().text, "words");
    let error = read_bytes(Path::new("deep.xml"), nested(NESTING_MAX + 1).as_bytes()).unwrap_err();
    let ReadError::Markup { source, .. } = error else { panic!("{error}") };
    assert!(matches!(source, MarkupError::TooDeep { line: 1, .. }), "{source}");
}

#[test]
fn a_page_may_be_nested_deeper_and_loses_no_words() {
    let mut page = String::from("<html><body>");
    for level in 0..5_000 {
        write!(page, "<div><i>{level} ").unwrap();
    }
    let document = read("deep.html", &page);
    let words: String = document.blocks.iter().map(|block| block.text.clone() + " ").collect();
    for level in 0..5_000 {
        assert!(words.contains(&format!("{level} ")), "{level}");
    }
}

#[test]
fn so_many_styles_lie_over_each_other() {
    // Of tags that never close each is carried on, line by line; they must not pile up.
    for (tags, expected) in [(15, 15), (16, 16), (17, 16), (150, 16)] {
        let links: String = (0..tags).map(|tag| format!("<a href=\"{tag}\">")).collect();
        let document = read("piled.html", &format!("<p>{links}words"));
        assert_eq!(document.blocks[0].styles.len(), expected);
    }
}

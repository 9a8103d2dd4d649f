//! Every message of the layer, with its causes.

use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};

use resq::corpus::{ArchiveError, FILE_BYTES_MAX, ReadError, read_bytes, read_file};

/// An error and its causes, each on a line of its own.
fn message(error: &dyn Error) -> String {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        message.push_str("\n  ");
        message.push_str(&error.to_string());
        cause = error.source();
    }
    message
}

/// Bytes that cannot be read, by what is wrong with them.
fn unreadable() -> Vec<(&'static str, Vec<u8>)> {
    let text = |text: &str| text.as_bytes().to_vec();
    vec![
        ("a.pdf", text("%PDF-1.7")),
        (
            "scan.pdf",
            super::pdf_file::file(&[super::pdf_file::Page::default().rule((72, 72), 400)]),
        ),
        ("bomb.pdf", super::pdf_file::file_with_form(&[], &vec![b' '; 65 * 1024 * 1024])),
        ("password.pdf", include_bytes!("../../data/pdf/user-password.pdf").to_vec()),
        ("a.docx", text("PK\u{3}\u{4}")),
        ("old.doc", super::office_file::container("WordDocument")),
        ("sheet.xls", super::office_file::container("Workbook")),
        ("password.docx", super::office_file::container("EncryptedPackage")),
        ("bomb.docx", super::office_file::word(&" ".repeat(65 * 1024 * 1024), &[])),
        ("open.docx", super::office_file::word("<w:p>", &[])),
        (
            "laughs.docx",
            super::office_file::packed(&[(
                "word/document.xml",
                "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
            )]),
        ),
        ("a.odt", text("PK\u{3}\u{4}")),
        (
            "password.odt",
            super::office_file::packed(&[
                ("mimetype", "application/vnd.oasis.opendocument.text"),
                ("META-INF/manifest.xml", "<m:manifest><m:encryption-data/></m:manifest>"),
            ]),
        ),
        ("a.zip", text("PK\u{3}\u{4}")),
        ("a.png", b"\x89PNG\r\n\x1A\n".to_vec()),
        ("a.mp3", text("ID3")),
        ("a", text("\u{7f}ELF")),
        ("zero.txt", text("words\0")),
        ("open.xml", text("<akomaNtoso xmlns:a='a' xmlns:a='b'/>")),
        ("laughs.xml", text("<!DOCTYPE a [<!ENTITY b 'c'>]><akomaNtoso>&b;</akomaNtoso>")),
        ("deep.xml", text(&format!("<akomaNtoso>\n{}", "<p>".repeat(500)))),
        ("cut.json", text("{\"text\": \"words")),
        ("empty.json", text("{\"name\": \"value\"}")),
    ]
}

fn archive_errors() -> Vec<ArchiveError> {
    vec![
        ArchiveError::Damaged,
        ArchiveError::NoTable { count: 3 },
        ArchiveError::BrokenOff { behind: "`a.txt`".to_owned() },
        ArchiveError::Packing,
        ArchiveError::Password,
        ArchiveError::Method { method: "14".to_owned() },
        ArchiveError::Name,
        ArchiveError::Twice,
        ArchiveError::TooDeep,
        ArchiveError::Ratio,
        ArchiveError::Members,
    ]
}

#[test]
fn messages_name_the_thing_and_say_what_to_do() {
    let mut messages = String::new();
    let mut add = |error: &dyn Error| messages.extend([message(error), "\n".to_owned()]);
    for (name, bytes) in unreadable() {
        add(&read_bytes(Path::new(name), &bytes).expect_err(name));
    }
    let long = vec![b' '; usize::try_from(FILE_BYTES_MAX).unwrap() + 1];
    add(&read_bytes(Path::new("long.txt"), &long).unwrap_err());
    let path = PathBuf::from("below/a.txt");
    for source in archive_errors() {
        add(&ReadError::Archive { path: PathBuf::from("all.zip!/a.txt"), source });
    }
    add(&ReadError::Several { path: PathBuf::from("all.zip") });
    let source = io::Error::other("the disk is on fire");
    add(&ReadError::Io { path: path.clone(), source });
    add(&ReadError::LinkLoop { path: path.clone(), ancestor: PathBuf::from("below") });
    let source = ignore::Error::Glob { glob: Some("{a".to_owned()), err: "unclosed".to_owned() };
    add(&ReadError::IgnoreRule { path, source });
    insta::assert_snapshot!(messages);
}

#[test]
fn a_folder_is_no_file() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let error = read_file(&folder).unwrap_err();
    assert!(error.to_string().ends_with("is a folder, not a file"), "{error}");
    assert_eq!(error.path(), folder);
}

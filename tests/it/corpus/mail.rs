//! E-mails as mail programs save them.

use std::path::Path;

use resq::corpus::{Document, Format, read_bytes};

const HEAD: &str = "From: Chair <chair@example.org>\r\nTo: all@example.org\r\nSubject: \
                    =?utf-8?Q?Draft?=\r\nMIME-Version: 1.0\r\n";

fn read(rest: &str) -> Document {
    read_bytes(Path::new("draft.eml"), format!("{HEAD}{rest}").as_bytes()).unwrap()
}

/// The format, the text of the blocks, and the faults but that about the head.
fn shown(rest: &str) -> String {
    let document = read(rest);
    let blocks = document.blocks.iter().map(|block| block.text.clone());
    let faults = document.faults.iter().map(|fault| format!("! {}", fault.message));
    let lines: Vec<String> = blocks.chain(faults).collect();
    let is_head = |line: &&String| line.starts_with("! the head of an e-mail is no part");
    assert_eq!(lines.iter().filter(is_head).count(), 1, "{lines:?}");
    let lines: Vec<String> = lines.iter().filter(|line| !is_head(line)).cloned().collect();
    format!("{} {}", document.format.id(), lines.join("|"))
}

const QUOTED: &str = "Content-Type: text/plain; charset=\"utf-8\"\r\nContent-Transfer-Encoding: \
                      quoted-printable\r\n\r\nL=27Assembl=C3=A9e g=C3=A9n=C3=A9rale,\r\n\r\n1. \
                      D=C3=A9cide de rester sai=\r\nsie de la question.\r\n";
const PAGE: &str = "Content-Type: text/html; charset=windows-1251\r\nContent-Transfer-Encoding: \
                    base64\r\n\r\nPGh0bWw+PGJvZHk+PHA+MS4g0OX44OXyIO7x8uDi4PL88f8uPC9wPjwvYm9keT48L2h0bWw+\r\n";

#[test]
fn texts_are_unpacked() {
    assert_eq!(
        shown(QUOTED),
        "text L'Assemblée générale,|1. Décide de rester saisie de la question."
    );
    assert_eq!(shown(PAGE), "html 1. Решает оставаться.");
    // What stands there as it is needs no more than its head taken off, and keeps its lines.
    let plain = read("Content-Type: text/plain\r\n\r\n1. Decides to act.\r\n");
    assert_eq!(
        (plain.blocks[0].text.as_str(), plain.blocks[0].origin.line),
        ("1. Decides to act.", 7)
    );
}

#[test]
fn of_several_parts_the_plain_text_is_read_and_attachments_are_named() {
    let attached = "Content-Type: application/pdf; name=\"a.pdf\"\r\nContent-Disposition: \
                    attachment;\r\n filename=\"draft one.pdf\"\r\nContent-Transfer-Encoding: \
                    base64\r\n\r\nJVBERi0=\r\n";
    let mixed = |inner: &str, end: &str| {
        format!(
            "Content-Type: multipart/mixed;\r\n\tboundary=\"=_out\"\r\n\r\nThis is a message in \
             parts.\r\n--=_out\r\nContent-Type: multipart/alternative; boundary=in\r\n\r\n--in\r\n\
             {inner}--in--\r\n--=_out\r\n{attached}{end}"
        )
    };
    let said = "! what is attached to the e-mail is not read; save it first: `draft one.pdf`";
    let both = format!("{PAGE}--in\r\n{QUOTED}");
    for end in ["--=_out--\r\n", ""] {
        assert_eq!(
            shown(&mixed(&both, end)),
            format!("text L'Assemblée générale,|1. Décide de rester saisie de la question.|{said}")
        );
    }
    assert_eq!(shown(&mixed(PAGE, "")), format!("html 1. Решает оставаться.|{said}"));
    assert_eq!(
        shown(&mixed(attached, "")),
        format!("text ! the e-mail has no text|{said}, `draft one.pdf`")
    );
}

#[test]
fn what_is_no_message_is_left_alone() {
    let text = "Subject: multipart\n\n1. Decides =C3=A9.\n";
    let document = read_bytes(Path::new("a.eml"), text.as_bytes()).unwrap();
    assert_eq!(
        (document.format, document.blocks[1].text.as_str()),
        (Format::Text, "1. Decides =C3=A9.")
    );
}

#[test]
fn parts_lie_so_deep_in_each_other() {
    let nested = |depth: usize| {
        let inner = (0..depth).fold(QUOTED.to_owned(), |inner, level| {
            format!(
                "Content-Type: multipart/mixed; boundary=b{level}x\r\n\r\n--b{level}x\r\n{inner}"
            )
        });
        read(&inner).blocks.len()
    };
    assert_eq!((nested(10), nested(11)), (2, 0));
}

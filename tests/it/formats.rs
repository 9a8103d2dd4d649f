//! One resolution in every format is one and the same resolution.
//!
//! The manuscripts are those of `corpus/winter-navigation.*.pdf`; the other formats are written
//! from them here, the way people and programs write such files.

use std::fmt::Write as _;
use std::path::Path;

use resq::corpus::{read_bytes, read_file};
use resq::lexicon::Lexicon;
use resq::resolution::{self, Resolution};
use resq::text::Origin;

use crate::corpus::archives::{gzip, tar, zip, zstd};
use crate::corpus::office_file::{borrowed, open_document, stored, word_parts};

const MANUSCRIPTS: &[(&str, &str)] = &[
    ("ar", include_str!("../data/specimens/winter-navigation.ar.tsv")),
    ("en", include_str!("../data/specimens/winter-navigation.en.tsv")),
    ("zh", include_str!("../data/specimens/winter-navigation.zh.tsv")),
];

/// A line of a manuscript: what it is, its number, its words with `*verb*` and `[^1]`.
#[derive(Clone, Copy)]
struct Written<'a> {
    kind: &'a str,
    number: &'a str,
    text: &'a str,
}

fn manuscript(text: &str) -> Vec<Written<'_>> {
    let row = |line| {
        let cells: Vec<&str> = str::split(line, '\t').collect();
        let [kind, number, text] = cells[..] else { panic!("{line}") };
        Written { kind, number, text }
    };
    text.lines().map(row).collect()
}

/// How a format writes emphasis, a mark, and plain words.
struct Signs<'a> {
    emphasis: [&'a str; 2],
    mark: &'a dyn Fn(&str) -> String,
    words: &'a dyn Fn(&str) -> String,
}

/// Writes the words of a line with the signs of a format.
fn set(text: &str, signs: &Signs<'_>) -> String {
    let mut out = String::new();
    for (place, part) in text.split('*').enumerate() {
        let is_verb = place % 2 == 1;
        out.push_str(if is_verb { signs.emphasis[0] } else { "" });
        for (place, piece) in part.split("[^").enumerate() {
            match piece.split_once(']').filter(|_| place > 0) {
                Some((marker, rest)) => {
                    out += &(signs.mark)(marker);
                    out += &(signs.words)(rest);
                }
                None => out += &(signs.words)(piece),
            }
        }
        out.push_str(if is_verb { signs.emphasis[1] } else { "" });
    }
    out
}

fn numbered(line: &Written<'_>, text: &str) -> String {
    if line.number.is_empty() || line.kind == "note" {
        text.to_owned()
    } else {
        format!("{} {text}", line.number)
    }
}

fn raised(marker: &str) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    marker
        .chars()
        .filter_map(|digit| Some(RAISED[usize::try_from(digit.to_digit(10)?).ok()?]))
        .collect()
}

fn plain_text(lines: &[Written<'_>]) -> String {
    let signs = Signs { emphasis: [""; 2], mark: &raised, words: &str::to_owned };
    let mut out = String::new();
    let mut has_notes = false;
    for line in lines {
        let text = numbered(line, &set(line.text, &signs));
        if line.kind == "note" {
            out += if has_notes { "" } else { "__________________\n\n" };
            has_notes = true;
            writeln!(out, "{} {text}", raised(line.number)).unwrap();
        } else {
            writeln!(out, "{text}\n").unwrap();
        }
    }
    out
}

fn markdown(lines: &[Written<'_>]) -> String {
    let mark = |marker: &str| format!("[^{marker}]");
    let signs = Signs { emphasis: ["*"; 2], mark: &mark, words: &str::to_owned };
    let mut out = String::new();
    for line in lines {
        let text = numbered(line, &set(line.text, &signs));
        match line.kind {
            "note" => writeln!(out, "[^{}]: {text}\n", line.number).unwrap(),
            "title" => writeln!(out, "# {text}\n").unwrap(),
            _text => writeln!(out, "{text}\n").unwrap(),
        }
    }
    out
}

fn html(lines: &[Written<'_>]) -> String {
    let mark = |marker: &str| format!("<sup>{marker}</sup>");
    let signs = Signs { emphasis: ["<em>", "</em>"], mark: &mark, words: &str::to_owned };
    let mut out = String::from("<!DOCTYPE html>\n<html><body><main>\n");
    for line in lines {
        let text = numbered(line, &set(line.text, &signs));
        match line.kind {
            "note" => {
                writeln!(out, "<p id=\"fn{0}\"><sup>{0}</sup> {text}</p>", line.number).unwrap();
            }
            "title" => writeln!(out, "<h1>{text}</h1>").unwrap(),
            _text => writeln!(out, "<p>{text}</p>").unwrap(),
        }
    }
    out + "</main></body></html>\n"
}

fn json(lines: &[Written<'_>]) -> String {
    serde_json::json!({ "text": plain_text(lines) }).to_string()
}

fn notes_of<'a>(lines: &'a [Written<'a>]) -> impl Fn(&str) -> &'a str {
    |marker| {
        let mut notes = lines.iter().filter(|line| line.kind == "note");
        notes.find(|line| line.number == marker).map_or("", |line| line.text)
    }
}

fn akoma_ntoso(lines: &[Written<'_>]) -> String {
    let note = notes_of(lines);
    let mark = |marker: &str| {
        format!("<authorialNote marker=\"{marker}\"><p>{}</p></authorialNote>", note(marker))
    };
    let signs = Signs { emphasis: ["<i>", "</i>"], mark: &mark, words: &str::to_owned };
    let mut out = String::from(
        "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><statement name=\"resolution\">\n<coverPage>\n",
    );
    let mut part = "line";
    for line in lines.iter().filter(|line| line.kind != "note") {
        let text = set(line.text, &signs);
        let begins = match (part, line.kind) {
            (_, "title") => "</coverPage>\n<preface>\n",
            (_, "enacting") => "</preface>\n<preamble>\n",
            ("clause", "point") => "</preamble>\n<mainBody>\n",
            ("point" | "item", "close") => "</mainBody>\n<conclusions>\n",
            _same => "",
        };
        out += begins;
        part = line.kind;
        match line.kind {
            "point" | "item" => writeln!(
                out,
                "<paragraph><num>{}</num><content><p>{text}</p></content></paragraph>",
                line.number
            )
            .unwrap(),
            "title" => writeln!(out, "<p><docTitle>{text}</docTitle></p>").unwrap(),
            "enacting" => {
                writeln!(out, "<formula name=\"enactingFormula\"><p>{text}</p></formula>").unwrap();
            }
            _text => writeln!(out, "<p>{text}</p>").unwrap(),
        }
    }
    out + "</conclusions>\n</statement></akomaNtoso>\n"
}

fn docx(lines: &[Written<'_>], language: &str) -> Vec<u8> {
    let run = |text: &str| {
        let is_leftward = if language == "ar" { "<w:rPr><w:rtl/></w:rPr>" } else { "" };
        if text.is_empty() {
            return String::new();
        }
        format!("<w:r>{is_leftward}<w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    };
    let mark = |marker: &str| {
        format!(
            "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteReference w:id=\"{marker}\"/></w:r>"
        )
    };
    let signs = Signs { emphasis: ["\u{1}", "\u{2}"], mark: &mark, words: &run };
    let slanted = |text: String| {
        // The runs between the two signs are set in italics.
        let Some((before, rest)) = text.split_once('\u{1}') else { return text };
        let (verb, after) = rest.split_once('\u{2}').unwrap();
        let verb = verb.replace("<w:rPr><w:rtl/></w:rPr>", "");
        let verb = verb.replace("<w:r>", "<w:r><w:rPr><w:i/></w:rPr>");
        format!("{before}{verb}{after}")
    };
    let mut body = String::new();
    for line in lines.iter().filter(|line| line.kind != "note") {
        let properties = match line.kind {
            "title" => "<w:pPr><w:pStyle w:val=\"Title\"/></w:pPr>",
            "point" => {
                "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>"
            }
            "item" => {
                "<w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>"
            }
            _text => "",
        };
        writeln!(body, "<w:p>{properties}{}</w:p>", slanted(set(line.text, &signs))).unwrap();
    }
    let mut notes = String::new();
    for line in lines.iter().filter(|line| line.kind == "note") {
        write!(
            notes,
            "<w:footnote w:id=\"{}\"><w:p><w:r><w:footnoteRef/></w:r>{}</w:p></w:footnote>",
            line.number,
            run(&format!(" {}", line.text))
        )
        .unwrap();
    }
    let (point, letter) =
        if language == "ar" { ("%1 -", "arabicAbjad") } else { ("%1.", "lowerLetter") };
    let numbering = format!(
        "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"{point}\"/></w:lvl>\
         <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{letter}\"/><w:lvlText w:val=\"(%2)\"/></w:lvl></w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>"
    );
    let styles =
        "<w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/></w:style>";
    let parts = [("styles", styles), ("numbering", &numbering), ("footnotes", &notes)];
    stored(&borrowed(&word_parts(&body, &parts)))
}

fn odt(lines: &[Written<'_>], language: &str) -> Vec<u8> {
    let note = notes_of(lines);
    let mark = |marker: &str| {
        format!(
            "<text:note text:note-class=\"footnote\"><text:note-citation>{marker}</text:note-citation>\
             <text:note-body><text:p>{}</text:p></text:note-body></text:note>",
            note(marker)
        )
    };
    let emphasis = ["<text:span text:style-name=\"T1\">", "</text:span>"];
    let signs = Signs { emphasis, mark: &mark, words: &str::to_owned };
    let mut body = String::new();
    for line in lines.iter().filter(|line| line.kind != "note") {
        let paragraph = format!("<text:p>{}</text:p>", set(line.text, &signs));
        let list = |inside: &str| {
            format!(
                "<text:list text:style-name=\"L1\" text:continue-numbering=\"true\"><text:list-item>{inside}</text:list-item></text:list>"
            )
        };
        body += &match line.kind {
            "point" => list(&paragraph),
            "item" => list(&format!(
                "<text:list text:continue-numbering=\"true\"><text:list-item>{paragraph}</text:list-item></text:list>"
            )),
            "title" => paragraph.replace("text:p", "text:h"),
            _text => paragraph,
        };
    }
    let (suffix, letter) = if language == "ar" { (" -", "أ, ب, ج, ...") } else { (".", "a") };
    let automatic = format!(
        "<style:style style:family=\"text\" style:name=\"T1\"><style:text-properties fo:font-style=\"italic\"/></style:style>\
         <text:list-style style:name=\"L1\"><text:list-level-style-number text:level=\"1\" style:num-format=\"1\" style:num-suffix=\"{suffix}\"/>\
         <text:list-level-style-number text:level=\"2\" style:num-format=\"{letter}\" style:num-prefix=\"(\" style:num-suffix=\")\"/></text:list-style>"
    );
    stored(&borrowed(&open_document(&body, &automatic, "")))
}

fn rtf(lines: &[Written<'_>]) -> String {
    let words = |text: &str| {
        let mut out = String::new();
        for unit in text.encode_utf16() {
            match u8::try_from(unit) {
                Ok(byte) if byte.is_ascii() => out.push(char::from(byte)),
                _other => write!(out, "\\u{}?", unit.cast_signed()).unwrap(),
            }
        }
        out
    };
    let note = notes_of(lines);
    let mark = |marker: &str| {
        format!(
            "{{\\super\\chftn{{\\footnote\\pard\\plain{{\\super\\chftn}} {}}}}}",
            words(note(marker))
        )
    };
    let signs = Signs { emphasis: ["{\\i ", "}"], mark: &mark, words: &words };
    let mut out = String::from("{\\rtf1\\ansi\\ansicpg1252\\uc1\n");
    for line in lines.iter().filter(|line| line.kind != "note") {
        let number = match line.number {
            "" => String::new(),
            number => format!("{{\\listtext\\pard\\plain {}\\tab}}", words(number)),
        };
        let heading = if line.kind == "title" { "\\outlinelevel0" } else { "" };
        writeln!(out, "\\pard{heading}{number} {}\\par", set(line.text, &signs)).unwrap();
    }
    out + "}\n"
}

/// An e-mail in two parts, with every letter that is none of ASCII quoted.
fn mail(text: &str) -> Vec<u8> {
    let mut quoted = String::new();
    for byte in text.bytes() {
        match byte {
            b'=' | 0x80.. => write!(quoted, "={byte:02X}").unwrap(),
            byte => quoted.push(char::from(byte)),
        }
    }
    format!(
        "From: a@example.org\nTo: b@example.org\nContent-Type: multipart/mixed; boundary=xyz\n\n--xyz\n\
         Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n\
         {quoted}\n--xyz\nContent-Type: image/png\n\nnothing\n--xyz--\n"
    )
    .into_bytes()
}

/// The English resolution as a file of every format, archives and tables too.
pub(crate) fn every_format() -> Vec<(&'static str, Vec<u8>)> {
    let (language, text) = MANUSCRIPTS[1];
    let lines = manuscript(text);
    let plain = plain_text(&lines);
    let cell = plain.replace('"', "'");
    let pdf = format!("{}/corpus/winter-navigation.{language}.pdf", env!("CARGO_MANIFEST_DIR"));
    let members: &[(&str, &[u8])] =
        &[("a.txt", plain.as_bytes()), ("b.json", &json(&lines).into_bytes())];
    vec![
        ("a.csv", format!("symbol,text\nLRS/GA/RES/1/1,\"{cell}\"\n").into_bytes()),
        ("a.docx", docx(&lines, language)),
        ("a.eml", mail(&plain)),
        ("a.html", html(&lines).into_bytes()),
        ("a.json", json(&lines).into_bytes()),
        ("a.jsonl", format!("{}\n{}\n", json(&lines), json(&lines)).into_bytes()),
        ("list.json", format!("[{}]", json(&lines)).into_bytes()),
        ("a.md", markdown(&lines).into_bytes()),
        ("a.odt", odt(&lines, language)),
        ("a.pdf", std::fs::read(pdf).unwrap()),
        ("a.rtf", rtf(&lines).into_bytes()),
        ("a.tar", tar(members)),
        ("a.tar.gz", gzip(&tar(members))),
        ("a.tar.zst", zstd(&tar(members))),
        ("a.tsv", format!("symbol\ttext\nLRS/GA/RES/1/1\t\"{cell}\"\n").into_bytes()),
        ("a.txt", plain.clone().into_bytes()),
        ("a.txt.gz", gzip(plain.as_bytes())),
        ("a.txt.zst", zstd(plain.as_bytes())),
        ("a.xml", akoma_ntoso(&lines).into_bytes()),
        ("a.zip", zip(members)),
    ]
}

/// What a file says, without the places where it says it.
fn understood(name: &str, bytes: &[u8]) -> Resolution {
    let document = read_bytes(Path::new(name), bytes).unwrap();
    assert!(document.faults.is_empty(), "{name}: {:?}", document.faults);
    placeless(resolution::parse(&document, Lexicon::embedded()), name)
}

fn placeless(mut found: Vec<(Resolution, Vec<resolution::Diagnostic>)>, name: &str) -> Resolution {
    assert_eq!(found.len(), 1, "{name}");
    let (mut resolution, diagnostics) = found.remove(0);
    // The rule above the notes of a text file is all that is named.
    let is_rule = |kind| kind == resolution::DiagnosticKind::PageDebris;
    assert!(diagnostics.iter().all(|one| is_rule(one.kind)), "{name}: {diagnostics:?}");
    for clause in &mut resolution.clauses {
        clause.origin = Origin::default();
    }
    resolution
}

#[test]
fn one_resolution_in_every_format_is_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut faults = String::new();
    for (language, text) in MANUSCRIPTS {
        let lines = manuscript(text);
        let pdf = read_file(&folder.join(format!("winter-navigation.{language}.pdf"))).unwrap();
        let pdf = placeless(resolution::parse(&pdf, Lexicon::embedded()), "pdf");
        let files: [(&str, Vec<u8>); 8] = [
            ("a.txt", plain_text(&lines).into_bytes()),
            ("a.md", markdown(&lines).into_bytes()),
            ("a.html", html(&lines).into_bytes()),
            ("a.xml", akoma_ntoso(&lines).into_bytes()),
            ("a.json", json(&lines).into_bytes()),
            ("a.docx", docx(&lines, language)),
            ("a.odt", odt(&lines, language)),
            ("a.rtf", rtf(&lines).into_bytes()),
        ];
        for (name, bytes) in files {
            let other = understood(name, &bytes);
            if other != pdf {
                let (own, pdf) = (format!("{other:#?}"), format!("{pdf:#?}"));
                let differing = own.lines().zip(pdf.lines()).find(|(own, pdf)| own != pdf);
                writeln!(faults, "{language} {name}: {differing:?}").unwrap();
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

/// The specimens that are no text are written here, from their manuscripts, and stored unpacked, so
/// that they are the same for ever; `UPDATE_EXPECT=1` writes them.
#[test]
fn the_specimens_that_are_no_text_are_written_from_their_manuscripts() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lines = manuscript(MANUSCRIPTS[1].1);
    let page = html(&lines);
    let members = [
        ("dredging.txt", include_str!("../data/specimens/session-20/dredging.txt")),
        ("names-of-rivers.md", include_str!("../data/specimens/session-20/names-of-rivers.md")),
        ("winter-navigation.en.html", page.as_str()),
    ];
    let files = [
        ("winter-navigation.en.docx", docx(&lines, "en")),
        ("winter-navigation.en.odt", odt(&lines, "en")),
        ("winter-navigation.en.rtf", rtf(&lines).into_bytes()),
        ("session-20.zip", stored(&members)),
    ];
    for (name, bytes) in files {
        let path = root.join("corpus").join(name);
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&path, &bytes).unwrap();
        }
        assert!(std::fs::read(&path).unwrap() == bytes, "{name}");
    }
}

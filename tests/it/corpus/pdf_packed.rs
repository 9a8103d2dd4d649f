//! Packed and protected PDF files: what is legal is read up to the limit, what is not harms nobody.

use std::error::Error as _;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use resq::corpus::{Document, PDF_STREAM_BYTES_MAX, PDF_UNPACKED_BYTES_MAX, ReadError, read_bytes};

use super::pdf_file::{Pack, Page, deflated, file, file_packed, file_with_form};

fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    read_bytes(Path::new("a.pdf"), bytes)
}

/// What was read, or why nothing was: the text of the blocks and the faults.
fn shown(bytes: &[u8]) -> String {
    let document = match read(bytes) {
        Ok(document) => document,
        Err(error) => return format!("! {}", error.source().unwrap()),
    };
    let blocks = document.blocks.iter().map(|block| block.text.clone());
    let faults = document.faults.iter().map(|fault| format!("! {}", fault.message));
    blocks.chain(faults).collect::<Vec<_>>().join("\n")
}

fn lzw(content: &[u8]) -> Vec<u8> {
    lzw_growing(content, 1)
}

/// Writes codes of 9 to 12 bits, which grow with the table, so many codes early; clears it when it
/// is full.
fn lzw_growing(content: &[u8], codes_early: usize) -> Vec<u8> {
    let (mut out, mut kept, mut count) = (Vec::new(), 0_u32, 0);
    let mut table = std::collections::HashMap::new();
    let mut put = |code: u32, size: usize| {
        let width = (size + 258 + codes_early).ilog2() + 1;
        (kept, count) = (kept << width | code, count + width);
        while count >= 8 {
            count -= 8;
            out.push(u8::try_from(kept >> count & 0xFF).unwrap());
        }
        kept &= (1 << count) - 1;
    };
    put(256, 0);
    let mut known: Option<u32> = None;
    for byte in content {
        let Some(prefix) = known else {
            known = Some(u32::from(*byte));
            continue;
        };
        if let Some(code) = table.get(&(prefix, *byte)) {
            known = Some(*code);
            continue;
        }
        // A reader enters a string one code later.
        put(prefix, table.len().saturating_sub(1));
        table.insert((prefix, *byte), u32::try_from(table.len()).unwrap() + 258);
        if table.len() == 4_093 - 258 {
            put(256, table.len() - 1);
            table.clear();
        }
        known = Some(u32::from(*byte));
    }
    put(known.unwrap_or(257), table.len().saturating_sub(1));
    put(257, table.len());
    put(0, 0);
    out
}

fn run_length(content: &[u8]) -> Vec<u8> {
    let runs = content.chunk_by(|left, right| left == right).flat_map(|run| run.chunks(128));
    let pair = |run: &[u8]| [u8::try_from(257 - run.len().max(2)).unwrap(), run[0]];
    let one = |run: &[u8]| if run.len() == 1 { [0, run[0]] } else { pair(run) };
    runs.flat_map(one).chain([128]).collect()
}

fn ascii_85(content: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for chunk in content.chunks(4) {
        let mut four = [0; 4];
        four[..chunk.len()].copy_from_slice(chunk);
        let number = u32::from_be_bytes(four);
        let figures = [85_u32.pow(4), 85_u32.pow(3), 85 * 85, 85, 1]
            .map(|power| b'!' + u8::try_from(number / power % 85).unwrap());
        out.extend_from_slice(&figures[..=chunk.len()]);
    }
    out.extend_from_slice(b"~>");
    out
}

fn ascii_hex(content: &[u8]) -> Vec<u8> {
    let hex: String = content.iter().map(|byte| format!("{byte:02x}")).collect();
    (hex + ">").into_bytes()
}

/// Every way to pack a page, with its name in the file.
const WAYS: [(&str, &Pack); 6] = [
    ("lzw", &|content| ("/LZWDecode".to_owned(), lzw(content))),
    ("run lengths", &|content| ("/RunLengthDecode".to_owned(), run_length(content))),
    ("85", &|content| ("/ASCII85Decode".to_owned(), ascii_85(content))),
    ("85 and flate", &|content| {
        ("/ASCII85Decode /FlateDecode".to_owned(), ascii_85(&deflated(content)))
    }),
    ("85 and lzw", &|content| ("/A85 /LZW".to_owned(), ascii_85(&lzw(content)))),
    ("hex and flate", &|content| ("/AHx /Fl".to_owned(), ascii_hex(&deflated(content)))),
];

/// A page that stays long however it is packed: its words, and figures without any order.
fn page(words: &str, filler_bytes: usize) -> Page {
    let mut random: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut filler = String::with_capacity(filler_bytes + 20);
    while filler.len() < filler_bytes {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        writeln!(filler, "{} i", random % 100).unwrap();
    }
    Page::default().write('R', 10, (72, 100), words).raw(&filler).write('R', 10, (72, 130), "End.")
}

#[test]
fn long_pages_are_read_however_they_are_packed() {
    // Two million bytes could be a thousand times as many under most filters, and are not.
    for (name, pack) in WAYS {
        let bytes = file_packed(&[page("Words.", 2_000_000)], b"", pack);
        assert_eq!(shown(&bytes), "Words.\nEnd.", "{name}");
    }
}

#[test]
fn streams_are_unpacked_up_to_the_limit_however_they_are_packed() {
    let limit = usize::try_from(PDF_STREAM_BYTES_MAX).unwrap();
    let pages = [Page::default().write('R', 10, (72, 100), "Words.").raw("/X Do")];
    for (name, pack) in WAYS {
        // Hexadecimal figures of this length would be longer than any file that is read.
        let form = vec![b' '; limit];
        let bytes = file_packed(&pages, &form, pack);
        if bytes.len() > 32 * 1024 * 1024 {
            continue;
        }
        assert_eq!(shown(&bytes), "Words.", "{name}");
        let form = vec![b' '; limit + 1];
        assert_eq!(
            shown(&file_packed(&pages, &form, pack)),
            "Words.\n! a part that unpacks to more than 67108864 bytes is left out",
            "{name}"
        );
    }
}

/// A file, and behind it a stream that somebody may take for one of its tables.
fn followed_by(packed: &[u8]) -> Vec<u8> {
    with_table(file(&[Page::default().write('R', 10, (72, 100), "Words.")]), packed)
}

fn with_table(mut bytes: Vec<u8>, packed: &[u8]) -> Vec<u8> {
    let end = bytes.len();
    bytes.extend_from_slice(b"90 0 obj << /Type /ObjStm /N 1 /First 4 >>\nstream\n");
    bytes.extend_from_slice(packed);
    bytes.extend_from_slice(b"\nendstream\nendobj\n");
    bytes.extend_from_within(end - 100..end);
    bytes
}

#[test]
fn tables_that_unpack_without_end_are_not_unpacked() {
    let limit = usize::try_from(PDF_STREAM_BYTES_MAX).unwrap();
    let blanks = vec![b' '; limit + 1];
    let bomb = deflated(&blanks);
    // The word for the end stands inside, in a block that is not packed.
    let word = b"endstream";
    let length = u16::try_from(word.len()).unwrap();
    let mut split = vec![0x78, 0x9C, 0];
    split.extend_from_slice(&length.to_le_bytes());
    split.extend_from_slice(&(!length).to_le_bytes());
    split.extend_from_slice(word);
    split.extend_from_slice(&bomb[2..]);
    let inside: Vec<u8> = [b"words 91 0 obj << >> stream\n".as_slice(), &bomb].concat();
    let bare = &bomb[2..];
    // A block before it is stored, with a check that is wrong.
    let forgiven = [&[0, 1, 0, 0, 0, b'W'], bare].concat();
    let headed = [&[0x78, 0x9C], forgiven.as_slice()].concat();
    let bombs = [
        ("deflated", bomb.clone()),
        ("without a header", bare.to_vec()),
        ("without a header, twice", deflated(bare)[2..].to_vec()),
        ("without a header, as figures", ascii_85(bare)),
        ("damaged", headed.clone()),
        ("damaged, without a header", forgiven),
        ("damaged, and deflated", deflated(&headed)),
        ("by the first lzw", lzw_growing(&blanks, 0)),
        ("by lzw, and deflated", deflated(&lzw(&blanks))),
        ("twice", deflated(&bomb)),
        ("with a false end", split),
        ("inside another", inside),
        ("as figures", ascii_hex(&bomb)),
        ("by lzw", lzw(&blanks)),
    ];
    let left_out = "! a part that unpacks to more than 67108864 bytes is left out";
    for (name, packed) in bombs {
        assert_eq!(shown(&followed_by(&packed)), format!("Words.\n{left_out}"), "{name}");
    }
    assert_eq!(shown(&followed_by(&deflated(&blanks[1..]))), "Words.");
}

#[test]
fn so_much_is_unpacked_of_one_file_to_see_what_it_is() {
    // No filter makes anything of what comes out.
    let length = usize::try_from(PDF_STREAM_BYTES_MAX).unwrap();
    let packed = deflated(&vec![0xFF; length]);
    let times = |count: u64| {
        let mut bytes = followed_by(&packed);
        for _ in 1..count {
            bytes.extend_from_slice(b"stream\n");
            bytes.extend_from_slice(&packed);
            bytes.extend_from_slice(b"\nendstream\n");
        }
        bytes.extend_from_slice(b"%%EOF");
        shown(&bytes)
    };
    // The text of the file itself counts too.
    let most = PDF_UNPACKED_BYTES_MAX / PDF_STREAM_BYTES_MAX;
    assert_eq!(times(most - 1), "Words.");
    assert_eq!(times(most), "! the PDF file unpacks to more than 1073741824 bytes");
}

#[test]
fn protected_files_are_read_if_they_open_without_a_password() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pdf");
    let mut said = Vec::new();
    for name in ["rc4-40", "rc4-128", "aes-128", "aes-256", "user-password"] {
        let bytes = fs::read(folder.join(name).with_extension("pdf")).unwrap();
        said.push(format!("{name}: {}", shown(&bytes)));
    }
    let words = "Decides to remain seized of the matter.";
    assert_eq!(
        said,
        [
            format!("rc4-40: {words}"),
            format!("rc4-128: {words}"),
            format!("aes-128: {words}"),
            format!("aes-256: {words}"),
            "user-password: ! the PDF file is protected by a password; save it without one first"
                .to_owned(),
        ]
    );
}

#[test]
fn protected_tables_are_left_out_if_nobody_can_tell_how_long_they_get() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pdf");
    let bytes = fs::read(folder.join("aes-128.pdf")).unwrap();
    let limit = usize::try_from(PDF_STREAM_BYTES_MAX / 1_032).unwrap();
    let words = "Decides to remain seized of the matter.";
    assert_eq!(shown(&with_table(bytes.clone(), &vec![b'x'; limit - 1])), words);
    assert_eq!(
        shown(&with_table(bytes, &vec![b'x'; limit + 1])),
        format!(
            "{words}\n! a protected table that may unpack to more than 67108864 bytes is left out"
        )
    );
}

#[test]
fn a_form_that_is_too_long_costs_no_page() {
    let form = vec![b' '; usize::try_from(PDF_STREAM_BYTES_MAX).unwrap() + 1];
    let words = |words: &str| Page::default().write('R', 10, (72, 100), words);
    let pages = [words("One."), words("Two.").raw("/X Do"), words("Three.")];
    assert_eq!(
        shown(&file_with_form(&pages, &form)),
        "One.\nTwo.\nThree.\n! a part that unpacks to more than 67108864 bytes is left out"
    );
}

#[test]
fn a_page_that_cannot_be_unpacked_is_named() {
    let words = |words: &str| Page::default().write('R', 10, (72, 100), words);
    let pack: &Pack = &|content| {
        let is_second = content.windows(4).any(|window| window == b"Two.");
        let packed = if is_second { b"not in base 85 \x7F".to_vec() } else { ascii_85(content) };
        ("/ASCII85Decode".to_owned(), packed)
    };
    assert_eq!(
        shown(&file_packed(&[words("One."), words("Two."), words("Three.")], b"", pack)),
        "One.\nThree.\n! page 2 of 3 holds something that cannot be unpacked, or only to too much"
    );
}

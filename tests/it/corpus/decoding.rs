//! What the bytes of a file become, whatever they are written in.

use std::path::Path;

use encoding_rs::{
    Encoding, GBK, KOI8_R, UTF_8, UTF_16LE, WINDOWS_1251, WINDOWS_1252, WINDOWS_1256,
};
use resq::corpus::read_bytes;

const FRENCH: &str = "L’Assemblée générale, préoccupée par la sûreté des côtes où brûle le phare,";
const SPANISH: &str = "La Asamblea, señalando con satisfacción que la acción común continúa,";
const RUSSIAN: &str = "Ассамблея, принимая к сведению доклад о маяках северного моря, постановляет";
const ARABIC: &str = "إن الجمعية، إذ تحيط علما بتقرير المنارات في البحر الشمالي، تقرر ما يلي";
const CHINESE: &str = "大会，注意到关于北海灯塔的报告，决定继续审议这一事项，并请各国提供资料。";

/// Reads `bytes` and compares the words and what is said about the decoding.
#[track_caller]
fn check(bytes: &[u8], text: &str, faults: &[(&str, Option<usize>)]) {
    let document = read_bytes(Path::new("a.txt"), bytes).unwrap();
    let words: Vec<&str> = document.blocks.iter().map(|block| block.text.as_str()).collect();
    assert_eq!(words.join("\n"), text);
    let found: Vec<_> =
        document.faults.iter().map(|fault| (fault.message.as_str(), fault.line)).collect();
    assert_eq!(found, faults);
}

fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
    let (bytes, _, has_errors) = encoding.encode(text);
    assert!(!has_errors);
    bytes.into_owned()
}

fn utf_16(text: &str, mark: bool, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let mark = mark.then_some(0xFEFF);
    mark.into_iter().chain(text.encode_utf16()).flat_map(unit).collect()
}

#[test]
fn utf_8_with_and_without_a_mark() {
    for text in [FRENCH, SPANISH, RUSSIAN, ARABIC, CHINESE] {
        check(text.as_bytes(), text, &[]);
        check(format!("\u{feff}{text}").as_bytes(), text, &[]);
    }
}

#[test]
fn utf_16_with_and_without_a_mark() {
    for text in [FRENCH, SPANISH, RUSSIAN, ARABIC] {
        for mark in [true, false] {
            check(&utf_16(text, mark, u16::to_le_bytes), text, &[]);
            check(&utf_16(text, mark, u16::to_be_bytes), text, &[]);
        }
    }
    let lines = format!("{CHINESE}\n{CHINESE}");
    check(&utf_16(&lines, true, u16::to_le_bytes), &lines, &[]);
    check(&utf_16(&lines, false, u16::to_be_bytes), &lines, &[]);
    assert_eq!(UTF_16LE.name(), "UTF-16LE");
}

#[test]
fn old_code_pages_are_told_apart() {
    let cases: [(&'static Encoding, &str, &str); 6] = [
        (WINDOWS_1252, FRENCH, "not in UTF-8; read as windows-1252"),
        (WINDOWS_1252, SPANISH, "not in UTF-8; read as windows-1252"),
        (WINDOWS_1251, RUSSIAN, "not in UTF-8; read as windows-1251"),
        (KOI8_R, RUSSIAN, "not in UTF-8; read as koi8-u"),
        (WINDOWS_1256, ARABIC, "not in UTF-8; read as windows-1256"),
        (GBK, CHINESE, "not in UTF-8; read as gbk"),
    ];
    for (encoding, text, message) in cases {
        check(&encoded(encoding, text), text, &[(message, None)]);
    }
}

#[test]
fn a_few_spoiled_bytes_cost_only_themselves() {
    let mut bytes = encoded(UTF_8, "été\nl’été\nété été");
    bytes.splice(3..3, [0xFF]);
    bytes.push(0xC3);
    let message = "2 places are not valid UTF-8 and were replaced";
    check(&bytes, "ét\u{fffd}é\nl’été\nété été\u{fffd}", &[(message, Some(1))]);
}

#[test]
fn what_an_earlier_program_replaced_is_not_counted() {
    let text = "\u{fffd} été";
    check(text.as_bytes(), text, &[]);
}

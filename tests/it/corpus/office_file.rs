//! Writes office documents as small as they can be, so that a test says what stands where.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A part of a package: its name and its content.
pub(crate) type Part<'a> = (&'a str, &'a str);

/// Returns the ZIP file with `parts`, packed.
pub(crate) fn packed(parts: &[Part<'_>]) -> Vec<u8> {
    package(parts, CompressionMethod::Deflated)
}

/// Returns the ZIP file with `parts`, stored as they are, which gives the same bytes for ever.
pub(crate) fn stored(parts: &[Part<'_>]) -> Vec<u8> {
    package(parts, CompressionMethod::Stored)
}

fn package(parts: &[Part<'_>], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let options = SimpleFileOptions::default().compression_method(method);
        writer.start_file(*name, options).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
                    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";

/// Returns the parts of a Word document with `body`; of `parts` (`styles`, `numbering`, ...) each
/// is the inside of its root element.
pub(crate) fn word_parts(body: &str, parts: &[Part<'_>]) -> Vec<(String, String)> {
    const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const RELATIONS: &str =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    let relation = |id: usize, kind: &str, target: &str| {
        format!("<Relationship Id=\"rId{id}\" Type=\"{KIND}/{kind}\" Target=\"{target}\"/>")
    };
    let own = |name: &str| {
        format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml")
    };
    let mut types = String::from(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>",
    );
    let mut relations = String::from(RELATIONS);
    let mut files = Vec::new();
    for (place, (name, inside)) in parts.iter().enumerate() {
        let kind = name.trim_end_matches(|last: char| last.is_ascii_digit());
        let root = if *name == "header1" { "hdr" } else { kind };
        relations += &relation(place + 1, kind, &format!("{name}.xml"));
        let own = own(kind);
        types.push_str("<Override PartName=\"/word/");
        types.extend([name, ".xml\" ContentType=\"", own.as_str(), "\"/>"]);
        let text = format!("{head}<w:{root} {WORD}>{inside}</w:{root}>");
        files.push((format!("word/{name}.xml"), text));
    }
    types.push_str("<Override PartName=\"/word/document.xml\" ContentType=\"");
    types.extend([own("document.main").as_str(), "\"/></Types>"]);
    let mut all = vec![
        ("[Content_Types].xml".to_owned(), format!("{head}{types}")),
        (
            "_rels/.rels".to_owned(),
            format!(
                "{head}{RELATIONS}{}</Relationships>",
                relation(1, "officeDocument", "word/document.xml")
            ),
        ),
        (
            "word/document.xml".to_owned(),
            format!("{head}<w:document {WORD}><w:body>{body}</w:body></w:document>"),
        ),
        (
            "word/_rels/document.xml.rels".to_owned(),
            format!(
                "{head}{relations}<Relationship Id=\"web\" Type=\"{KIND}/hyperlink\" Target=\"https://example.org/\" TargetMode=\"External\"/></Relationships>"
            ),
        ),
    ];
    all.append(&mut files);
    all
}

/// Returns the Word document with `body` and `parts`.
pub(crate) fn word(body: &str, parts: &[Part<'_>]) -> Vec<u8> {
    let parts = word_parts(body, parts);
    packed(&borrowed(&parts))
}

/// Calls `read` with `bytes` cut off at fifty places, and with two hundred bits turned, one each.
pub(crate) fn damage(bytes: &[u8], read: impl Fn(&[u8])) {
    for part in 0..50 {
        read(&bytes[..bytes.len() * part / 50]);
    }
    let mut random: u64 = 0x9E37_79B9_7F4A_7C15;
    for _ in 0..200 {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let mut damaged = bytes.to_vec();
        let place = usize::try_from(random % damaged.len() as u64).unwrap();
        damaged[place] ^= 1 << (random >> 60 & 7);
        read(&damaged);
    }
}

/// Returns the beginning of a container of older programs, with a stream called `name`.
pub(crate) fn container(name: &str) -> Vec<u8> {
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.resize(1024, 0);
    bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(2048, 0);
    bytes
}

/// Returns the OpenDocument text with `body`, with `automatic` styles of its own and the `common`
/// ones of the part for styles.
pub(crate) fn open_document(body: &str, automatic: &str, common: &str) -> Vec<(String, String)> {
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    let spaces: String = ["office", "text", "style", "table", "draw"]
        .iter()
        .map(|name| format!(" xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\""))
        .collect();
    let spaces = format!(
        "{spaces} xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" \
         xmlns:xlink=\"http://www.w3.org/1999/xlink\" office:version=\"1.3\""
    );
    let kind = "application/vnd.oasis.opendocument.text";
    let entry = |path: &str, kind: &str| {
        format!(
            "<manifest:file-entry manifest:full-path=\"{path}\" manifest:media-type=\"{kind}\"/>"
        )
    };
    let entries: String =
        [entry("/", kind), entry("content.xml", "text/xml"), entry("styles.xml", "text/xml")]
            .concat();
    [
        ("mimetype", kind.to_owned()),
        (
            "META-INF/manifest.xml",
            format!(
                "{head}<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" \
                 manifest:version=\"1.3\">{entries}</manifest:manifest>"
            ),
        ),
        (
            "content.xml",
            format!(
                "{head}<office:document-content{spaces}><office:automatic-styles>{automatic}\
                 </office:automatic-styles><office:body><office:text>{body}</office:text></office:body>\
                 </office:document-content>"
            ),
        ),
        (
            "styles.xml",
            format!("{head}<office:document-styles{spaces}>{common}</office:document-styles>"),
        ),
    ]
    .map(|(name, text)| (name.to_owned(), text))
    .to_vec()
}

/// Returns `parts` as borrowed ones.
pub(crate) fn borrowed(parts: &[(String, String)]) -> Vec<Part<'_>> {
    parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

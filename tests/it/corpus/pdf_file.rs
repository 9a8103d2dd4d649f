//! Writes PDF files as small as they can be, so that a test says what stands where.

use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// The height of a page, in points.
pub(crate) const HEIGHT: i32 = 792;

/// A page and what stands on it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    content: String,
}

impl Page {
    /// Writes `words` in `font` (`R` roman, `I` italic, `B` bold, `C` Chinese, `A` Arabic) of
    /// `size` at `x` points from the left and `y` from the top.
    pub(crate) fn write(mut self, font: char, size: i32, at: (i32, i32), words: &str) -> Self {
        let (x, y) = (at.0, HEIGHT - at.1);
        let shown = match font {
            'C' | 'A' => {
                words.encode_utf16().fold(String::from("<"), |hex, unit| format!("{hex}{unit:04X}"))
                    + ">"
            }
            _latin => format!("({})", words.replace('(', "\\(").replace(')', "\\)")),
        };
        writeln!(self.content, "BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm {shown} Tj ET").unwrap();
        self
    }

    /// Writes lines of roman type, 10 points high, 12 apart, from `at` down.
    pub(crate) fn lines(self, at: (i32, i32), lines: &[&str]) -> Self {
        lines
            .iter()
            .zip(0..)
            .fold(self, |page, (line, place)| page.write('R', 10, (at.0, at.1 + 12 * place), line))
    }

    /// Draws a rule of `length` points.
    pub(crate) fn rule(mut self, at: (i32, i32), length: i32) -> Self {
        let (x, y) = (at.0, HEIGHT - at.1);
        writeln!(self.content, "{x} {y} m {} {y} l S", x + length).unwrap();
        self
    }

    /// Adds operators as they are.
    pub(crate) fn raw(mut self, operators: &str) -> Self {
        self.content.push_str(operators);
        self.content.push('\n');
        self
    }
}

/// Packs the content of a stream, and says how: the names of the filters.
pub(crate) type Pack = dyn Fn(&[u8]) -> (String, Vec<u8>);

/// Returns the file with `pages`, and with `form` as the form `/X` of each.
pub(crate) fn file_with_form(pages: &[Page], form: &[u8]) -> Vec<u8> {
    file_packed(pages, form, &|content| ("/FlateDecode".to_owned(), deflated(content)))
}

/// Does the same with the streams packed by `pack`.
pub(crate) fn file_packed(pages: &[Page], form: &[u8], pack: &Pack) -> Vec<u8> {
    let stream = |dict: &str, content: &[u8]| stream(dict, pack(content));
    let mut objects: Vec<Vec<u8>> = Vec::new();
    let kids: Vec<String> =
        (0..pages.len()).map(|place| format!("{} 0 R", 11 + 2 * place)).collect();
    objects.push(b"<< /Type /Catalog /Pages 2 0 R >>".to_vec());
    let kids = kids.join(" ");
    objects.push(format!("<< /Type /Pages /Count {} /Kids [{kids}] >>", pages.len()).into_bytes());
    for name in ["Times-Roman", "Times-Italic", "Times-Bold"] {
        let font = format!(
            "<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
        );
        objects.push(font.into_bytes());
    }
    objects.push(composite("STSong-Light", "UniGB-UTF16-H", "GB1", ""));
    objects.push(composite("Naskh", "Identity-H", "Identity", "/ToUnicode 8 0 R"));
    let table = "/CIDInit /ProcSet findresource begin begincmap\n1 begincodespacerange <0000> <FFFF> \
                 endcodespacerange\n2 beginbfrange <0020> <00FF> <0020> <0600> <06FF> <0600> endbfrange\nendcmap end";
    objects.push(stream("", table.as_bytes()));
    objects.push(
        b"<< /Font << /R 3 0 R /I 4 0 R /B 5 0 R /C 6 0 R /A 7 0 R >> /XObject << /X 10 0 R /P 10 0 R >> >>".to_vec(),
    );
    objects.push(stream("/Type /XObject /Subtype /Form /BBox [0 0 612 792]", form));
    for (place, page) in pages.iter().enumerate() {
        let dict = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 {HEIGHT}] /Resources 9 0 R /Contents {} 0 R >>",
            12 + 2 * place
        );
        objects.push(dict.into_bytes());
        objects.push(stream("", page.content.as_bytes()));
    }
    put_together(&objects)
}

/// Returns the file with `pages`.
pub(crate) fn file(pages: &[Page]) -> Vec<u8> {
    file_with_form(pages, b"")
}

fn composite(name: &str, encoding: &str, ordering: &str, more: &str) -> Vec<u8> {
    format!(
        "<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /{encoding} {more} /DescendantFonts \
         [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{name} /DW 1000 /W [1 95 500] \
         /CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 0 >> >>] >>"
    )
    .into_bytes()
}

pub(crate) fn deflated(content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

fn stream(dict: &str, (filters, packed): (String, Vec<u8>)) -> Vec<u8> {
    let mut object =
        format!("<< {dict} /Filter [{filters}] /Length {} >>\nstream\n", packed.len()).into_bytes();
    object.extend_from_slice(&packed);
    object.extend_from_slice(b"\nendstream");
    object
}

fn put_together(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (place, object) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
        file.extend_from_slice(format!("{} 0 obj\n", place + 1).as_bytes());
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let start = file.len();
    let size = objects.len() + 1;
    file.extend_from_slice(table.as_bytes());
    file.extend_from_slice(
        format!("trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").as_bytes(),
    );
    file
}

//! The fonts of a file: which characters a code stands for, how wide it is, how it is set.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use hayro_cmap::{BfString, CMapName};
use hayro_font::kurbo::Shape as _;
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::glyph::{Face, is_mark};
use super::packed;

/// Italic fonts lean by more degrees than this.
const LEANING_DEGREES_MIN: f32 = 4.0;
/// Fonts of this weight and above are bold.
const BOLD_WEIGHT_MIN: f32 = 600.0;
/// The bits of a font descriptor's flags (ISO 32000-2, table 121).
const FLAG_ITALIC: i32 = 1 << 6;
const FLAG_FORCE_BOLD: i32 = 1 << 18;
/// Codes of a font that ask for a width; a font of Chinese has some 30,000 glyphs.
const WIDTHS_MAX: u32 = 0x2_0000;

/// A font as the text needs it.
pub(super) struct PrintFont<'a> {
    font: Font<'a>,
    pub(super) face: Face,
    codes: HashMap<u32, Rc<Code>>,
}

/// What a code of a font stands for.
#[derive(Debug)]
pub(super) struct Code {
    /// Empty where the file does not tell.
    pub(super) text: String,
    /// How far the next glyph stands, in thousandths of the font's size.
    pub(super) advance: f64,
    /// From where to where a mark above or below letters is drawn, in the same unit: marks take no
    /// room, and only their shape tells which letter they stand at.
    pub(super) ink: Option<(f64, f64)>,
}

/// The fonts of a file, each loaded once.
pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    programs: FontResolverFn,
    code_tables: CMapResolverFn,
    known: HashMap<&'a [u8], Option<usize>>,
    fonts: Vec<PrintFont<'a>>,
}

impl<'a> Fonts<'a> {
    pub(super) fn new() -> Self {
        Self {
            cache: FontCache::new(),
            programs: Arc::new(|query| match query {
                FontQuery::Standard(font) => Some(font.get_font_data()),
                FontQuery::Fallback(font) => Some(font.pick_standard_font().get_font_data()),
            }),
            code_tables: Arc::new(|name: CMapName<'_>| hayro_cmap::load_embedded(name)),
            known: HashMap::new(),
            fonts: Vec::new(),
        }
    }

    /// Returns the place of the font that `dict` describes, `None` if it cannot be used.
    pub(super) fn find(&mut self, dict: &Dict<'a>) -> Option<usize> {
        if let Some(known) = self.known.get(dict.data()) {
            return *known;
        }
        let place = self.load(dict);
        self.known.insert(dict.data(), place);
        place
    }

    pub(super) fn get(&mut self, place: usize) -> Option<&mut PrintFont<'a>> {
        self.fonts.get_mut(place)
    }

    fn load(&mut self, dict: &Dict<'a>) -> Option<usize> {
        if !is_sound(dict) {
            return None;
        }
        let font = self.cache.font(dict, &self.programs, &self.code_tables)?;
        self.fonts.push(PrintFont { font, face: face(dict), codes: HashMap::new() });
        Some(self.fonts.len() - 1)
    }
}

impl PrintFont<'_> {
    /// Returns the code at byte `at` of `bytes` and the bytes it takes.
    pub(super) fn read(&mut self, bytes: &[u8], at: usize) -> (Rc<Code>, u32, usize) {
        let (code, length) = self.font.read_code(bytes, at);
        let known = self.codes.entry(code).or_insert_with(|| {
            let glyph = self.font.glyph(self.font.map_code(code), code);
            let text = match &glyph {
                FontGlyph::Outline(glyph) => glyph.as_unicode(),
                FontGlyph::Type3(glyph) => glyph.as_unicode(),
            };
            let text = text.map(text_of).unwrap_or_default();
            let ink = match &glyph {
                FontGlyph::Outline(glyph) if text.starts_with(is_mark) => {
                    let drawn = glyph.outline().bounding_box();
                    (drawn.width() > 0.0).then_some((drawn.x0, drawn.x1))
                }
                FontGlyph::Outline(_) | FontGlyph::Type3(_) => None,
            };
            let advance = self.font.code_advance(code);
            let is_across = self.font.is_horizontal();
            let advance = if is_across { advance.x } else { advance.y };
            Rc::new(Code { text, advance, ink })
        });
        (Rc::clone(known), code, length.max(1))
    }

    /// Tells whether the next glyph stands beside and not below.
    pub(super) fn is_across(&self) -> bool {
        self.font.is_horizontal()
    }
}

fn text_of(characters: BfString) -> String {
    match characters {
        BfString::Char(character) => character.to_string(),
        BfString::String(text) => text,
    }
}

/// Tells from names, flags and angles how a font is set.
fn face(dict: &Dict<'_>) -> Face {
    let inner = dict.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter().next());
    let inner: Dict<'_> = inner.unwrap_or_else(|| dict.clone());
    let descriptor: Dict<'_> = inner.get("FontDescriptor").unwrap_or_default();
    let name = dict.get::<Name<'_>>("BaseFont").or_else(|| descriptor.get("FontName"));
    let name = name.map(|name| name.as_str().to_ascii_lowercase()).unwrap_or_default();
    let name = name.rsplit('+').next().unwrap_or_default();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let flags = descriptor.get::<i32>("Flags").unwrap_or(0);
    let angle = descriptor.get::<f32>("ItalicAngle").unwrap_or(0.0);
    let weight = descriptor.get::<f32>("FontWeight").unwrap_or(0.0);
    Face {
        is_italic: has(&["italic", "oblique", "kursiv"])
            || flags & FLAG_ITALIC != 0
            || angle.abs() > LEANING_DEGREES_MIN,
        is_bold: has(&["bold", "black", "heavy"])
            || flags & FLAG_FORCE_BOLD != 0
            || weight >= BOLD_WEIGHT_MIN,
        is_underlined: false,
    }
}

/// Tells whether a font asks for no more than a font needs: damaged tables of widths name codes by
/// the thousand million, and each would be kept.
fn is_sound(dict: &Dict<'_>) -> bool {
    let inner = dict.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter().next());
    let inner: Dict<'_> = inner.unwrap_or_default();
    let descriptor: Dict<'_> =
        dict.get("FontDescriptor").or_else(|| inner.get("FontDescriptor")).unwrap_or_default();
    let first = dict.get::<Object<'_>>("FirstChar").and_then(Object::into_number);
    let streams: [Option<Stream<'_>>; 6] = [
        dict.get("ToUnicode"),
        dict.get("Encoding"),
        inner.get("CIDToGIDMap"),
        descriptor.get("FontFile"),
        descriptor.get("FontFile2"),
        descriptor.get("FontFile3"),
    ];
    first.is_none_or(|first| (0.0..=255.0).contains(&first.as_f64()))
        && ["W", "W2"].iter().all(|key| has_few_widths(&inner, key))
        && streams.iter().flatten().all(packed::is_moderate)
}

/// Counts the codes of a table of widths: `first [widths]` or `first last width`.
fn has_few_widths(font: &Dict<'_>, key: &str) -> bool {
    let Some(table) = font.get::<Array<'_>>(key) else { return true };
    let mut count: u32 = 0;
    let mut numbers: Vec<u32> = Vec::new();
    let per_range = if key == "W" { 3 } else { 5 };
    for entry in table.iter::<Object<'_>>() {
        match entry {
            Object::Number(number) => numbers.push(u32::try_from(number.as_i64()).unwrap_or(0)),
            _list => numbers.clear(),
        }
        if numbers.len() == per_range {
            count = count.saturating_add(numbers[1].saturating_sub(numbers[0]));
            numbers.clear();
        }
        if count > WIDTHS_MAX {
            return false;
        }
    }
    true
}

//! Follows the operators of a page (ISO 32000-2, annex A) and notes where glyphs and rules stand.
//!
//! Colours, patterns, clips and pictures are passed over: text is read whether or not it is seen,
//! as that of a scanned page lies invisible behind the picture.

use hayro_font::kurbo::{Affine, Point};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use super::font::Fonts;
use super::glyph::Sheet;
use super::limits::{
    Budget, FORM_NESTING_MAX, GLYPH_EFFORT, OPERATOR_EFFORT, PDF_STREAM_BYTES_MAX, RESOURCE_EFFORT,
    STATES_MAX,
};
use super::marked::Marked;
use super::packed;
use super::path::Path;
use super::state::{Cursor, State};
use super::turned::{Look, Turned};

/// Thousandths of the font's size, the unit of widths and of adjustments.
const UNITS_PER_SIZE: f64 = 1000.0;
/// A text matrix that leans by more than this share of its height makes letters italic.
const LEANING_MIN: f64 = 0.15;

/// Returns what stands on `page`.
pub(super) fn read<'a>(page: &Page<'a>, fonts: &mut Fonts<'a>, budget: &mut Budget) -> Sheet {
    let matrix = Affine::new(page.initial_transform(true).as_coeffs());
    let mut reader = Reader {
        fonts,
        budget,
        state: State::new(matrix),
        states: Vec::new(),
        cursor: Cursor::new(),
        path: Path::default(),
        marked: Marked::default(),
        turned: Turned::default(),
    };
    let (content, is_whole) = page_content(page);
    reader.turned.is_broken = !is_whole;
    reader.run(&content, page.resources(), 0);
    reader.turned.into_sheet()
}

/// Returns the content of a page, whose streams are read one behind the other, and whether all of
/// it could be unpacked.
fn page_content(page: &Page<'_>) -> (Vec<u8>, bool) {
    let dict = page.raw();
    let streams: Vec<Stream<'_>> = match dict.get::<Stream<'_>>("Contents") {
        Some(stream) => vec![stream],
        None => match dict.get::<Array<'_>>("Contents") {
            Some(streams) => streams.iter().collect(),
            None => Vec::new(),
        },
    };
    let (mut content, mut is_whole) = (Vec::new(), true);
    for stream in streams {
        match packed::unpacked(&stream) {
            Some(bytes) => content.extend_from_slice(&bytes),
            None => is_whole = false,
        }
        content.push(b' ');
        if content.len() as u64 > PDF_STREAM_BYTES_MAX {
            return (content, false);
        }
    }
    (content, is_whole)
}

struct Reader<'f, 'a> {
    fonts: &'f mut Fonts<'a>,
    budget: &'f mut Budget,
    state: State,
    states: Vec<State>,
    cursor: Cursor,
    path: Path,
    marked: Marked,
    turned: Turned,
}

impl<'a> Reader<'_, 'a> {
    fn run(&mut self, content: &[u8], resources: &Resources<'a>, nesting: usize) {
        if !self.budget.spend(content.len() as u64) {
            return;
        }
        let mut operators = TypedIter::new(content);
        while let Some(operator) = operators.next() {
            if !self.budget.spend(OPERATOR_EFFORT) || self.budget.is_spent() {
                return;
            }
            self.step(&operator, resources, nesting);
        }
    }

    fn step(&mut self, operator: &Op<'_, '_>, resources: &Resources<'a>, nesting: usize) {
        match operator {
            Op::SaveState(_) if self.states.len() < STATES_MAX => self.states.push(self.state),
            Op::RestoreState(_) => self.state = self.states.pop().unwrap_or(self.state),
            Op::Transform(by) => {
                self.state.matrix *= affine([by.0, by.1, by.2, by.3, by.4, by.5]);
            }
            Op::XObject(name) => self.object(name.0, resources, nesting),
            Op::InlineImage(_) | Op::Shading(_) => self.turned.has_pictures = true,
            Op::BeginMarkedContent(tag) => self.marked.begin(tag.0, None, self.turned.count()),
            Op::BeginMarkedContentWithProperties(tag) => {
                let properties = properties(tag.1, resources);
                self.marked.begin(tag.0, properties.as_ref(), self.turned.count());
            }
            Op::EndMarkedContent(_) => {
                if let Some((start, text)) = self.marked.end() {
                    self.turned.replace(start, &text);
                }
            }
            _other => {
                if !self.step_text_state(operator, resources) && !self.step_text(operator) {
                    self.step_path(operator);
                }
            }
        }
    }

    /// Follows the operators of the text state, and tells whether it was one.
    fn step_text_state(&mut self, operator: &Op<'_, '_>, resources: &Resources<'a>) -> bool {
        let state = &mut self.state;
        match operator {
            Op::CharacterSpacing(space) => state.character_space = space.0.as_f64(),
            Op::WordSpacing(space) => state.word_space = space.0.as_f64(),
            Op::HorizontalScaling(percent) => state.stretch = percent.0.as_f64() / 100.0,
            Op::TextLeading(leading) => state.leading = leading.0.as_f64(),
            Op::TextRise(rise) => state.rise = rise.0.as_f64(),
            // 2 and 6: the letters are filled and drawn around.
            Op::TextRenderingMode(mode) => state.is_outlined = matches!(mode.0.as_i64(), 2 | 6),
            Op::TextFont(font) => {
                state.size = font.1.as_f64();
                let is_affordable = self.budget.spend(RESOURCE_EFFORT / 8);
                let dict = resources.get_font(font.0).filter(|_| is_affordable);
                state.font = dict.and_then(|dict| self.fonts.find(&dict));
            }
            Op::SetGraphicsState(name) => {
                let font = resources.get_ext_g_state(name.0).and_then(|dict| dict.get("Font"));
                let font: Option<Array<'a>> = font;
                if let Some(mut entries) = font.map(|font| font.iter::<Object<'a>>()) {
                    let dict = entries.next().and_then(Object::into_dict);
                    state.font = dict.and_then(|dict| self.fonts.find(&dict));
                    let size = entries.next().and_then(Object::into_number);
                    state.size = size.map_or(state.size, |size| size.as_f64());
                }
            }
            _other => return false,
        }
        true
    }

    /// Follows the operators that move and show text, and tells whether it was one.
    fn step_text(&mut self, operator: &Op<'_, '_>) -> bool {
        let leading = self.state.leading;
        match operator {
            Op::BeginText(_) => self.cursor = Cursor::new(),
            Op::NextLine(by) => self.cursor.next_line(by.0.as_f64(), by.1.as_f64()),
            Op::NextLineAndSetLeading(by) => {
                self.state.leading = -by.1.as_f64();
                self.cursor.next_line(by.0.as_f64(), by.1.as_f64());
            }
            Op::SetTextMatrix(to) => {
                self.cursor.set(affine([to.0, to.1, to.2, to.3, to.4, to.5]));
            }
            Op::NextLineUsingLeading(_) => self.cursor.next_line(0.0, -leading),
            Op::ShowText(text) => self.show(text.0.as_bytes()),
            Op::NextLineAndShowText(text) => {
                self.cursor.next_line(0.0, -leading);
                self.show(text.0.as_bytes());
            }
            Op::ShowTextWithParameters(text) => {
                self.state.word_space = text.0.as_f64();
                self.state.character_space = text.1.as_f64();
                self.cursor.next_line(0.0, -leading);
                self.show(text.2.as_bytes());
            }
            Op::ShowTexts(texts) => {
                for entry in texts.0.iter::<Object<'_>>() {
                    match entry {
                        Object::String(text) => self.show(text.as_bytes()),
                        Object::Number(by) => self.adjust(by.as_f64()),
                        _other => {}
                    }
                }
            }
            _other => return false,
        }
        true
    }

    fn step_path(&mut self, operator: &Op<'_, '_>) {
        let at = |x: Number, y: Number| self.state.matrix * Point::new(x.as_f64(), y.as_f64());
        match operator {
            Op::MoveTo(to) => self.path.move_to(at(to.0, to.1)),
            Op::LineTo(to) => self.path.line_to(at(to.0, to.1)),
            Op::CubicTo(to) => self.path.curve_to(at(to.4, to.5)),
            Op::CubicStartTo(to) => self.path.curve_to(at(to.2, to.3)),
            Op::CubicEndTo(to) => self.path.curve_to(at(to.2, to.3)),
            Op::ClosePath(_) => self.path.close(),
            Op::RectPath(of) => self.path.add_box(
                self.state.matrix,
                Point::new(of.0.as_f64(), of.1.as_f64()),
                (of.2.as_f64(), of.3.as_f64()),
            ),
            Op::StrokePath(_)
            | Op::CloseAndStrokePath(_)
            | Op::FillPathNonZero(_)
            | Op::FillPathNonZeroCompatibility(_)
            | Op::FillPathEvenOdd(_)
            | Op::FillAndStrokeNonZero(_)
            | Op::FillAndStrokeEvenOdd(_)
            | Op::CloseFillAndStrokeNonZero(_)
            | Op::CloseFillAndStrokeEvenOdd(_) => {
                self.turned.has_pictures = true;
                self.turned.rules.extend(self.path.paint());
            }
            Op::EndPath(_) => self.path.discard(),
            _other => {}
        }
    }

    /// Draws a form, which is content of its own, or notes that there is a picture.
    fn object(&mut self, name: &Name<'_>, resources: &Resources<'a>, nesting: usize) {
        if !self.budget.spend(RESOURCE_EFFORT) {
            return;
        }
        let Some(stream) = resources.get_x_object(name) else { return };
        let dict = stream.dict();
        if dict.get::<Name<'_>>("Subtype").is_none_or(|kind| kind.as_str() != "Form") {
            self.turned.has_pictures = true;
            return;
        }
        if nesting >= FORM_NESTING_MAX {
            return;
        }
        let Some(content) = packed::unpacked(&stream) else {
            self.turned.is_broken = true;
            return;
        };
        let own = dict.get::<Dict<'a>>("Resources").map(Resources::new);
        let kept = (self.state, self.states.len(), self.cursor);
        if let Some(matrix) = dict.get::<[f64; 6]>("Matrix") {
            self.state.matrix *= Affine::new(matrix);
        }
        self.run(&content, own.as_ref().unwrap_or(resources), nesting + 1);
        self.states.truncate(kept.1);
        (self.state, self.cursor) = (kept.0, kept.2);
    }

    fn show(&mut self, bytes: &[u8]) {
        let state = self.state;
        let Some(font) = state.font.and_then(|font| self.fonts.get(font)) else {
            self.turned.unknown_glyphs += bytes.len();
            return;
        };
        let mut face = font.face;
        face.is_bold |= state.is_outlined;
        let is_across = font.is_across();
        let mut at = 0;
        while at < bytes.len() {
            let (code, number, length) = font.read(bytes, at);
            at += length;
            let is_word_space = number == 32 && length == 1;
            let space = state.character_space + if is_word_space { state.word_space } else { 0.0 };
            let width = code.advance / UNITS_PER_SIZE * state.size;
            let rise = Affine::translate((0.0, state.rise));
            let whole = state.matrix * self.cursor.place * rise;
            let [a, b, c, d, ..] = (state.matrix * self.cursor.place).as_coeffs();
            face.is_italic |=
                a * c + b * d != 0.0 && (a * c + b * d).abs() > LEANING_MIN * (a * d - b * c).abs();
            let scale = state.size * state.stretch / UNITS_PER_SIZE;
            let (whole, extent) = match code.ink {
                Some((from, to)) => {
                    (whole * Affine::translate((from * scale, 0.0)), (to - from) * scale)
                }
                None if is_across => (whole, width * state.stretch),
                None => (whole, 0.0),
            };
            if !self.budget.spend(GLYPH_EFFORT) {
                return;
            }
            let look = Look { text: &code.text, face, is_artifact: self.marked.is_artifact() };
            self.turned.add(look, whole, (extent, state.size));
            if is_across {
                self.cursor.advance((width + space) * state.stretch, 0.0);
            } else {
                self.cursor.advance(0.0, width + space);
            }
        }
    }

    /// Moves back by thousandths of the size.
    fn adjust(&mut self, by: f64) {
        let is_across = self
            .state
            .font
            .and_then(|font| self.fonts.get(font))
            .is_none_or(|font| font.is_across());
        let length = -by / UNITS_PER_SIZE * self.state.size;
        if is_across {
            self.cursor.advance(length * self.state.stretch, 0.0);
        } else {
            self.cursor.advance(0.0, length);
        }
    }
}

fn affine(numbers: [Number; 6]) -> Affine {
    Affine::new(numbers.map(|number| number.as_f64()))
}

/// The properties of a marked stretch stand behind the tag or, by name, in the resources.
fn properties<'a>(given: &Object<'a>, resources: &Resources<'a>) -> Option<Dict<'a>> {
    match given {
        Object::Dict(dict) => Some(dict.clone()),
        Object::Name(name) => resources.properties.get(name),
        _other => None,
    }
}

//! From the tokens of RTF to blocks.

use std::collections::BTreeMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::encoding::{of_character_set, of_code_page};
use super::state::{Destination, Ends, State, destination};
use super::tokens::{Token, Tokens, tokens};
use crate::corpus::ReadFault;
use crate::corpus::format::Reading;
use crate::corpus::format::office::{Composer, Paragraph, furniture};

/// The deepest nesting of groups that is kept track of; what lies deeper is set like the group
/// around it.
pub const RTF_NESTING_MAX: usize = 1_000;
/// Fonts beyond this are those of the file's code page.
const FONTS_MAX: usize = 10_000;
/// Symbols of a header and numbers of paragraphs are short.
const ASIDE_BYTES_MAX: usize = 4_096;

/// The state of the reading.
pub(super) struct Reader {
    state: State,
    groups: Vec<State>,
    /// Groups beyond the deepest that is kept track of.
    deeper: usize,
    /// The text, and inside of it a note or a text box, the innermost last.
    composers: Vec<Composer>,
    composer: Composer,
    encoding: &'static Encoding,
    fonts: BTreeMap<i32, &'static Encoding>,
    /// Bytes in a code page that are not decoded yet, and the code page.
    bytes: Vec<u8>,
    bytes_in: &'static Encoding,
    /// The first half of a character that takes two `\u`.
    high: Option<u16>,
    /// Fallback characters that are still to be left out.
    fallback: usize,
    /// Whether the last token was `\*`.
    is_optional: bool,
    number: String,
    heading: Option<u8>,
    header: String,
    is_in_table: bool,
    has_row: bool,
    has_cell: bool,
    notes: u32,
    end_notes: u32,
    is_end_note: bool,
    /// Whether the number of a note was printed just now.
    is_counted: bool,
    /// The mark of the note that is being read, where it does not count.
    own_mark: Option<String>,
}

impl Reader {
    pub(super) fn new() -> Self {
        Self {
            state: State::new(),
            groups: Vec::new(),
            deeper: 0,
            composers: Vec::new(),
            composer: Composer::default(),
            encoding: WINDOWS_1252,
            fonts: BTreeMap::new(),
            bytes: Vec::new(),
            bytes_in: WINDOWS_1252,
            high: None,
            fallback: 0,
            is_optional: false,
            number: String::new(),
            heading: None,
            header: String::new(),
            is_in_table: false,
            has_row: false,
            has_cell: false,
            notes: 0,
            end_notes: 0,
            is_end_note: false,
            is_counted: false,
            own_mark: None,
        }
    }

    /// Reads all of `bytes`.
    pub(super) fn read(mut self, bytes: &[u8]) -> Reading {
        let mut tokens = tokens(bytes);
        while let Some(token) = tokens.next() {
            self.token(token, &mut tokens);
        }
        self.settle();
        let is_broken = !self.groups.is_empty();
        while !self.groups.is_empty() {
            self.close();
        }
        if self.has_row {
            self.composer.paragraph_end(&Paragraph::default());
            self.composer.close_row();
        }
        let lines: Vec<String> =
            self.header.split('\t').map(|line| line.trim().to_owned()).collect();
        let mut reading = self.composer.finish();
        if is_broken {
            let message = "the file breaks off: its last groups have no end".to_owned();
            reading.faults.push(ReadFault { message, line: None });
        }
        furniture::keep_symbol(&mut reading.blocks, &lines);
        reading
    }

    fn token(&mut self, token: Token<'_>, rest: &mut Tokens<'_>) {
        let was_optional = std::mem::take(&mut self.is_optional);
        match token {
            Token::Byte(byte) => self.byte(byte),
            Token::Open => {
                self.settle();
                self.fallback = 0;
                if self.groups.len() < RTF_NESTING_MAX {
                    self.groups.push(self.state);
                    self.state.ends = Ends::Nothing;
                } else {
                    self.deeper += 1;
                }
            }
            Token::Close => {
                self.settle();
                self.fallback = 0;
                match self.deeper.checked_sub(1) {
                    Some(deeper) => self.deeper = deeper,
                    None => self.close(),
                }
            }
            Token::Control("bin", count) => {
                rest.skip(usize::try_from(count.unwrap_or_default()).unwrap_or_default());
            }
            Token::Control("u", value) => self.unicode(value.unwrap_or_default()),
            Token::Control(_, _) if self.fallback > 0 => self.fallback -= 1,
            Token::Control(word, value) => {
                self.settle();
                self.control(word, value, was_optional);
            }
        }
    }

    /// Ends a group, and the note or text box that it holds.
    fn close(&mut self) {
        let ended = self.state.ends;
        let Some(before) = self.groups.pop() else { return };
        self.state = before;
        if ended == Ends::Nothing {
            return;
        }
        let Some(outer) = self.composers.pop() else { return };
        let inner = std::mem::replace(&mut self.composer, outer);
        if ended == Ends::TextBox {
            self.composer.insert(inner.finish());
            return;
        }
        let marker = if let Some(own) = self.own_mark.take() {
            own
        } else if self.is_end_note {
            self.end_notes = self.end_notes.saturating_add(1);
            let numeral = crate::text::roman_numeral(self.end_notes).unwrap_or_default();
            numeral.to_lowercase()
        } else {
            self.notes = self.notes.saturating_add(1);
            self.notes.to_string()
        };
        self.composer.note(marker, inner.into_words());
    }

    fn control(&mut self, word: &str, value: Option<i32>, is_optional: bool) {
        if self.state.destination == Destination::Fonts && word == "fcharset" {
            let font = of_character_set(value.unwrap_or_default());
            if let Some(encoding) = font.filter(|_| self.fonts.len() < FONTS_MAX) {
                self.fonts.insert(self.state.font, encoding);
            }
            return;
        }
        if self.state.set_character(word, value) {
            return;
        }
        match word {
            "*" => self.is_optional = true,
            "ansicpg" => self.encoding = of_code_page(value.unwrap_or_default()),
            "mac" => self.encoding = of_code_page(10_000),
            "footnote" => self.begin(Ends::Note),
            "shptxt" => self.begin(Ends::TextBox),
            "ftnalt" => self.is_end_note = true,
            _ if self.destined(word, is_optional) => {}
            _text if self.state.destination == Destination::Silent => {}
            _text => self.printed(word, value),
        }
    }

    /// Turns the group to what it begins with, if that is a destination.
    fn destined(&mut self, word: &str, is_optional: bool) -> bool {
        let known = destination(word);
        match known.or(is_optional.then_some(Destination::Silent)) {
            // What is silent stays so, but for the text of shapes, which says so itself.
            Some(_) if self.state.destination == Destination::Silent => {}
            Some(destination) => {
                self.state.destination = destination;
                if destination == Destination::Number {
                    self.number.clear();
                }
            }
            None => return false,
        }
        true
    }

    /// Begins a note or a text box, unless the group around it is one.
    fn begin(&mut self, ends: Ends) {
        let is_nested = ends == Ends::Note && !self.composers.is_empty();
        if self.state.is_unseen() || is_nested || self.state.destination == Destination::Header {
            self.state.destination = Destination::Silent;
            return;
        }
        self.state.destination = Destination::Text;
        self.state.ends = ends;
        self.state.plain();
        if ends == Ends::Note {
            self.is_end_note = false;
            let is_counted = std::mem::take(&mut self.is_counted);
            self.own_mark = self.composer.take_raised().filter(|_| !is_counted);
        }
        self.composers.push(std::mem::take(&mut self.composer));
    }

    /// A control word that prints something or ends something printed.
    fn printed(&mut self, word: &str, value: Option<i32>) {
        match word {
            "par" | "sect" => self.paragraph_end(),
            "chftn" => self.is_counted |= self.is_outermost(),
            // What a note or a printed number is set like says nothing of the paragraph around it.
            "pard" | "intbl" | "outlinelevel" if !self.is_outermost() => {}
            "pard" => {
                self.heading = None;
                self.is_in_table = false;
                self.number.clear();
            }
            "intbl" => self.is_in_table = true,
            "outlinelevel" => {
                let level = value.and_then(|level| u8::try_from(level).ok());
                self.heading = level.filter(|level| *level < 9).map(|level| level + 1);
            }
            "cell" | "nestcell" => {
                self.paragraph_end();
                self.has_cell &= word != "cell";
            }
            "row" => self.row_end(),
            "line" | "lbr" => self.line_end(),
            "tab" | "page" | "column" | "emspace" | "enspace" | "qmspace" => self.write(" "),
            "~" => self.write("\u{a0}"),
            "_" => self.write("-"),
            "emdash" => self.write("—"),
            "endash" => self.write("–"),
            "bullet" => self.write("•"),
            "lquote" => self.write("‘"),
            "rquote" => self.write("’"),
            "ldblquote" => self.write("“"),
            "rdblquote" => self.write("”"),
            "zwj" => self.write("\u{200d}"),
            "zwnj" => self.write("\u{200c}"),
            _unknown => {}
        }
    }

    /// Tells whether text goes into the document itself.
    fn is_outermost(&self) -> bool {
        self.composers.is_empty() && self.state.destination == Destination::Text
    }

    fn byte(&mut self, byte: u8) {
        if self.fallback > 0 {
            self.fallback -= 1;
            return;
        }
        if matches!(self.state.destination, Destination::Silent | Destination::Fonts) {
            return;
        }
        let encoding = self.fonts.get(&self.state.font).copied().unwrap_or(self.encoding);
        if self.bytes_in != encoding {
            self.settle();
            self.bytes_in = encoding;
        }
        self.bytes.push(byte);
    }

    fn unicode(&mut self, value: i32) {
        self.settle_bytes();
        self.fallback = self.state.fallback_chars;
        // Negative numbers are those above 32767.
        let Ok(unit) = u16::try_from(value & 0xFFFF) else { return };
        if (0xD800..0xDC00).contains(&unit) {
            self.high = Some(unit);
            return;
        }
        let units: Vec<u16> = self.high.take().into_iter().chain([unit]).collect();
        self.write(&String::from_utf16_lossy(&units));
    }

    fn settle(&mut self) {
        self.settle_bytes();
        if self.high.take().is_some() {
            self.write("\u{fffd}");
        }
    }

    /// Decodes the bytes so far.
    fn settle_bytes(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let (text, _) = self.bytes_in.decode_without_bom_handling(&bytes);
        self.write(&text);
    }

    fn write(&mut self, text: &str) {
        let is_aside = |aside: &String| aside.len() + text.len() <= ASIDE_BYTES_MAX;
        match self.state.destination {
            Destination::Text if self.state.is_unseen() => {}
            Destination::Text => {
                self.enter_cell();
                if self.state.is_capital {
                    self.composer.text(&text.to_uppercase(), self.state.face);
                } else {
                    self.composer.text(text, self.state.face);
                }
            }
            Destination::Number if is_aside(&self.number) => self.number.push_str(text),
            Destination::Header if is_aside(&self.header) => {
                self.header.push_str(if text == " " { "\t" } else { text });
            }
            Destination::Number
            | Destination::Header
            | Destination::Silent
            | Destination::Fonts => {}
        }
    }

    fn line_end(&mut self) {
        if self.state.destination == Destination::Text && !self.state.is_unseen() {
            self.composer.line_end();
        } else {
            self.write(" ");
        }
    }

    /// A deleted end leaves its paragraph to go on in the next one.
    fn paragraph_end(&mut self) {
        if self.state.destination != Destination::Text {
            return self.write(" ");
        }
        if self.state.is_deleted {
            return;
        }
        self.enter_cell();
        let is_in_note = !self.composers.is_empty();
        let number = if is_in_note { String::new() } else { std::mem::take(&mut self.number) };
        self.composer.paragraph_end(&Paragraph {
            heading: self.heading.filter(|_| !is_in_note),
            number: Some(printed_number(&number)).filter(|number| !number.is_empty()),
            depth: 0,
            role: None,
        });
    }

    /// Begins the row and the cell that the paragraph stands in, or ends a row that lacks its end.
    fn enter_cell(&mut self) {
        if !self.composers.is_empty() {
            return;
        }
        if !self.is_in_table {
            if self.has_row {
                self.composer.close_row();
                (self.has_row, self.has_cell) = (false, false);
            }
            return;
        }
        if !std::mem::replace(&mut self.has_row, true) {
            self.composer.open_row();
        }
        if !std::mem::replace(&mut self.has_cell, true) {
            self.composer.open_cell();
        }
    }

    fn row_end(&mut self) {
        let is_outside = self.composers.is_empty();
        if is_outside && std::mem::take(&mut self.has_row) {
            self.has_cell = false;
            self.composer.close_row();
        }
    }
}

/// Returns a paragraph's number as printed; a mark that is no letter or figure is a bullet.
fn printed_number(number: &str) -> String {
    let number = number.trim();
    let is_bullet = !number.is_empty() && !number.contains(char::is_alphanumeric);
    if is_bullet { "-".to_owned() } else { number.to_owned() }
}

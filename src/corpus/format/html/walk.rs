//! From a stream of tags to blocks.

use html5gum::StartTag;

use super::tags::{Attributes, Counter, duty, is_void, note_marker, styles};
use crate::corpus::ReadFault;
use crate::corpus::format::duty::Duty;
use crate::corpus::format::notes;
use crate::corpus::format::page::Page;
use crate::corpus::format::place::Places;
use crate::corpus::format::words::{Words, Writer};
use crate::text::{Block, BlockKind, Role, Span, Style};

/// The deepest nesting that is kept track of; tags inside change nothing, their words are kept.
const DEPTH_MAX: usize = 200;

/// The element that holds the text of a page, by name or by `role="main"`.
const MAIN: [&str; 2] = ["main", "article"];

/// What the open elements say about the words inside.
#[derive(Clone, Debug, Default)]
struct Around {
    role: Option<Role>,
    depth: u8,
    heading: Option<u8>,
    is_item: bool,
    is_silent: bool,
    is_main: bool,
    keeps_spaces: bool,
    note: Option<String>,
}

/// An open element.
#[derive(Debug)]
struct Open {
    name: String,
    duty: Duty,
    around: Around,
    styles: Vec<Style>,
    counter: Option<Counter>,
    /// How much had been written when raised text began.
    raised_at: usize,
}

/// The state of the reading.
#[derive(Debug)]
pub(super) struct Walk {
    places: Places,
    /// Where the stream begins in the source.
    offset: usize,
    stack: Vec<Open>,
    page: Page,
    writer: Writer,
    number: Option<String>,
    span: Option<Span>,
    /// Whether `<br>` ended the words before, so that these go on the same paragraph.
    is_continued: bool,
    /// How many `<br>` followed each other, less the first.
    gap_lines: u32,
    has_preamble: bool,
}

impl Walk {
    pub(super) fn new(text: &str, offset: usize) -> Self {
        Self {
            places: Places::new(text),
            offset,
            stack: Vec::new(),
            page: Page::default(),
            writer: Writer::default(),
            number: None,
            span: None,
            is_continued: false,
            gap_lines: 0,
            has_preamble: false,
        }
    }

    /// Returns the blocks, those of the main part alone where it holds most of the words.
    pub(super) fn finish(mut self) -> (Vec<Block>, Vec<ReadFault>) {
        while !self.stack.is_empty() {
            self.close_top();
        }
        self.flush(Ended::Block);
        self.page.finish()
    }

    pub(super) fn start(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let attributes: Attributes = tag
            .attributes
            .iter()
            .map(|(name, value)| {
                let name = String::from_utf8_lossy(name).to_ascii_lowercase();
                (name, String::from_utf8_lossy(&value.value).into_owned())
            })
            .collect();
        self.close_implied(&name);
        let duty = duty(&name, &attributes);
        if is_void(&name) {
            return self.void(&name, duty);
        }
        if self.stack.len() < DEPTH_MAX && !(tag.self_closing && duty == Duty::Inline) {
            self.open(name, duty, &attributes);
        }
    }

    pub(super) fn text(&mut self, text: &str, span: html5gum::Span<usize>) {
        let around = self.around();
        if around.is_silent {
            return;
        }
        let span = Span::new(span.start + self.offset, span.end + self.offset);
        if !text.trim().is_empty() {
            self.span = Some(self.span.map_or(span, |so_far| so_far.cover(span)));
        }
        if !around.keeps_spaces {
            return self.writer.flow(text, false);
        }
        // Preformatted text is printed line by line.
        for (place, line) in text.split('\n').enumerate() {
            if place > 0 {
                self.flush(Ended::Line);
                self.span = Some(span);
            }
            self.writer.text(line);
        }
    }

    pub(super) fn end(&mut self, name: &str) {
        if let Some(place) = self.stack.iter().rposition(|open| open.name == name) {
            while self.stack.len() > place {
                self.close_top();
            }
        }
    }

    fn around(&self) -> Around {
        self.stack.last().map(|open| open.around.clone()).unwrap_or_default()
    }

    /// Ends what the start of `name` ends without saying so: `<p>` a paragraph, `<li>` an item.
    fn close_implied(&mut self, name: &str) {
        let (ended, bounds): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ol", "ul"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "tr" => (&["tr"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "p" | "div" | "ul" | "ol" | "table" | "h1" | "h2" | "h3" | "h4" | "section"
            | "blockquote" | "pre" => (&["p"], &["td", "th", "li", "div"]),
            _other => return,
        };
        let nearest = self.stack.iter().rposition(|open| ended.contains(&open.name.as_str()));
        let bound = self.stack.iter().rposition(|open| bounds.contains(&open.name.as_str()));
        if let Some(place) = nearest.filter(|place| bound.is_none_or(|bound| bound < *place)) {
            while self.stack.len() > place {
                self.close_top();
            }
        }
    }

    fn void(&mut self, name: &str, duty: Duty) {
        match duty {
            Duty::LineEnd => self.flush(Ended::Line),
            _ if name == "hr" => self.flush(Ended::Block),
            _other => {}
        }
    }

    fn open(&mut self, name: String, duty: Duty, attributes: &Attributes) {
        let outer = self.around();
        let is_bounding = duty.is_bounding() || duty == Duty::Note;
        if is_bounding && !outer.is_silent {
            self.flush(Ended::Block);
        }
        let around = self.inside(duty, attributes, &outer);
        let is_head = attributes.get("role").is_some_and(|role| role == "main");
        let around = Around {
            is_main: around.is_main || is_head || MAIN.contains(&name.as_str()),
            keeps_spaces: name == "pre" || (around.keeps_spaces && duty != Duty::Cell),
            ..around
        };
        match duty {
            Duty::Item if !around.is_silent => self.number = self.item_number(attributes),
            Duty::Row => self.page.open_row(),
            Duty::Cell => {
                self.flush(Ended::Block);
                self.page.open_cell();
            }
            _other => {}
        }
        let set = if around.is_silent { Vec::new() } else { styles(&name, attributes) };
        for style in &set {
            self.writer.open(style.clone());
        }
        let counter = (name == "ol").then(|| Counter::of(attributes));
        let raised_at = self.writer.so_far().len();
        self.stack.push(Open { name, duty, around, styles: set, counter, raised_at });
    }

    /// What an element adds to what stands around it.
    fn inside(&mut self, duty: Duty, attributes: &Attributes, outer: &Around) -> Around {
        let note = note_marker(attributes).filter(|_| duty.is_bounding()).or(outer.note.clone());
        let outer = Around { note, ..outer.clone() };
        match duty {
            Duty::Silent => Around { is_silent: true, ..outer },
            Duty::Part(role) => Around { role: self.part_role(role), ..outer },
            Duty::List => Around { depth: outer.depth.saturating_add(1), ..outer },
            Duty::Item => Around { is_item: true, heading: None, ..outer },
            Duty::Heading(level) => Around { heading: Some(level), ..outer },
            Duty::Division
            | Duty::Provision
            | Duty::Frame
            | Duty::Number
            | Duty::Block
            | Duty::Row
            | Duty::Cell
            | Duty::Note
            | Duty::LineEnd
            | Duty::Raised
            | Duty::Inline => outer,
        }
    }

    /// A body without a preamble before it holds the preambular clauses too.
    fn part_role(&mut self, role: Role) -> Option<Role> {
        self.has_preamble |= role == Role::Preambular;
        Some(role).filter(|role| *role != Role::Operative || self.has_preamble)
    }

    fn item_number(&mut self, attributes: &Attributes) -> Option<String> {
        let list = self.stack.iter_mut().rfind(|open| open.duty == Duty::List)?;
        Some(
            list.counter
                .as_mut()
                .map_or_else(|| "-".to_owned(), |counter| counter.advance(attributes)),
        )
    }

    fn close_top(&mut self) {
        let Some(open) = self.stack.last() else { return };
        let (duty, raised_at) = (open.duty, open.raised_at);
        if duty == Duty::Raised {
            self.close_raised(raised_at);
        } else if duty == Duty::Number {
            self.number = Some(self.writer.take().text).filter(|number| !number.is_empty());
        } else if duty.is_bounding() || duty == Duty::Cell {
            self.flush(Ended::Block);
        }
        match duty {
            Duty::Row => self.page.close_row(),
            // An item without words leaves its number to nobody.
            Duty::Item => self.number = None,
            _other => {}
        }
        if let Some(open) = self.stack.pop() {
            for style in open.styles.iter().rev() {
                self.writer.close(|other| other == style);
            }
        }
    }

    /// Raised text that is a note's marker becomes a mark.
    fn close_raised(&mut self, raised_at: usize) {
        let so_far = self.writer.so_far();
        // A block that ended inside the raised text leaves nothing to look at.
        let Some((before, raised)) = so_far.split_at_checked(raised_at) else { return };
        if let Some(markers) = notes::markers(raised, before) {
            self.writer.cut(raised_at);
            self.writer.marks(&markers);
        }
    }

    /// Ends the block that is being written. A paragraph with `<br>` in it is given as lines: on
    /// some pages they end paragraphs, on others every printed line, and telling which is not for
    /// a reader to do.
    fn flush(&mut self, ended: Ended) {
        let mut words = self.writer.take();
        let span = self.span.take().unwrap_or_default();
        let is_part = ended == Ended::Line || self.is_continued;
        if words.is_empty() {
            self.gap_lines += u32::from(is_part);
            self.is_continued &= ended == Ended::Line;
            return;
        }
        let around = self.around();
        let kind = match kind(&around, &mut words) {
            BlockKind::Paragraph if is_part => BlockKind::Line,
            whole => whole,
        };
        let mut block = Block::new(kind, "", self.places.of(span.start()..span.end()));
        block.role = around.role;
        block.depth = around.depth;
        block.number = self.number.take().filter(|_| !matches!(block.kind, BlockKind::Note { .. }));
        if block.kind == BlockKind::Line {
            let gap_lines = std::mem::take(&mut self.gap_lines);
            block.gap_lines = if self.is_continued { gap_lines } else { 1 };
        }
        self.gap_lines = 0;
        self.is_continued = ended == Ended::Line;
        words.fill(&mut block);
        self.page.push(block, around.is_main);
    }
}

/// What ended some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    /// `<br>`.
    Line,
    /// A tag that bounds a block.
    Block,
}

/// Returns what the words are by what stands around them, taking a note's own marker off.
fn kind(around: &Around, words: &mut Words) -> BlockKind {
    let first = words.marks.first().filter(|mark| mark.at == 0).map(|mark| mark.marker.clone());
    let is_lone = words.marks.iter().filter(|mark| mark.at == 0).count() == 1;
    if let Some(marker) = around.note.clone().or(first.filter(|_| is_lone)) {
        words.marks.retain(|mark| mark.at > 0 || mark.marker != marker);
        notes::drop_printed_marker(words, &marker);
        return BlockKind::Note { marker };
    }
    if let Some(level) = around.heading {
        BlockKind::Heading { level }
    } else if around.is_item {
        BlockKind::Item
    } else {
        BlockKind::Paragraph
    }
}

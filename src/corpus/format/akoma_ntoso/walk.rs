//! From the elements of Akoma Ntoso to blocks.
//!
//! The document is read as it would be printed: an element that bounds a block ends the words so
//! far, everything else adds to them. Words that stand directly in a provision, without a `p`, are
//! a block like any other.

use roxmltree::{Node, NodeId};

use super::expressions::Part;
use super::names::{ROOT, duty, heading_level, styles};
use super::surroundings::{
    has_formula_before, has_preamble, is_beside_note, is_inside, is_of_article, opens_with_article,
};
use crate::corpus::format::duty::Duty;
use crate::corpus::format::lines::Assembly;
use crate::corpus::format::notes;
use crate::corpus::format::place::Places;
use crate::corpus::format::words::{Words, Writer};
use crate::text::{Block, BlockKind, Origin, Role, Span, Style};

/// What the elements around a block say about it.
#[derive(Clone, Copy, Debug)]
struct Around {
    role: Option<Role>,
    depth: u8,
    kind: Kind,
    /// Whether spaces are printed as they stand, `xml:space="preserve"`.
    keeps_spaces: bool,
    /// Whether blocks inside are cells of one row.
    is_row: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Paragraph,
    Item,
    Heading(u8),
}

/// Returns the blocks of a document.
pub(super) fn blocks(part: &Part<'_, '_>, places: &Places) -> Assembly {
    let mut walk = Walk::new(part, places);
    let around =
        Around { role: None, depth: 0, kind: Kind::Paragraph, keeps_spaces: false, is_row: false };
    walk.element(part.node, around);
    walk.flush(around);
    walk.assembly
}

struct Walk<'a> {
    part: &'a Part<'a, 'a>,
    places: &'a Places,
    assembly: Assembly,
    writer: Writer,
    /// The number that the next block is printed with.
    number: Option<String>,
    /// The element that it is the number of.
    numbered: Option<NodeId>,
    /// The number of a paragraph that opens an article; it is printed before the words.
    inner_number: Option<String>,
    /// A role that an element inside the block gives it.
    role: Option<Role>,
    /// Notes whose marks stand in the block that is being written.
    notes: Vec<Block>,
    /// Bytes of the source from which the words so far come.
    span: Option<Span>,
}

impl<'a> Walk<'a> {
    fn new(part: &'a Part<'a, 'a>, places: &'a Places) -> Self {
        Self {
            part,
            places,
            assembly: Assembly::default(),
            writer: Writer::default(),
            number: None,
            numbered: None,
            inner_number: None,
            role: None,
            notes: Vec::new(),
            span: None,
        }
    }

    fn node(&mut self, node: Node<'_, '_>, around: Around) {
        if node.is_text() {
            let text = node.text().unwrap_or_default();
            if !text.trim().is_empty() {
                self.reach(node);
                if let Some(number) = self.inner_number.take() {
                    self.writer.flow(&number, false);
                    self.writer.flow(" ", false);
                }
            }
            self.writer.flow(text, around.keeps_spaces);
        } else if node.is_element() && !self.part.is_apart(node) {
            self.element(node, around);
        }
    }

    fn children(&mut self, node: Node<'_, '_>, around: Around) {
        for child in node.children() {
            self.node(child, around);
        }
    }

    fn element(&mut self, node: Node<'_, '_>, around: Around) {
        let name = node.tag_name().name();
        let inside = Around { keeps_spaces: keeps_spaces(node, around), ..around };
        match duty(name) {
            Duty::Silent => {}
            duty if inside.is_row && duty.is_bounding() => self.spaced(node, inside),
            Duty::Part(role) => self.part(node, inside, role),
            Duty::Division => {
                self.bounded(node, inside, Around { kind: Kind::Paragraph, ..inside });
            }
            Duty::Provision => self.provision(node, inside),
            Duty::List => self.list(node, inside),
            Duty::Item => self.item(node, inside),
            Duty::Frame => self.bounded(node, inside, inside),
            Duty::Number => self.number(node),
            Duty::Heading(level) => self.heading(node, level, inside),
            Duty::Block => self.bounded(node, inside, block_role(node, inside)),
            Duty::Row => self.row(node, inside),
            Duty::Cell => self.cell(node, inside),
            Duty::Note => self.note(node, inside),
            Duty::LineEnd => self.line_end(inside),
            Duty::Raised => self.raised(node, inside),
            Duty::Inline => self.inline(node, inside),
        }
    }

    fn part(&mut self, node: Node<'_, '_>, around: Around, role: Role) {
        self.flush(around);
        let inside = self.part_role(node, role, around);
        if node.tag_name().name() == "recitals" {
            self.list(node, inside);
        } else {
            self.bounded(node, inside, inside);
        }
    }

    /// Whatever lies in an annex belongs to the annex, its cover and conclusions too.
    fn part_role(&self, node: Node<'_, '_>, role: Role, around: Around) -> Around {
        let is_annex = around.role == Some(Role::Annex) || self.is_annex(node);
        let role = match role {
            _ if is_annex => Some(Role::Annex),
            Role::Operative if !has_preamble(node) && !opens_with_article(node) => None,
            stated => Some(stated),
        };
        Around { role, kind: Kind::Paragraph, ..around }
    }

    fn is_annex(&self, node: Node<'_, '_>) -> bool {
        let mut within = node.ancestors().take_while(|above| above.id() != self.part.node.id());
        within.any(|above| {
            above.tag_name().name() == "doc"
                && above.parent_element().is_some_and(|parent| parent.tag_name().name() != ROOT)
        })
    }

    /// Reads what is in `node` as blocks of their own, apart from the words before it.
    fn bounded(&mut self, node: Node<'_, '_>, around: Around, inside: Around) {
        self.flush(around);
        self.children(node, inside);
        self.flush(inside);
    }

    /// A provision is what its class says; one that is a mere number is a heading.
    fn provision(&mut self, node: Node<'_, '_>, around: Around) {
        self.flush(around);
        let class = attribute(node, "class").unwrap_or_default();
        if class == "FootnoteText" && self.table_note(node, around) {
            return;
        }
        let kind = heading_level(class).map_or(Kind::Paragraph, Kind::Heading);
        let around = Around { kind, ..around };
        self.children(node, around);
        self.flush(around);
        self.flush_number(node, around);
    }

    fn list(&mut self, node: Node<'_, '_>, around: Around) {
        self.flush(around);
        let inside = Around { depth: around.depth.saturating_add(1), kind: Kind::Item, ..around };
        for child in node.children() {
            let is_frame = child.is_element() && duty(child.tag_name().name()) == Duty::Frame;
            self.node(child, if is_frame { around } else { inside });
        }
        self.flush(inside);
    }

    /// An item is one deeper than what it stands in; the list around it has counted that already.
    fn item(&mut self, node: Node<'_, '_>, around: Around) {
        let is_listed = node.parent_element().is_some_and(|parent| {
            let name = parent.tag_name().name();
            duty(name) == Duty::List || name == "recitals"
        });
        let depth = if is_listed { around.depth } else { around.depth.saturating_add(1) };
        let inside = Around { depth, kind: Kind::Item, ..around };
        self.bounded(node, around, inside);
        self.flush_number(node, inside);
    }

    /// The number of a division without a heading is its heading; any other number belongs to
    /// the block that follows.
    fn number(&mut self, node: Node<'_, '_>) {
        let number = words(node);
        let is_division = node
            .parent_element()
            .is_some_and(|parent| duty(parent.tag_name().name()) == Duty::Division);
        let has_heading = node
            .next_sibling_element()
            .is_some_and(|next| matches!(duty(next.tag_name().name()), Duty::Heading(2)));
        if number.is_empty() {
            return;
        }
        if is_division && !has_heading {
            self.push_heading(number, node);
        } else if self.number.is_some() && self.is_in_article(node) {
            // `Article 3`, `1.`: what is around has no words of its own, and the block both numbers.
            self.inner_number = Some(number);
        } else {
            self.number = Some(number);
            self.numbered = node.parent_element().map(|parent| parent.id());
        }
    }

    /// Tells whether the number that waits for words is that of an article around the element whose
    /// number `node` is.
    fn is_in_article(&self, node: Node<'_, '_>) -> bool {
        let mut around = node.ancestors().skip(2);
        let numbered = around.find(|above| Some(above.id()) == self.numbered);
        numbered.is_some_and(|article| article.tag_name().name() == "article")
    }

    /// A preambular clause that the converter found after the first heading is no heading.
    fn heading(&mut self, node: Node<'_, '_>, level: u8, around: Around) {
        let is_clause =
            attribute(node, "refersTo").is_some_and(|target| target.ends_with("preamble"));
        let (kind, role) = if is_clause {
            (Kind::Paragraph, Some(Role::Preambular))
        } else {
            (Kind::Heading(level), around.role)
        };
        // The number of an article is that of what it says; that of a section is its heading's.
        let number = if is_of_article(node) { self.number.take() } else { None };
        self.bounded(node, around, Around { kind, role, ..around });
        self.number = number.or_else(|| self.number.take());
    }

    fn spaced(&mut self, node: Node<'_, '_>, around: Around) {
        self.writer.flow(" ", false);
        self.children(node, around);
        self.writer.flow(" ", false);
    }

    fn row(&mut self, node: Node<'_, '_>, around: Around) {
        self.flush(around);
        self.children(node, Around { is_row: true, keeps_spaces: false, ..around });
        self.flush(Around { is_row: true, ..around });
    }

    fn cell(&mut self, node: Node<'_, '_>, around: Around) {
        if node.prev_sibling_element().is_some() {
            self.writer.cell_end();
        }
        self.children(node, around);
    }

    /// On the cover and under the text an ended line is a unit; inside a clause it is a space.
    fn line_end(&mut self, around: Around) {
        if matches!(around.role, Some(Role::Cover | Role::Conclusion)) {
            self.flush(around);
        } else {
            self.writer.flow(" ", false);
        }
    }

    fn inline(&mut self, node: Node<'_, '_>, around: Around) {
        let name = node.tag_name().name();
        self.header_role(node, around);
        // A date or number that the converter marked up is a word of its own.
        if name.starts_with("doc") && self.writer.so_far().ends_with(char::is_alphanumeric) {
            self.writer.text(" ");
        }
        let mut set = styles(name, attribute(node, "class").unwrap_or_default());
        set.extend(attribute(node, "href").map(|target| Style::Link(target.to_owned())));
        for style in &set {
            self.writer.open(style.clone());
        }
        self.children(node, around);
        for style in set.iter().rev() {
            self.writer.close(|open| open == style);
        }
    }

    /// What the elements of cover page and preface say about the line they stand in.
    fn header_role(&mut self, node: Node<'_, '_>, around: Around) {
        let target = attribute(node, "refersTo").unwrap_or_default().trim_start_matches('#');
        let is_cover = around.role == Some(Role::Cover);
        let role = match node.tag_name().name() {
            "docNumber" if target == "letter" => Role::BodyHeading,
            "docNumber" if is_cover => Role::Symbol,
            "docTitle" if target == "adoption" => Role::AdoptionLine,
            "docTitle" if target == "resolutionNumber" => Role::Cover,
            "docTitle" if is_cover && is_inside(node, "coverPage") => Role::AdoptionLine,
            "docTitle" => Role::Title,
            "session" if is_cover => Role::Session,
            "inline" if is_cover && is_agenda_item(node) => Role::AgendaItem,
            _other => return,
        };
        if role == Role::Title && self.role == Some(Role::Symbol) {
            // "75/303. Title" is one printed line: a number and a title.
            let number = self.writer.take().text;
            self.number = Some(number).filter(|number| !number.is_empty());
        }
        self.role = Some(role);
    }

    fn raised(&mut self, node: Node<'_, '_>, around: Around) {
        let raised = words(node);
        let is_bracket = raised.chars().all(|character| matches!(character, '(' | ')'));
        if is_bracket && is_beside_note(node) {
            return;
        }
        match notes::markers(&raised, self.writer.so_far()) {
            Some(markers) => self.writer.marks(&markers),
            None => self.children(node, around),
        }
    }

    fn note(&mut self, node: Node<'_, '_>, around: Around) {
        let marker = attribute(node, "marker").unwrap_or_default().trim().to_owned();
        self.writer.marks(std::slice::from_ref(&marker));
        let mut inner = Walk::new(self.part, self.places);
        let inside = Around { kind: Kind::Paragraph, is_row: true, keeps_spaces: false, ..around };
        inner.children(node, inside);
        let mut words = inner.writer.take();
        notes::drop_printed_marker(&mut words, &marker);
        let mut block = self.block(BlockKind::Note { marker }, self.places.of(node.range()));
        block.role = around.role.filter(|role| *role == Role::Annex);
        words.fill(&mut block);
        self.notes.push(block);
    }

    /// A note under a table: `(a) words`. Returns whether it was one.
    fn table_note(&mut self, node: Node<'_, '_>, around: Around) -> bool {
        let mut inner = Walk::new(self.part, self.places);
        inner.children(node, Around { is_row: true, ..around });
        let mut words = inner.writer.take();
        let marker = inner.number.take().or_else(|| notes::take_printed_marker(&mut words));
        let Some(marker) = marker else { return false };
        let marker = marker.trim_matches(['(', ')', '.']).to_owned();
        let mut block = self.block(BlockKind::Note { marker }, self.places.of(node.range()));
        block.role = around.role;
        words.fill(&mut block);
        self.assembly.push(block);
        true
    }

    /// Ends the block that is being written, then adds the notes it refers to.
    fn flush(&mut self, around: Around) {
        let mut words = self.writer.take();
        let span = self.span.take().unwrap_or_default();
        let role = self.role.take().or(around.role);
        if role == Some(Role::Title) && self.number.is_some() {
            drop_dash(&mut words);
        }
        if !words.is_empty() {
            self.push(words, span, Around { role, ..around });
        }
        for note in std::mem::take(&mut self.notes) {
            self.assembly.push(note);
        }
    }

    fn push(&mut self, words: Words, span: Span, around: Around) {
        let kind = match around.kind {
            _ if around.is_row => BlockKind::Row,
            Kind::Paragraph => BlockKind::Paragraph,
            Kind::Item => BlockKind::Item,
            Kind::Heading(level) => BlockKind::Heading { level },
        };
        let is_body = matches!(around.role, None | Some(Role::Operative | Role::Preambular));
        let is_heading = matches!(kind, BlockKind::Heading { .. });
        let mut block = self.block(kind, self.places.of(span.start()..span.end()));
        block.role = if is_body && is_heading { Some(Role::BodyHeading) } else { around.role };
        block.depth = around.depth;
        block.number = self.number.take();
        words.fill(&mut block);
        self.assembly.push(block);
    }

    /// A number that no words followed is itself the heading.
    fn flush_number(&mut self, node: Node<'_, '_>, around: Around) {
        if let Some(number) = self.number.take() {
            let role = around.role;
            self.push_heading(number, node);
            if role == Some(Role::Annex)
                && let Some(block) = self.assembly.blocks.last_mut()
            {
                block.role = role;
            }
        }
    }

    fn push_heading(&mut self, text: String, node: Node<'_, '_>) {
        let mut block = self.block(BlockKind::Heading { level: 1 }, self.places.of(node.range()));
        block.role = Some(Role::BodyHeading);
        block.text = text;
        self.assembly.push(block);
    }

    fn block(&self, kind: BlockKind, origin: Origin) -> Block {
        Block::new(kind, "", origin)
    }

    fn reach(&mut self, node: Node<'_, '_>) {
        let range = node.range();
        let span = Span::new(range.start, range.end);
        self.span = Some(self.span.map_or(span, |so_far| so_far.cover(span)));
    }
}

/// Attributes by their local name: profiles put some in namespaces of their own.
pub(super) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|found| found.value())
}

fn keeps_spaces(node: Node<'_, '_>, around: Around) -> bool {
    match attribute(node, "space") {
        Some("preserve") => true,
        Some("default") => false,
        _inherited => around.keeps_spaces,
    }
}

/// The enacting line, and the title that a converter wraps in a container. A second formula leads
/// over to what is decided, `HAS ADOPTED THIS DECISION:`; the articles stand below it.
fn block_role(node: Node<'_, '_>, around: Around) -> Around {
    let name = attribute(node, "name").unwrap_or_default();
    let role = match (node.tag_name().name(), around.role) {
        (_, Some(Role::Annex)) => return around,
        ("formula", _) if has_formula_before(node) => Role::Operative,
        ("formula", _) => Role::Enacting,
        ("container", Some(Role::Cover)) if name == "title" => Role::Title,
        _other => return around,
    };
    Around { role: Some(role), ..around }
}

fn is_agenda_item(node: Node<'_, '_>) -> bool {
    attribute(node, "name").is_some_and(|name| name.to_ascii_lowercase().starts_with("agenda"))
}

/// Returns the words inside `node` on one line.
fn words(node: Node<'_, '_>) -> String {
    let mut writer = Writer::default();
    for text in node.descendants().filter(Node::is_text).filter_map(|node| node.text()) {
        writer.flow(text, false);
    }
    writer.take().text
}

/// Takes off the dash that some languages print between the number and the title.
fn drop_dash(words: &mut Words) {
    let title = words.text.trim_start_matches(is_dash).trim_start();
    let bytes = words.text.len() - title.len();
    if bytes > 0 && !title.is_empty() {
        words.drop_front(bytes);
    }
}

/// Hyphen-minus and the dashes U+2010 to U+2015.
pub(super) fn is_dash(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}')
}

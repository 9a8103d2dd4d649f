//! List styles of an OpenDocument text, and the numbers they print.

use std::collections::BTreeMap;

use roxmltree::Node;

use crate::corpus::format::office::attribute;
use crate::corpus::format::office::counting::{
    ABJAD, ARABIC, BRANCHES, CYRILLIC, Counting, LATIN, STEMS,
};

/// A list has so many levels (OpenDocument 1.3, 19.880).
const LEVELS: usize = 10;

/// How the levels of a list are numbered.
#[derive(Clone, Debug, Default)]
pub(super) struct ListStyle {
    levels: [Option<Level>; LEVELS],
}

#[derive(Clone, Debug)]
struct Level {
    counting: Counting,
    prefix: String,
    suffix: String,
    start: u32,
    /// How many levels' numbers are printed, this one's last.
    shown: usize,
}

/// How far each level of a list has counted.
type Counted = [Option<u32>; LEVELS];

/// The lists of a document as far as they were read.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Those that are open, the innermost last.
    open: Vec<Open>,
    counted: Counted,
    by_style: BTreeMap<String, Counted>,
    by_id: BTreeMap<String, Counted>,
    outline: Counted,
}

#[derive(Debug)]
struct Open {
    style: String,
    id: Option<String>,
    /// The number that its current item begins with, and whether it was printed.
    item: Option<Item>,
}

#[derive(Clone, Copy, Debug)]
struct Item {
    start: Option<u32>,
    is_printed: bool,
}

impl ListStyle {
    pub(super) fn new(node: Node<'_, '_>) -> Self {
        let mut style = Self::default();
        for node in node.children().filter(Node::is_element) {
            let place = attribute(node, "level").and_then(|level| level.parse::<usize>().ok());
            let place = place.and_then(|level| level.checked_sub(1));
            if let Some(level) = place.and_then(|place| style.levels.get_mut(place)) {
                *level = Some(Level::new(node));
            }
        }
        style
    }

    fn start(&self, place: usize) -> u32 {
        self.levels.get(place).and_then(Option::as_ref).map_or(1, |level| level.start)
    }

    /// Returns the number of a paragraph on the level `place`; nothing for a level without one.
    fn print(&self, place: usize, counted: &Counted) -> String {
        let Some(level) = self.levels.get(place).and_then(Option::as_ref) else {
            return String::new();
        };
        match level.counting {
            Counting::Bullet => return level.counting.print(0),
            Counting::None => return format!("{}{}", level.prefix, level.suffix).trim().to_owned(),
            _number => {}
        }
        let first = (place + 1).saturating_sub(level.shown);
        let numbers: Vec<String> = (first..=place)
            .filter_map(|at| {
                let level = self.levels[at].as_ref()?;
                let value = counted[at].unwrap_or(level.start);
                Some(level.counting.print(value)).filter(|number| !number.is_empty())
            })
            .collect();
        format!("{}{}{}", level.prefix, numbers.join("."), level.suffix).trim().to_owned()
    }
}

impl Level {
    fn new(node: Node<'_, '_>) -> Self {
        let text = |name: &str| attribute(node, name).unwrap_or_default().to_owned();
        let counting = match node.tag_name().name() {
            "list-level-style-bullet" | "list-level-style-image" => Counting::Bullet,
            _number => counting(attribute(node, "num-format").unwrap_or_default()),
        };
        let number = |name: &str| attribute(node, name).and_then(|value| value.parse().ok());
        let shown = attribute(node, "display-levels").and_then(|value| value.parse().ok());
        Self {
            counting,
            prefix: text("num-prefix"),
            suffix: text("num-suffix"),
            start: number("start-value").unwrap_or(1),
            shown: shown.unwrap_or(1),
        }
    }
}

impl Lists {
    /// Begins a list, inside another one if there is one.
    pub(super) fn open(&mut self, node: Node<'_, '_>) {
        let inherited = self.open.last().map(|open| open.style.clone());
        let style = attribute(node, "style-name").map(str::to_owned).or(inherited);
        let style = style.unwrap_or_default();
        let id = attribute(node, "id").map(str::to_owned);
        let goes_on = attribute(node, "continue-numbering") == Some("true");
        let place = self.open.len();
        if place == 0 {
            let other = attribute(node, "continue-list");
            let before = match other {
                Some(id) => self.by_id.get(id),
                None => self.by_style.get(&style).filter(|_| goes_on),
            };
            self.counted = before.copied().unwrap_or_default();
        } else if let Some(counted) = self.counted.get_mut(place).filter(|_| !goes_on) {
            *counted = None;
        }
        self.open.push(Open { style, id, item: None });
    }

    pub(super) fn close(&mut self) {
        let Some(closed) = self.open.pop() else { return };
        if self.open.is_empty() {
            self.by_style.insert(closed.style, self.counted);
            if let Some(id) = closed.id {
                self.by_id.insert(id, self.counted);
            }
        }
    }

    /// Begins an item; the header of a list has no number.
    pub(super) fn item(&mut self, node: Node<'_, '_>) {
        let is_header = node.tag_name().name() == "list-header";
        let start = attribute(node, "start-value").and_then(|start| start.parse().ok());
        if let Some(open) = self.open.last_mut() {
            open.item = (!is_header).then_some(Item { start, is_printed: false });
        }
    }

    /// Returns the number of a paragraph in the lists that are open, which only the first of an
    /// item has, and how deep they are.
    pub(super) fn number(
        &mut self,
        styles: &BTreeMap<String, ListStyle>,
    ) -> (Option<String>, usize) {
        let depth = self.open.len();
        let Some(open) = self.open.last_mut() else { return (None, 0) };
        let Some(item) = open.item.as_mut().filter(|item| !item.is_printed) else {
            return (None, depth);
        };
        item.is_printed = true;
        let none = ListStyle::default();
        let style = styles.get(&open.style).unwrap_or(&none);
        let place = (depth - 1).min(LEVELS - 1);
        count(&mut self.counted, place, item.start, style);
        (Some(style.print(place, &self.counted)).filter(|number| !number.is_empty()), depth)
    }

    /// Returns the number of a heading of `level`, from 1.
    pub(super) fn heading(&mut self, level: u8, style: &ListStyle) -> Option<String> {
        let place = usize::from(level).checked_sub(1)?.min(LEVELS - 1);
        count(&mut self.outline, place, None, style);
        Some(style.print(place, &self.outline)).filter(|number| !number.is_empty())
    }
}

/// Counts one on the level `place`; the levels below it begin anew.
fn count(counted: &mut Counted, place: usize, start: Option<u32>, style: &ListStyle) {
    let next = counted[place].map(|last| last.saturating_add(1));
    counted[place] = start.or(next).or_else(|| Some(style.start(place)));
    counted[place + 1..].fill(None);
}

/// Returns the way of counting that `format` names (OpenDocument 1.3, 19.500): a sign of the
/// system, or the beginning of its sequence.
fn counting(format: &str) -> Counting {
    let mut parts = format.split(',').map(str::trim);
    let first = parts.next().unwrap_or_default();
    let third = parts.nth(1).unwrap_or_default();
    match first {
        "" => Counting::None,
        "a" => Counting::Letter(LATIN),
        "A" => Counting::LetterCapital(LATIN),
        "i" => Counting::Roman,
        "I" => Counting::RomanCapital,
        "а" => Counting::Letter(CYRILLIC),
        "А" => Counting::LetterCapital(CYRILLIC),
        "أ" | "ا" if third == "ج" => Counting::Letter(ABJAD),
        "أ" | "ا" => Counting::Letter(ARABIC),
        "一" => Counting::Chinese,
        "壹" => Counting::ChineseLegal,
        "甲" => Counting::Letter(STEMS),
        "子" => Counting::Letter(BRANCHES),
        "①" => Counting::Enclosed('①', 20),
        "１" => Counting::FullWidth,
        "01" => Counting::Padded(2),
        _figures => Counting::Decimal,
    }
}

//! The definitions of lists (`numbering.xml`) and the numbers they print.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use super::properties::{Listed, value};
use crate::corpus::format::office::counting::{
    ABJAD, ARABIC, BRANCHES, CYRILLIC, Counting, LATIN, STEMS,
};
use crate::corpus::format::office::{attribute, child, is};

/// A list has so many levels.
const LEVELS: usize = 9;
/// A printed number is no longer, in characters.
const NUMBER_CHARS_MAX: usize = 40;

/// All lists of a document, and how far they have counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Definitions by id.
    definitions: BTreeMap<String, Definition>,
    /// The ids of the definitions that are those of a list style.
    styles: BTreeMap<String, String>,
    /// Lists by id.
    lists: BTreeMap<String, List>,
    /// What each definition has counted: the lists made from it go on counting together.
    counted: BTreeMap<String, [Option<u32>; LEVELS]>,
    /// Levels of lists whose own beginning was used already.
    begun: BTreeSet<(String, usize)>,
}

#[derive(Clone, Debug, Default)]
struct Definition {
    levels: [Level; LEVELS],
    /// The list style it leaves its levels to.
    linked: Option<String>,
}

#[derive(Clone, Debug)]
struct Level {
    start: u32,
    counting: Counting,
    /// `%1.%2`, the places of the levels' numbers.
    text: String,
    /// The level, from 1, whose numbers begin this one anew; `Some(0)`: none does.
    restart: Option<usize>,
    is_legal: bool,
    /// The paragraph style that is on this level.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            counting: Counting::Decimal,
            text: String::new(),
            restart: None,
            is_legal: false,
            style: None,
        }
    }
}

/// A list made from a definition.
#[derive(Clone, Debug, Default)]
struct List {
    definition: String,
    starts: BTreeMap<usize, u32>,
    levels: BTreeMap<usize, Level>,
}

/// A printed number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Printed {
    /// As it stands before the paragraph; empty for a level that prints nothing.
    pub(super) number: String,
    /// From 0.
    pub(super) level: usize,
}

impl Numbering {
    /// Reads the part `numbering.xml`.
    pub(super) fn new(root: Node<'_, '_>) -> Self {
        let mut numbering = Self::default();
        for node in root.children().filter(|node| is(*node, "abstractNum")) {
            let Some(id) = attribute(node, "abstractNumId") else { continue };
            numbering.definitions.insert(id.to_owned(), definition(node));
            if let Some(style) = value(node, "styleLink") {
                numbering.styles.insert(style.to_owned(), id.to_owned());
            }
        }
        for node in root.children().filter(|node| is(*node, "num")) {
            let Some(id) = attribute(node, "numId") else { continue };
            numbering.lists.insert(id.to_owned(), list(node));
        }
        numbering
    }

    /// Counts a paragraph that is `listed`, by itself or by the style `list_style`, and returns
    /// its number.
    pub(super) fn count(&mut self, listed: &Listed, list_style: Option<&str>) -> Option<Printed> {
        let id = listed.list.as_deref().filter(|id| *id != "0")?;
        let list = self.lists.get(id)?.clone();
        let (name, definition) = self.definition(&list.definition)?;
        let styled = list_style.and_then(|style| {
            definition.levels.iter().position(|level| level.style.as_deref() == Some(style))
        });
        let place = listed.level.or(styled).unwrap_or(0).min(LEVELS - 1);
        let level = |place: usize| list.levels.get(&place).unwrap_or(&definition.levels[place]);
        let start =
            |place: usize| list.starts.get(&place).copied().unwrap_or_else(|| level(place).start);
        let counted = self.counted.entry(name.clone()).or_default();
        let is_new = list.starts.contains_key(&place) && self.begun.insert((id.to_owned(), place));
        counted[place] = match counted[place].filter(|_| !is_new) {
            Some(last) => Some(last.saturating_add(1)),
            None => Some(start(place)),
        };
        for (other, counted) in counted.iter_mut().enumerate() {
            if other < place {
                counted.get_or_insert_with(|| start(other));
            } else if other > place && place < level(other).restart.unwrap_or(other) {
                *counted = None;
            }
        }
        let counted = *counted;
        let values = |at: usize| counted[at].unwrap_or_else(|| start(at));
        Some(Printed { number: printed(place, &level, &values), level: place })
    }

    /// The definition called `name`, or the one that it leaves its levels to, with its name.
    fn definition(&self, name: &str) -> Option<(String, Definition)> {
        let own = self.definitions.get(name)?;
        let linked = own.linked.as_deref().and_then(|style| self.styles.get(style));
        let linked = linked.and_then(|id| Some((id.as_str(), self.definitions.get(id)?)));
        let (name, definition) = linked.unwrap_or((name, own));
        Some((name.to_owned(), definition.clone()))
    }
}

/// Puts the numbers of the levels into the text of one.
fn printed<'a>(
    place: usize,
    level: &impl Fn(usize) -> &'a Level,
    value: &impl Fn(usize) -> u32,
) -> String {
    let own = level(place);
    if own.counting == Counting::Bullet {
        return own.counting.print(0);
    }
    let mut number = String::new();
    let mut signs = own.text.chars().peekable();
    while let Some(sign) = signs.next() {
        let other = (sign == '%').then(|| signs.peek().and_then(|next| next.to_digit(10)));
        match other.flatten().and_then(|one| usize::try_from(one).ok()?.checked_sub(1)) {
            Some(at) if at < LEVELS => {
                signs.next();
                let counting = level(at).counting;
                let is_figure = own.is_legal && counting != Counting::None;
                let counting = if is_figure { Counting::Decimal } else { counting };
                number.push_str(&counting.print(value(at)));
            }
            _sign => number.push(sign),
        }
    }
    number.trim().chars().take(NUMBER_CHARS_MAX).collect()
}

fn definition(node: Node<'_, '_>) -> Definition {
    let mut definition = Definition {
        linked: value(node, "numStyleLink").map(str::to_owned),
        ..Definition::default()
    };
    for node in node.children().filter(|node| is(*node, "lvl")) {
        if let Some(place) = place(node) {
            definition.levels[place] = level(node);
        }
    }
    definition
}

fn list(node: Node<'_, '_>) -> List {
    let mut list = List {
        definition: value(node, "abstractNumId").unwrap_or_default().to_owned(),
        ..List::default()
    };
    for node in node.children().filter(|node| is(*node, "lvlOverride")) {
        let Some(place) = place(node) else { continue };
        if let Some(start) = value(node, "startOverride").and_then(|start| start.parse().ok()) {
            list.starts.insert(place, start);
        }
        if let Some(node) = child(node, "lvl") {
            list.levels.insert(place, level(node));
        }
    }
    list
}

fn place(node: Node<'_, '_>) -> Option<usize> {
    attribute(node, "ilvl")?.parse().ok().filter(|place| *place < LEVELS)
}

fn level(node: Node<'_, '_>) -> Level {
    let format = child(node, "numFmt").or_else(|| {
        // Ways of counting that came later stand beside one that every program knows.
        child(node, "AlternateContent")
            .and_then(|both| child(both, "Choice").or_else(|| child(both, "Fallback")))
            .and_then(|one| child(one, "numFmt"))
    });
    Level {
        start: value(node, "start").and_then(|start| start.parse().ok()).unwrap_or(1),
        counting: format.map_or(Counting::Decimal, counting),
        text: value(node, "lvlText").unwrap_or_default().to_owned(),
        restart: value(node, "lvlRestart").and_then(|restart| restart.parse().ok()),
        is_legal: child(node, "isLgl").is_some(),
        style: value(node, "pStyle").map(str::to_owned),
    }
}

/// Returns the way of counting that a `numFmt` names (ECMA-376, 17.18.59); those that no
/// resolution uses are printed in figures.
pub(super) fn counting(format: Node<'_, '_>) -> Counting {
    match attribute(format, "val").unwrap_or_default() {
        "decimalZero" => Counting::Padded(2),
        "custom" => {
            let pattern = attribute(format, "format").unwrap_or_default();
            let first = pattern.split(',').next().unwrap_or_default().trim();
            let width = first.chars().take_while(|sign| *sign == '0').count() + 1;
            Counting::Padded(width.min(LEVELS))
        }
        "upperRoman" => Counting::RomanCapital,
        "lowerRoman" => Counting::Roman,
        "upperLetter" => Counting::LetterCapital(LATIN),
        "lowerLetter" => Counting::Letter(LATIN),
        "russianLower" => Counting::Letter(CYRILLIC),
        "russianUpper" => Counting::LetterCapital(CYRILLIC),
        "arabicAlpha" => Counting::Letter(ARABIC),
        "arabicAbjad" => Counting::Letter(ABJAD),
        "ideographTraditional" => Counting::Letter(STEMS),
        "ideographZodiac" => Counting::Letter(BRANCHES),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "koreanCounting" => Counting::Chinese,
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            Counting::ChineseDigits
        }
        "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => {
            Counting::ChineseLegal
        }
        "decimalFullWidth" | "decimalFullWidth2" => Counting::FullWidth,
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Counting::Enclosed('①', 20),
        "decimalEnclosedParen" => Counting::Enclosed('⑴', 20),
        "decimalEnclosedFullstop" => Counting::Enclosed('⒈', 20),
        "ideographEnclosedCircle" => Counting::Enclosed('㈠', 10),
        "bullet" => Counting::Bullet,
        "none" => Counting::None,
        _figures => Counting::Decimal,
    }
}

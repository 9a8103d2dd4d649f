//! The words by which texts in six languages cite paragraphs of a resolution.

use super::numbered::LINKS;
use super::values::clause_label;
use crate::resolution::Part;
use crate::text::fold;

/// Words for a paragraph, folded, and the part they name by themselves.
const NOUNS: &[(&str, Option<Part>)] = &[
    ("op", Some(Part::Operative)),
    ("ops", Some(Part::Operative)),
    ("pp", Some(Part::Preambular)),
    ("pps", Some(Part::Preambular)),
    ("paragraph", None),
    ("paragraphs", None),
    ("para", None),
    ("paras", None),
    ("par", None),
    ("paragraphe", None),
    ("paragraphes", None),
    ("alinea", None),
    ("alineas", None),
    ("parrafo", None),
    ("parrafos", None),
    ("parr", None),
    ("пункт", None),
    ("пункта", None),
    ("пункте", None),
    ("пункту", None),
    ("пунктом", None),
    ("пункты", None),
    ("пунктов", None),
    ("пунктах", None),
    ("п", None),
    ("пп", None),
    ("абзац", Some(Part::Preambular)),
    ("абзаца", Some(Part::Preambular)),
    ("абзаце", Some(Part::Preambular)),
    ("الفقره", None),
    ("فقره", None),
    ("للفقره", None),
    ("الفقرتان", None),
    ("الفقرتين", None),
    ("الفقرات", None),
    ("§", None),
    ("§§", None),
    ("¶", None),
];

/// Words that say which part a paragraph stands in, folded.
const PARTS: &[(&str, Part)] = &[
    ("operative", Part::Operative),
    ("dispositif", Part::Operative),
    ("dispositiva", Part::Operative),
    ("постановляющей", Part::Operative),
    ("منطوق", Part::Operative),
    ("المنطوق", Part::Operative),
    ("preambular", Part::Preambular),
    ("preamble", Part::Preambular),
    ("preambule", Part::Preambular),
    ("preambulo", Part::Preambular),
    ("преамбулы", Part::Preambular),
    ("преамбуле", Part::Preambular),
    ("ديباجه", Part::Preambular),
    ("الديباجه", Part::Preambular),
];

/// Words that stand between a paragraph and its document or before both, folded.
const SMALL_WORDS: &[&str] = &[
    "of",
    "the",
    "in",
    "its",
    "to",
    "see",
    "cf",
    "part",
    "de",
    "la",
    "le",
    "les",
    "du",
    "des",
    "dans",
    "sa",
    "partie",
    "voir",
    "el",
    "los",
    "las",
    "del",
    "en",
    "su",
    "parte",
    "vease",
    "части",
    "в",
    "ее",
    "своей",
    "см",
    "года",
    "من",
    "في",
];

/// What Chinese writes between the number of a document and that of its paragraph.
pub(super) const CHINESE_PARTS: [(&str, Part); 4] = [
    ("执行部分", Part::Operative),
    ("正文部分", Part::Operative),
    ("序言部分", Part::Preambular),
    ("序言", Part::Preambular),
];

/// Words between the first and the last paragraph of a stretch, folded.
pub(super) const STRETCHES: [&str; 5] = ["to", "a", "по", "الي", "至"];

/// A stretch has so many paragraphs at most.
const STRETCH_MAX: u16 = 50;

/// A paragraph has so many figures at most: more are the number of a document or a year.
const FIGURES_MAX: usize = 3;

/// What a word may be in a passage.
pub(super) enum Term {
    Part(Part),
    Noun {
        part: Option<Part>,
        is_label: bool,
    },
    /// `3`, or `3-5`.
    Numbers(Stretch),
    /// `OP3`, `para.4`, `§4`: a word for a paragraph and its number in one.
    Glued {
        part: Option<Part>,
        numbers: Stretch,
        is_label: bool,
    },
    /// A label with a part of its own: `II.OP3`.
    Label(String),
    Link,
    Small,
    Other,
}

impl Term {
    /// Returns what `word` is.
    pub(super) fn of(word: &str) -> Self {
        let folded = fold(word);
        if let Some(numbers) = Stretch::of(&folded) {
            return Self::Numbers(numbers);
        }
        if let Some((part, is_label)) = noun(&folded) {
            return Self::Noun { part, is_label };
        }
        if let Some((_, part)) = PARTS.iter().find(|(name, _)| *name == folded) {
            return Self::Part(*part);
        }
        if LINKS.contains(&folded.as_str()) {
            return Self::Link;
        }
        if SMALL_WORDS.contains(&folded.as_str()) {
            return Self::Small;
        }
        let figures = folded.find(|sign: char| sign.is_ascii_digit()).unwrap_or(folded.len());
        let (name, number) = folded.split_at(figures);
        if let Some((part, is_label)) = noun(name.trim_end_matches('.'))
            && let Some(numbers) = Stretch::of(number)
        {
            return Self::Glued { part, numbers, is_label };
        }
        let is_sectioned = [".op", ".pp"].iter().any(|part| name.ends_with(part));
        let label = clause_label(&folded).filter(|_| is_sectioned || name == "ax");
        label.map_or(Self::Other, Self::Label)
    }
}

/// Numbers of paragraphs, both ends included.
#[derive(Clone, Copy)]
pub(super) struct Stretch {
    pub(super) first: u16,
    pub(super) last: u16,
}

impl Stretch {
    /// Reads `3` and `3-5`, folded.
    pub(super) fn of(folded: &str) -> Option<Self> {
        let (first, last) = folded.split_once(['-', '–']).unwrap_or((folded, folded));
        Self::between(number(first)?, number(last)?)
    }

    /// Returns the numbers from `first` to `last`, if these are a stretch.
    pub(super) fn between(first: u16, last: u16) -> Option<Self> {
        (first <= last && last - first < STRETCH_MAX).then_some(Self { first, last })
    }
}

/// Reads the number of a paragraph.
pub(super) fn number(folded: &str) -> Option<u16> {
    let is_number = (1..=FIGURES_MAX).contains(&folded.len())
        && folded.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { folded.parse().ok() } else { None }
}

/// The part that a word for a paragraph names, and whether it begins labels.
fn noun(folded: &str) -> Option<(Option<Part>, bool)> {
    let (_, part) = NOUNS.iter().find(|(name, _)| *name == folded)?;
    Some((*part, folded.starts_with("op") || folded.starts_with("pp")))
}

/// Tells whether a word begins a passage and no symbol: `paragraph`, `OP3`, `2-4`.
pub(super) fn begins_passage(word: &str) -> bool {
    let is_stretch =
        matches!(Term::of(word), Term::Numbers(numbers) if numbers.first < numbers.last);
    is_stretch || names_paragraph(word)
}

/// Tells whether a word is one for a paragraph, with or without its number.
pub(super) fn names_paragraph(word: &str) -> bool {
    matches!(Term::of(word), Term::Noun { .. } | Term::Glued { .. })
}

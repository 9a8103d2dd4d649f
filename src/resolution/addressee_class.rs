//! What kind of body or person an addressee is, by the nouns it is named with.
//!
//! "all States, the Secretary-General and relevant organizations" is a list; each of its members has
//! the class of its head noun. The head stands first in most languages, last in Chinese; a name that
//! only qualifies it ("United Nations Member States") does not count. A member named by a proper
//! name alone, `Israel`, has no class.

use std::sync::OnceLock;

use crate::text::{Language, Span, fold, words};

pub(super) const TABLE: &str = include_str!("../../index-schema/clause/addressee_classes.tsv");

/// Whom a clause speaks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AddresseeClass {
    /// States, their governments and authorities, as members or parties of a treaty.
    States,
    /// A secretariat and those who lead it.
    Secretariat,
    /// Organs, committees, programmes and agencies of the organisation, and who presides over them.
    Bodies,
    /// Other organisations of States.
    Organizations,
    /// The parties to a dispute or conflict.
    Parties,
    /// Donors, civil society, the private sector, territories, persons.
    Others,
}

impl AddresseeClass {
    const ALL: [Self; 6] = [
        Self::States,
        Self::Secretariat,
        Self::Bodies,
        Self::Organizations,
        Self::Parties,
        Self::Others,
    ];

    /// Returns the name used in machine-readable output.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::States => "states",
            Self::Secretariat => "secretariat",
            Self::Bodies => "bodies",
            Self::Organizations => "organizations",
            Self::Parties => "parties",
            Self::Others => "others",
        }
    }

    /// Returns the classes of those that `addressee` names, each once, in order.
    #[must_use]
    pub fn of(addressee: &str, language: Language) -> Vec<Self> {
        let text = fold(addressee);
        let names: Vec<&Name> = names().iter().filter(|name| name.language == language).collect();
        let mut classes = Vec::new();
        for member in members(&text, language) {
            let found = if language.is_unspaced() {
                last_noun(member, &names)
            } else {
                first_noun(member, &names)
            };
            if let Some(class) = found
                && !classes.contains(&class)
            {
                classes.push(class);
            }
        }
        classes
    }
}

/// A row of the table.
struct Name {
    words: Vec<Word>,
    /// The words written together, for a language without spaces.
    joined: String,
    class: AddresseeClass,
    /// A noun that names the addressee itself, not what it belongs to.
    is_head: bool,
    language: Language,
}

struct Word {
    text: String,
    /// Any ending may follow.
    is_stem: bool,
}

fn names() -> &'static [Name] {
    static NAMES: OnceLock<Vec<Name>> = OnceLock::new();
    NAMES.get_or_init(|| {
        TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(name).collect()
    })
}

fn name(row: &str) -> Option<Name> {
    let mut cells = row.split('\t');
    let printed = fold(cells.next()?);
    let class = cells.next()?;
    let class = AddresseeClass::ALL.into_iter().find(|known| known.id() == class)?;
    let is_head = cells.next()? == "head";
    let language = Language::from_code(cells.next()?)?;
    let word = |span: Span| Word {
        text: span.of(&printed).to_owned(),
        is_stem: printed[span.end()..].starts_with('*'),
    };
    let words = words(&printed).map(word).collect();
    Some(Name { words, class, is_head, language, joined: printed })
}

/// The members of a list, each as its words.
fn members(text: &str, language: Language) -> impl Iterator<Item = &str> {
    let joins: &[&str] = match language {
        Language::English => &["and", "or", "as"],
        Language::French => &["et", "ou", "ainsi"],
        Language::Spanish => &["y", "e", "o", "asi"],
        Language::Russian => &["и", "или", "также"],
        Language::Arabic => &["او"],
        Language::Chinese => &["和", "与", "及", "或"],
    };
    let is_bound = move |character: char| matches!(character, ',' | '،' | '、' | '，' | ';');
    let mut bounds = vec![0];
    for span in words(text) {
        let word = span.of(text);
        // In Arabic "and" is written on to the word that follows.
        let is_join = joins.contains(&word)
            || language == Language::Arabic && word.starts_with("وال") && span.start() > 0;
        if is_join {
            bounds.push(span.start());
        }
    }
    bounds.extend(text.match_indices(is_bound).map(|(at, _)| at));
    bounds.push(text.len());
    bounds.sort_unstable();
    let pairs: Vec<(usize, usize)> = bounds.windows(2).map(|pair| (pair[0], pair[1])).collect();
    pairs.into_iter().map(|(start, end)| &text[start..end])
}

/// The first noun of a member; of two that begin with the same word the longer one.
fn first_noun(member: &str, names: &[&Name]) -> Option<AddresseeClass> {
    // `l’`, `d’` and `qu’` are written on to the noun.
    let bare = |span: Span| {
        let word = span.of(member);
        word.rsplit_once('\'').map_or(word, |(_, noun)| noun)
    };
    let words: Vec<&str> = words(member).map(bare).collect();
    let mut qualifying = None;
    for at in 0..words.len() {
        let here = names.iter().filter(|name| name.begins(&words[at..]));
        let Some(name) = here.max_by_key(|name| (name.words.len(), name.is_head)) else { continue };
        if name.is_head {
            return Some(name.class);
        }
        qualifying = qualifying.or(Some(name.class));
    }
    qualifying
}

/// The last noun of a member; of two that end with the same character the longer one.
fn last_noun(member: &str, names: &[&Name]) -> Option<AddresseeClass> {
    let places = names.iter().filter_map(|name| {
        let start = member.rfind(name.joined.as_str())?;
        Some((start + name.joined.len(), name.joined.len(), *name))
    });
    places.max_by_key(|(end, length, _)| (*end, *length)).map(|(_, _, name)| name.class)
}

impl Name {
    fn begins(&self, words: &[&str]) -> bool {
        self.words.len() <= words.len()
            && self.words.iter().zip(words).all(|(own, word)| {
                own.matches(word) || self.language == Language::Arabic && own.is_led_by_letter(word)
            })
    }
}

impl Word {
    /// Tells whether `word` is this one with an Arabic conjunction or preposition written on to it;
    /// `ل` swallows the first letter of the article.
    fn is_led_by_letter(&self, word: &str) -> bool {
        word.strip_prefix(['و', 'ب', 'ل']).is_some_and(|rest| {
            self.matches(rest) || self.text.strip_prefix('ا').is_some_and(|bare| bare == rest)
        })
    }

    fn matches(&self, word: &str) -> bool {
        if self.is_stem { word.starts_with(&self.text) } else { word == self.text }
    }
}

//! [`Columns`]: which column of a table holds what, told by its name or by the user.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::str::FromStr;
use std::sync::OnceLock;

use crate::text::fold;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ColumnKind {
    /// The words of a resolution or of a clause.
    Text,
    /// The document symbol.
    Symbol,
    /// The title.
    Title,
    /// The day of adoption, `yyyy-mm-dd`.
    Date,
    /// The organ.
    Organ,
    /// The session.
    Session,
    /// The language, by its code or its English name.
    Language,
    /// `preambular`, `operative` or `annex`.
    Part,
    /// The number or label of the clause.
    Number,
}

/// Each kind with its own name and the names its columns have, the surest first. Blanks, hyphens,
/// underscores, capitals and accents make no difference.
const NAMES: &[(ColumnKind, &str, &[&str])] = &[
    (
        ColumnKind::Text,
        "text",
        &[
            "text",
            "fulltext",
            "texte",
            "texto",
            "текст",
            "النص",
            "正文",
            "全文",
            "文本",
            "clausetext",
            "markdown",
            "body",
            "content",
            "corps",
            "contenu",
            "cuerpo",
            "contenido",
            "содержание",
            "المحتوى",
            "内容",
            "paragraph",
            "clause",
        ],
    ),
    (
        ColumnKind::Symbol,
        "symbol",
        &[
            "symbol",
            "documentsymbol",
            "docsymbol",
            "resolutionsymbol",
            "symbole",
            "cote",
            "simbolo",
            "signatura",
            "условноеобозначение",
            "символ",
            "الرمز",
            "رمزالوثيقة",
            "文号",
            "文件编号",
        ],
    ),
    (
        ColumnKind::Title,
        "title",
        &["title", "titre", "titulo", "название", "заголовок", "العنوان", "标题", "题目"],
    ),
    (
        ColumnKind::Date,
        "date",
        &[
            "adoptedon",
            "adoptiondate",
            "dateadopted",
            "date",
            "dateadoption",
            "fechadeadopcion",
            "fecha",
            "датапринятия",
            "дата",
            "التاريخ",
            "通过日期",
            "日期",
        ],
    ),
    (
        ColumnKind::Organ,
        "organ",
        &[
            "organ",
            "issuingbody",
            "committee",
            "organe",
            "organo",
            "орган",
            "الهيئة",
            "机构",
            "机关",
        ],
    ),
    (ColumnKind::Session, "session", &["session", "sesion", "сессия", "الدورة", "届会"]),
    (
        ColumnKind::Language,
        "lang",
        &["lang", "language", "langue", "idioma", "язык", "اللغة", "语言", "语文"],
    ),
    (
        ColumnKind::Part,
        "part",
        &["part", "role", "type", "partie", "parte", "часть", "الجزء", "部分"],
    ),
    (
        ColumnKind::Number,
        "number",
        &[
            "number",
            "label",
            "paragraphnumber",
            "clause",
            "numero",
            "номер",
            "الرقم",
            "编号",
            "序号",
        ],
    ),
];

/// What the user says of columns: `text=content,symbol=doc_symbol`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mapping(BTreeMap<ColumnKind, String>);

/// Why a mapping cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// A part of it is no `kind=name`.
    #[error("`{part}` is not of the form text=NAME")]
    Form {
        /// The part.
        part: String,
    },
    /// The word before the sign names nothing.
    #[error("`{word}` is not one of {}", kinds())]
    Kind {
        /// The word.
        word: String,
    },
}

fn kinds() -> String {
    NAMES.iter().map(|(_, name, _)| *name).collect::<Vec<_>>().join(", ")
}

impl ColumnKind {
    /// Returns the word for it in mappings: `text`, `symbol`, `lang`.
    #[must_use]
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(kind, ..)| *kind == self).map_or("", |(_, name, _)| name)
    }
}

impl FromStr for Mapping {
    type Err = MappingError;

    fn from_str(text: &str) -> Result<Self, MappingError> {
        let mut mapping = BTreeMap::new();
        for part in text.split(',').filter(|part| !part.trim().is_empty()) {
            let split = part.split_once('=').filter(|(_, name)| !name.trim().is_empty());
            let (word, name) = split.ok_or_else(|| MappingError::Form { part: part.to_owned() })?;
            let kind = NAMES.iter().find(|(_, own, _)| *own == word.trim());
            let (kind, ..) =
                kind.ok_or_else(|| MappingError::Kind { word: word.trim().to_owned() })?;
            mapping.insert(*kind, name.trim().to_owned());
        }
        Ok(Self(mapping))
    }
}

impl fmt::Display for Mapping {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (kind, name)) in self.0.iter().enumerate() {
            let comma = if place == 0 { "" } else { "," };
            write!(formatter, "{comma}{}={name}", kind.name())?;
        }
        Ok(())
    }
}

impl Mapping {
    /// Tells whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn named(&self) -> impl Iterator<Item = (ColumnKind, &str)> {
        self.0.iter().map(|(kind, name)| (*kind, name.as_str()))
    }
}

/// The columns of one table.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    places: BTreeMap<ColumnKind, usize>,
    names: Vec<String>,
}

impl Columns {
    /// Finds the columns among `names`; what the user says comes first.
    pub(super) fn find(names: &[&str], mapping: &Mapping) -> Self {
        let mut places = BTreeMap::new();
        let mut is_taken = vec![false; names.len()];
        for (kind, wanted) in mapping.named() {
            let is_named = |name: &&str| name.trim() == wanted;
            if let Some(place) = names.iter().position(is_named) {
                places.insert(kind, place);
                is_taken[place] = true;
            }
        }
        let plain: Vec<String> = names.iter().map(|name| plain(name)).collect();
        for (kind, known) in plain_names() {
            if mapping.0.contains_key(kind) {
                continue;
            }
            let find = |known: &String| {
                (0..plain.len()).find(|place| plain[*place] == *known && !is_taken[*place])
            };
            if let Some(place) = known.iter().find_map(find) {
                places.insert(*kind, place);
                is_taken[place] = true;
            }
        }
        let names = names.iter().map(|name| name.trim().to_owned()).collect();
        Self { places, names }
    }

    pub(super) fn place(&self, kind: ColumnKind) -> Option<usize> {
        self.places.get(&kind).copied()
    }

    /// Returns how many columns there are.
    pub(super) fn count(&self) -> usize {
        self.names.len()
    }

    /// Returns the names of all columns, as printed.
    pub(super) fn listing(&self) -> String {
        let quoted = self.names.iter().map(|name| format!("`{name}`"));
        quoted.collect::<Vec<_>>().join(", ")
    }

    /// Says which column is read as what, and which are not read.
    pub(super) fn note(&self) -> String {
        let read = NAMES.iter().filter_map(|(kind, name, _)| {
            Some(format!("{name} from `{}`", self.names[self.place(*kind)?]))
        });
        let mut note = format!("columns: {}", read.collect::<Vec<_>>().join(", "));
        let is_used = |place: &usize| self.places.values().any(|used| used == place);
        let rest: Vec<String> = (0..self.names.len())
            .filter(|place| !is_used(place))
            .map(|place| format!("`{}`", self.names[place]))
            .collect();
        if !rest.is_empty() {
            let _ = write!(note, "; not read: {}", rest.join(", "));
        }
        note
    }
}

/// The names of [`NAMES`] as they are compared.
fn plain_names() -> &'static [(ColumnKind, Vec<String>)] {
    static PLAIN: OnceLock<Vec<(ColumnKind, Vec<String>)>> = OnceLock::new();
    PLAIN.get_or_init(|| {
        let rows = NAMES.iter();
        rows.map(|(kind, _, names)| (*kind, names.iter().map(|name| plain(name)).collect()))
            .collect()
    })
}

fn plain(name: &str) -> String {
    fold(name).chars().filter(|sign| sign.is_alphanumeric()).collect()
}

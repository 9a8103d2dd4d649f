//! [`LanguageTables`]: the clause verbs and qualifiers of one language, ready for matching.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::fault::{Fault, FaultKind};
use super::forms::FormTable;
use super::joints::Joints;
use super::model::{
    Concept, ConceptId, Equivalent, FormPart, Position, Qualifier, Reading, VerbForm,
};
use super::table::{Row, Table};
use super::words::words_of;
use crate::text::Language;

/// What the matcher needs of one language.
#[derive(Debug)]
pub(super) struct LanguageTables {
    pub(super) language: Language,
    pub(super) verbs: FormTable<VerbForm>,
    pub(super) qualifiers: FormTable<Qualifier>,
    joints: OnceLock<Joints>,
}

impl LanguageTables {
    pub(super) fn new(
        language: Language,
        verbs: FormTable<VerbForm>,
        qualifiers: FormTable<Qualifier>,
    ) -> Self {
        Self { language, verbs, qualifiers, joints: OnceLock::new() }
    }

    /// Where a second verb could begin.
    pub(super) fn joints(&self) -> &Joints {
        self.joints.get_or_init(|| Joints::of(self.language))
    }
}

/// Reads `lexicon/concepts.tsv`.
pub(super) fn read_concepts(file: &str, text: &str, faults: &mut Vec<Fault>) -> Vec<Concept> {
    let table = Table::read(file, text, &["concept"], &["force", "gloss"], faults);
    let mut concepts = Vec::new();
    for row in table.rows() {
        let force = row.cell("force");
        let Some(force) = force.parse().ok().filter(|force| *force <= 100) else {
            faults.push(unknown(&table, row, "force"));
            continue;
        };
        let form = |column| Some(row.cell(column).to_owned()).filter(|form| !form.is_empty());
        concepts.push(Concept {
            id: ConceptId::new(row.cell("concept")),
            force,
            participle: form("participle"),
            present: form("present"),
            gloss: row.cell("gloss").to_owned(),
        });
    }
    concepts
}

/// Reads the rows of `lexicon/qualifiers.tsv` for `language`.
pub(super) fn read_qualifiers(
    file: &str,
    text: &str,
    language: Language,
    faults: &mut Vec<Fault>,
) -> FormTable<Qualifier> {
    let table = Table::read(file, text, &["language", "form"], &["class", "position"], faults);
    let mut rows = Vec::new();
    for row in table.rows() {
        let Some(row_language) = Language::from_code(row.cell("language")) else {
            faults.push(unknown(&table, row, "language"));
            continue;
        };
        let Some(position) = position(row.cell("position")) else {
            faults.push(unknown(&table, row, "position"));
            continue;
        };
        if row_language == language {
            let qualifier = Qualifier {
                ids: row.cell("id").split_whitespace().map(str::to_owned).collect(),
                position,
                followed_by: words_of(row.cell("followed_by"), language),
            };
            rows.push((words_of(row.cell("form"), language), qualifier));
        }
    }
    FormTable::new(rows)
}

/// Returns every id of `lexicon/qualifiers.tsv`.
pub(super) fn read_qualifier_ids(text: &str) -> BTreeSet<String> {
    let table = Table::read("", text, &["language", "form"], &[], &mut Vec::new());
    table.rows().flat_map(|row| row.cell("id").split_whitespace().map(str::to_owned)).collect()
}

/// Reads `lexicon/<language>.tsv`; rows of a concept that is not in `concepts` are reported.
pub(super) fn read_verbs(
    file: &str,
    text: &str,
    concepts: &[Concept],
    faults: &mut Vec<Fault>,
) -> Vec<VerbForm> {
    let needed = ["concept", "part", "count", "source"];
    let table = Table::read(file, text, &["form"], &needed, faults);
    let mut forms = Vec::new();
    for row in table.rows() {
        let part = match row.cell("part") {
            "preambular" => FormPart::Preambular,
            "operative" => FormPart::Operative,
            "both" => FormPart::Both,
            _ => {
                faults.push(unknown(&table, row, "part"));
                continue;
            }
        };
        let Ok(count) = row.cell("count").parse() else {
            faults.push(unknown(&table, row, "count"));
            continue;
        };
        let named = std::iter::once(row.cell("concept")).chain(row.cell("also").split_whitespace());
        let ids: Vec<_> = named.map(ConceptId::new).collect();
        if let Some(id) = ids.iter().find(|id| !is_known(concepts, id)) {
            faults.push(table.fault(row, FaultKind::UnknownConcept(id.to_string())));
            continue;
        }
        let mut ids = ids.into_iter();
        let Some(concept) = ids.next() else { continue };
        let form = row.cell("form").to_owned();
        let place = concepts.binary_search_by(|known| known.id.cmp(&concept));
        let is_verb = place.is_ok_and(|place| concepts[place].present.is_some());
        forms.push(VerbForm { form, concept, also: ids.collect(), part, count, is_verb });
    }
    forms
}

/// Reads `lexicon/equivalents.tsv`; `qualifier_ids` are `None` for a table that was checked before.
pub(super) fn read_equivalents(
    (file, text): (&str, &str),
    concepts: &[Concept],
    qualifier_ids: Option<&BTreeSet<String>>,
    faults: &mut Vec<Fault>,
) -> Vec<Equivalent> {
    let key = ["language", "asked", "reading"];
    let table = Table::read(file, text, &key, &["count", "source"], faults);
    let mut equivalents = Vec::new();
    for row in table.rows() {
        let Some(language) = Language::from_code(row.cell("language")) else {
            faults.push(unknown(&table, row, "language"));
            continue;
        };
        let (asked, reading) =
            (Reading::read(row.cell("asked")), Reading::read(row.cell("reading")));
        let strange = [&asked, &reading].into_iter().find_map(|reading| {
            if !is_known(concepts, &reading.concept) {
                return Some(FaultKind::UnknownConcept(reading.concept.to_string()));
            }
            let is_strange = |id: &&String| qualifier_ids.is_some_and(|ids| !ids.contains(*id));
            let id = reading.qualifiers.iter().find(is_strange)?;
            Some(FaultKind::UnknownQualifier(id.clone()))
        });
        match strange {
            Some(kind) => faults.push(table.fault(row, kind)),
            None => equivalents.push(Equivalent { language, asked, reading }),
        }
    }
    equivalents
}

fn is_known(concepts: &[Concept], id: &ConceptId) -> bool {
    concepts.binary_search_by(|concept| concept.id.cmp(id)).is_ok()
}

fn position(cell: &str) -> Option<Position> {
    Some(match cell {
        "before" => Position::Before,
        "ahead" => Position::Ahead,
        "after" => Position::After,
        "inside" => Position::Inside,
        "any" => Position::Any,
        "lead" => Position::Lead,
        "aside" => Position::Aside,
        _ => return None,
    })
}

fn unknown(table: &Table<'_>, row: Row<'_>, column: &'static str) -> Fault {
    let found = row.cell(column).to_owned();
    table.fault(row, FaultKind::UnknownValue { column, found })
}

//! JSON with the text of a resolution in it, as data sets of resolutions come.
//!
//! No schema is asked for. The first member whose name says that it holds text is read: a string
//! as plain text or Markdown, whichever it is; a list as paragraphs. Other members with a known
//! name are facts. A list of objects, and JSON Lines, are several such records one after the
//! other; their symbols and titles then stand before their texts, because facts are about a whole
//! document.

use serde_json::{Deserializer, Map, Value};

use super::{FormatReader, LIKELY, Reading, SURE, Score, frbr, reader_of_text};
use crate::corpus::{Fact, FactKind, Format, MarkupError};
use crate::text::{Block, BlockKind, Language, Origin, Role};

/// Members that hold the text of a resolution, the surest first.
const TEXT_MEMBERS: &[&str] = &[
    "text",
    "full_text",
    "fulltext",
    "markdown",
    "body",
    "content",
    "paragraphs",
    "clauses",
    "preamble",
    "preambular",
    "operative",
    "annex",
];

/// Members that hold the words of one paragraph.
const WORDS_MEMBERS: &[&str] = &["text", "para", "paragraph", "content", "words", "body"];

/// The reader of JSON and JSON Lines.
#[derive(Debug)]
pub(super) struct Json;

impl FormatReader for Json {
    fn format(&self) -> Format {
        Format::Json
    }

    fn score(&self, sample: &str, extension: &str) -> Score {
        let start: String = sample.chars().filter(|next| !next.is_whitespace()).take(3).collect();
        let is_object = start.starts_with("{\"") || start.starts_with("[{\"");
        match extension {
            "json" | "jsonl" | "ndjson" => SURE,
            _other if is_object => LIKELY + 1,
            _other => 0,
        }
    }

    fn read(&self, text: &str) -> Result<Reading, MarkupError> {
        let mut records = Vec::new();
        for value in Deserializer::from_str(text).into_iter::<Value>() {
            match value.map_err(MarkupError::Json)? {
                Value::Array(values) => records.extend(values),
                value => records.push(value),
            }
        }
        let mut reading = Reading::default();
        let is_lone = records.len() == 1;
        for record in &records {
            if let Value::Object(members) = record {
                read_record(members, is_lone, &mut reading)?;
            }
        }
        if reading.blocks.is_empty() { Err(MarkupError::NoText) } else { Ok(reading) }
    }
}

/// Returns what one record holds; every block has the line `line`.
///
/// # Errors
///
/// When its text is mark-up that cannot be read.
pub(super) fn record(members: &Map<String, Value>, line: usize) -> Result<Reading, MarkupError> {
    let mut reading = Reading::default();
    read_record(members, true, &mut reading)?;
    for block in &mut reading.blocks {
        block.origin.line = line;
    }
    Ok(reading)
}

fn read_record(
    members: &Map<String, Value>,
    is_lone: bool,
    reading: &mut Reading,
) -> Result<(), MarkupError> {
    let Some(text) = member(members, TEXT_MEMBERS) else { return Ok(()) };
    let facts = facts(members);
    if is_lone {
        reading.language = language(members);
        reading.facts = facts;
    } else {
        if !reading.blocks.is_empty() {
            reading.blocks.push(Block::new(BlockKind::PageBreak, "", Origin::default()));
        }
        for fact in facts {
            let role = match fact.kind {
                FactKind::Symbol => Role::Symbol,
                FactKind::Title => Role::Title,
                _inside => continue,
            };
            reading.blocks.push(block(fact.value, Some(role)));
        }
    }
    read_text(text, None, reading)
}

/// Adds the words in `value`, in whatever way they lie in it.
fn read_text(value: &Value, role: Option<Role>, reading: &mut Reading) -> Result<(), MarkupError> {
    match value {
        Value::String(text) if text.contains('\n') => {
            let mut inner = reader_of_text(text).read(text)?;
            for block in &mut inner.blocks {
                // Lines are those of the member, not of the file.
                block.origin = Origin::default();
                block.role = block.role.or(role);
            }
            reading.blocks.append(&mut inner.blocks);
            reading.faults.append(&mut inner.faults);
        }
        Value::String(text) if !text.trim().is_empty() => {
            reading.blocks.push(block(text.trim().to_owned(), role));
        }
        Value::Array(values) => {
            for value in values {
                read_text(value, role, reading)?;
            }
        }
        Value::Object(members) => {
            let role = stated_role(members).or(role);
            if let Some(words) = member(members, WORDS_MEMBERS) {
                return read_text(words, role, reading);
            }
            for name in TEXT_MEMBERS {
                if let Some(inside) = member(members, &[*name]) {
                    read_text(inside, role_of(name).or(role), reading)?;
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    Ok(())
}

fn block(text: String, role: Option<Role>) -> Block {
    Block { role, ..Block::new(BlockKind::Paragraph, text, Origin::default()) }
}

/// Returns the first member of one of `names`, in any case, that is not empty.
fn member<'a>(members: &'a Map<String, Value>, names: &[&str]) -> Option<&'a Value> {
    let find = |name: &&str| members.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
    let is_full = |value: &&Value| match value {
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(values) => !values.is_empty(),
        Value::Object(members) => !members.is_empty(),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    };
    names.iter().filter_map(find).map(|(_, value)| value).find(is_full)
}

/// What a member called `type` or `part` says about a paragraph.
fn stated_role(members: &Map<String, Value>) -> Option<Role> {
    role_of(member(members, &["type", "part", "role"])?.as_str()?)
}

fn role_of(word: &str) -> Option<Role> {
    match word.to_ascii_lowercase().as_str() {
        "preambular" | "preamble" => Some(Role::Preambular),
        "operative" => Some(Role::Operative),
        "annex" => Some(Role::Annex),
        _other => None,
    }
}

fn facts(members: &Map<String, Value>) -> Vec<Fact> {
    let named: [(FactKind, &[&str]); 5] = [
        (FactKind::Symbol, &["symbol", "document_symbol", "doc_symbol", "resolution_symbol"]),
        (FactKind::Title, &["title"]),
        (FactKind::Organ, &["organ", "issuing_body", "committee"]),
        (FactKind::Session, &["session"]),
        (FactKind::AdoptedOn, &["adopted_on", "adoption_date", "date"]),
    ];
    let value = |names: &[&str]| match member_or_number(members, names)? {
        Value::String(text) => Some(text.split_whitespace().collect::<Vec<_>>().join(" ")),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    };
    named
        .into_iter()
        .filter_map(|(kind, names)| Some(Fact { kind, value: value(names)? }))
        .filter(|fact| fact.kind != FactKind::AdoptedOn || frbr::is_day(&fact.value))
        .collect()
}

fn member_or_number<'a>(members: &'a Map<String, Value>, names: &[&str]) -> Option<&'a Value> {
    member(members, names).or_else(|| {
        let is_named = |key: &String| names.iter().any(|name| key.eq_ignore_ascii_case(name));
        members
            .iter()
            .find(|(key, value)| is_named(key) && value.is_number())
            .map(|(_, found)| found)
    })
}

fn language(members: &Map<String, Value>) -> Option<Language> {
    Language::from_code(member(members, &["language", "lang"])?.as_str()?)
}

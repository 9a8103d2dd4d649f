//! JSON with a record for each resolution or clause: JSON Lines, or a list.

use std::cell::Cell;
use std::fmt;
use std::io::{BufRead, BufReader, ErrorKind, Read};

use serde::Deserializer as _;
use serde::de::{SeqAccess, Visitor};
use serde_json::{Deserializer, Map, Value};

use super::super::error::MarkupError;
use super::super::format::record;
use super::bounded::{Bounded, ROW_BYTES_MAX};
use super::columns::{ColumnKind, Columns, Mapping};
use super::gather::{Gather, Row, set_place};

/// Tells whether each line of a text that begins with an object is one.
pub(super) fn is_lines(text: &str, extension: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let is_record = |line: &str| serde_json::from_str::<Map<String, Value>>(line).is_ok();
    match extension {
        "jsonl" | "ndjson" => true,
        _other => lines.next().is_some_and(is_record) && lines.next().is_some(),
    }
}

/// Gives `gather` the records of the lines in `reader`.
pub(super) fn read_lines(
    reader: impl Read,
    mapping: &Mapping,
    gather: &mut Gather<'_, '_>,
) -> Result<(), MarkupError> {
    let mut reader = BufReader::new(reader);
    let mut records = Records { mapping, gather, is_begun: false, has_text: false };
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let read = reader.by_ref().take(ROW_BYTES_MAX + 1).read_until(b'\n', &mut line);
        match read {
            Ok(0) => break,
            Ok(length) if length as u64 > ROW_BYTES_MAX => {
                let message =
                    format!("a line has more than {ROW_BYTES_MAX} bytes; the rest is not read");
                records.gather.fault(message, Some(number));
                break;
            }
            Ok(_) => {}
            Err(cause) => {
                records.gather.fault(format!("the table breaks off: {cause}"), Some(number));
                break;
            }
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match serde_json::from_slice(&line) {
            Ok(Value::Object(members)) => {
                if records.add(members, number) {
                    return Ok(());
                }
            }
            Ok(_) => records.gather.fault("the line is no object".to_owned(), Some(number)),
            Err(cause) => {
                let message = format!("the JSON of the line is not well formed: {cause}");
                records.gather.fault(message, Some(number));
            }
        }
    }
    records.end()
}

/// Gives `gather` the records of a list.
pub(super) fn read_list(
    reader: impl Read,
    mapping: &Mapping,
    gather: &mut Gather<'_, '_>,
) -> Result<(), MarkupError> {
    let row_bytes = Cell::new(0);
    let reader = BufReader::new(Bounded::new(reader, &row_bytes));
    let records = Records { mapping, gather, is_begun: false, has_text: false };
    let mut list = List { records, row_bytes: &row_bytes, is_over: false };
    let mut deserializer = Deserializer::from_reader(reader);
    let read = deserializer.deserialize_seq(&mut list).and_then(|()| deserializer.end());
    match read {
        // Who wants no more leaves the rest of the list unread.
        _ if list.is_over => return Ok(()),
        Ok(()) => {}
        Err(cause) if !list.records.is_begun => return Err(MarkupError::Json(cause)),
        Err(cause) => {
            let line = Some(cause.line()).filter(|line| *line > 0);
            let message = match cause.io_error_kind() {
                Some(ErrorKind::FileTooLarge) => {
                    format!("a record has more than {ROW_BYTES_MAX} bytes; the rest is not read")
                }
                _ => format!("the list breaks off: {cause}"),
            };
            list.records.gather.fault(message, line);
        }
    }
    list.records.end()
}

/// Takes the records of a list one by one.
struct List<'a, 'gather, 'take> {
    records: Records<'a, 'gather, 'take>,
    row_bytes: &'a Cell<u64>,
    /// Whether nothing more is wanted.
    is_over: bool,
}

impl<'de> Visitor<'de> for &mut List<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        while let Some(value) = values.next_element()? {
            self.row_bytes.set(0);
            if let Value::Object(members) = value
                && self.records.add(members, 0)
            {
                self.is_over = true;
                break;
            }
        }
        Ok(())
    }
}

struct Records<'a, 'gather, 'take> {
    mapping: &'a Mapping,
    gather: &'a mut Gather<'gather, 'take>,
    is_begun: bool,
    has_text: bool,
}

impl Records<'_, '_, '_> {
    /// Adds a record; tells whether nothing more is wanted.
    fn add(&mut self, mut members: Map<String, Value>, line: usize) -> bool {
        let place = Some(line).filter(|line| *line > 0);
        if !self.is_begun {
            self.is_begun = true;
            let names: Vec<&str> = members.keys().map(String::as_str).collect();
            self.gather.fault(Columns::find(&names, self.mapping).note(), None);
        }
        self.rename(&mut members);
        let reading = match record(&members, line) {
            Ok(reading) if !reading.blocks.is_empty() => reading,
            Ok(_) => {
                self.gather.fault("no member holds the text of a resolution".to_owned(), place);
                return false;
            }
            Err(error) => {
                self.gather.fault(format!("the record cannot be read: {error}"), place);
                return false;
            }
        };
        self.has_text = true;
        let mut row = Row {
            line,
            blocks: reading.blocks,
            facts: reading.facts,
            faults: reading.faults,
            language: reading.language,
        };
        let word = |names: &[&str]| {
            names.iter().find_map(|name| match members.get(*name)? {
                Value::String(word) => Some(word.clone()),
                Value::Number(number) => Some(number.to_string()),
                Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
            })
        };
        let (part, number) = (word(&["part", "type"]), word(&["number", "label", "clause"]));
        set_place(&mut row.blocks, part.as_deref(), number.as_deref());
        self.gather.row(row).is_break()
    }

    /// Gives members the names by which they are known, where the user says what they hold.
    fn rename(&self, members: &mut Map<String, Value>) {
        for (kind, name) in self.mapping.named() {
            let Some(value) = members.remove(name) else { continue };
            let known = match kind {
                ColumnKind::Date => "adopted_on",
                ColumnKind::Language => "language",
                _ => kind.name(),
            };
            members.insert(known.to_owned(), value);
        }
    }

    fn end(self) -> Result<(), MarkupError> {
        let _ = self.gather.end();
        if self.has_text { Ok(()) } else { Err(MarkupError::NoText) }
    }
}

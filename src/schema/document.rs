//! [`ClauseDoc`]: a clause as the engine takes it, without a copy of what its sisters share.

use std::iter::Empty;
use std::ops::Range;
use std::slice;
use std::sync::Arc;

use tantivy::schema::Field;
use tantivy::schema::document::{Document, ReferenceValue, ReferenceValueLeaf, Value};

/// One clause with the terms of all its fields, ready for the engine's writer.
#[derive(Clone, Debug)]
pub struct ClauseDoc {
    pub(super) header: Arc<Header>,
    /// Whether it is the first of its resolution.
    pub(super) is_first: bool,
    pub(super) own: Values,
    pub(super) body_field: Field,
    pub(super) body: String,
}

/// What all clauses of a resolution have in common.
#[derive(Clone, Debug, Default)]
pub(super) struct Header {
    /// Values of each of its clauses.
    pub(super) repeated: Values,
    /// Values of the first one alone, which has them for all.
    pub(super) once: Values,
}

/// Values of fields, the texts of all of them in one string.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    list: Vec<(Field, Place)>,
    texts: String,
}

#[derive(Clone, Debug)]
enum Place {
    Number(u64),
    Text(Range<usize>),
}

impl Values {
    /// Returns no values yet, with room for so many of so many bytes together.
    pub(super) fn with_room(count: usize, bytes: usize) -> Self {
        Self { list: Vec::with_capacity(count), texts: String::with_capacity(bytes) }
    }

    pub(super) fn push_number(&mut self, field: Field, number: u64) {
        self.list.push((field, Place::Number(number)));
    }

    /// Adds a text unless it is empty.
    pub(super) fn push_text(&mut self, field: Field, text: &str) {
        if !text.is_empty() {
            let start = self.texts.len();
            self.texts.push_str(text);
            self.list.push((field, Place::Text(start..self.texts.len())));
        }
    }
}

impl ClauseDoc {
    /// Tells whether it is the first clause of its resolution.
    pub(crate) fn is_first(&self) -> bool {
        self.is_first
    }

    /// Returns the bytes it takes in memory, more or less.
    #[must_use]
    pub fn length_bytes(&self) -> usize {
        let places = (self.own.list.len() + 8) * size_of::<(Field, Place)>();
        size_of::<Self>() + self.own.texts.capacity() + self.body.capacity() + places
    }
}

impl Document for ClauseDoc {
    type Value<'a> = FieldValue<'a>;
    type FieldsValuesIter<'a> = FieldValues<'a>;

    fn iter_fields_and_values(&self) -> FieldValues<'_> {
        let Header { repeated, once } = &*self.header;
        let once_list = if self.is_first { once.list.as_slice() } else { &[] };
        FieldValues {
            lists: [
                (repeated.list.iter(), &repeated.texts),
                (once_list.iter(), &once.texts),
                (self.own.list.iter(), &self.own.texts),
            ],
            current: 0,
            body: Some((self.body_field, &self.body)),
        }
    }
}

type Places<'a> = slice::Iter<'a, (Field, Place)>;

/// The values of a [`ClauseDoc`] in turn.
#[derive(Debug)]
pub struct FieldValues<'a> {
    /// The header's, those of the first clause alone, its own; each with the texts of all.
    lists: [(Places<'a>, &'a str); 3],
    current: usize,
    body: Option<(Field, &'a str)>,
}

impl<'a> Iterator for FieldValues<'a> {
    type Item = (Field, FieldValue<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        while let Some((places, texts)) = self.lists.get_mut(self.current) {
            if let Some((field, place)) = places.next() {
                let value = match place {
                    Place::Number(number) => FieldValue::Number(*number),
                    Place::Text(range) => FieldValue::Text(&texts[range.clone()]),
                };
                return Some((*field, value));
            }
            self.current += 1;
        }
        self.body.take().map(|(field, body)| (field, FieldValue::Stored(body)))
    }
}

/// One value of a [`ClauseDoc`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldValue<'a> {
    /// Of a number field.
    Number(u64),
    /// Of a term or text field.
    Text(&'a str),
    /// Of the stored field.
    Stored(&'a str),
}

impl<'a> Value<'a> for FieldValue<'a> {
    type ArrayIter = Empty<Self>;
    type ObjectIter = Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match *self {
            Self::Number(number) => ReferenceValueLeaf::U64(number),
            Self::Text(text) | Self::Stored(text) => ReferenceValueLeaf::Str(text),
        })
    }
}

//! [`StoredClause`]: what a hit is printed from, and how it is packed.
//!
//! The packed form is a row of values without names: a length before every text, 6 bits to the
//! character in numbers, so that all of it is text, which the engine moves as a whole where it
//! moves bytes one by one. The header of the resolution comes first and is the same for all its clauses,
//! so that the compression of a block pays for it once. An absent text has the length 0, a present
//! one its length plus 1. What follows the header is a number that is 0 but for the first clause of a
//! resolution, which has the record of the resolution behind it.

use tantivy::schema::Field;
use tantivy::schema::document::{
    DeserializeError, DocumentDeserialize, DocumentDeserializer, OwnedValue,
};

use super::packing::{Reader, pack_number, pack_option, pack_text, pack_texts};
use super::record::Record;
use crate::resolution::Part;
use crate::text::{Language, Span};

/// A clause as it comes back from an index, with the header of its resolution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredClause {
    /// The canonical symbol.
    pub symbol: Option<String>,
    /// The id of the organ.
    pub organ: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The day of adoption, `yyyy-mm-dd`, or the year where no more is known.
    pub date: Option<String>,
    /// The language of the resolution.
    pub language: Option<Language>,
    /// The session.
    pub session: Option<String>,
    /// The path of the file, as indexed.
    pub source: String,
    /// How the resolution came about; its first clause alone has it, where there is something to tell.
    pub record: Option<Record>,
    /// The label.
    pub label: String,
    /// The part.
    pub part: Part,
    /// The concept of the head verb, own or inherited.
    pub verb: Option<String>,
    /// The head verb as printed.
    pub verb_text: Option<String>,
    /// The qualifiers of the head.
    pub qualifiers: Vec<String>,
    /// Whom it speaks to, itself or its lead-in, as printed.
    pub addressee: Option<String>,
    /// The words of the clause.
    pub text: String,
    /// The lead-ins of a sub-item, outermost first, joined by spaces; empty for a whole clause.
    pub lead_in: String,
    /// The headings it stands below, outermost first.
    pub headings: Vec<String>,
    /// The line in the source, from 1; 0 where the format has no lines.
    pub line: usize,
    /// The bytes in the decoded source.
    pub span: Span,
}

/// The packed form of a [`StoredClause`], as the engine gives it back:
/// `searcher.doc::<StoredBody>(address)?.unpack()?`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredBody(pub String);

/// The packed form is cut short or holds what no program wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a stored clause is damaged at byte {place}")]
pub struct BodyError {
    /// How far it could be read.
    pub place: usize,
}

impl StoredClause {
    /// Appends the packed header to `out`.
    pub(super) fn pack_header(&self, out: &mut String) {
        let language = self.language.map(Language::code);
        for text in [&self.symbol, &self.organ, &self.title, &self.date, &self.session] {
            pack_option(text.as_deref(), out);
        }
        pack_option(language, out);
        pack_text(&self.source, out);
    }

    /// Appends everything after the header to `out`.
    pub(super) fn pack_clause(&self, out: &mut String) {
        pack_number(usize::from(self.record.is_some()), out);
        if let Some(record) = &self.record {
            record.pack(out);
        }
        pack_text(&self.label, out);
        pack_text(self.part.id(), out);
        pack_option(self.verb.as_deref(), out);
        pack_option(self.verb_text.as_deref(), out);
        pack_texts(&self.qualifiers, out);
        pack_option(self.addressee.as_deref(), out);
        pack_text(&self.lead_in, out);
        pack_texts(&self.headings, out);
        pack_number(self.line, out);
        pack_number(self.span.start(), out);
        pack_number(self.span.length_bytes(), out);
        pack_text(&self.text, out);
    }

    /// Returns the packed form.
    #[must_use]
    pub fn pack(&self) -> StoredBody {
        let mut out = String::new();
        self.pack_header(&mut out);
        self.pack_clause(&mut out);
        StoredBody(out)
    }
}

impl StoredBody {
    /// Returns the clause.
    ///
    /// # Errors
    ///
    /// [`BodyError`] where the bytes are not what [`StoredClause::pack`] writes.
    pub fn unpack(&self) -> Result<StoredClause, BodyError> {
        let mut reader = Reader::new(&self.0);
        let [symbol, organ, title, date, session, language] = [
            reader.option()?,
            reader.option()?,
            reader.option()?,
            reader.option()?,
            reader.option()?,
            reader.option()?,
        ];
        let source = reader.text()?;
        let record = match reader.number()? {
            0 => None,
            _ => Some(Record::unpack(&mut reader)?),
        };
        let label = reader.text()?;
        let part_id = reader.text()?;
        let part = [Part::Preambular, Part::Operative, Part::Annex]
            .into_iter()
            .find(|part| part.id() == part_id)
            .ok_or(reader.damage())?;
        let (verb, verb_text) = (reader.option()?, reader.option()?);
        let qualifiers = reader.texts()?;
        let addressee = reader.option()?;
        let lead_in = reader.text()?;
        let headings = reader.texts()?;
        let line = reader.number()?;
        let (start, length) = (reader.number()?, reader.number()?);
        let end = start.checked_add(length).ok_or(reader.damage())?;
        let text = reader.text()?;
        Ok(StoredClause {
            symbol,
            organ,
            title,
            date,
            language: language.as_deref().and_then(Language::from_code),
            session,
            source,
            record,
            label,
            part,
            verb,
            verb_text,
            qualifiers,
            addressee,
            text,
            lead_in,
            headings,
            line,
            span: Span::new(start, end),
        })
    }
}

impl DocumentDeserialize for StoredBody {
    fn deserialize<'de, D>(mut document: D) -> Result<Self, DeserializeError>
    where
        D: DocumentDeserializer<'de>,
    {
        let mut body = Self::default();
        while let Some((_, value)) = document.next_field::<OwnedValue>()? as Option<(Field, _)> {
            if let OwnedValue::Str(text) = value {
                body.0 = text;
            }
        }
        Ok(body)
    }
}

//! [`StoredClause`]: what a hit is printed from, and how it is packed.
//!
//! The packed form is a row of values without names: a length before every text, 6 bits to the
//! character in numbers, so that all of it is text, which the engine moves as a whole where it
//! moves bytes one by one. An absent text has the length 0, a present one its length plus 1. What is
//! absent or there as a whole has the number 0 or 1 before it: the header of the resolution, which is
//! stored with its first clause alone, and the record within the header.

use tantivy::schema::Field;
use tantivy::schema::document::{
    DeserializeError, DocumentDeserialize, DocumentDeserializer, OwnedValue,
};

use super::packing::{Reader, pack_number, pack_option, pack_text, pack_texts, pack_whole};
use super::record::Record;
use crate::resolution::Part;
use crate::text::{Language, Span};

/// What is printed of a resolution, as it comes back from an index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredHeader {
    /// The canonical symbol.
    pub symbol: Option<String>,
    /// The id of the organ.
    pub organ: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The day of adoption, `yyyy-mm-dd`, or the year where no more is known.
    pub date: Option<String>,
    /// The session.
    pub session: Option<String>,
    /// The path of the file, as indexed.
    pub source: String,
    /// How the resolution came about, where there is something to tell.
    pub record: Option<Record>,
}

/// A clause as it comes back from an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredClause {
    /// That of its resolution; the first clause alone has it.
    pub header: Option<StoredHeader>,
    /// The language of the resolution.
    pub language: Option<Language>,
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

/// What a clause takes beside its words and its lead-in, mostly.
const OTHER_BYTES: usize = 128;

/// The packed form is cut short or holds what no program wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a stored clause is damaged at byte {place}")]
pub struct BodyError {
    /// How far it could be read.
    pub place: usize,
}

impl StoredHeader {
    fn pack(&self, out: &mut String) {
        for text in [&self.symbol, &self.organ, &self.title, &self.date, &self.session] {
            pack_option(text.as_deref(), out);
        }
        pack_text(&self.source, out);
        pack_whole(self.record.as_ref(), out, Record::pack);
    }

    fn unpack(reader: &mut Reader<'_>) -> Result<Self, BodyError> {
        let header = Self::unpack_without_record(reader)?;
        Ok(Self { record: reader.whole(Record::unpack)?, ..header })
    }

    fn unpack_without_record(reader: &mut Reader<'_>) -> Result<Self, BodyError> {
        Ok(Self {
            symbol: reader.option()?,
            organ: reader.option()?,
            title: reader.option()?,
            date: reader.option()?,
            session: reader.option()?,
            source: reader.text()?,
            record: None,
        })
    }
}

impl StoredClause {
    /// Returns the packed form.
    #[must_use]
    pub fn pack(&self) -> StoredBody {
        let mut packed = String::with_capacity(self.text.len() + self.lead_in.len() + OTHER_BYTES);
        let out = &mut packed;
        pack_whole(self.header.as_ref(), out, StoredHeader::pack);
        pack_option(self.language.map(Language::code), out);
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
        StoredBody(packed)
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
        let header = reader.whole(StoredHeader::unpack)?;
        let language = reader.option()?;
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
            header,
            language: language.as_deref().and_then(Language::from_code),
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

impl StoredBody {
    /// Returns the header alone, which the first clause of a resolution has; without its record unless
    /// that is wanted, since the votes of all States take long to unpack.
    ///
    /// # Errors
    ///
    /// [`BodyError`] where the bytes are not what [`StoredClause::pack`] writes, as far as they are read.
    pub fn header(&self, with_record: bool) -> Result<Option<StoredHeader>, BodyError> {
        let unpack =
            if with_record { StoredHeader::unpack } else { StoredHeader::unpack_without_record };
        Reader::new(&self.0).whole(unpack)
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

//! [`ClauseEncoder`]: from a resolution to the documents of its clauses.

use std::sync::Arc;

use tantivy::schema::Field;
use twox_hash::XxHash3_64;

use super::document::{ClauseDoc, Header, Values};
use super::fields::{Fields, IndexSchema};
use super::record::Record;
use super::stored::{StoredClause, StoredHeader};
use crate::analysis::{CachedAnalyzer, Terms, explained};
use crate::citation::{Organ, Symbol};
use crate::resolution::{Clause, Date, Resolution};
use crate::text::{Language, fold};

/// Makes documents; one per thread, because it remembers stems.
#[derive(Debug)]
pub struct ClauseEncoder {
    fields: Fields,
    analyzer: CachedAnalyzer,
    terms: Terms,
    headings: HeadingTerms,
}

/// Which resolution of which state of which file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourcePlace<'a> {
    /// The path of the file, as the index names it.
    pub source: &'a str,
    /// The hash of its bytes.
    pub hash: &'a str,
    /// Which of its resolutions, from 0.
    pub number: usize,
}

/// The terms of the last headings, words and stems of each: the clauses below them come one after
/// the other.
#[derive(Debug, Default)]
struct HeadingTerms {
    headings: Arc<[String]>,
    terms: Vec<(String, String)>,
}

/// Whom the lead-ins above the clause in hand speak to, outermost first.
#[derive(Debug, Default)]
struct Addressees(Vec<Option<String>>);

impl Addressees {
    /// Returns whom a clause speaks to: an item speaks to whom its lead-in does.
    fn of(&mut self, clause: &Clause) -> Option<String> {
        self.0.resize(clause.lead_in.len(), None);
        let inherited = self.0.last().cloned().flatten().filter(|_| clause.has_head);
        let own = clause.addressee.clone().or(inherited);
        self.0.push(own.clone());
        own
    }
}

/// How many values a clause has of its own, and of how many bytes beside its words and stems;
/// some have more.
const OWN_VALUES: usize = 16;
const OWN_BYTES: usize = 160;

impl ClauseEncoder {
    /// Returns an encoder for indexes of `schema`.
    #[must_use]
    pub fn new(schema: &IndexSchema) -> Self {
        Self {
            fields: schema.fields(),
            analyzer: CachedAnalyzer::new(schema.chains(), schema.phrases()),
            terms: Terms::default(),
            headings: HeadingTerms::default(),
        }
    }

    /// Gives `sink` the documents of `resolution`, which stands at `place`, clause by clause.
    pub fn encode(
        &mut self,
        resolution: &Resolution,
        place: SourcePlace<'_>,
        mut sink: impl FnMut(ClauseDoc),
    ) {
        let mut stored = no_clause(resolution.language);
        stored.header = Some(stored_header(resolution, place.source));
        let header = Arc::new(self.header(resolution, place));
        let mut addressees = Addressees::default();
        let items = items_below(&resolution.clauses);
        for ((ordinal, clause), items) in (0..).zip(&resolution.clauses).zip(items) {
            let mut own = self.own_values(clause, resolution.language, (ordinal, items));
            fill_clause(clause, &mut stored);
            stored.addressee = addressees.of(clause);
            if let Some(addressee) = &stored.addressee {
                self.analyzer.terms(addressee, resolution.language, &mut self.terms);
                own.push_text(self.fields.addressee_words, &self.terms.words);
                own.push_text(self.fields.addressee_stems, &self.terms.stems);
            }
            if let Some(record) = stored.header.as_ref().and_then(|header| header.record.as_ref()) {
                self.push_record(record, resolution.language, &mut own);
            }
            self.push_headings(&clause.headings, resolution.language, &mut own);
            let body = stored.pack().0;
            stored.header = None;
            let header = Arc::clone(&header);
            let (is_first, body_field) = (ordinal == 0, self.fields.body);
            sink(ClauseDoc { header, is_first, own, body_field, body });
        }
    }

    fn header(&mut self, resolution: &Resolution, place: SourcePlace<'_>) -> Header {
        let fields = self.fields;
        let mut values = Values::default();
        values.push_number(fields.key, place.key());
        let siblings = u64::try_from(resolution.clauses.len()).unwrap_or(u64::MAX);
        values.push_number(fields.siblings, siblings);
        if let Some(year) = year_of(resolution) {
            values.push_number(fields.year, u64::from(year));
        }
        let meeting = resolution.meeting_dates.map(|(_, last)| last);
        if let Some(date) = resolution.adopted_on.or(meeting) {
            values.push_number(fields.date, date_number(date));
        }
        if let Some(symbol) = &resolution.symbol {
            for name in names_of(symbol) {
                values.push_text(fields.symbol, &name);
            }
        }
        values.push_text(fields.organ, resolution.organ.map_or("", Organ::id));
        values.push_text(fields.lang, resolution.language.map_or("", Language::code));
        let session = resolution.session.as_deref().map(whole_term);
        values.push_text(fields.session, session.as_deref().unwrap_or_default());
        values.push_text(fields.source, place.source);
        let mut once = Values::default();
        let printed = resolution.title.as_deref().unwrap_or_default();
        self.analyzer.terms(printed, resolution.language, &mut self.terms);
        once.push_text(fields.title_words, &self.terms.words);
        once.push_text(fields.title_stems, &self.terms.stems);
        if let Some(symbol) = &resolution.symbol {
            once.push_number(fields.parallel, parallel_number(symbol, &resolution.clauses));
        }
        Header { repeated: values, once }
    }

    fn push_headings(
        &mut self,
        headings: &Arc<[String]>,
        language: Option<Language>,
        own: &mut Values,
    ) {
        // The clauses below one heading share its words, those of another resolution do not.
        if !Arc::ptr_eq(headings, &self.headings.headings) {
            let terms = self.terms_of(headings, language);
            self.headings = HeadingTerms { headings: Arc::clone(headings), terms };
        }
        let fields = (self.fields.heading_words, self.fields.heading_stems);
        push_terms(fields, &self.headings.terms, own);
    }

    fn push_record(&mut self, record: &Record, language: Option<Language>, own: &mut Values) {
        let terms = self.terms_of(&record.subjects, language);
        push_terms((self.fields.subject_words, self.fields.subject_stems), &terms, own);
        for sponsor in record.all_sponsors() {
            own.push_text(self.fields.sponsor, &fold(sponsor));
        }
    }

    /// Returns the words and stems of each of `texts`.
    fn terms_of(&mut self, texts: &[String], language: Option<Language>) -> Vec<(String, String)> {
        let mut terms_of = |text: &String| {
            self.analyzer.terms(text, language, &mut self.terms);
            (self.terms.words.clone(), self.terms.stems.clone())
        };
        texts.iter().map(&mut terms_of).collect()
    }

    fn own_values(
        &mut self,
        clause: &Clause,
        language: Option<Language>,
        (ordinal, items): (u64, u64),
    ) -> Values {
        let fields = self.fields;
        self.analyzer.terms(&clause.text, language, &mut self.terms);
        let terms_bytes = self.terms.words.len() + self.terms.stems.len();
        let mut values = Values::with_room(OWN_VALUES, terms_bytes + OWN_BYTES);
        values.push_number(fields.ordinal, ordinal);
        if items > 0 {
            values.push_number(fields.items, items);
        }
        values.push_number(fields.wording, wording_number(&self.terms.words));
        values.push_text(fields.words, &self.terms.words);
        values.push_text(fields.stems, &self.terms.stems);
        values.push_text(fields.phrases, &self.terms.phrases);
        values.push_text(fields.clause, &whole_term(&clause.label));
        values.push_text(fields.part, clause.part.id());
        values.push_text(fields.head, clause.head().map_or("", |head| head.as_str()));
        if let Some(printed) = &clause.verb_text {
            values.push_text(fields.head_text, &head_term(language, printed));
        }
        for verb in &clause.verbs {
            values.push_text(fields.verb, verb.as_str());
        }
        for qualifier in &clause.qualifiers {
            values.push_text(fields.qualifier, qualifier);
        }
        for symbol in clause.citations.iter().chain(&clause.joint_symbols) {
            for name in names_of(symbol) {
                values.push_text(fields.cites, &name);
            }
        }
        for one in explained(&clause.text) {
            values.push_text(fields.short, &one.term());
        }
        values
    }
}

/// Returns the number that texts of one symbol share where each clause of one has its counterpart in the
/// other, under the same label.
fn parallel_number(symbol: &Symbol, clauses: &[Clause]) -> u64 {
    let labels = clauses.iter().map(|clause| clause.label.as_str());
    let parts: Vec<&str> = std::iter::once(symbol.as_str()).chain(labels).collect();
    short_hash(&parts)
}

/// How many items stand below each clause: those behind it that hang on it, themselves or by another.
fn items_below(clauses: &[Clause]) -> Vec<u64> {
    let mut counts = vec![0; clauses.len()];
    let mut above: Vec<usize> = Vec::new();
    for (number, clause) in clauses.iter().enumerate() {
        above.truncate(clause.lead_in.len());
        for lead_in in &above {
            counts[*lead_in] += 1;
        }
        above.push(number);
    }
    counts
}

/// Returns a symbol, label or session as its field holds it: upper case, without white space.
///
/// ```
/// assert_eq!(resq::schema::whole_term("A/res/2758 (xxvi)"), "A/RES/2758(XXVI)");
/// ```
#[must_use]
pub fn whole_term(value: &str) -> String {
    value
        .chars()
        .filter(|character| !character.is_whitespace())
        .flat_map(char::to_uppercase)
        .collect()
}

/// Returns a head verb as its field holds it: folded, behind the code of the language.
///
/// ```
/// use resq::schema::{head_of_term, head_term};
/// use resq::text::Language;
///
/// let term = head_term(Some(Language::English), "Strongly URGES");
/// assert_eq!(term, "en strongly urges");
/// assert_eq!(head_of_term(&term), Some((Some(Language::English), "strongly urges")));
/// ```
#[must_use]
pub fn head_term(language: Option<Language>, printed: &str) -> String {
    format!("{} {}", language.map_or("", Language::code), fold(printed))
}

/// Returns the language and the folded verb of a [`head_term`], `None` for any other text.
#[must_use]
pub fn head_of_term(term: &str) -> Option<(Option<Language>, &str)> {
    let (code, printed) = term.split_once(' ')?;
    Some((Language::from_code(code), printed))
}

/// Adds each text as a value by itself, so that no phrase runs from one into the next: the words of all,
/// then their stems.
fn push_terms((words, stems): (Field, Field), terms: &[(String, String)], own: &mut Values) {
    for (text, _) in terms {
        own.push_text(words, text);
    }
    for (_, text) in terms {
        own.push_text(stems, text);
    }
}

/// The terms under which a document is found: its symbol, then its aliases, then, for one part of
/// a resolution, the whole.
fn names_of(symbol: &Symbol) -> Vec<String> {
    let aliases = symbol.aliases();
    let whole = symbol.whole();
    std::iter::once(symbol.as_str())
        .chain(aliases.iter().map(String::as_str))
        .chain(whole.as_ref().map(Symbol::as_str))
        .map(whole_term)
        .collect()
}

impl SourcePlace<'_> {
    /// Returns the number in the field `key`, the same in every build.
    ///
    /// It changes with the file's bytes, so that taking out the old clauses of a changed file by
    /// their key leaves the new ones alone.
    #[must_use]
    pub fn key(self) -> u64 {
        short_hash(&[self.source, self.hash, &self.number.to_string()])
    }
}

/// The first 48 bits of a hash: wide enough for a million resolutions, and two bytes of every
/// document narrower than 64.
fn short_hash(parts: &[&str]) -> u64 {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    let hash = hasher.finalize();
    hash.as_bytes()[..6].iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// As many bits of a faster hash, for the words of a clause; the same on every machine.
fn wording_number(words: &str) -> u64 {
    XxHash3_64::oneshot(words.as_bytes()) >> 16
}

fn date_number(date: Date) -> u64 {
    u64::from(date.year()) * 10_000 + u64::from(date.month()) * 100 + u64::from(date.day())
}

/// The year of adoption, else of the meeting, else the one in the symbol.
///
/// A session of the UN General Assembly runs over two years and tells none; the sessions of the
/// INTERPOL General Assembly are yearly.
fn year_of(resolution: &Resolution) -> Option<u16> {
    resolution
        .adopted_on
        .or(resolution.meeting_dates.map(|(_, last)| last))
        .map(Date::year)
        .or_else(|| resolution.symbol.as_ref().and_then(year_in_symbol))
        .or_else(|| match resolution.organ {
            Some(Organ::InterpolGa) => interpol_year(resolution.session.as_deref()?),
            Some(_) | None => None,
        })
}

/// A year is a member of four digits that is not the last: that one is the serial number.
fn year_in_symbol(symbol: &Symbol) -> Option<u16> {
    let mut members: Vec<&str> = symbol.as_str().split(['/', '-']).collect();
    members.pop();
    members
        .into_iter()
        .filter(|member| member.len() == 4 && member.bytes().all(|byte| byte.is_ascii_digit()))
        .filter_map(|member| member.parse().ok())
        .find(|year| (1900..2100).contains(year))
}

/// None met in 2020, so that the numbers moved on by one year between the 88th and the 89th.
fn interpol_year(session: &str) -> Option<u16> {
    let session: u16 = session.parse().ok()?;
    match session {
        1..=88 => Some(1931 + session),
        89..=160 => Some(1932 + session),
        _ => None,
    }
}

fn stored_header(resolution: &Resolution, source: &str) -> StoredHeader {
    let date = resolution.adopted_on.map(|date| date.to_string());
    StoredHeader {
        symbol: resolution.symbol.as_ref().map(ToString::to_string),
        organ: resolution.organ.map(|organ| organ.id().to_string()),
        title: resolution.title.clone(),
        date: date.or_else(|| year_of(resolution).map(|year| year.to_string())),
        session: resolution.session.clone(),
        source: source.to_string(),
        record: Record::of(resolution),
    }
}

fn no_clause(language: Option<Language>) -> StoredClause {
    StoredClause {
        header: None,
        language,
        label: String::new(),
        part: crate::resolution::Part::Operative,
        verb: None,
        verb_text: None,
        qualifiers: Vec::new(),
        addressee: None,
        text: String::new(),
        lead_in: String::new(),
        headings: Vec::new(),
        line: 0,
        span: crate::text::Span::default(),
    }
}

fn fill_clause(clause: &Clause, stored: &mut StoredClause) {
    stored.label.clone_from(&clause.label);
    stored.part = clause.part;
    stored.verb = clause.head().map(|head| head.as_str().to_string());
    stored.verb_text.clone_from(&clause.verb_text);
    stored.qualifiers.clone_from(&clause.qualifiers);
    stored.text.clone_from(&clause.text);
    stored.lead_in = clause.lead_in.join(" ");
    stored.headings = clause.headings.to_vec();
    stored.line = clause.origin.line;
    stored.span = clause.origin.span;
}

//! From scored clauses to what is shown: groups, copies, highlights.

mod groups;

use tantivy::{DocAddress, Searcher};

use super::column::{Run, Wordings};
use super::contexts::{Contexts, Scored};
use super::error::SearchError;
use super::explain::{Grounds, Reason};
use super::gather::Found;
use super::list::ListQuery;
use super::matcher::{connected, marked};
use super::plan::Planned;
use super::rank::Weights;
use super::report::Hit;
use super::view::{TextView, initials};
use crate::analysis::{Analyzer, Initials};
use crate::lexicon::{Lexicon, PrintedForm};
use crate::query::{Scope, VerbTerm};
use crate::schema::{BodyError, Clauses, Fields, StoredClause, StoredHeader};
use crate::text::{Language, Span};

/// What the best clause counts beside the resolution as a whole.
pub(super) const BEST_CLAUSE_WEIGHT: f32 = 0.1;

/// Words may lead over to the verb ("In this regard, calls upon"), but not many.
const VERB_PLACE_CHARS_MAX: usize = 120;

/// A verb that is asked for by its field.
pub(super) struct AskedVerb<'a> {
    pub(super) verb: &'a VerbTerm,
    /// Of one in quotes how it is printed.
    pub(super) form: Option<PrintedForm>,
    /// The clauses headed by it in their own text or in another language.
    pub(super) parallel: Option<ListQuery>,
}

/// What was found, to be shown.
#[derive(Clone, Copy)]
pub(super) struct Hits<'a> {
    pub(super) contexts: &'a Contexts,
    /// Those that count as copies; none where copies are not collapsed.
    pub(super) found: &'a Found,
    /// The leaves that rank as typed, in the order of their bits.
    pub(super) typed: &'a [String],
}

/// Reads clauses back and shows them.
pub(super) struct Presenter<'a> {
    stored: &'a Clauses,
    fields: Fields,
    planned: &'a Planned,
    analyzer: Analyzer,
    /// Those of the words that are looked for.
    initials: Initials,
    asks_verb: bool,
    hits: Hits<'a>,
    wordings: Wordings<'a>,
    /// What hits explain themselves with, if they are asked to.
    grounds: Option<Grounds<'a>>,
    /// The verbs that are asked for; empty without grounds.
    verbs: Vec<AskedVerb<'a>>,
}

impl<'a> Presenter<'a> {
    pub(super) fn new(
        (stored, fields): (&'a Clauses, Fields),
        planned: &'a Planned,
        hits: Hits<'a>,
        analyzer: Analyzer,
    ) -> Self {
        Self {
            stored,
            fields,
            planned,
            analyzer,
            initials: initials(&planned.leaves),
            asks_verb: !planned.plan.verbs().is_empty(),
            hits,
            wordings: Wordings::new(stored.searcher(), fields),
            grounds: None,
            verbs: Vec::new(),
        }
    }

    /// Makes every hit say why it ranks where it does.
    pub(super) fn explain(
        &mut self,
        weights: &'a Weights,
        lexicon: &'a Lexicon,
        verbs: Vec<AskedVerb<'a>>,
    ) {
        let Hits { contexts, typed, .. } = self.hits;
        self.grounds = Some(Grounds { contexts, weights, lexicon, typed });
        self.verbs = verbs;
    }

    fn missing(&self, one: &Scored) -> Vec<String> {
        let Hits { contexts, typed, .. } = self.hits;
        if contexts.is_full(one) {
            return Vec::new();
        }
        let held = contexts.held(one);
        let here = held.own | held.lead;
        let typed = typed.iter().enumerate();
        typed.filter(|(bit, _)| here >> bit & 1 == 0).map(|(_, word)| word.clone()).collect()
    }

    pub(super) fn contexts(&self) -> &'a Contexts {
        self.hits.contexts
    }

    /// Returns the number of the wording of a clause.
    pub(super) fn wording(&mut self, one: &Scored) -> tantivy::Result<u64> {
        self.wordings.of(self.hits.contexts.address(one))
    }

    pub(super) fn searcher(&self) -> &'a Searcher {
        self.stored.searcher()
    }

    pub(super) fn fields(&self) -> Fields {
        self.fields
    }

    /// Returns a text in `language` as the query looks at it.
    pub(super) fn view<'text>(
        &'text mut self,
        text: &'text str,
        language: Option<Language>,
    ) -> TextView<'text> {
        TextView::new(text, language, &self.initials, &mut self.analyzer)
    }

    pub(super) fn analyzer(&mut self) -> &mut Analyzer {
        &mut self.analyzer
    }

    pub(super) fn stored(&self, address: DocAddress) -> Result<StoredClause, SearchError> {
        Ok(self.stored.body(address)?.unpack()?)
    }

    /// Returns what is stored of a resolution, its record where that is wanted.
    pub(super) fn head(&self, run: &Run, with_record: bool) -> Result<StoredHeader, SearchError> {
        let header = self.stored.body(run.first)?.header(with_record)?;
        Ok(header.ok_or(BodyError { place: 0 })?)
    }

    fn hit(&mut self, stored: StoredClause, one: &Scored, rank: usize) -> Hit {
        let verb_span = verb_span(&stored);
        let (mut highlights, connected) = self.found(&stored.text, stored.language);
        highlights.extend(self.addressee_highlights(&stored));
        if self.asks_verb {
            highlights.extend(verb_span);
        }
        Hit {
            rank,
            score: one.score,
            part: stored.part.id().to_owned(),
            verb_span,
            highlights: merged(highlights),
            connected: merged(connected),
            lead_in_highlights: merged(self.highlights(&stored.lead_in, &stored, Scope::Clause)),
            missing: self.missing(one),
            line: stored.line,
            copies: 0,
            copies_years: None,
            reasons: self.reasons(&stored, one),
            label: stored.label,
            verb: stored.verb,
            verb_text: stored.verb_text,
            addressee: stored.addressee,
            text: stored.text,
            lead_in: stored.lead_in,
            headings: stored.headings,
        }
    }

    fn reasons(&self, stored: &StoredClause, one: &Scored) -> Vec<Reason> {
        let Some(grounds) = &self.grounds else { return Vec::new() };
        let is_headed = |verb: &AskedVerb<'_>| verb.heads(stored, grounds.lexicon);
        let headed = if self.contexts().held(one).has_opener || self.verbs.iter().any(is_headed) {
            Some(Reason::HeadVerb)
        } else {
            let mut elsewhere = self.verbs.iter().filter(|verb| self.heads_elsewhere(verb, one));
            elsewhere.find_map(|verb| verb.verb.language).map(Reason::ParallelVerb)
        };
        grounds.reasons(one, headed)
    }

    fn heads_elsewhere(&self, verb: &AskedVerb<'_>, one: &Scored) -> bool {
        let list = verb.parallel.as_ref();
        list.is_some_and(|list| list.has(self.searcher(), self.contexts().address(one)))
    }

    /// Returns what the query matched in the text of a clause, and the stretches that are one match.
    fn found(&mut self, text: &str, language: Option<Language>) -> (Vec<Span>, Vec<Span>) {
        let planned = self.planned;
        let view = self.view(text, language);
        let places = connected(&planned.plan, &planned.leaves, &view, Scope::Clause);
        let connected = places.into_iter().map(|place| place.span).collect();
        (spans(planned, &view, Scope::Clause), connected)
    }

    fn highlights(&mut self, text: &str, stored: &StoredClause, scope: Scope) -> Vec<Span> {
        if text.is_empty() {
            return Vec::new();
        }
        let planned = self.planned;
        spans(planned, &self.view(text, stored.language), scope)
    }

    /// What the query matched of the addressee, where the clause itself prints it.
    fn addressee_highlights(&mut self, stored: &StoredClause) -> Vec<Span> {
        let is_asked = self.planned.leaves.iter().any(|leaf| leaf.scope == Scope::Addressee);
        let addressee = stored.addressee.as_deref().filter(|_| is_asked).unwrap_or_default();
        let Some(start) = stored.text.find(addressee) else { return Vec::new() };
        let found = self.highlights(addressee, stored, Scope::Addressee);
        found.into_iter().map(|span| Span::new(start + span.start(), start + span.end())).collect()
    }
}

/// Returns what a plan marks in a text of `scope`, in no order.
fn spans(planned: &Planned, view: &TextView<'_>, scope: Scope) -> Vec<Span> {
    let places = marked(&planned.plan, &planned.leaves, view, scope);
    places.into_iter().map(|place| place.span).collect()
}

/// Returns what a plan marks in a text, in order, without overlaps.
pub(super) fn marks(planned: &Planned, view: &TextView<'_>) -> Vec<Span> {
    merged(spans(planned, view, Scope::Clause))
}

/// Where the printed verb stands in the text; a sub-item inherits a verb it does not print.
fn verb_span(stored: &StoredClause) -> Option<Span> {
    let printed = stored.verb_text.as_deref().filter(|printed| !printed.is_empty())?;
    let start = stored.text.find(printed)?;
    let is_opening = stored.text[..start].chars().count() <= VERB_PLACE_CHARS_MAX;
    is_opening.then(|| Span::new(start, start + printed.len()))
}

impl AskedVerb<'_> {
    /// Tells whether it heads a clause as the clause itself prints it.
    fn heads(&self, stored: &StoredClause, lexicon: &Lexicon) -> bool {
        if let Some(form) = &self.form {
            let printed = stored.verb_text.as_deref();
            return printed.is_some_and(|text| lexicon.is_printed(form, text, stored.language));
        }
        let head = stored.verb.as_deref();
        self.verb.readings.iter().any(|reading| head == Some(reading.concept.as_str()))
    }
}

/// Sorts spans and joins those that overlap or touch.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|span| !span.is_empty());
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start() <= last.end() => *last = last.cover(span),
            _ => out.push(span),
        }
    }
    out
}

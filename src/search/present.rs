//! From scored clauses to what is shown: groups, copies, highlights.

use std::collections::BTreeMap;

use tantivy::{DocAddress, Searcher};

use super::copies::{Copies, Wordings, kept};
use super::error::SearchError;
use super::explain::{Grounds, Reason};
use super::list::ListQuery;
use super::matcher::marked;
use super::plan::Planned;
use super::rank::{Contexts, Scored, Weights};
use super::report::{Group, Header, Hit};
use super::request::{Request, Sort};
use super::view::{TextView, initials};
use crate::analysis::{Analyzer, Initials};
use crate::lexicon::{Lexicon, PrintedForm};
use crate::query::{Scope, VerbTerm};
use crate::schema::{BodyError, StoredBody, StoredClause, StoredHeader};
use crate::text::{Language, Span};

/// What the best clause counts beside the resolution as a whole.
pub(super) const BEST_CLAUSE_WEIGHT: f32 = 0.1;

/// How many clauses of a resolution stand under it.
const HITS_PER_RESOLUTION_MAX: usize = 10;

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

/// Reads clauses back and shows them.
pub(super) struct Presenter<'a> {
    searcher: &'a Searcher,
    planned: &'a Planned,
    analyzer: Analyzer,
    /// Those of the words that are looked for.
    initials: Initials,
    asks_verb: bool,
    /// The ranked leaves as typed.
    typed: &'a [String],
    /// What hits explain themselves with, if they are asked to.
    grounds: Option<Grounds<'a>>,
    /// The verbs that are asked for; empty without grounds.
    verbs: Vec<AskedVerb<'a>>,
}

impl<'a> Presenter<'a> {
    /// `typed` are the leaves that rank, in the order of their bits.
    pub(super) fn new(
        searcher: &'a Searcher,
        planned: &'a Planned,
        typed: &'a [String],
        analyzer: Analyzer,
    ) -> Self {
        let asks_verb = !planned.plan.verbs().is_empty();
        let initials = initials(&planned.leaves);
        Self {
            searcher,
            planned,
            analyzer,
            initials,
            asks_verb,
            typed,
            grounds: None,
            verbs: Vec::new(),
        }
    }

    /// Makes every hit say why it ranks where it does.
    pub(super) fn explain(
        &mut self,
        contexts: &'a Contexts,
        weights: &'a Weights,
        lexicon: &'a Lexicon,
        verbs: Vec<AskedVerb<'a>>,
    ) {
        self.grounds = Some(Grounds { contexts, weights, lexicon, typed: self.typed });
        self.verbs = verbs;
    }

    fn missing(&self, one: &Scored) -> Vec<String> {
        if one.is_full {
            return Vec::new();
        }
        let here = one.candidate.own | one.candidate.lead;
        let typed = self.typed.iter().enumerate();
        typed.filter(|(bit, _)| here >> bit & 1 == 0).map(|(_, word)| word.clone()).collect()
    }

    pub(super) fn searcher(&self) -> &'a Searcher {
        self.searcher
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
        let body: StoredBody = self.searcher.doc(address)?;
        Ok(body.unpack()?)
    }

    /// Returns what is stored of the resolution of a clause, whose place in it is known.
    pub(super) fn head(&self, one: &Scored) -> Result<StoredHeader, SearchError> {
        let stored = self.stored(one.candidate.first_clause())?;
        Ok(stored.header.ok_or(BodyError { place: 0 })?)
    }

    /// Returns the clauses in their order; neighbours of one resolution share a group.
    pub(super) fn clauses(
        &mut self,
        scored: &[Scored],
        request: &Request,
    ) -> Result<Vec<Group>, SearchError> {
        let kept = kept(scored, request.collapses);
        let limit = if request.limit == 0 { kept.len() } else { request.limit };
        let mut groups: Vec<(u64, Group)> = Vec::new();
        for (number, (one, copies)) in kept.into_iter().take(limit).enumerate() {
            let mut stored = self.stored(one.candidate.address)?;
            let (own, language) = (stored.header.take(), stored.language);
            let hit = self.hit(stored, one, number + 1, copies);
            match groups.last_mut() {
                Some((key, group)) if *key == one.candidate.key => group.hits.push(hit),
                _ => {
                    let key = one.candidate.key;
                    let header = self.header(one, own, language, request)?;
                    let group = Group { key, header, score: one.score, hits: vec![hit], more: 0 };
                    groups.push((key, group));
                }
            }
        }
        Ok(groups.into_iter().map(|(_, group)| group).collect())
    }

    /// Returns the resolutions, the best first, each with its best clauses.
    pub(super) fn resolutions(
        &mut self,
        scored: &[Scored],
        totals: &BTreeMap<u64, f32>,
        request: &Request,
    ) -> Result<Vec<Group>, SearchError> {
        let mut by_key: BTreeMap<u64, Vec<&Scored>> = BTreeMap::new();
        let mut order: Vec<u64> = Vec::new();
        for one in scored {
            let members = by_key.entry(one.candidate.key).or_default();
            if members.is_empty() {
                order.push(one.candidate.key);
            }
            members.push(one);
        }
        let total = |key: &u64| {
            let best = by_key.get(key).and_then(|members| members.first());
            let whole = totals.get(key).copied().unwrap_or_default();
            whole + BEST_CLAUSE_WEIGHT * best.map_or(0.0, |one| one.score)
        };
        if request.sort == Sort::Score {
            // A stable sort: equal resolutions keep the order of their best clauses.
            let mut scores: Vec<(f32, u64)> = order.iter().map(|key| (total(key), *key)).collect();
            scores.sort_by(|left, right| right.0.total_cmp(&left.0));
            order = scores.into_iter().map(|(_, key)| key).collect();
        }
        let limit = if request.limit == 0 { order.len() } else { request.limit };
        let mut wordings = Wordings::new(scored, request.collapses);
        let mut groups = Vec::new();
        for key in order {
            if groups.len() == limit {
                break;
            }
            let members = by_key.get(&key).map(Vec::as_slice).unwrap_or_default();
            let kept = wordings.kept(members);
            let mut hits = Vec::new();
            let mut shown = None;
            for one in kept.iter().take(HITS_PER_RESOLUTION_MAX) {
                let mut stored = self.stored(one.candidate.address)?;
                let (own, language) = (stored.header.take(), stored.language);
                shown.get_or_insert((*one, own, language));
                hits.push(self.hit(stored, one, groups.len() + 1, wordings.copies(one)));
            }
            let more = kept.len() - hits.len();
            if let Some((one, own, language)) = shown {
                let header = self.header(one, own, language, request)?;
                groups.push(Group { key, header, score: total(&key), hits, more });
            }
        }
        Ok(groups)
    }

    /// `own` is what is stored with the clause itself: the first one brings it along.
    fn header(
        &self,
        one: &Scored,
        own: Option<StoredHeader>,
        language: Option<Language>,
        request: &Request,
    ) -> Result<Header, SearchError> {
        let header = match own {
            Some(own) => own,
            None => self.head(one)?,
        };
        Ok(Header {
            symbol: header.symbol,
            organ: header.organ,
            title: header.title,
            date: header.date,
            language: language.map(|language| language.code().to_owned()),
            session: header.session,
            source: header.source,
            record: header.record.filter(|_| request.tells_records),
        })
    }

    fn hit(&mut self, stored: StoredClause, one: &Scored, rank: usize, copies: Copies) -> Hit {
        let verb_span = verb_span(&stored);
        let mut highlights = self.highlights(&stored.text, &stored, Scope::Clause);
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
            lead_in_highlights: merged(self.highlights(&stored.lead_in, &stored, Scope::Clause)),
            missing: self.missing(one),
            line: stored.line,
            copies: copies.count,
            copies_years: copies.years,
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
        let headed = if one.candidate.has_opener || self.verbs.iter().any(is_headed) {
            Some(Reason::HeadVerb)
        } else {
            let mut elsewhere = self.verbs.iter().filter(|verb| self.heads_elsewhere(verb, one));
            elsewhere.find_map(|verb| verb.verb.language).map(Reason::ParallelVerb)
        };
        grounds.reasons(one, headed)
    }

    fn heads_elsewhere(&self, verb: &AskedVerb<'_>, one: &Scored) -> bool {
        let list = verb.parallel.as_ref();
        list.is_some_and(|list| list.has(self.searcher, one.candidate.address))
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

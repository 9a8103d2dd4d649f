//! From plans to queries of the engine.
//!
//! Where postings cannot decide, as with connectors and patterns inside quotes, the text of the
//! clause does: [`TextCheck`].

use std::collections::BTreeSet;
use std::sync::Arc;

use tantivy::query::doc_predicate_query::DocPredicateQuery;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, RangeQuery,
    TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::check::{Damage, TextCheck};
use super::exclusion::ExclusionQuery;
use super::list::ListQuery;
use super::parallel::Parallels;
use super::pattern::{fuzzy_query, pattern_query};
use super::phrase::PhraseTermQuery;
use super::plan::{Leaf, LeafKind, Place, Plan, Planned, Role, Slot};
use super::present::AskedVerb;
use super::reach::{Reach, ReachQuery};
use super::scan::keys;
use super::sponsor::sponsors;
use super::standing::Forms;
use crate::analysis::{Analyzer, Chains, PhraseTable};
use crate::citation::Symbol;
use crate::lexicon::{ConceptQuery, FormPart, Holds, Lexicon};
use crate::query::{Condition, Scope, VerbTerm};
use crate::resolution::{Date, Part};
use crate::schema::{Clauses, Fields, head_of_term, whole_term};
use crate::text::Language;

type Found = tantivy::Result<Box<dyn Query>>;

/// Makes queries for one index.
pub(super) struct Compiler<'a> {
    pub(super) stored: &'a Clauses,
    pub(super) fields: Fields,
    pub(super) leaves: &'a [Leaf],
    pub(super) chains: Arc<Chains>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) damage: Damage,
}

impl<'a> Compiler<'a> {
    /// Returns what finds the clauses.
    pub(super) fn searcher(&self) -> &'a Searcher {
        self.stored.searcher()
    }

    /// Returns the clauses that match a plan.
    ///
    /// A clause whose lead-in alone holds the words is none: there the lead-in is the hit.
    pub(super) fn clauses(&self, plan: &Plan) -> Found {
        let whole = self.matching(plan, true)?;
        let mut own = Vec::new();
        for leaf in self.leaves {
            if leaf.role == Role::Wanted && leaf.scope == Scope::Clause {
                own.push(self.leaf(leaf, Place::Own)?);
            }
        }
        let is_joint = matches!(plan, Plan::All(_));
        if own.is_empty() || !is_joint {
            return Ok(whole);
        }
        Ok(intersection(vec![whole, union(own)]))
    }

    /// `has_lead`: whether the lead-in counts as the clause's own words.
    fn matching(&self, plan: &Plan, has_lead: bool) -> Found {
        Ok(match plan {
            Plan::Everything => Box::new(AllQuery),
            Plan::Leaf(number) => self.scoped_leaf(*number, has_lead)?,
            Plan::Verb(verb) => self.verb(verb)?,
            Plan::Condition(condition) => self.condition(condition),
            Plan::In(inner) => self.sisters(&*self.matching(inner, true)?)?,
            Plan::Not(inner) => without(Box::new(AllQuery), self.excluded(inner)?),
            Plan::All(parts) => self.all(parts, has_lead)?,
            Plan::Any(parts) => {
                let parts: tantivy::Result<Vec<_>> =
                    parts.iter().map(|part| self.matching(part, has_lead)).collect();
                union(parts?)
            }
            Plan::Near { left, is_negated, right, .. } => {
                let mut narrowing = vec![self.matching(left, false)?];
                if !is_negated {
                    narrowing.push(self.matching(right, false)?);
                }
                let planned = Planned { plan: plan.clone(), leaves: self.leaves.to_vec() };
                let mut analyzer = Analyzer::new(self.chains.clone());
                let index = (self.searcher(), self.fields);
                let forms = Forms::of(&planned, index, &mut analyzer)?;
                self.checked(intersection(narrowing), (planned, Place::Own), forms)
            }
        })
    }

    /// Returns all clauses of the resolutions with a clause that matches.
    fn sisters(&self, found: &dyn Query) -> Found {
        let keys = keys(self.searcher(), found)?;
        let field = self.fields.key;
        let terms = keys.iter().map(|key| Term::from_field_u64(field, *key));
        Ok(Box::new(TermSetQuery::new(terms)))
    }

    /// Words are found in a lead-in only together with others in the item itself, which a plan of
    /// one leaf cannot have.
    fn scoped_leaf(&self, number: usize, has_lead: bool) -> Found {
        let leaf = &self.leaves[number];
        match leaf.scope {
            Scope::Clause if has_lead && self.has_company() => {
                let own = self.leaf(leaf, Place::Own)?;
                Ok(union(vec![own, self.leaf(leaf, Place::Lead)?]))
            }
            Scope::Clause => self.leaf(leaf, Place::Own),
            Scope::Title => self.leaf(leaf, Place::Title),
            Scope::Subject => {
                let headed = self.sisters(&*self.leaf(leaf, Place::Subject)?)?;
                Ok(union(vec![self.leaf(leaf, Place::Title)?, headed]))
            }
            Scope::Sponsor => self.sisters(&sponsors(leaf, self)?),
            Scope::Addressee => self.leaf(leaf, Place::Addressee),
            Scope::Heading => self.leaf(leaf, Place::Heading),
        }
    }

    fn has_company(&self) -> bool {
        let is_wanted = |leaf: &&Leaf| leaf.role == Role::Wanted && leaf.scope == Scope::Clause;
        self.leaves.iter().filter(is_wanted).count() > 1
    }

    fn all(&self, parts: &[Plan], has_lead: bool) -> Found {
        let mut clauses = Vec::new();
        for part in parts {
            clauses.push(match part {
                Plan::Not(inner) => kept_out(self.excluded(inner)?),
                other => (Occur::Must, self.matching(other, has_lead)?),
            });
        }
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    /// What is kept out: by the words of the clause itself.
    fn excluded(&self, inner: &Plan) -> Found {
        self.matching(inner, false)
    }

    /// Narrows `found` down to the clauses whose text at a place matches a plan, which `forms` may tell.
    fn checked(
        &self,
        found: Box<dyn Query>,
        (plan, place): (Planned, Place),
        forms: Option<Forms>,
    ) -> Box<dyn Query> {
        Box::new(DocPredicateQuery::from(TextCheck {
            stored: self.stored.clone(),
            narrowing: found,
            plan: Arc::new(plan),
            place,
            forms: forms.map(Arc::new),
            chains: self.chains.clone(),
            damage: self.damage.clone(),
        }))
    }

    /// Returns the clauses with a leaf at a place; the score is BM25, but for titles and lead-ins.
    pub(super) fn leaf(&self, leaf: &Leaf, place: Place) -> Found {
        let found = self.indexed(leaf, place)?;
        Ok(match place {
            Place::Title => Box::new(ReachQuery::new(found, Reach::Resolution, self.fields)),
            Place::Lead => Box::new(ReachQuery::new(found, Reach::Items, self.fields)),
            Place::Own | Place::Subject | Place::Addressee | Place::Heading => found,
        })
    }

    /// Returns the clauses with which the index holds a leaf at a place: a title stands with the first
    /// clause of its resolution, and a lead-in is a clause itself.
    fn indexed(&self, leaf: &Leaf, place: Place) -> Found {
        let words = self.words_at(place);
        let stems = match place {
            Place::Own | Place::Lead => self.fields.stems,
            Place::Title => self.fields.title_stems,
            Place::Subject => self.fields.subject_stems,
            Place::Addressee => self.fields.addressee_stems,
            Place::Heading => self.fields.heading_stems,
        };
        match &leaf.kind {
            LeafKind::Token { stems: names, words: exact, is_common, meanings } => {
                let mut found: Vec<Box<dyn Query>> =
                    names.iter().map(|stem| counted(stems, stem)).collect();
                if names.is_empty() || *is_common {
                    found.push(self.phrase(exact, place)?);
                }
                for meaning in meanings {
                    let all = meaning.iter().map(|names| any_of(stems, names));
                    found.push(constant(intersection(all.collect()), SCORE_OF_PRESENCE));
                }
                Ok(union(found))
            }
            LeafKind::Phrase(slots) if slots.iter().all(|slot| matches!(slot, Slot::Word(_))) => {
                let exact: Vec<String> = slots.iter().filter_map(slot_word).collect();
                self.phrase(&exact, place)
            }
            LeafKind::Phrase(slots) | LeafKind::Apart { slots, .. } => {
                let mut found: Vec<Box<dyn Query>> = Vec::new();
                for slot in slots {
                    match slot {
                        Slot::Word(word) => found.push(counted(words, word)),
                        Slot::Pattern(pattern) => found.push(pattern_query(pattern, words)),
                        Slot::Gap => {}
                    }
                }
                let alone = Leaf { role: Role::Wanted, ..leaf.clone() };
                let plan = Planned { plan: Plan::Leaf(0), leaves: vec![alone] };
                Ok(self.checked(intersection(found), (plan, place), None))
            }
            LeafKind::Pattern(pattern) => {
                Ok(constant(pattern_query(pattern, words), SCORE_OF_PRESENCE))
            }
            LeafKind::Fuzzy { word, edits } => {
                Ok(constant(fuzzy_query(word, *edits, words), SCORE_OF_PRESENCE))
            }
            LeafKind::Citation { symbol, words: exact } => match place {
                Place::Own => Ok(union(vec![
                    constant(self.named(self.fields.symbol, symbol), SCORE_OF_SYMBOL),
                    constant(self.named(self.fields.cites, symbol), SCORE_OF_CITATION),
                    self.phrase(exact, place)?,
                ])),
                Place::Lead | Place::Title | Place::Subject | Place::Addressee | Place::Heading => {
                    self.phrase(exact, place)
                }
            },
        }
    }

    /// The exact words at a place.
    fn words_at(&self, place: Place) -> Field {
        match place {
            Place::Own | Place::Lead => self.fields.words,
            Place::Title => self.fields.title_words,
            Place::Subject => self.fields.subject_words,
            Place::Addressee => self.fields.addressee_words,
            Place::Heading => self.fields.heading_words,
        }
    }

    /// Returns the clauses with exact words one after the other at a place.
    fn phrase(&self, words: &[String], place: Place) -> Found {
        let text = self.words_at(place);
        let phrases = match (words, place) {
            ([], _) => return Ok(Box::new(EmptyQuery)),
            ([only], _) => return Ok(counted(text, only)),
            (_, Place::Own | Place::Lead) => Some(self.fields.phrases),
            (_, Place::Title | Place::Subject | Place::Addressee | Place::Heading) => None,
        };
        if let Some(phrases) = phrases.filter(|_| self.has_term(words)) {
            return Ok(Box::new(PhraseTermQuery::new(words, phrases, text)));
        }
        let terms = words.iter().map(|word| Term::from_field_text(text, word)).collect();
        Ok(Box::new(PhraseQuery::new(terms)))
    }

    /// Tells whether the clauses with a phrase are known by a term: a phrase has one wherever it
    /// stands, or nowhere. Of a phrase that no clause has it does not matter.
    fn has_term(&self, words: &[String]) -> bool {
        let term = PhraseTable::term(words);
        let count = self.searcher().doc_freq(&Term::from_field_text(self.fields.phrases, &term));
        count.is_ok_and(|count| count > 0)
    }

    /// Returns the clauses headed by a verb, in the text of the language in which it is asked where
    /// the index has that text.
    fn verb(&self, verb: &VerbTerm) -> Found {
        match self.parallel(verb)? {
            Some(list) => Ok(Box::new(list)),
            None => self.headed(verb),
        }
    }

    /// Returns the clauses headed by a verb as its own language reads it, or another text of theirs;
    /// `None` where no clause could have such a text.
    fn parallel(&self, verb: &VerbTerm) -> tantivy::Result<Option<ListQuery>> {
        let Some(language) = verb.language else { return Ok(None) };
        let parallels = Parallels::new(self.searcher(), self.fields, language)?;
        parallels.map(|parallels| parallels.read(&*self.headed(verb)?)).transpose()
    }

    /// Returns the verbs that a plan asks for, with what heads a clause by each.
    pub(super) fn asked_verbs<'plan>(
        &self,
        plan: &'plan Plan,
    ) -> tantivy::Result<Vec<AskedVerb<'plan>>> {
        let form = |verb: &VerbTerm| self.lexicon.printed_form(&verb.typed);
        let asked = |verb: &'plan VerbTerm| {
            let form = verb.is_quoted().then(|| form(verb));
            Ok(AskedVerb { verb, form, parallel: self.parallel(verb)? })
        };
        plan.verbs().into_iter().map(asked).collect()
    }

    /// Returns the clauses headed by a verb in their own text.
    pub(super) fn headed(&self, verb: &VerbTerm) -> Found {
        if verb.is_quoted() {
            return self.printed(&verb.typed);
        }
        let readings = verb.readings.iter().map(|reading| {
            let mut parts = vec![term(self.fields.head, reading.concept.as_str())];
            parts.extend(reading.qualifiers.iter().map(|name| term(self.fields.qualifier, name)));
            parts.extend(part_of(reading).map(|part| term(self.fields.part, part.id())));
            let in_language = |language: Language| term(self.fields.lang, language.code());
            match reading.holds {
                Holds::Everywhere => intersection(parts),
                Holds::In(language) => {
                    parts.push(in_language(language));
                    intersection(parts)
                }
                Holds::Outside(language) => without(intersection(parts), in_language(language)),
            }
        });
        Ok(union(readings.collect()))
    }

    /// Returns the clauses that print their verb as typed: those with one of the printed verbs of the
    /// index, which are few, that are this form; of a form that a table has, headed by its concept.
    fn printed(&self, typed: &str) -> Found {
        let lexicon = self.lexicon;
        let form = lexicon.printed_form(typed);
        let field = self.fields.head_text;
        let mut terms: BTreeSet<Term> = BTreeSet::new();
        for reader in self.searcher().segment_readers() {
            let index = reader.inverted_index(field)?;
            let mut stream = index.terms().stream()?;
            while stream.advance() {
                let Ok(term) = std::str::from_utf8(stream.key()) else { continue };
                let Some((language, printed)) = head_of_term(term) else { continue };
                if form.may_be(printed) && lexicon.is_printed(&form, printed, language) {
                    terms.insert(Term::from_field_text(field, term));
                }
            }
        }
        let printed: Box<dyn Query> = Box::new(TermSetQuery::new(terms));
        let heads = form.concepts().iter().map(|concept| term(self.fields.head, concept.as_str()));
        let heads: Vec<_> = heads.collect();
        Ok(if heads.is_empty() { printed } else { intersection(vec![printed, union(heads)]) })
    }

    pub(super) fn condition(&self, condition: &Condition) -> Box<dyn Query> {
        let fields = self.fields;
        match condition {
            Condition::Part(part) => term(fields.part, part.id()),
            Condition::Organ(organs) => {
                union(organs.iter().map(|organ| term(fields.organ, organ.id())).collect())
            }
            Condition::Session(sessions) => {
                let terms = sessions.iter().map(|name| term(fields.session, &whole_term(name)));
                union(terms.collect())
            }
            Condition::Years(from, to) => {
                range(fields.year, from.map(u64::from), to.map(u64::from))
            }
            Condition::Days(from, to) => range(fields.date, from.map(day), to.map(day)),
            Condition::Language(language) => term(fields.lang, language.code()),
            Condition::Label(label) => term(fields.clause, &whole_term(label)),
            Condition::LabelWithItems(label) => {
                let labelled = || term(fields.clause, &whole_term(label));
                let items = ReachQuery::new(labelled(), Reach::Items, fields);
                union(vec![labelled(), Box::new(items)])
            }
            Condition::Symbol(symbol) => self.named(fields.symbol, symbol),
            Condition::Cites(symbol) => self.named(fields.cites, symbol),
            Condition::Qualifier(name) => term(fields.qualifier, name),
        }
    }

    /// The document under its symbol and every other name of it.
    fn named(&self, field: Field, symbol: &Symbol) -> Box<dyn Query> {
        let aliases = symbol.aliases();
        let names: BTreeSet<String> = std::iter::once(symbol.as_str())
            .chain(aliases.iter().map(String::as_str))
            .map(whole_term)
            .collect();
        union(names.iter().map(|name| term(field, name)).collect())
    }
}

/// A document itself stands above every clause that cites it.
const SCORE_OF_SYMBOL: f32 = 40.0;
const SCORE_OF_CITATION: f32 = 8.0;
/// What counts by being there, however often: about what one rare word does.
const SCORE_OF_PRESENCE: f32 = 6.0;

fn constant(query: Box<dyn Query>, score: f32) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, score))
}

/// Returns the part of a resolution that the form typed opens, if it opens only one.
fn part_of(reading: &ConceptQuery) -> Option<Part> {
    match reading.part? {
        FormPart::Preambular => Some(Part::Preambular),
        FormPart::Operative => Some(Part::Operative),
        FormPart::Both => None,
    }
}

fn slot_word(slot: &Slot) -> Option<String> {
    match slot {
        Slot::Word(word) => Some(word.clone()),
        Slot::Pattern(_) | Slot::Gap => None,
    }
}

fn day(date: Date) -> u64 {
    let text: String = date.to_string().chars().filter(char::is_ascii_digit).collect();
    text.parse().unwrap_or_default()
}

fn term(field: Field, value: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic))
}

fn any_of(field: Field, values: &[String]) -> Box<dyn Query> {
    union(values.iter().map(|value| term(field, value)).collect())
}

fn counted(field: Field, value: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::WithFreqs))
}

fn range(field: Field, from: Option<u64>, to: Option<u64>) -> Box<dyn Query> {
    use std::ops::Bound;
    let bound = |end: Option<u64>| {
        end.map_or(Bound::Unbounded, |end| Bound::Included(Term::from_field_u64(field, end)))
    };
    Box::new(RangeQuery::new(bound(from), bound(to)))
}

/// Returns what matches `query` and not `excluded`.
fn without(query: Box<dyn Query>, excluded: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(BooleanQuery::new(vec![(Occur::Must, query), kept_out(excluded)]))
}

fn kept_out(query: Box<dyn Query>) -> (Occur, Box<dyn Query>) {
    (Occur::MustNot, Box::new(ExclusionQuery::new(query)))
}

/// Returns what matches one of `queries`.
pub(super) fn union(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.remove(0),
        _ => Box::new(BooleanQuery::union(queries)),
    }
}

/// Returns what matches all of `queries`.
pub(super) fn intersection(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match queries.len() {
        0 => Box::new(AllQuery),
        1 => queries.remove(0),
        _ => Box::new(BooleanQuery::intersection(queries)),
    }
}

//! [`Forms`]: where the leaves of a plan stand in clauses, told by the index without their text.
//!
//! The index keeps the positions of exact words and, for stems, how often a clause has them. The words
//! of a stem are found in the dictionary of the index; where they stand in a clause exactly as often
//! as the stem does, they are where the stem stands. Elsewhere, as with words that a hyphen joins to
//! one stem or in languages that share a spelling, only the text tells.
//!
//! It is taken for granted that in no clause a word whose stem is another one in its language stands
//! in for a word that was not found: the counts would agree by accident.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, DocSet, Searcher, SegmentReader, Term};

use super::matcher::{Occurrence, Standing, is_anywhere};
use super::plan::{Leaf, LeafKind, Plan, Planned, Slot};
use crate::analysis::Analyzer;
use crate::query::{ConnectorKind, Scope};
use crate::schema::Fields;
use crate::text::Span;

/// What of the index tells where the leaves of a plan stand.
pub(super) struct Forms {
    /// By the numbers of the leaves; empty for those that the plan does not have.
    leaves: Vec<LeafForms>,
    /// Whether that tells for certain that the plan matches, and not only that it may.
    decides: bool,
}

/// The terms of a leaf.
#[derive(Clone, Default)]
struct LeafForms {
    stems: Vec<Term>,
    /// The exact words of the stems.
    words: Vec<Term>,
    /// Exact words one after the other.
    phrase: Vec<Term>,
    /// The exact words of a word as it was typed.
    typed: Vec<Term>,
}

/// What a leaf is in a clause.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) places: Vec<Occurrence>,
    /// Whether it is a word that stands there as it was typed.
    pub(super) is_as_typed: bool,
}

impl Forms {
    /// Returns `None` for a plan of which only the text tells anything.
    pub(super) fn of(
        planned: &Planned,
        index: (&Searcher, Fields),
        analyzer: &mut Analyzer,
    ) -> tantivy::Result<Option<Self>> {
        let mut numbers = Vec::new();
        let Some(decides) = decides(&planned.plan, &mut numbers) else { return Ok(None) };
        let wanted: Vec<&Leaf> = numbers.iter().map(|number| &planned.leaves[*number]).collect();
        let Some(told) = Self::of_leaves(&wanted, index, analyzer)? else { return Ok(None) };
        let mut leaves = vec![LeafForms::default(); planned.leaves.len()];
        for (number, forms) in numbers.into_iter().zip(told.leaves) {
            leaves[number] = forms;
        }
        Ok(Some(Self { leaves, decides }))
    }

    /// Returns those of leaves alone; `None` where only the text tells where one of them stands.
    pub(super) fn of_leaves(
        leaves: &[&Leaf],
        (searcher, fields): (&Searcher, Fields),
        analyzer: &mut Analyzer,
    ) -> tantivy::Result<Option<Self>> {
        let known: Option<Vec<_>> = leaves.iter().map(|leaf| LeafForms::of(leaf, fields)).collect();
        let Some(mut leaves) = known else { return Ok(None) };
        for leaf in &mut leaves {
            leaf.add_words((searcher, fields), analyzer)?;
        }
        Ok(Some(Self { leaves, decides: true }))
    }

    /// Returns what the leaves are in each of `clauses`; `None` where the text must tell.
    pub(super) fn told(
        &self,
        searcher: &Searcher,
        clauses: &[DocAddress],
    ) -> tantivy::Result<Vec<Option<Vec<Told>>>> {
        let mut told = vec![None; clauses.len()];
        let mut places: Vec<usize> = (0..clauses.len()).collect();
        places.sort_unstable_by_key(|place| clauses[*place]);
        let segment = |place: &usize| clauses[*place].segment_ord;
        for places in places.chunk_by(|left, right| segment(left) == segment(right)) {
            let mut forms = self.open(searcher.segment_reader(segment(&places[0])))?;
            for place in places {
                told[*place] = forms.told(clauses[*place].doc_id);
            }
        }
        Ok(told)
    }

    /// Returns them for the clauses of a segment.
    pub(super) fn open(&self, reader: &SegmentReader) -> tantivy::Result<SegmentForms> {
        let leaves: tantivy::Result<_> = self.leaves.iter().map(|leaf| leaf.open(reader)).collect();
        Ok(SegmentForms { leaves: leaves?, decides: self.decides })
    }
}

/// Tells whether the positions of its leaves, whose numbers go into `numbers`, tell for certain whether
/// a plan matches; `None` where they do not even tell that it does not. Sentences are seen in the text
/// alone.
fn decides(plan: &Plan, numbers: &mut Vec<usize>) -> Option<bool> {
    match plan {
        Plan::Leaf(number) => {
            numbers.push(*number);
            Some(true)
        }
        Plan::All(parts) | Plan::Any(parts) => {
            parts.iter().try_fold(true, |all, part| Some(decides(part, numbers)? && all))
        }
        Plan::Near { left, kind, is_negated, right } => {
            let both = decides(left, numbers)? & decides(right, numbers)?;
            let decides = both && *kind != ConnectorKind::Sentence;
            (decides || !is_negated).then_some(decides)
        }
        Plan::Everything | Plan::Verb(_) | Plan::Condition(_) | Plan::In(_) | Plan::Not(_) => None,
    }
}

impl LeafForms {
    /// Returns the terms that are known without a look into the index.
    fn of(leaf: &Leaf, fields: Fields) -> Option<Self> {
        if leaf.scope != Scope::Clause {
            return None;
        }
        let exact = |word: &String| Term::from_field_text(fields.words, word);
        match &leaf.kind {
            LeafKind::Token { stems, words, is_common, meanings } if meanings.is_empty() => {
                let is_exact = *is_common || stems.is_empty();
                let stems = stems.iter().map(|stem| Term::from_field_text(fields.stems, stem));
                let typed: Vec<Term> = words.iter().map(exact).collect();
                let phrase = if is_exact { typed.clone() } else { Vec::new() };
                Some(Self { stems: stems.collect(), words: Vec::new(), phrase, typed })
            }
            LeafKind::Phrase(slots) => {
                let word = |slot: &Slot| match slot {
                    Slot::Word(word) => Some(exact(word)),
                    Slot::Pattern(_) | Slot::Gap => None,
                };
                let phrase = slots.iter().map(word).collect::<Option<_>>()?;
                Some(Self { phrase, ..Self::default() })
            }
            LeafKind::Token { .. }
            | LeafKind::Apart { .. }
            | LeafKind::Pattern(_)
            | LeafKind::Fuzzy { .. }
            | LeafKind::Citation { .. } => None,
        }
    }

    /// Adds the words of its stems: those of the dictionary that begin as the stem does but for its last
    /// letter, which an ending may change. A word that begins otherwise is not looked for; a clause
    /// that has it is read.
    fn add_words(
        &mut self,
        (searcher, fields): (&Searcher, Fields),
        analyzer: &mut Analyzer,
    ) -> tantivy::Result<()> {
        let stems = self.stems.iter().filter_map(|term| term.value().as_str().map(str::to_owned));
        let stems: Vec<String> = stems.collect();
        let starts = stems.iter().map(|stem| {
            let last = stem.char_indices().next_back().map_or(0, |(place, _)| place);
            if last == 0 { stem.as_str() } else { &stem[..last] }
        });
        let mut starts: Vec<&str> = starts.collect();
        starts.sort_unstable();
        // One that begins as another does has words that the other has.
        starts.dedup_by(|next, kept| next.starts_with(*kept));
        for reader in searcher.segment_readers() {
            let index = reader.inverted_index(fields.words)?;
            for start in &starts {
                let end = format!("{start}{}", char::MAX);
                let mut terms = index.terms().range().ge(start).lt(end).into_stream()?;
                while terms.advance() {
                    let Ok(word) = std::str::from_utf8(terms.key()) else { continue };
                    if analyzer.has_stem(word, &stems) {
                        self.words.push(Term::from_field_text(fields.words, word));
                    }
                }
            }
        }
        self.words.sort_unstable();
        self.words.dedup();
        Ok(())
    }

    fn open(&self, reader: &SegmentReader) -> tantivy::Result<LeafPostings> {
        let open = |terms: &[Term], option: IndexRecordOption| {
            let mut opened = Vec::with_capacity(terms.len());
            for term in terms {
                opened.push(reader.inverted_index(term.field())?.read_postings(term, option)?);
            }
            tantivy::Result::Ok(opened)
        };
        let positions = IndexRecordOption::WithFreqsAndPositions;
        let phrase = open(&self.phrase, positions)?;
        Ok(LeafPostings {
            stems: open(&self.stems, IndexRecordOption::WithFreqs)?.into_iter().flatten().collect(),
            words: open(&self.words, positions)?.into_iter().flatten().collect(),
            // A phrase with a word that no clause has stands nowhere.
            phrase: phrase.into_iter().collect::<Option<_>>().unwrap_or_default(),
            typed: open(&self.typed, IndexRecordOption::Basic)?.into_iter().collect(),
        })
    }
}

/// [`Forms`] in one segment.
pub(super) struct SegmentForms {
    leaves: Vec<LeafPostings>,
    decides: bool,
}

struct LeafPostings {
    stems: Vec<SegmentPostings>,
    words: Vec<SegmentPostings>,
    phrase: Vec<SegmentPostings>,
    /// `None` where one of these words stands in no clause.
    typed: Option<Vec<SegmentPostings>>,
}

impl SegmentForms {
    /// Tells whether `plan` matches a clause, which is not before the one asked about last; `None` where
    /// the text must tell.
    pub(super) fn is_match(&mut self, plan: &Plan, doc: DocId) -> Option<bool> {
        let found: Option<Vec<_>> = self.leaves.iter_mut().map(|leaf| leaf.at(doc)).collect();
        let found = found?;
        let occurrences = |number: usize| found[number].clone();
        let standing = Standing { occurrences: &occurrences, sentence_at: &|_| 0 };
        let is_match = is_anywhere(plan, &standing);
        (self.decides || !is_match).then_some(is_match)
    }

    fn told(&mut self, doc: DocId) -> Option<Vec<Told>> {
        let told = |leaf: &mut LeafPostings| {
            Some(Told { places: leaf.at(doc)?, is_as_typed: leaf.is_as_typed(doc) })
        };
        self.leaves.iter_mut().map(told).collect()
    }
}

impl LeafPostings {
    fn is_as_typed(&mut self, doc: DocId) -> bool {
        let typed = self.typed.as_mut();
        typed.is_some_and(|words| words.iter_mut().all(|word| is_at(word, doc)))
    }

    /// Returns where the leaf stands in a clause, a word being a byte long.
    fn at(&mut self, doc: DocId) -> Option<Vec<Occurrence>> {
        let mut positions = Vec::new();
        for word in &mut self.words {
            if is_at(word, doc) {
                word.append_positions_with_offset(0, &mut positions);
            }
        }
        let counts =
            self.stems.iter_mut().map(|stem| u32::from(is_at(stem, doc)) * stem.term_freq());
        if counts.sum::<u32>() as usize != positions.len() {
            return None;
        }
        let mut found: Vec<Occurrence> =
            positions.into_iter().map(|first| place(first, 1)).collect();
        found.extend(self.phrase_at(doc));
        found.sort_unstable();
        found.dedup();
        Some(found)
    }

    fn phrase_at(&mut self, doc: DocId) -> Vec<Occurrence> {
        let length = self.phrase.len();
        let mut firsts: Option<Vec<u32>> = None;
        for (number, word) in (0_u32..).zip(&mut self.phrase) {
            if !is_at(word, doc) {
                return Vec::new();
            }
            let mut positions = Vec::new();
            word.positions(&mut positions);
            let begun = positions.iter().filter_map(|position| position.checked_sub(number));
            firsts = Some(match firsts {
                None => begun.collect(),
                Some(firsts) => begun.filter(|first| firsts.binary_search(first).is_ok()).collect(),
            });
        }
        firsts.unwrap_or_default().into_iter().map(|first| place(first, length)).collect()
    }
}

fn place(first: u32, words: usize) -> Occurrence {
    let first = first as usize;
    Occurrence { first, last: first + words - 1, span: Span::new(first, first + words) }
}

fn is_at(postings: &mut SegmentPostings, doc: DocId) -> bool {
    if postings.doc() < doc {
        postings.seek(doc);
    }
    postings.doc() == doc
}

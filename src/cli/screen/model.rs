//! [`Model`]: everything the interactive screen knows.

use std::collections::{BTreeMap, BTreeSet};

use super::input::Input;
use crate::query::{Field, PREFIX_CHARS_MIN};
use crate::search::{FacetReport, Filter, Group, Hit, Request, SearchReport};

/// How many clauses an answer holds at most: nobody walks further, and each key asks anew.
pub const HITS_MAX: usize = 100;

/// How many values of a facet are offered, the chosen ones aside.
const VALUES_MAX: usize = 8;

/// The state of the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    /// The query as it is being typed.
    pub input: Input,
    /// Conditions that were given on the command line and stay.
    pub filters: Vec<Filter>,
    /// Which part of the screen gets the keys.
    pub focus: Focus,
    /// The last answer.
    pub answer: Answer,
    /// What is wrong with the query as it stands; the last answer stays.
    pub fault: Option<String>,
    /// The number of the last request.
    pub asked: u64,
    /// The number of the last request that was answered.
    pub answered: u64,
    /// Which hit is selected, from 0.
    pub selected: usize,
    /// Which entry of the facets is selected, from 0.
    pub facet_selected: usize,
    /// The values of facets that were chosen.
    pub chosen: BTreeSet<Choice>,
    /// The resolution of the selected hit, with its key.
    pub preview: Option<(u64, Group)>,
    /// How far the preview was moved from where its clause is shown, in lines.
    pub scroll: isize,
    /// Whether the keys are explained.
    pub has_help: bool,
    /// What was said last.
    pub note: Option<String>,
}

/// Which part of the screen gets the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The query line.
    #[default]
    Query,
    /// The list of clauses.
    Results,
    /// The facets.
    Facets,
    /// The whole resolution.
    Preview,
}

impl Focus {
    /// In the order in which the tabulator goes through them.
    pub(super) const ALL: [Self; 4] = [Self::Query, Self::Results, Self::Facets, Self::Preview];
}

/// What a search brings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The query that was answered: as typed, or with its last word as a beginning.
    pub query: String,
    /// The hits.
    pub report: SearchReport,
    /// What they are made of.
    pub facets: FacetReport,
}

/// A value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Choice {
    /// The facet.
    pub field: Field,
    /// The value, as the query language has it.
    pub value: String,
}

/// A line of the facets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetEntry {
    /// What choosing it means.
    pub choice: Choice,
    /// How many clauses it has.
    pub clauses: usize,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// Returns the request with its last word as a beginning (`harb*`), for a query that is still being
/// typed; `None` where it does not end with a word that can be one.
#[must_use]
pub fn begun(request: &Request) -> Option<Request> {
    let word = request.query.split_whitespace().last()?;
    let is_word = request.query.ends_with(word) && word.chars().all(char::is_alphanumeric);
    let is_long = word.chars().count() >= PREFIX_CHARS_MIN && !is_operator(word);
    let query = format!("{}*", request.query);
    (is_word && is_long).then(|| Request { query, ..request.clone() })
}

fn is_operator(word: &str) -> bool {
    matches!(word, "AND" | "OR" | "NOT")
}

impl Model {
    /// Returns the screen as it opens, with `query` typed.
    #[must_use]
    pub fn new(query: &str) -> Self {
        Self { input: Input::new(query), ..Self::default() }
    }

    /// Returns what is asked now: the query, and of each facet any of the chosen values.
    #[must_use]
    pub fn request(&self) -> Request {
        let mut values: BTreeMap<Field, Vec<&str>> = BTreeMap::new();
        for choice in &self.chosen {
            values.entry(choice.field).or_default().push(&choice.value);
        }
        let filter =
            |(field, values): (Field, Vec<&str>)| Filter { field, value: values.join(",") };
        Request {
            filters: self.filters.iter().cloned().chain(values.into_iter().map(filter)).collect(),
            limit: HITS_MAX,
            ..Request::new(self.input.text())
        }
    }

    /// Tells whether an answer is on its way.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.answered < self.asked
    }

    /// Returns the hits in order, each with its resolution.
    pub fn hits(&self) -> impl Iterator<Item = (&Group, &Hit)> {
        self.answer
            .report
            .groups
            .iter()
            .flat_map(|group| group.hits.iter().map(move |hit| (group, hit)))
    }

    /// Returns the selected hit.
    #[must_use]
    pub fn selection(&self) -> Option<(&Group, &Hit)> {
        self.hits().nth(self.selected)
    }

    /// Returns the facets line by line: the most frequent values of each, and every chosen one.
    #[must_use]
    pub fn facet_entries(&self) -> Vec<FacetEntry> {
        let mut entries = Vec::new();
        for facet in &self.answer.facets.facets {
            let is_chosen = |value: &str| {
                let choice = Choice { field: facet.field, value: value.to_owned() };
                self.chosen.contains(&choice)
            };
            let counted = facet.rows.iter().enumerate();
            let shown =
                counted.filter(|(number, row)| *number < VALUES_MAX || is_chosen(&row.value));
            entries.extend(shown.map(|(_, row)| FacetEntry {
                choice: Choice { field: facet.field, value: row.value.clone() },
                clauses: row.clauses,
                is_chosen: is_chosen(&row.value),
            }));
            let is_absent = |choice: &&Choice| {
                choice.field == facet.field
                    && facet.rows.iter().all(|row| row.value != choice.value)
            };
            entries.extend(self.chosen.iter().filter(is_absent).map(|choice| FacetEntry {
                choice: choice.clone(),
                clauses: 0,
                is_chosen: true,
            }));
        }
        entries
    }
}

//! The order of the hits, which no hash and no order of segments decides where a reader sees it.

use std::cmp::Ordering;

use super::contexts::{Contexts, Scored};
use super::error::SearchError;
use super::present::Presenter;
use super::request::Sort;

/// An order of clauses in which no two are equal. Equal scores: the newest first; clauses of one
/// resolution always as they stand in it.
pub(super) enum Order<'a> {
    Score(&'a Contexts),
    Date(&'a Contexts),
    /// By the places of the resolutions.
    Symbol(Vec<usize>),
}

impl<'a> Order<'a> {
    /// Returns the order asked for.
    pub(super) fn of(
        sort: Sort,
        contexts: &'a Contexts,
        presenter: &mut Presenter<'_>,
    ) -> Result<Self, SearchError> {
        Ok(match sort {
            Sort::Score => Self::Score(contexts),
            Sort::Date => Self::Date(contexts),
            Sort::Symbol => Self::Symbol(places(contexts, presenter)?),
        })
    }

    /// Compares two clauses so that the one that comes first is less.
    pub(super) fn compare(&self, left: &Scored, right: &Scored) -> Ordering {
        match self {
            Self::Score(contexts) => contexts.by_score(left, right),
            Self::Date(contexts) => contexts.turn(left).cmp(&contexts.turn(right)),
            Self::Symbol(places) => {
                let place = |one: &Scored| (places[one.context as usize], one.ordinal);
                place(left).cmp(&place(right))
            }
        }
    }
}

/// Returns the place of each resolution among all: by symbol, those without one last, then by file,
/// the newest first.
fn places(contexts: &Contexts, presenter: &mut Presenter<'_>) -> Result<Vec<usize>, SearchError> {
    let mut names = Vec::with_capacity(contexts.len());
    for (number, run) in contexts.runs().enumerate() {
        let stored = presenter.head(run, false)?;
        let symbol = stored.symbol.as_deref();
        let name = (symbol.is_none(), pieces(symbol.unwrap_or_default()), stored.source);
        names.push((name, run.by_date(), number));
    }
    names.sort_unstable();
    let mut places = vec![0; names.len()];
    for (place, (_, _, number)) in names.into_iter().enumerate() {
        places[number] = place;
    }
    Ok(places)
}

/// A run of digits as a number, or a run of other characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    Number(u128),
    Words(String),
}

/// Cuts a symbol so that `A/RES/9/2` comes before `A/RES/10/1`.
fn pieces(symbol: &str) -> Vec<Piece> {
    let runs =
        symbol.as_bytes().chunk_by(|left, right| left.is_ascii_digit() == right.is_ascii_digit());
    runs.map(|run| {
        let run = String::from_utf8_lossy(run).into_owned();
        run.parse().map_or(Piece::Words(run), Piece::Number)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn numbers_count_as_numbers() {
        let mut symbols =
            ["A/RES/10/1", "S/RES/7", "A/RES/9/20", "A/RES/9/3", "", "A/RES/2200(XXI)"];
        symbols.sort_by_key(|symbol| pieces(symbol));
        let expected = ["", "A/RES/9/3", "A/RES/9/20", "A/RES/10/1", "A/RES/2200(XXI)", "S/RES/7"];
        assert_eq!(symbols, expected);
    }
}

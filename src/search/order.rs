//! The order of the hits, which no hash and no order of segments decides where a reader sees it.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::error::SearchError;
use super::present::Presenter;
use super::rank::Scored;
use super::request::Sort;

/// Sorts by the order asked for. Equal scores: the newest first; clauses of one resolution always
/// as they stand in it.
pub(super) fn sort(
    scored: &mut [Scored],
    sort: Sort,
    presenter: &Presenter<'_>,
) -> Result<(), SearchError> {
    match sort {
        Sort::Score => scored.sort_unstable_by(by_score),
        Sort::Date => scored.sort_unstable_by_key(place),
        Sort::Symbol => {
            let names = names(scored, presenter)?;
            scored.sort_by(|left, right| {
                let name = |one: &Scored| names.get(&one.candidate.key);
                name(left).cmp(&name(right)).then_with(|| place(left).cmp(&place(right)))
            });
        }
    }
    Ok(())
}

/// Compares two clauses so that the better one comes first.
pub(super) fn by_score(left: &Scored, right: &Scored) -> Ordering {
    right.score.total_cmp(&left.score).then_with(|| place(left).cmp(&place(right)))
}

fn place(one: &Scored) -> (Reverse<u64>, u64, u64) {
    (Reverse(one.candidate.date), one.candidate.key, one.candidate.ordinal)
}

/// The symbol and the file of each resolution; those without a symbol come last.
type Name = (bool, Vec<Piece>, String);

fn names(scored: &[Scored], presenter: &Presenter<'_>) -> Result<BTreeMap<u64, Name>, SearchError> {
    let mut names = BTreeMap::new();
    for one in scored {
        if let Entry::Vacant(entry) = names.entry(one.candidate.key) {
            let stored = presenter.head(one)?;
            let symbol = stored.symbol.as_deref();
            let name = (symbol.is_none(), pieces(symbol.unwrap_or_default()), stored.source);
            entry.insert(name);
        }
    }
    Ok(names)
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

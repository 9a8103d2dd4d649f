//! Clauses of one wording: one of them is shown, and how many others there are.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::DocAddress;

use super::rank::Scored;

/// Keeps the first clause of every wording, with the number of the others.
pub(super) fn kept(scored: &[Scored], collapses: bool) -> Vec<(&Scored, Copies)> {
    if !collapses {
        return scored.iter().map(|one| (one, Copies::default())).collect();
    }
    let mut places: BTreeMap<u64, usize> = BTreeMap::new();
    let mut kept: Vec<(&Scored, Copies)> = Vec::new();
    for one in scored {
        match places.get(&one.candidate.wording) {
            Some(place) => kept[*place].1.add(one.candidate.date),
            None => {
                places.insert(one.candidate.wording, kept.len());
                kept.push((one, Copies::default()));
            }
        }
    }
    kept
}

/// The clauses that stand behind another one of the same wording.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Copies {
    pub(super) count: usize,
    pub(super) years: Option<(u16, u16)>,
}

impl Copies {
    /// `date` is yyyymmdd, 0 where it is not known.
    fn add(&mut self, date: u64) {
        self.count += 1;
        let year = u16::try_from(date / 10_000).unwrap_or_default();
        if year > 0 {
            let (first, last) = self.years.unwrap_or((year, year));
            self.years = Some((first.min(year), last.max(year)));
        }
    }
}

/// The wordings of an answer by resolutions: each is shown in the first resolution that has it.
#[derive(Debug)]
pub(super) struct Wordings {
    /// The clauses of each wording with their dates; `None` where copies are shown too.
    clauses: Option<BTreeMap<u64, Vec<(DocAddress, u64)>>>,
    seen: BTreeSet<u64>,
}

impl Wordings {
    /// Returns the wordings of `scored`.
    pub(super) fn new(scored: &[Scored], collapses: bool) -> Self {
        let clauses = collapses.then(|| {
            let mut clauses: BTreeMap<u64, Vec<(DocAddress, u64)>> = BTreeMap::new();
            for one in scored.iter().map(|one| &one.candidate) {
                clauses.entry(one.wording).or_default().push((one.address, one.date));
            }
            clauses
        });
        Self { clauses, seen: BTreeSet::new() }
    }

    /// Returns those of the next resolution, the best first, whose wording no resolution before it
    /// has; none where all that it has of the query in full stands there.
    pub(super) fn kept<'a>(&mut self, members: &[&'a Scored]) -> Vec<&'a Scored> {
        if self.clauses.is_none() {
            return members.to_vec();
        }
        let mut own = BTreeSet::new();
        let is_new = |one: &&&Scored| {
            let wording = one.candidate.wording;
            !self.seen.contains(&wording) && own.insert(wording)
        };
        let kept: Vec<&Scored> = members.iter().filter(is_new).copied().collect();
        let has_full = |clauses: &[&Scored]| clauses.iter().any(|one| one.is_full);
        if has_full(members) && !has_full(&kept) {
            return Vec::new();
        }
        self.seen.extend(own);
        kept
    }

    /// Returns the other clauses with the wording of one that is kept.
    pub(super) fn copies(&self, one: &Scored) -> Copies {
        let same = self.clauses.as_ref().and_then(|clauses| clauses.get(&one.candidate.wording));
        let mut copies = Copies::default();
        for (address, date) in same.into_iter().flatten() {
            if *address != one.candidate.address {
                copies.add(*date);
            }
        }
        copies
    }
}

//! Clauses in their order, gathered in groups and pages, with the copies that they stand for.

use std::collections::BTreeMap;
use std::mem;
use std::ops::ControlFlow;

use tantivy::DocAddress;

use super::super::contexts::Scored;
use super::super::copies::{Seen, copies, kept};
use super::super::error::SearchError;
use super::super::order::Order;
use super::super::pages::{Pages, by_pages};
use super::super::report::{Group, Header, Hit};
use super::super::request::{Request, Sort};
use super::{BEST_CLAUSE_WEIGHT, Presenter};
use crate::schema::StoredHeader;
use crate::text::Language;

/// How many clauses of a resolution stand under it.
const HITS_PER_RESOLUTION_MAX: usize = 10;

/// A clause that is shown, with the header of its resolution where it opens a group.
#[derive(Clone)]
struct Read {
    hit: Hit,
    header: Option<Header>,
}

impl Presenter<'_> {
    /// Gives the clauses to `pages` in their order; neighbours of one resolution share a group.
    pub(in crate::search) fn clauses(
        &mut self,
        scored: &[Scored],
        request: &Request,
        pages: &mut Pages<'_>,
    ) -> Result<ControlFlow<()>, SearchError> {
        let contexts = self.contexts();
        let limit = (request.limit, request.collapses);
        let kept = kept(scored, limit, contexts, &mut self.wordings)?;
        let mut rank = 1;
        for page in by_pages(&kept, request.page_clauses) {
            let groups = self.groups(page, rank, request)?;
            rank += page.len();
            if pages.give(groups).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Returns the clauses of a page, grouped; the first of them has `rank`.
    pub(in crate::search) fn groups(
        &mut self,
        kept: &[Scored],
        rank: usize,
        request: &Request,
    ) -> Result<Vec<Group>, SearchError> {
        let contexts = self.contexts();
        let opens = |place: usize| place == 0 || kept[place].context != kept[place - 1].context;
        // What is stored side by side is read together, because it is packed together.
        let mut places: Vec<usize> = (0..kept.len()).collect();
        places.sort_unstable_by_key(|place| contexts.address(&kept[*place]));
        // Boxed, so that each is given back as it goes into its group: a page has many.
        let mut read: Vec<Option<Box<Read>>> = vec![None; kept.len()];
        for place in places {
            let one = &kept[place];
            let mut stored = self.stored(contexts.address(one))?;
            let (own, language) = (stored.header.take(), stored.language);
            let header =
                if opens(place) { Some(self.header(one, own, language, request)?) } else { None };
            let hit = self.hit(stored, one, rank + place);
            read[place] = Some(Box::new(Read { hit, header }));
        }
        let mut groups: Vec<Group> = Vec::new();
        for (one, read) in kept.iter().zip(read.into_iter().flatten()) {
            let Read { hit, header } = *read;
            match (header, groups.last_mut()) {
                (None, Some(group)) => group.hits.push(hit),
                (header, _) => {
                    let (key, header) = (contexts.key(one), header.unwrap_or_default());
                    groups.push(Group { key, header, score: one.score, hits: vec![hit], more: 0 });
                }
            }
        }
        if request.collapses {
            self.count_copies(kept, &mut groups)?;
        }
        Ok(groups)
    }

    /// Gives the resolutions to `pages`, the best first, each with its best clauses. The clauses stand
    /// in the order of the index.
    pub(in crate::search) fn resolutions(
        &mut self,
        scored: &[Scored],
        totals: &[f32],
        request: &Request,
        pages: &mut Pages<'_>,
    ) -> Result<ControlFlow<()>, SearchError> {
        let contexts = self.contexts();
        let order = Order::of(request.sort, contexts, self)?;
        let by_order = |left: &Scored, right: &Scored| order.compare(left, right);
        let mut found: Vec<(f32, Scored, &[Scored])> = Vec::with_capacity(totals.len());
        for members in scored.chunk_by(|left, right| left.context == right.context) {
            let best = members.iter().min_by(|left, right| by_order(left, right));
            found.extend(best.map(|best| {
                let whole = totals[best.context as usize];
                (whole + BEST_CLAUSE_WEIGHT * best.score, *best, members)
            }));
        }
        found.sort_unstable_by(|left, right| {
            let by_clause = || by_order(&left.1, &right.1);
            match request.sort {
                Sort::Score => right.0.total_cmp(&left.0).then_with(by_clause),
                Sort::Date | Sort::Symbol => by_clause(),
            }
        });
        let limit = if request.limit == 0 { found.len() } else { request.limit };
        let mut seen = Seen::default();
        let (mut groups, mut shown) = (Vec::new(), Vec::new());
        for (score, _, members) in found {
            if shown.len() >= request.page_clauses {
                let page = self.page(&mut groups, &mut shown, request)?;
                if pages.give(page).is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
            let rank = pages.groups() + groups.len() + 1;
            if rank > limit {
                break;
            }
            let mut kept = members.to_vec();
            kept.sort_unstable_by(by_order);
            if request.collapses {
                kept = seen.kept(kept, contexts, &mut self.wordings)?;
            }
            let more = kept.len().saturating_sub(HITS_PER_RESOLUTION_MAX);
            kept.truncate(HITS_PER_RESOLUTION_MAX);
            if let Some(group) = self.resolution(&kept, (rank, score), request)? {
                groups.push(Group { more, ..group });
                shown.extend(kept);
            }
        }
        let page = self.page(&mut groups, &mut shown, request)?;
        Ok(pages.give(page))
    }

    /// Takes out the page of `groups`, which show the clauses `shown`.
    fn page(
        &mut self,
        groups: &mut Vec<Group>,
        shown: &mut Vec<Scored>,
        request: &Request,
    ) -> Result<Vec<Group>, SearchError> {
        if request.collapses {
            self.count_copies(shown, groups)?;
        }
        shown.clear();
        Ok(mem::take(groups))
    }

    /// Returns the resolution of `kept`, its clauses that are shown; `None` if there are none.
    fn resolution(
        &mut self,
        kept: &[Scored],
        (rank, score): (usize, f32),
        request: &Request,
    ) -> Result<Option<Group>, SearchError> {
        let mut hits = Vec::with_capacity(kept.len());
        let mut shown = None;
        for one in kept {
            let mut stored = self.stored(self.contexts().address(one))?;
            let (own, language) = (stored.header.take(), stored.language);
            shown.get_or_insert((one, own, language));
            hits.push(self.hit(stored, one, rank));
        }
        let Some((one, own, language)) = shown else { return Ok(None) };
        let header = self.header(one, own, language, request)?;
        Ok(Some(Group { key: self.contexts().key(one), header, score, hits, more: 0 }))
    }

    /// Tells of the hits in `groups`, which are the clauses `shown`, what copies they have.
    fn count_copies(&mut self, shown: &[Scored], groups: &mut [Group]) -> Result<(), SearchError> {
        let mut worded = Vec::with_capacity(shown.len());
        for one in shown {
            worded.push((self.wording(one)?, self.contexts().address(one)));
        }
        let copies = copies(&worded, self.hits.found, self.searcher(), self.fields)?;
        let hits = groups.iter_mut().flat_map(|group| &mut group.hits);
        for (hit, copies) in hits.zip(copies) {
            (hit.copies, hit.copies_years) = (copies.count, copies.years);
        }
        Ok(())
    }

    /// Tells of each clause, whose wordings are given, whether no other that was found has its wording.
    pub(in crate::search) fn are_alone(
        &self,
        clauses: &[Scored],
        wordings: &[u64],
    ) -> tantivy::Result<Vec<bool>> {
        let addresses = clauses.iter().map(|one| self.contexts().address(one));
        let one_each: BTreeMap<u64, DocAddress> = wordings.iter().copied().zip(addresses).collect();
        let worded: Vec<(u64, DocAddress)> = one_each.into_iter().collect();
        let copies = copies(&worded, self.hits.found, self.searcher(), self.fields)?;
        let counts: BTreeMap<u64, usize> =
            worded.iter().zip(copies).map(|(worded, copies)| (worded.0, copies.count)).collect();
        Ok(wordings.iter().map(|wording| counts[wording] == 0).collect())
    }

    /// `own` is what is stored with the clause itself: the first one brings it along.
    fn header(
        &mut self,
        one: &Scored,
        own: Option<StoredHeader>,
        language: Option<Language>,
        request: &Request,
    ) -> Result<Header, SearchError> {
        let header = match own {
            Some(own) => own,
            None => {
                let run = self.contexts().run(one.context as usize);
                self.head(run, request.tells_records)?
            }
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
}

//! An answer given away page by page, so that a long one is never held as a whole.

use std::iter;
use std::ops::ControlFlow;

use super::contexts::Scored;
use super::report::{Group, Page, SearchReport};

/// Takes groups in their order and gives them away.
pub(super) struct Pages<'a> {
    /// What every page says.
    head: SearchReport,
    page: Page,
    give: &'a mut dyn FnMut(SearchReport) -> ControlFlow<()>,
}

impl<'a> Pages<'a> {
    /// Returns those of the answer that `head` tells of, which has no groups yet.
    pub(super) fn new(
        head: SearchReport,
        give: &'a mut dyn FnMut(SearchReport) -> ControlFlow<()>,
    ) -> Self {
        Self { head, page: Page { is_last: false, ..Page::default() }, give }
    }

    /// Returns how many groups have been given away.
    pub(super) fn groups(&self) -> usize {
        self.page.groups_before
    }

    /// Gives away the next page; it breaks where no more is wanted.
    pub(super) fn give(&mut self, groups: Vec<Group>) -> ControlFlow<()> {
        if groups.is_empty() {
            return ControlFlow::Continue(());
        }
        let page = self.page;
        self.page.groups_before += groups.len();
        self.page.clauses_before += groups.iter().map(Group::clauses).sum::<usize>();
        self.page.has_near_before |= groups.iter().any(Group::has_near);
        (self.give)(SearchReport { groups, page, ..self.head.clone() })
    }

    /// Gives away the last page, which has no groups.
    pub(super) fn finish(self) {
        let page = Page { is_last: true, ..self.page };
        // Nothing follows, so that it does not matter whether more is wanted.
        let _ = (self.give)(SearchReport { page, ..self.head });
    }
}

/// Cuts clauses into pages of about so many; neighbours of one resolution stay together.
pub(super) fn by_pages(clauses: &[Scored], most: usize) -> impl Iterator<Item = &[Scored]> {
    let mut rest = clauses;
    iter::from_fn(move || {
        let least = most.clamp(1, rest.len().max(1));
        let is_bound =
            |end: &usize| rest.get(*end).is_none_or(|next| next.context != rest[*end - 1].context);
        let end = (least..=rest.len()).find(is_bound)?;
        let (page, behind) = rest.split_at(end);
        rest = behind;
        Some(page)
    })
}

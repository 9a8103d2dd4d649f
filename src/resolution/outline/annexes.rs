//! Texts inside a resolution that speak for themselves: drafts recommended to another body, annexes
//! with a preamble of their own.

use super::super::enacting;
use super::super::levels::Step;
use super::super::numbering::Style;
use super::super::piece::letters;
use super::{Draft, Walk};
use crate::lexicon::FormPart;

impl Walk<'_, '_> {
    /// Tells whether the body that adopts the resolution is named again in an annex, behind paragraphs like
    /// those of a preamble: consolidated statements are annexes that have one each.
    pub(super) fn ends_annex_preamble(&self, place: usize) -> bool {
        let drafts = || self.outline.drafts.iter().filter(|draft| draft.annex == self.annex);
        let opens = |draft: &Draft| {
            let opener = self.page.lexicon.opener(&draft.text, self.page.language);
            opener.is_some_and(|opener| opener.part == FormPart::Preambular)
        };
        self.recommended.is_none()
            && !self.is_other_body(place)
            && drafts().next().is_some_and(opens)
            && drafts()
                .all(|draft| draft.path.first().is_some_and(|step| step.style == Style::Unnumbered))
    }

    /// Labels the paragraphs of the annex so far as its preamble.
    pub(super) fn name_annex_preamble(&mut self) {
        let own = self.outline.drafts.iter_mut().filter(|draft| draft.annex == self.annex);
        for (value, draft) in (1..).zip(own.filter(|draft| draft.path.len() == 1)) {
            draft.is_of_other_preamble = true;
            draft.path = vec![Step::unnumbered(value)];
        }
        self.levels.clear();
    }

    /// Tells whether an enacting line names another body than the first one of the header.
    pub(super) fn is_other_body(&self, place: usize) -> bool {
        let name = |place: usize| letters(&self.pieces[place].text);
        let mut enacting = self.outline.header.iter().copied();
        let first = enacting
            .find(|other| *other < place && enacting::is_enacting(&self.pieces[*other].text));
        first.is_some_and(|first| name(first) != name(place))
    }
}

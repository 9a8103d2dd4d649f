//! Texts inside a resolution that speak for themselves: drafts recommended to another body, annexes
//! with a preamble of their own.

use super::super::annex;
use super::super::enacting;
use super::super::levels::Step;
use super::super::numbering::Style;
use super::super::piece::{Piece, Shape, letters};
use super::{Draft, Walk};
use crate::lexicon::FormPart;

impl Walk<'_, '_> {
    /// Counts an annex, whose paragraphs are those from here on.
    pub(super) fn begin_annex(&mut self) {
        self.annex += 1;
        self.annex_start = self.outline.drafts.len();
    }

    /// Tells whether a line by itself names the next annex and its title.
    pub(super) fn is_titled_annex(&self, piece: &Piece) -> bool {
        let is_apart = piece.gap_lines > 0 || matches!(piece.shape, Shape::Heading(_));
        is_apart && annex::is_titled(&piece.text, self.annex + 1)
    }

    /// Tells whether the body that adopts the resolution is named again in an annex, behind paragraphs like
    /// those of a preamble: consolidated statements are annexes that have one each.
    pub(super) fn ends_annex_preamble(&self, place: usize) -> bool {
        let drafts = self.outline.drafts.get(self.annex_start..).unwrap_or_default();
        let opens = |draft: &Draft| {
            let opener = self.page.lexicon.opener(&draft.text, self.page.language);
            opener.is_some_and(|opener| opener.part == FormPart::Preambular)
        };
        // An annex has one preamble.
        let may_be_preamble = |draft: &Draft| {
            !draft.is_of_other_preamble
                && draft.path.first().is_some_and(|step| step.style == Style::Unnumbered)
        };
        self.recommended.is_none()
            && !self.is_other_body(place)
            && drafts.first().is_some_and(opens)
            && drafts.iter().all(may_be_preamble)
    }

    /// Labels the paragraphs of the annex so far as its preamble.
    pub(super) fn name_annex_preamble(&mut self) {
        let own = self.outline.drafts.iter_mut().skip(self.annex_start);
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

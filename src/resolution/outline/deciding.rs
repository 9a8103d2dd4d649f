//! Where the preamble ends and the body decides: the verb that stands behind its name, its name
//! printed a second time, the names of parts.

use super::super::levels::Step;
use super::super::numbering::{Number, Style};
use super::super::piece::{Ending, ending, letters};
use super::super::{enacting, page};
use super::{Walk, Zone};
use crate::lexicon::FormPart;

/// Words behind the name of the body: the verb, `as follows`, and a sign.
const WORDS_MAX: usize = 6;

impl Walk<'_, '_> {
    /// Places a paragraph of the preamble that ends in the verb of what follows, `the Commission
    /// decided:`, and tells whether it is one. Its words are the preamble's, the verb is the lead-in
    /// of the clauses counted below it.
    ///
    /// Decisions of the bodies of many regions are written in this way, as one sentence.
    pub(super) fn decides(&mut self, place: usize, number: Option<Number>) -> bool {
        if self.zone != Zone::Preamble || number.is_some() || self.pieces[place].role.is_some() {
            return false;
        }
        let bare = || self.is_bare_decision(place).then_some(0);
        let Some(at) = self.deciding_verb(place).or_else(bare) else { return false };
        let before = self.pieces[place].text[..at].trim();
        if enacting::names_body(before) {
            self.outline.header.push(place);
        } else if !before.is_empty() {
            self.levels.clear();
            self.preambular += 1;
            let length = before.len();
            self.push(place, Step { style: Style::Unnumbered, value: self.preambular }, 0);
            if let Some(draft) = self.outline.drafts.last_mut() {
                draft.text.truncate(length);
                draft.emphasis_end = draft.emphasis_end.min(length);
            }
        }
        self.enter(Zone::Operative);
        self.levels.clear();
        self.top += 1;
        self.push(place, Step { style: Style::Unnumbered, value: self.top }, at);
        true
    }

    /// The byte where an operative verb begins that is the end of a paragraph, above the first of
    /// several clauses.
    fn deciding_verb(&self, place: usize) -> Option<usize> {
        let text = self.pieces[place].text.trim_end();
        if ending(text) != Ending::Colon || !self.is_above_first(place) {
            return None;
        }
        let starts = text
            .char_indices()
            .rev()
            .filter(|(at, one)| one.is_alphabetic() && text[..*at].ends_with(char::is_whitespace));
        let is_verb = |at: &usize| {
            let tail = &text[*at..];
            let opener = self.page.lexicon.opener(tail, self.page.language);
            opener.is_some_and(|opener| {
                opener.part == FormPart::Operative && is_as_follows(&tail[opener.span.end()..])
            })
        };
        starts.map(|(at, _)| at).take(WORDS_MAX).filter(is_verb).last()
    }

    /// Tells whether a paragraph is nothing but the verb that decides what is counted below it, in
    /// a language whose verbs have one form for both parts: `决定：`.
    fn is_bare_decision(&self, place: usize) -> bool {
        const DECIDES: &str = "decides";
        let text = self.pieces[place].text.trim();
        if ending(text) != Ending::Colon || !self.is_above_first(place) {
            return false;
        }
        let opener = self.page.lexicon.opener(text, self.page.language);
        opener.is_some_and(|opener| {
            opener.part == FormPart::Both
                && opener.concept.is_some_and(|concept| concept.as_str() == DECIDES)
                && is_as_follows(&text[opener.span.end()..])
        })
    }

    /// Tells whether the paragraph behind `place` is the first of several that are counted like
    /// clauses.
    fn is_above_first(&self, place: usize) -> bool {
        let below = self.pieces[place + 1..].iter().position(|below| !below.text.trim().is_empty());
        let number = below.and_then(|below| page::number_of(&self.pieces[place + 1 + below]));
        number.is_some_and(|number| {
            let counts =
                |style| matches!(style, Style::Figure | Style::Article | Style::RomanCapital);
            number.readings().any(|(style, value)| value == 1 && counts(style))
        })
    }

    /// Tells whether a capital letter or numeral with a few words and no verb names a part.
    pub(super) fn names_part(&self, number: Number, text: &str) -> bool {
        let is_capital = matches!(number.style, Style::LetterCapital | Style::RomanCapital);
        is_capital
            && matches!(self.zone, Zone::Preamble | Zone::Operative)
            && !self.levels.has_sister(number)
            && self.outline.drafts.last().is_none_or(|last| {
                matches!(ending(&last.text), Ending::Comma | Ending::Semicolon | Ending::Stop)
            })
            && super::unnumbered::is_heading(text)
    }
}

/// Tells whether an item opens with an operative verb and is the first, whatever it is counted by:
/// where the body was named again behind its preamble, it is a clause.
pub(super) fn is_first_item(number: Option<Number>, form: Option<FormPart>) -> bool {
    form == Some(FormPart::Operative)
        && number.is_some_and(|number| number.readings().any(|(_, value)| value == 1))
}

/// Tells whether nothing but `as follows` and a sign stands behind a verb.
fn is_as_follows(text: &str) -> bool {
    const WORDS: [&str; 9] = [
        "",
        "asfollows",
        "cequisuit",
        "losiguiente",
        "следующее",
        "онижеследующем",
        "нижеследующее",
        "مايلي",
        "如下",
    ];
    WORDS.contains(&letters(text).as_str())
}

//! Where the preamble ends and the body decides: the verb that stands behind its name, its name
//! printed a second time, the names of parts.

use super::super::levels::Step;
use super::super::model::Part;
use super::super::numbering::{Number, Style};
use super::super::piece::{Ending, Piece, ending, letters};
use super::super::{enacting, page, past, speaker};
use super::{Walk, Zone};
use crate::lexicon::FormPart;

/// Words behind the name of the body: the verb, `as follows`, and a sign.
const WORDS_MAX: usize = 6;

impl Walk<'_, '_> {
    /// Tells whether a paragraph would be the first clause behind a preamble.
    pub(super) fn is_first_clause(
        &self,
        place: usize,
        number: Option<Number>,
        form: Option<FormPart>,
    ) -> bool {
        begins_operative(number, form)
            || self.is_first_item(number, form)
            || self.is_first_bullet(place, number, form)
            || self.is_first_by_sign(place, number, form)
            || self.is_first_of_one_form(place, number, form)
            || self.is_first_told(place, number)
    }

    /// Tells whether a letter behind the name of the body and a colon counts the first thing it did: `The
    /// Governing Body:`, `(a) requested`.
    fn is_first_told(&self, place: usize, number: Option<Number>) -> bool {
        let Some(number) = number.filter(|_| !self.has_clauses()) else { return false };
        let is_letter =
            number.readings().any(|(style, value)| style == Style::Letter && value == 1);
        let above = self.outline.header.last().map(|last| &self.pieces[*last].text);
        let is_named = above
            .is_some_and(|above| ending(above) == Ending::Colon && enacting::is_enacting(above));
        let page = self.page;
        let text = self.pieces[place].text[page::numbered(&self.pieces[place]).1..].trim_start();
        is_letter
            && is_named
            && page
                .language
                .is_some_and(|language| past::verb_at_head(text, language, page.lexicon).is_some())
    }

    /// Tells whether an operative verb behind `1)` or `(1)` is the first clause: no lead-in has
    /// it for an item.
    fn is_first_item(&self, number: Option<Number>, form: Option<FormPart>) -> bool {
        let is_figure = number.is_some_and(|number| {
            number.value == 1 && matches!(number.style, Style::FigureHalf | Style::FigureInBrackets)
        });
        is_figure && form == Some(FormPart::Operative) && !self.is_introduced()
    }

    /// Tells whether a bullet before an operative verb is the first clause, which lost its number:
    /// the second has its own, and no first stands before it.
    fn is_first_bullet(
        &self,
        place: usize,
        number: Option<Number>,
        form: Option<FormPart>,
    ) -> bool {
        let is_bullet = number.is_some_and(|number| number.style == Style::Bullet);
        let (first, second) = (self.next_figure(1, place), self.next_figure(2, place));
        is_bullet
            && form == Some(FormPart::Operative)
            && !self.is_introduced()
            && match (first, second) {
                // All lost their numbers, or never had any.
                (None, None) => true,
                (Some(first), Some(second)) => first > second,
                (first, _) => first.is_none(),
            }
    }

    /// Tells whether a clause without a number is the first operative one by the sign at its end.
    /// Where a verb has one form for both parts and nothing is numbered, commas end the paragraphs
    /// of the preamble and semicolons the clauses behind it.
    fn is_first_by_sign(
        &self,
        place: usize,
        number: Option<Number>,
        form: Option<FormPart>,
    ) -> bool {
        let last = self.outline.drafts.last();
        number.is_none()
            && form == Some(FormPart::Both)
            && ending(&self.pieces[place].text) == Ending::Semicolon
            && last.is_some_and(|last| ending(&last.text) == Ending::Comma)
            && self.next_figure(1, place).is_none()
    }

    /// Tells whether the first of several that are counted otherwise than by `1.` is the first clause,
    /// where a verb has one form for both parts: what it counts is closed, and commas end the
    /// paragraphs of the preamble before it.
    fn is_first_of_one_form(
        &self,
        place: usize,
        number: Option<Number>,
        form: Option<FormPart>,
    ) -> bool {
        let counts = |(style, value)| match style {
            Style::FigureHalf | Style::FigureInBrackets | Style::RomanCapital => value == 1,
            Style::Bullet => self.next_figure(1, place).is_none(),
            Style::Figure
            | Style::FigureDotted(_)
            | Style::Letter
            | Style::Roman
            | Style::LetterCapital
            | Style::Article
            | Style::Unnumbered => false,
        };
        let last = self.outline.drafts.last();
        number.is_some_and(|number| number.readings().any(counts))
            && form == Some(FormPart::Both)
            && matches!(ending(&self.pieces[place].text), Ending::Semicolon | Ending::Stop)
            && last.is_some_and(|last| ending(&last.text) == Ending::Comma)
    }

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
            self.push(place, Step::unnumbered(self.preambular), 0);
            if let Some(draft) = self.outline.drafts.last_mut() {
                draft.text.truncate(length);
                draft.emphasis_end = draft.emphasis_end.min(length);
            }
        }
        self.enter(Zone::Operative);
        self.levels.clear();
        self.top += 1;
        self.push(place, Step::unnumbered(self.top), at);
        true
    }

    /// The byte where an operative verb begins that is the end of a paragraph, above the first of
    /// several clauses.
    fn deciding_verb(&self, place: usize) -> Option<usize> {
        let text = self.pieces[place].text.trim_end();
        if ending(text) != Ending::Colon || !self.is_above_first(place) {
            return None;
        }
        // `Be it resolved that the Association supports:` has its verb at its head.
        let head = self.page.lexicon.opener(text, self.page.language);
        if let Some(head) = head.filter(|head| head.part == FormPart::Operative) {
            return Some(head.span.start());
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
    /// a language whose verbs have one form for both parts: `决定：`. Whatever it is counted by.
    fn is_bare_decision(&self, place: usize) -> bool {
        const DECIDES: &str = "decides";
        let text = self.pieces[place].text.trim();
        let is_above = || {
            let below = self.number_below(place);
            below.is_some_and(|number| number.readings().any(|(_, value)| value <= 1))
        };
        if ending(text) != Ending::Colon || !is_above() {
            return false;
        }
        let opener = self.page.lexicon.opener(text, self.page.language);
        opener.is_some_and(|opener| {
            opener.part == FormPart::Both
                && opener.concept.is_some_and(|concept| concept.as_str() == DECIDES)
                && is_as_follows(&text[opener.span.end()..])
        })
    }

    /// Tells whether a paragraph joins a further verb to what was decided, above clauses that go on to be
    /// counted: `AND ORDERS:`, `Y DISPONE:`.
    pub(super) fn joins_verb(&self, place: usize) -> bool {
        let text = self.pieces[place].text.trim();
        let Some(verb) = speaker::after_joint(text).map(|at| &text[at..]) else { return false };
        let opener = self.page.lexicon.opener(verb, self.page.language);
        opener.is_some_and(|opener| {
            opener.part != FormPart::Preambular && is_as_follows(&verb[opener.span.end()..])
        })
    }

    /// Tells whether the paragraph behind `place` is the first of several that are counted like
    /// clauses.
    fn is_above_first(&self, place: usize) -> bool {
        self.number_below(place).is_some_and(|number| {
            let counts =
                |style| matches!(style, Style::Figure | Style::Article | Style::RomanCapital);
            number.readings().any(|(style, value)| value == 1 && counts(style))
        })
    }

    /// The paragraph behind `place`.
    fn below(&self, place: usize) -> Option<&Piece> {
        self.pieces[place + 1..].iter().find(|below| !below.text.trim().is_empty())
    }

    /// The number of the paragraph behind `place`.
    pub(super) fn number_below(&self, place: usize) -> Option<Number> {
        self.below(place).and_then(page::number_of)
    }

    /// Tells whether a sentence of its own stands below a heading of an annex, and no sister of what
    /// would be a list.
    fn has_paragraphs_below(&self, place: usize, number: Number) -> bool {
        self.below(place).is_some_and(|below| {
            let own = page::number_of(below);
            ending(&below.text) == Ending::Stop
                && own.is_none_or(|own| {
                    own.style != number.style && own.value == 1 || own.style == Style::Figure
                })
        })
    }

    /// Tells whether a figure without an operative verb counts what a participle introduces:
    /// `RECALLING THAT:`, `1.`, `2.`.
    pub(super) fn hangs_on_participle(
        &self,
        number: Option<Number>,
        form: Option<FormPart>,
    ) -> bool {
        let outer = self.levels.outermost().map(|draft| &self.outline.drafts[draft]);
        number.is_some()
            && form.is_none()
            && outer.is_some_and(|outer| {
                outer.part == Part::Preambular && ending(&outer.text) == Ending::Colon
            })
    }

    /// Tells whether a figure and a few words are the title of a chapter: below it stands the clause
    /// that comes next, and clauses are counted through all chapters. `2. Buoys`, and below it `7. Urges`.
    pub(super) fn titles_chapter(&self, place: usize, number: Number, start: usize) -> bool {
        let text = self.pieces[place].text[start..].trim();
        if !matches!(self.zone, Zone::Preamble | Zone::Operative)
            || number.style != Style::Figure
            || !super::unnumbered::is_heading(text)
        {
            return false;
        }
        let opens = |text: &str| {
            let opener = self.page.lexicon.opener(text.trim_start(), self.page.language);
            opener.is_some_and(|opener| opener.part != FormPart::Preambular)
        };
        let is_above_next = self.below(place).is_some_and(|below| {
            let (own, start) = page::numbered(below);
            own.is_some_and(|own| own.style == Style::Figure && own.value == self.top + 1)
                && opens(&below.text[start..])
        });
        let last = self.outline.drafts.last();
        is_above_next
            && last.is_none_or(|last| !matches!(ending(&last.text), Ending::Colon | Ending::Open))
            && !opens(text)
    }

    /// Tells whether a capital letter or numeral with a few words and no verb names a part.
    pub(super) fn names_part(&self, place: usize, number: Number, text: &str) -> bool {
        let is_capital = matches!(number.style, Style::LetterCapital | Style::RomanCapital);
        is_capital
            && (matches!(self.zone, Zone::Preamble | Zone::Operative)
                || self.zone == Zone::Annex && self.has_paragraphs_below(place, number))
            && !self.levels.has_sister(number)
            && self.outline.drafts.last().is_none_or(|last| {
                matches!(ending(&last.text), Ending::Comma | Ending::Semicolon | Ending::Stop)
                    // Below `the following recommendation:` a title in capitals is no item.
                    || !text.contains(char::is_lowercase) && text.contains(char::is_uppercase)
            })
            && super::unnumbered::is_heading(text)
    }
}

/// A figure opens the operative part unless a participle stands behind it: some bodies number
/// their preambles. Without a number the verb's form tells.
fn begins_operative(number: Option<Number>, form: Option<FormPart>) -> bool {
    let is_figure =
        number.is_some_and(|number| matches!(number.style, Style::Figure | Style::Article));
    // `I. AGREES`: some councils count what they do by numerals.
    let is_numeral = number
        .is_some_and(|number| number.readings().any(|reading| reading == (Style::RomanCapital, 1)));
    match form {
        Some(FormPart::Operative) => number.is_none() || is_figure || is_numeral,
        Some(FormPart::Preambular) => false,
        Some(FormPart::Both) | None => is_figure,
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

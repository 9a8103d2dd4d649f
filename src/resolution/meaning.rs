//! Gives a clause its meaning: verbs, qualifiers, citations, the lead-ins above it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::model::{Clause, Diagnostic, DiagnosticKind, Part};
use super::numbering::Style;
use super::outline::Draft;
use super::page::Page;
use super::{addressee, deadline, label, past, speaker};
use crate::citation::{self, Context, Organ, Symbol};
use crate::lexicon::{FormPart, VerbMatch};
use crate::text::{Language, Span, first_chars};

/// Emphasis over more characters is not that of a clause verb.
const VERB_CHARS_MAX: usize = 80;

/// Of a longer lead-in an item keeps this much: every item has a copy.
const LEAD_IN_CHARS_MAX: usize = 4_000;

/// What the words of clauses are read with.
pub(super) struct Reading<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) speaker: Option<Organ>,
    /// The texts of the notes each piece refers to.
    pub(super) notes_of: &'a dyn Fn(usize) -> Vec<&'a str>,
}

/// Turns drafts into clauses.
pub(super) fn clauses(
    drafts: &[Draft],
    reading: &Reading<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::with_capacity(drafts.len());
    let mut annex = 0;
    let mut serial = 0;
    for draft in drafts {
        if draft.part == Part::Annex {
            if draft.annex != annex {
                annex = draft.annex;
                serial = 0;
            }
            serial += 1;
        }
        let parent = draft.parent.map(|parent| &clauses[parent]);
        let (own, all) = verbs(draft, reading);
        let noisy = own.is_none().then(|| noisy_opener(draft, parent, reading)).flatten();
        let label = label::label(draft, serial);
        if let Some((verb, confidence)) = &noisy {
            diagnostics.push(spoilt(&label, verb.span.of(&draft.text), *confidence, draft));
        }
        let own = own.or(noisy.map(|(verb, _)| verb));
        let clause = clause(draft, label, (parent, own, all), reading);
        if !clause.has_head && draft.part != Part::Annex {
            diagnostics.push(Diagnostic {
                kind: DiagnosticKind::UnknownVerb,
                message: format!(
                    "`{}` opens with a verb that the lexicon does not know: `{}`",
                    clause.label,
                    opening_words(&clause.text)
                ),
                line: clause.origin.line,
            });
        }
        clauses.push(clause);
    }
    clauses
}

/// The verb that opens a clause, as printed, and all its verbs.
fn verbs(draft: &Draft, reading: &Reading<'_>) -> (Option<VerbMatch>, Vec<VerbMatch>) {
    let (lexicon, language) = (reading.page.lexicon, reading.page.language);
    let (own, all) = lexicon.opener_and_verbs(&draft.text, language);
    let own = if reading.page.is_arabic_statement { stated(draft, reading).or(own) } else { own };
    // In a statement the speaker stands before the verb of every paragraph.
    let after_speaker = speaker::after_speaker(&draft.text);
    // So does the body itself before that of a numbered one in the resolutions of some.
    let is_numbered = draft.path.last().is_some_and(|step| step.style != Style::Unnumbered);
    let may_tell = is_numbered || reading.page.tells_past;
    let subject = || speaker::after_subject(&draft.text).filter(|_| is_numbered);
    let Some(start) = after_speaker.or_else(subject) else {
        let is_plain = own.is_some() || draft.part != Part::Operative || draft.parent.is_some();
        let own = own.or_else(|| if is_plain { None } else { reading.page.we(&draft.text) });
        let spoken = spoken_below(draft, own.as_ref(), reading).filter(|_| is_numbered);
        let joined = || if is_plain || is_numbered { None } else { joined(draft, reading) };
        let past = || if is_plain || !may_tell { None } else { told(draft, reading) };
        let acting =
            || if is_plain { None } else { speaker::acting_body(&draft.text, language, lexicon) };
        return (spoken.or(own).or_else(joined).or_else(past).or_else(acting), all);
    };
    let own = lexicon.opener(&draft.text[start..], language);
    let own = own.map(|own| VerbMatch { span: own.span.shift(start), ..own });
    let is_told = may_tell && draft.part == Part::Operative && draft.parent.is_none();
    (own.or_else(|| if is_told { told(draft, reading) } else { None }), all)
}

/// The verb that a line joins to what was decided above: `AND ORDERS:`.
fn joined(draft: &Draft, reading: &Reading<'_>) -> Option<VerbMatch> {
    let start = speaker::after_joint(&draft.text)?;
    let verb = reading.page.lexicon.opener(&draft.text[start..], reading.page.language)?;
    Some(VerbMatch { span: verb.span.shift(start), ..verb })
}

/// The verb of a paragraph of an Arabic statement, behind which the speaker is named.
fn stated(draft: &Draft, reading: &Reading<'_>) -> Option<VerbMatch> {
    let name = speaker::behind_verb(&draft.text).filter(|_| draft.parent.is_none())?;
    let bare = format!("{}{}", &draft.text[..name.start()], &draft.text[name.end()..]);
    let verb = reading.page.lexicon.opener(&bare, reading.page.language)?;
    let end = verb.span.end();
    let end = if end > name.start() { end + name.length_bytes() } else { end };
    Some(VerbMatch { span: Span::new(verb.span.start(), end), ..verb })
}

/// The verb in the past of a paragraph that tells what the body did.
fn told(draft: &Draft, reading: &Reading<'_>) -> Option<VerbMatch> {
    let (language, lexicon) = (reading.page.language, reading.page.lexicon);
    past::verb(&draft.text, language, lexicon)
        .or_else(|| past::verb_at_head(&draft.text, language?, lexicon))
}

/// The verb behind the subject of a sentence that opens with something else: `In the light of these
/// considerations, the Assembly calls on`.
fn spoken_below(
    draft: &Draft,
    own: Option<&VerbMatch>,
    reading: &Reading<'_>,
) -> Option<VerbMatch> {
    let is_verb = own.is_some_and(|own| own.part != FormPart::Preambular);
    if is_verb || draft.part != Part::Operative || draft.parent.is_some() {
        return None;
    }
    let start = speaker::after_inner_subject(&draft.text)?;
    let verb = reading.page.lexicon.opener(&draft.text[start..], reading.page.language)?;
    (verb.part != FormPart::Preambular).then(|| VerbMatch { span: verb.span.shift(start), ..verb })
}

/// The verb that character recognition spoilt at the head of a clause, and how sure that is: only
/// at the head of a whole clause, and only a form that heads clauses of its part.
fn noisy_opener(
    draft: &Draft,
    parent: Option<&Clause>,
    reading: &Reading<'_>,
) -> Option<(VerbMatch, f32)> {
    if parent.is_some() || draft.part == Part::Annex {
        return None;
    }
    let (verb, confidence) =
        reading.page.lexicon.opener_noisy(&draft.text, reading.page.language?)?;
    let is_of_part = match verb.part {
        FormPart::Both => true,
        FormPart::Preambular => draft.part == Part::Preambular,
        FormPart::Operative => draft.part == Part::Operative,
    };
    is_of_part.then_some((verb, confidence))
}

fn spoilt(label: &str, printed: &str, confidence: f32, draft: &Draft) -> Diagnostic {
    Diagnostic {
        kind: DiagnosticKind::SpoiltVerb,
        message: format!("`{label}` opens with `{printed}`, a verb misread ({confidence:.2} sure)"),
        line: draft.origin.line,
    }
}

fn clause(
    draft: &Draft,
    label: String,
    (parent, own, mut further): (Option<&Clause>, Option<VerbMatch>, Vec<VerbMatch>),
    reading: &Reading<'_>,
) -> Clause {
    let language = reading.page.language;
    let parent_head = parent.and_then(|parent| parent.head().cloned());
    let mut verbs = Vec::new();
    let (has_head, verb_text, qualifiers);
    let mut head_end = None;
    let is_own = own.as_ref().is_some_and(|own| is_set_in_capitals(draft, own, parent, reading));
    if let Some(parent) =
        parent.filter(|parent| !is_own && (parent.verb_text.is_some() || parent_head.is_some()))
    {
        has_head = parent.has_head;
        verb_text = parent.verb_text.clone();
        qualifiers = parent.qualifiers.clone();
        verbs.extend(parent_head);
    } else if let Some(own) = own {
        has_head = own.concept.is_some();
        verb_text = Some(printed(draft, own.span, reading).to_owned());
        head_end = Some(behind_name(&draft.text, own.span.end(), reading));
        qualifiers = own.qualifiers.clone();
        further.retain(|verb| verb.span.start() > own.span.start());
        verbs.extend(own.concept);
    } else {
        has_head = false;
        verb_text = emphasised(draft);
        qualifiers = Vec::new();
    }
    for verb in further.into_iter().filter_map(|verb| verb.concept) {
        if !verbs.contains(&verb) {
            verbs.push(verb);
        }
    }
    let is_operative = draft.part == Part::Operative;
    let addressee = head_end.zip(verbs.first()).filter(|_| is_operative && has_head);
    let addressee = addressee
        .and_then(|(end, verb)| addressee::read(&draft.text, end, verb.as_str(), language));
    let deadline = if is_operative { deadline::read(&draft.text) } else { None };
    let lead_in = parent.map_or_else(Vec::new, |parent| {
        let mut above = parent.lead_in.clone();
        above.push(kept(&parent.text));
        above
    });
    let (citations, joint_symbols) = citations(draft, reading);
    Clause {
        label,
        part: draft.part,
        verbs,
        has_head,
        verb_text,
        qualifiers,
        citations,
        joint_symbols,
        text: draft.text.clone(),
        lead_in,
        headings: Arc::clone(&draft.headings),
        addressee,
        deadline,
        origin: draft.origin,
    }
}

/// Behind the verb of an Arabic statement, or one in the past, the body is named: whom the verb speaks to
/// stands behind that.
fn behind_name(text: &str, verb_end: usize, reading: &Reading<'_>) -> usize {
    const PRESENT: [char; 5] = ['ي', 'ت', 'ن', 'و', 'إ'];
    let tells = reading.page.is_arabic_statement || !text.starts_with(PRESENT);
    if reading.page.language != Some(Language::Arabic) || !tells {
        return verb_end;
    }
    let name = speaker::behind_verb(text).filter(|name| name.start() == verb_end);
    name.map_or(verb_end, |name| name.end())
}

/// Returns as much of a lead-in as its items keep; dots tell that there is more.
fn kept(lead_in: &str) -> String {
    let first = first_chars(lead_in, LEAD_IN_CHARS_MAX);
    let dots = if first.len() < lead_in.len() { "…" } else { "" };
    format!("{first}{dots}")
}

/// Tells whether an item opens with a verb of its own, where the document sets clause verbs in
/// capitals: `REQUESTS the Commission` below `COMMENDS the efforts of States, and`.
fn is_set_in_capitals(
    draft: &Draft,
    own: &VerbMatch,
    parent: Option<&Clause>,
    reading: &Reading<'_>,
) -> bool {
    let is_capital = |text: &str| {
        let first = text.split_whitespace().next().unwrap_or_default();
        first.chars().filter(|one| one.is_uppercase()).count() > 1
            && !first.chars().any(char::is_lowercase)
    };
    let above = parent.and_then(|parent| parent.verb_text.as_deref());
    own.part != FormPart::Preambular
        && draft.part == Part::Operative
        && above.is_some_and(is_capital)
        && is_capital(printed(draft, own.span, reading))
}

/// The documents that the words and notes of a clause cite, each once, and the second symbols of
/// joint ones.
fn citations(draft: &Draft, reading: &Reading<'_>) -> (Vec<Symbol>, Vec<Symbol>) {
    let context = Context { speaker: reading.speaker };
    let mut seen = BTreeSet::new();
    let (mut symbols, mut joint) = (Vec::new(), Vec::new());
    let notes = draft.pieces.iter().flat_map(|piece| (reading.notes_of)(*piece));
    for text in std::iter::once(draft.text.as_str()).chain(notes) {
        for citation in citation::scan(text, context) {
            if seen.insert(citation.symbol.clone()) {
                let list = if citation.is_second { &mut joint } else { &mut symbols };
                list.push(citation.symbol);
            }
        }
    }
    (symbols, joint)
}

/// The verb as the document prints it: where the printer set apart fewer words than the lexicon
/// joins to the verb (*Condemns* in the strongest terms, *Reaffirming* its strong commitment), and
/// those are a clause verb by themselves, they are what is printed.
fn printed<'a>(draft: &'a Draft, verb: Span, reading: &Reading<'_>) -> &'a str {
    let whole = verb.of(&draft.text);
    let apart = draft.text.get(verb.start()..draft.emphasis_end.min(verb.end()));
    let is_part = |apart: &&str| !apart.is_empty() && apart.len() < whole.len();
    let Some(apart) = apart.map(str::trim_end).filter(is_part) else { return whole };
    let own = reading.page.lexicon.opener(apart, reading.page.language);
    if own.is_some_and(|own| own.span.length_bytes() == apart.len()) { apart } else { whole }
}

/// The words a printer set apart at the head of a clause are its verb even if no table has it.
fn emphasised(draft: &Draft) -> Option<String> {
    let words = draft.text.get(..draft.emphasis_end)?.trim().trim_end_matches([',', ':', '，']);
    let is_verb = !words.is_empty()
        && words.chars().count() <= VERB_CHARS_MAX
        && words.len() < draft.text.len();
    is_verb.then(|| words.to_owned())
}

fn opening_words(text: &str) -> String {
    const WORDS_SHOWN: usize = 4;
    text.split_whitespace().take(WORDS_SHOWN).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{LEAD_IN_CHARS_MAX, kept};

    #[test]
    fn a_lead_in_that_is_cut_says_so() {
        let longest = "诸".repeat(LEAD_IN_CHARS_MAX);
        assert_eq!(kept(&longest), longest);
        assert_eq!(kept(&format!("{longest}国")), format!("{longest}…"));
    }
}

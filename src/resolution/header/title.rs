//! The title or subject of a resolution, also over several lines, and the number before it.

use super::tables::{Phrase, Tables};
use super::title_number::{is_numbered, named_symbol_end, number_end};
use super::{Line, Organ, Symbol, adoption, bears_foreign_symbol};
use crate::resolution::piece::starts_small;
use crate::resolution::{dates, enacting};
use crate::text::{self, Role};

/// A longer title is no title.
const TITLE_CHARS_MAX: usize = 1_200;
/// What nothing but its place calls a title is not longer.
const UNMARKED_CHARS_MAX: usize = 600;
/// A title that ends like a sentence is not longer.
const SENTENCE_CHARS_MAX: usize = 250;
/// A line that names a document for short is not longer.
const DESIGNATION_BYTES_MAX: usize = 60;

/// Returns the title on one line: what the mark-up says it is, else what follows "Subject:" or
/// the number (`75/84.`), else the lines that are nothing else.
pub(super) fn read(lines: &[Line<'_>], organ: Option<Organ>) -> Option<String> {
    let marked: Vec<&str> =
        lines.iter().filter(|line| line.role == Some(Role::Title)).map(|line| line.text).collect();
    if !marked.is_empty() {
        let whole = marked.join(" ");
        return finish(&[number_end(&whole).map_or(whole.as_str(), |end| &whole[end..])]);
    }
    for (index, line) in lines.iter().enumerate() {
        let end = subject_end(line)
            .or_else(|| number_end(line.text))
            .or_else(|| named_symbol_end(line.text));
        if let Some(end) = end.filter(|_| !adoption::is_dated_name(line)) {
            let mut parts = vec![line.text[end..].trim()];
            parts.extend(
                lines[index + 1..].iter().take_while(|line| is_title(line)).map(|l| l.text),
            );
            return finish(&parts);
        }
    }
    // The Security Council gives its resolutions no title.
    if organ == Some(Organ::UnSc) {
        return None;
    }
    let whole = without_rest_of_adoption(lines);
    let lines = whole.as_deref().unwrap_or(lines);
    // The number of a document, a note in brackets, or the line of the adoption, may stand behind
    // the title.
    let lines = without_designation(lines);
    // A note in brackets alone, the place and the day, is none.
    let names = |title: &String| {
        let is_bracketed = title.starts_with('(') && title.ends_with(')');
        // A paragraph of sentences is text.
        let chars_max = if title.ends_with('.') { SENTENCE_CHARS_MAX } else { UNMARKED_CHARS_MAX };
        !(is_bracketed || text::has_more_chars(title, chars_max))
    };
    let unmarked = |is_passed: fn(&Line<'_>) -> bool| unmarked(lines, is_passed).filter(names);
    unmarked(|_| false)
        .or_else(|| unmarked(is_bracketed))
        .or_else(|| unmarked(|line| is_bracketed(line) || is_adoption(line)))
        .or_else(|| above_number(lines).filter(names))
        .map(|title| without_repeated_number(title, lines))
}

/// The title that stands above the number of the decision, where nothing stands between that and the enacting
/// line: `Adoption of the agenda`, and below it `Decision B/78/1`. The first block is the organisation's.
fn above_number(lines: &[Line<'_>]) -> Option<String> {
    let tables = Tables::embedded();
    let enacting = lines.iter().position(is_enacting)?;
    let number = enacting.checked_sub(1)?;
    let is_number = tables.opens_with(&lines[number].folded, Phrase::Resolution).is_some()
        && lines[number].folded.bytes().any(|byte| byte.is_ascii_digit())
        && !is_adoption(&lines[number]);
    let above = &lines[..number];
    let block = above.iter().rposition(|line| line.has_gap)?;
    let is_title =
        |line: &Line<'_>| !is_structural(line, tables) && !line.text.ends_with(['.', ':']);
    let is_apart = is_number && lines[number].has_gap && above[block..].iter().all(is_title);
    is_apart.then(|| finish(&above[block..].iter().map(|line| line.text).collect::<Vec<_>>()))?
}

/// Takes off the number of the document where it is printed once more before the title: `36
/// C/Resolution 12`, and below it `12 Safeguarding`.
fn without_repeated_number(title: String, lines: &[Line<'_>]) -> String {
    let Some((number, rest)) = title.split_once(' ') else { return title };
    let is_number = number.bytes().all(|one| one.is_ascii_digit());
    let names =
        |line: &Line<'_>| is_designation(line) && line.text.ends_with(&format!(" {number}"));
    if is_number && lines.iter().any(names) { rest.trim_start().to_owned() } else { title }
}

/// Leaves out the lines behind a title that name a document for short: `Doc. Assembly/AU/8(XXXV)`.
fn without_designation<'a, 'b>(lines: &'a [Line<'b>]) -> &'a [Line<'b>] {
    let end = lines.iter().position(is_enacting).unwrap_or(lines.len());
    let last = lines[..end].iter().rposition(|line| !is_designation(line));
    let is_title = |line: &Line<'_>| !is_structural(line, Tables::embedded());
    match last {
        Some(last) if last + 1 < end && is_title(&lines[last]) => &lines[..=last],
        _none_or_no_title => lines,
    }
}

/// How many lines the first one takes with it: a note in brackets may go on on the next.
fn bracketed(lines: &[Line<'_>]) -> usize {
    const LINES_MAX: usize = 3;
    let is_open =
        |line: &Line<'_>| line.text.starts_with(['(', '[']) && !line.text.contains([')', ']']);
    let ends = |line: &Line<'_>| line.text.contains([')', ']']);
    let rest = lines.first().filter(|first| is_open(first)).map(|_| &lines[1..]);
    rest.and_then(|rest| rest.iter().take(LINES_MAX).position(ends)).map_or(1, |end| end + 2)
}

/// A note in brackets, or the end of one that began on the line above.
fn is_bracketed(line: &Line<'_>) -> bool {
    let is_end = line.text.ends_with([')', ']']) && !line.text.contains(['(', '[']);
    line.text.starts_with(['(', '[']) || is_end
}

/// `Resolution adopted on 19 September 2019`.
fn is_adoption(line: &Line<'_>) -> bool {
    let tables = Tables::embedded();
    tables.opens_with(&line.folded, Phrase::Resolution).is_some()
        && tables.has(&line.folded, Phrase::Adopted)
}

/// Leaves out the line on which a sentence of adoption goes on: `Resolution adopted on 25 September 2031`, and
/// below it `at the seventh plenary meeting`. `None` where there is none.
fn without_rest_of_adoption<'a>(lines: &[Line<'a>]) -> Option<Vec<Line<'a>>> {
    let is_rest = |place: usize| {
        let (above, line) =
            (place.checked_sub(1).and_then(|above| lines.get(above)), &lines[place]);
        !line.has_gap && starts_small(line.text) && above.is_some_and(is_adoption)
    };
    let rest = (0..lines.len()).find(|place| is_rest(*place))?;
    let mut kept = lines.to_vec();
    kept.remove(rest);
    Some(kept)
}

/// The title between the last line that says something else and the enacting line; lines that
/// `is_passed` say nothing.
fn unmarked(lines: &[Line<'_>], is_passed: impl Fn(&Line<'_>) -> bool) -> Option<String> {
    let tables = Tables::embedded();
    let last = lines
        .iter()
        .rposition(|line| is_structural(line, tables) && !is_enacting(line) && !is_passed(line));
    let from = last.map_or(0, |last| last + bracketed(&lines[last..]));
    // What was passed may stand above the title as well.
    let passed = lines[from..].iter().take_while(|line| is_structural(line, tables));
    let from = from + passed.filter(|line| !is_enacting(line)).count();
    let enacting = lines.iter().position(is_enacting).unwrap_or(lines.len());
    let rest = lines.get(from..enacting).unwrap_or_default();
    // `International Conference of Harbours`, and below it `Resolution concerning harbour lamps`.
    let names_itself = |line: &Line<'_>| {
        line.has_gap
            && tables.opens_with(&line.folded, Phrase::Resolution).is_some()
            && !is_adoption(line)
    };
    let rest = &rest[rest.iter().position(names_itself).unwrap_or(0)..];
    // Of several blocks the title is the one above the line of the adoption.
    let adoption = rest.iter().position(|line| is_adoption(line) && is_passed(line));
    let block = adoption.and_then(|end| rest[..end].iter().rposition(|line| line.has_gap));
    let rest = &rest[block.unwrap_or(0)..];
    let mut parts = Vec::new();
    parts.extend(lines[..from].iter().find_map(|line| after_symbol(line.text)));
    parts.extend(line_above(lines, from).filter(|_| parts.is_empty()));
    parts.extend(goes_on(rest));
    finish(&parts)
}

/// The line above a title that begins in the middle of a sentence: `Recommendation 8 (2012)`, and below it
/// `of the Committee on lamps`.
fn line_above<'a>(lines: &'a [Line<'_>], from: usize) -> Option<&'a str> {
    let first = lines.get(from).filter(|first| !first.has_gap && !is_enacting(first))?;
    let above = lines.get(from.checked_sub(1)?)?;
    starts_small(first.text).then_some(above.text)
}

/// The title that stands on the line of the symbol: `WHA66.12 Neglected tropical diseases`.
fn after_symbol(line: &str) -> Option<&str> {
    const WORDS_MIN: usize = 1;
    let (first, rest) = line.split_once(char::is_whitespace)?;
    let is_symbol = Symbol::parse(first).is_some_and(|symbol| symbol.organ().is_some())
        || Symbol::parse(first).is_some() && first.contains("/RES/");
    let rest = rest.trim();
    let is_words = rest.chars().next().is_some_and(char::is_alphanumeric)
        && rest.split_whitespace().count() >= WORDS_MIN
        && rest.chars().any(char::is_lowercase);
    (is_symbol && is_words).then_some(rest)
}

/// The lines a title without a mark goes on with, up to a gap.
fn goes_on<'a>(lines: &'a [Line<'_>]) -> impl Iterator<Item = &'a str> {
    let tables = Tables::embedded();
    // What a list with dashes opens is no title, nor the words that lead to it, `Das Hafenparlament,`.
    let list = lines.iter().position(|line| line.text.starts_with(['–', '—']));
    let leads =
        list.and_then(|list| lines[..list].last()).is_some_and(|last| last.text.ends_with(','));
    let lines = &lines[..list.map_or(lines.len(), |list| list - usize::from(leads))];
    lines
        .iter()
        .enumerate()
        .take_while(move |(index, line)| {
            let is_apart = *index > 0 && line.has_gap;
            !is_apart && !is_structural(line, tables) && !is_enacting(line)
        })
        .map(|(_, line)| line.text)
}

/// Tells whether a line behind the first one of a title goes on with it: only what never stands in
/// a title ends it.
fn is_title(line: &Line<'_>) -> bool {
    let tables = Tables::embedded();
    let has_figure = line.folded.bytes().any(|byte| byte.is_ascii_digit());
    let opens = |phrase| tables.opens_with(&line.folded, phrase).is_some();
    let is_adoption = (opens(Phrase::Adopted) || opens(Phrase::Approved)) && has_figure;
    let is_other = line.role.is_some_and(|role| role != Role::Title && role != Role::Cover);
    let is_heading = opens(Phrase::Resolution) && tables.has(&line.folded, Phrase::Adopted);
    // A sentence behind a gap stands below the title.
    let is_sentence =
        line.has_gap && line.text.len() > DESIGNATION_BYTES_MAX && line.text.ends_with('.');
    !(is_adoption
        || is_sentence
        || is_other
        || is_heading
        || is_enacting(line)
        || line.text.starts_with(['[', '_']))
        && (line.text.chars().any(char::is_alphabetic) || line.text.contains('('))
}

fn finish(parts: &[&str]) -> Option<String> {
    let joined = parts.join(" ");
    let mut words: Vec<&str> = joined.split_whitespace().collect();
    // `LAMPS OF THE COAST 1/ 2/`: the marks of notes in the typewriter's notation.
    while words.len() > 1 && words.last().is_some_and(|last| is_note_mark(last)) {
        words.pop();
    }
    let title = words.join(" ");
    let title =
        without_glued_mark(&title).trim_matches(|c: char| c == '*' || c.is_whitespace()).to_owned();
    (!title.is_empty() && title.chars().count() <= TITLE_CHARS_MAX).then_some(title)
}

/// Takes off the mark of a note that is glued to the last word: `The lamps of the coast(1)`.
fn without_glued_mark(title: &str) -> &str {
    let Some((words, mark)) = title.strip_suffix(')').and_then(|open| open.rsplit_once('(')) else {
        return title;
    };
    let is_mark = (1..=2).contains(&mark.len()) && mark.bytes().all(|one| one.is_ascii_digit());
    if is_mark && words.ends_with(char::is_lowercase) { words } else { title }
}

/// `2/`
fn is_note_mark(word: &str) -> bool {
    let figures = word.strip_suffix('/');
    figures.is_some_and(|figures| {
        (1..=2).contains(&figures.len()) && figures.bytes().all(|one| one.is_ascii_digit())
    })
}

/// Where the words after "Subject:" begin.
fn subject_end(line: &Line<'_>) -> Option<usize> {
    let phrase = Tables::embedded().opens_with(&line.folded, Phrase::Subject)?;
    let after = line.folded[phrase..].trim_start_matches(['*', ' ']);
    let is_label = after.starts_with(':');
    let colon = line.text.find([':', '：']).filter(|_| is_label)?;
    let end = colon + line.text[colon..].chars().next().map_or(1, char::len_utf8);
    let stars = line.text[end..].len() - line.text[end..].trim_start_matches(['*', ' ']).len();
    Some(end + stars)
}

/// Tells whether a line says something else than the title.
fn is_structural(line: &Line<'_>, tables: &Tables) -> bool {
    if let Some(role) = line.role {
        return role != Role::Title && role != Role::Cover;
    }
    let folded = line.folded.as_str();
    let opens = |phrase| tables.opens_with(folded, phrase).is_some();
    let first = line.text.split_whitespace().next().unwrap_or_default();
    let is_short = line.text.chars().count() <= 60;
    let dates = dates::find(line.text);
    let is_date = dates.first().is_some_and(|dated| folded.len() - dated.span.length_bytes() <= 8);
    let has_letters = line.text.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    !has_letters
        || is_date
        || line.text.starts_with(['[', '_'])
        || opens(Phrase::UnitedNations)
        || opens(Phrase::Distribution)
        || is_short && tables.opens_with(folded.trim_start_matches('('), Phrase::Agenda).is_some()
        || is_place_and_days(line)
        || adoption::is_place_and_day(line.text)
        || adoption::is_day_and_number(line.text)
        || is_short && folded.starts_with("г. ")
        || is_designation(line)
        || goes_on_with_adoption(line)
        || names_part(folded)
        || (opens(Phrase::Adopted) || opens(Phrase::Approved))
            && folded.chars().any(|c| c.is_ascii_digit())
        || Symbol::parse(first).is_some_and(|symbol| symbol.as_str().contains(['/', '-', '.']))
            && !is_numbered(line.text)
        || Symbol::parse(line.text).is_some()
        || bears_foreign_symbol(line.text) && !line.text.contains(char::is_lowercase)
        || is_session(line, tables)
        || names_sponsors(line, tables)
        || is_resolution_heading(line, tables, !dates.is_empty())
        || tables.organ(folded).is_some() && is_short && !folded.contains(' ')
        || is_organ_line(line, tables)
}

/// `Geneva, 12-15 June 2022`: where and when the body met.
fn is_place_and_days(line: &Line<'_>) -> bool {
    const PLACE_WORDS_MAX: usize = 5;
    let Some((place, _)) = line.text.split_once(|one: char| one.is_ascii_digit()) else {
        return false;
    };
    place.contains(',')
        && place.split_whitespace().count() <= PLACE_WORDS_MAX
        && !place.split_whitespace().any(|word| word.starts_with(char::is_lowercase))
        && dates::range(line.text).is_some()
}

/// `ILC.111/Resolution IV`, `Conf. 10.10 (Rev. CoP19)`, `36 C/Resolution 12`: what a document is
/// called for short, in the notation of whatever body. Its words are numbers, letters, and those for
/// a resolution.
fn is_designation(line: &Line<'_>) -> bool {
    const KINDS: [&str; 12] = [
        "resolution",
        "resolucion",
        "res",
        "decision",
        "dec",
        "conf",
        "rev",
        "no",
        "n",
        "резолюция",
        "решение",
        "doc",
    ];
    const LETTERS_MAX: usize = 3;
    if line.text.len() > DESIGNATION_BYTES_MAX || !line.text.contains(['/', '(', '_']) {
        return false;
    }
    let words = || line.folded.split([' ', '(', ')', ',']).filter(|word| !word.is_empty());
    let is_number = |word: &str| {
        word.bytes().any(|one| one.is_ascii_digit())
            || text::roman_value(&word.to_ascii_uppercase()).is_some()
    };
    let is_short = |word: &str| {
        let bare = word.trim_matches('.');
        KINDS.contains(&bare) || word.contains('/') || bare.chars().count() <= LETTERS_MAX
    };
    words().any(is_number)
        && words().all(|word| is_number(word) || is_short(word))
        && !is_numbered(line.text)
}

/// `Harbourland and Portonia: draft resolution`: who proposes it, or the end of a longer list of them.
pub(super) fn names_sponsors(line: &Line<'_>, tables: &Tables) -> bool {
    let Some(draft) = tables.find(&line.folded, Phrase::Draft) else { return false };
    let (before, after) = (&line.folded[..draft.start()], &line.folded[draft.end()..]);
    before.contains(':') && !after.contains(char::is_alphabetic)
}

/// `Seventy-fifth session`, which may carry the agenda item of the line below.
fn is_session(line: &Line<'_>, tables: &Tables) -> bool {
    tables.has(&line.folded, Phrase::Session)
        && super::numerals::session(&line.folded).is_some()
        && line.text.chars().count() <= 60
}

/// Tells whether what stands behind the word for a resolution, and its number, says what it is about.
fn tells_matter(rest: &str) -> bool {
    let number =
        rest.trim_start_matches(|one: char| "no°º. ".contains(one) || one.is_ascii_digit());
    let is_numbered = rest[..rest.len() - number.len()].contains(|one: char| one.is_ascii_digit());
    let matter = if is_numbered { number } else { rest };
    ABOUT.iter().any(|word| matter.starts_with(word))
}

/// What leads from the word for a resolution to what it is about, folded.
const ABOUT: [&str; 8] = [
    "on the ",
    "concerning ",
    "relating ",
    "sur l",
    "concernant ",
    "relative ",
    "sobre ",
    "relativa ",
];

/// `and reaffirmed by the 217th Council Session, Seoul, April 2021`: what became of it later.
fn goes_on_with_adoption(line: &Line<'_>) -> bool {
    const DEEDS: [&str; 8] = [
        "adopted",
        "amended",
        "archived",
        "editorially",
        "reaffirmed",
        "renewed",
        "rescinded",
        "revised",
    ];
    let rest = line.folded.strip_prefix("and ").unwrap_or(&line.folded);
    DEEDS.iter().any(|deed| rest.starts_with(deed))
        && line.folded.bytes().any(|one| one.is_ascii_digit())
        && line.folded.contains([',', ' '])
        && (line.folded.contains(" by the ") || line.folded.contains(" at the "))
}

/// `PREAMBLE`, `RECOMMENDATIONS`: the name of a part of the body.
fn names_part(folded: &str) -> bool {
    const NAMES: [&str; 6] = [
        "preamble",
        "preambule",
        "preambulo",
        "recommendation",
        "recommendations",
        "recomendaciones",
    ];
    NAMES.contains(&folded.trim_end_matches(':'))
}

/// `RESOLUTION`, `Resolution No. 8`, `Resolution adopted by the General Assembly on ...`.
fn is_resolution_heading(line: &Line<'_>, tables: &Tables, has_date: bool) -> bool {
    let folded = line.folded.as_str();
    if names_collection(folded) && tables.has(folded, Phrase::Adopted) {
        return true;
    }
    let Some(end) = tables.opens_with(folded, Phrase::Resolution) else {
        return folded.starts_with('第') && tables.has(folded, Phrase::Resolution)
            || has_date && tables.has(folded, Phrase::Adopted);
    };
    let rest = folded[end..].trim();
    let has_figure = rest.chars().any(|character| character.is_ascii_digit());
    let is_adopted = tables.has(rest, Phrase::Adopted) || tables.has(rest, Phrase::Approved);
    // `Decision on the 18th report`, `Résolution n° 12 sur les feux`: what it is about.
    let is_about = tells_matter(rest);
    rest.is_empty() || is_adopted || has_figure && !is_about && rest.chars().count() <= 50
}

/// Tells whether a folded line opens with the word for several resolutions: `RECOMMENDATIONS ADOPTED AT THE
/// SEVENTH MEETING` heads a collection.
fn names_collection(folded: &str) -> bool {
    const WORDS: [&str; 12] = [
        "resolutions ",
        "recommendations ",
        "decisions ",
        "declarations ",
        "resoluciones ",
        "recomendaciones ",
        "decisiones ",
        "recommandations ",
        "резолюции, ",
        "резолюции ",
        "решения, ",
        "решения ",
    ];
    WORDS.iter().any(|word| folded.starts_with(word))
}

/// The name of the body on a line of its own.
fn is_organ_line(line: &Line<'_>, tables: &Tables) -> bool {
    const OTHER_CHARS_MAX: usize = 8;
    let Some(organ) = tables.organ(&line.folded) else { return false };
    tables.organ_name_length(&line.folded, organ) + OTHER_CHARS_MAX >= line.folded.len()
}

fn is_enacting(line: &Line<'_>) -> bool {
    // Several who speak name themselves.
    const WE: [&str; 3] = ["We, ", "Nous, ", "Nosotros, "];
    line.role == Some(Role::Enacting)
        || enacting::is_enacting(line.text)
        || WE.iter().any(|we| line.text.starts_with(we)) && line.text.ends_with([',', ';', ':'])
        || line.text.ends_with([',', ':', '،', '，', '：'])
            && Tables::embedded().organ(&line.folded).is_some()
}

//! A concordance: every place that matched on a line of its own, the matches below each other.
//!
//! ```text
//!   … to strengthen mutual legal *assistance* and the exchange of evidence …  A/RES/80/901 OP2(b)
//! ```
//!
//! Words that a connector joins are one match, and so are those that stand side by side; the line
//! begins at the first of them.

use std::io;

use super::numbers::counted;
use super::page::Page;
use crate::render::escape::visible;
use crate::render::layout::{Label, Layout, Place, Sign};
use crate::render::pieces::Piece;
use crate::search::{Group, Hit, SearchReport};
use crate::text::{Language, Span, clusters, fold, width_columns, words};

/// The order of the lines of a concordance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ContextOrder {
    /// As the clauses stand in the answer.
    #[default]
    Answer,
    /// By the words before the match, the nearest first.
    Left,
    /// By the match and the words after it.
    Right,
}

/// How many words around a match order its line.
const ORDER_WORDS_MAX: usize = 8;

/// The columns that the place of a clause takes at most.
const PLACE_COLUMNS_MAX: usize = 32;

/// What the signs that keep directions apart take of each piece of a line where a terminal does not know
/// them and gives each a column: room for them keeps such a line from breaking.
const ISOLATE_COLUMNS: usize = 2;

/// The columns that the words between two of a match keep where a line is too narrow for them: a sign
/// that they are cut, between blanks.
const BETWEEN_COLUMNS_MIN: usize = 3;

/// Matches in context, see the module.
#[derive(Clone, Debug)]
pub struct Concordance {
    layout: Layout,
    order: ContextOrder,
}

impl Concordance {
    /// Returns the concordance for a place that is like `layout`.
    #[must_use]
    pub fn new(layout: Layout, order: ContextOrder) -> Self {
        Self { layout, order }
    }

    /// Writes a line for everything that matched in the clauses of `report`.
    ///
    /// Where the text runs from right to left and the place is a terminal, what comes after the
    /// match stands on its left.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn write(&self, report: &SearchReport, out: &mut dyn io::Write) -> io::Result<()> {
        let mut page = Page::new(&self.layout, out);
        let mut lines: Vec<Line> = report.groups.iter().flat_map(lines_of).collect();
        match self.order {
            ContextOrder::Answer => {}
            ContextOrder::Left => lines.sort_by_cached_key(Line::words_before),
            ContextOrder::Right => lines.sort_by_cached_key(Line::words_after),
        }
        let widths = lines.iter().map(Line::place_columns);
        let columns = Columns::new(&self.layout, widths.max().unwrap_or_default());
        for line in &lines {
            let pieces = columns.pieces(line, &self.layout);
            page.row(&pieces)?;
        }
        if lines.is_empty() {
            return Ok(());
        }
        let dot = self.layout.sign(Sign::Dot);
        let places = counted(lines.len(), "place", "places");
        let clauses = counted(report.total_clauses, "clause", "clauses");
        page.gap()?;
        page.plain(&[Piece::new(format!("{places} {dot} {clauses} in all"), Label::Note)])
    }
}

/// One match with what stands around it.
struct Line {
    before: String,
    /// The first word or phrase of the match.
    first: String,
    /// What follows it: the words between and the others of the match in turn, then the words after.
    rest: Vec<Piece>,
    /// The symbol of the resolution.
    name: String,
    /// The label of the clause.
    label: String,
    is_right_to_left: bool,
}

fn lines_of(group: &Group) -> impl Iterator<Item = Line> {
    let language = group.header.language.as_deref().and_then(Language::from_code);
    let is_right_to_left = language.is_some_and(Language::is_right_to_left);
    group.hits.iter().flat_map(move |hit| {
        let marks: Vec<Span> =
            hit.highlights.iter().copied().filter(|span| fits(*span, &hit.text)).collect();
        let matches = marks.chunk_by(|one, next| is_one_match(hit, *one, *next));
        let lines = matches.filter_map(|marks| line(group, hit, marks, is_right_to_left));
        lines.collect::<Vec<Line>>()
    })
}

fn fits(span: Span, text: &str) -> bool {
    text.get(span.start()..span.end()).is_some()
}

/// Tells whether two highlights that follow each other belong to the same match.
fn is_one_match(hit: &Hit, one: Span, next: Span) -> bool {
    let between = hit.text.get(one.end()..next.start()).unwrap_or_default();
    let is_connected = |joined: &Span| joined.start() <= one.start() && next.end() <= joined.end();
    between.trim().is_empty() || hit.connected.iter().any(is_connected)
}

/// Returns the line of a match that is highlighted at `marks`; none without marks.
fn line(group: &Group, hit: &Hit, marks: &[Span], is_right_to_left: bool) -> Option<Line> {
    let (first, others) = marks.split_first()?;
    let mut rest = Vec::new();
    let mut done = first.end();
    for mark in others {
        rest.push(Piece::new(visible(&hit.text[done..mark.start()]), Label::Text));
        rest.push(Piece::new(visible(mark.of(&hit.text)), Label::Match));
        done = mark.end();
    }
    rest.push(Piece::new(visible(&hit.text[done..]), Label::Text));
    Some(Line {
        before: visible(&hit.text[..first.start()]).into_owned(),
        first: visible(first.of(&hit.text)).into_owned(),
        rest,
        name: name(group),
        label: visible(&hit.label).into_owned(),
        is_right_to_left,
    })
}

fn name(group: &Group) -> String {
    let name = match &group.header.symbol {
        Some(symbol) => symbol.as_str(),
        // A document without a symbol goes by the name of its file.
        None => group.header.source.rsplit('/').next().unwrap_or_default(),
    };
    visible(name).into_owned()
}

impl Line {
    fn place_columns(&self) -> usize {
        width_columns(&self.name) + 1 + width_columns(&self.label)
    }

    /// Returns the place of the clause in at most `columns`; it is the label that stays whole.
    fn place(&self, columns: usize, ellipsis: &str) -> String {
        let name =
            head(&self.name, columns.saturating_sub(width_columns(&self.label) + 1), ellipsis);
        head(&format!("{name} {}", self.label), columns, ellipsis)
    }

    fn words_before(&self) -> Vec<String> {
        let all: Vec<Span> = words(&self.before).collect();
        let nearest = all.iter().rev().take(ORDER_WORDS_MAX);
        nearest.map(|span| fold(span.of(&self.before))).collect()
    }

    fn words_after(&self) -> Vec<String> {
        let after: String = self.rest.iter().map(|piece| piece.text.as_str()).collect();
        let nearest = words(&after).take(ORDER_WORDS_MAX);
        std::iter::once(fold(&self.first))
            .chain(nearest.map(|span| fold(span.of(&after))))
            .collect()
    }
}

/// How wide the parts of a line are.
struct Columns {
    before: usize,
    /// The first word of the match and what comes after it.
    rest: usize,
    place: usize,
}

impl Columns {
    fn new(layout: &Layout, place: usize) -> Self {
        let place = place.min(PLACE_COLUMNS_MAX).min(layout.columns() / 3);
        let text = layout.columns().saturating_sub(place + 2);
        let before = text * 2 / 5;
        Self { before, rest: text - before, place }
    }

    /// Returns the parts of a line from left to right, each as wide as its column.
    fn pieces(&self, line: &Line, layout: &Layout) -> Vec<Piece> {
        let ellipsis = layout.sign(Sign::Ellipsis);
        let is_turned = line.is_right_to_left && layout.place == Place::Terminal;
        let first = Piece::new(head(&line.first, self.rest / 2, ellipsis), Label::Match);
        let first = signed(&first, layout);
        let spare = if is_turned { ISOLATE_COLUMNS * (line.rest.len() + 3) } else { 0 };
        let right_columns = self.rest.saturating_sub(width_columns(&first.text) + spare);
        let rest: Vec<Piece> = line.rest.iter().map(|piece| signed(piece, layout)).collect();
        let before = |columns| vec![Piece::new(tail(&line.before, columns, ellipsis), Label::Text)];
        let (left, right) = if is_turned {
            // Read from the right: the beginning of what follows stands nearest to the match.
            let mut after = cut_to(rest, self.before, ellipsis);
            after.reverse();
            (after, before(right_columns))
        } else {
            (before(self.before), cut_to(rest, right_columns, ellipsis))
        };
        let padding = |pieces: &[Piece], columns: usize| {
            Piece::new(" ".repeat(columns.saturating_sub(width_of(pieces))), Label::Text)
        };
        let (before, after) = (padding(&left, self.before), padding(&right, right_columns));
        let mut pieces = vec![before];
        let text = left.into_iter().chain([first]).chain(right);
        pieces.extend(text.map(|piece| if is_turned { isolated(piece) } else { piece }));
        pieces.extend([after, Piece::new("  ", Label::Text)]);
        pieces.push(Piece::new(line.place(self.place, ellipsis), Label::Source));
        pieces
    }
}

/// Returns a piece with the signs of a match around it, where colour does not tell it.
fn signed(piece: &Piece, layout: &Layout) -> Piece {
    if piece.label != Label::Match {
        return piece.clone();
    }
    let sign = layout.sign(Sign::Match);
    Piece::new(format!("{sign}{}{sign}", piece.text), Label::Match)
}

/// Returns a piece that keeps its direction whatever stands beside it.
fn isolated(piece: Piece) -> Piece {
    match piece.text.as_str() {
        "" => piece,
        text => Piece::new(format!("\u{2067}{text}\u{2069}"), piece.label),
    }
}

fn width_of(pieces: &[Piece]) -> usize {
    pieces.iter().map(|piece| width_columns(&piece.text)).sum()
}

/// Returns what follows the first word of a match, cut to `columns`: of the words after the match what
/// there is room for, else less of the words between, so that more of the match is seen.
fn cut_to(mut rest: Vec<Piece>, columns: usize, ellipsis: &str) -> Vec<Piece> {
    let after = rest.pop();
    let mut over = width_of(&rest).saturating_sub(columns);
    for between in rest.iter_mut().filter(|piece| piece.label == Label::Text) {
        let width = width_columns(&between.text);
        let cut = over.min(width.saturating_sub(BETWEEN_COLUMNS_MIN));
        if cut > 0 {
            let kept = head(&between.text, width - cut - 1, ellipsis);
            between.text = format!("{kept} ");
            over -= cut;
        }
    }
    rest.extend(after);
    let mut left = columns;
    for piece in &mut rest {
        piece.text = head(&piece.text, left, ellipsis);
        left = left.saturating_sub(width_columns(&piece.text));
    }
    rest
}

/// Returns the beginning of `text` that fits in `columns`, with a sign where it is cut.
fn head(text: &str, columns: usize, ellipsis: &str) -> String {
    if width_columns(text) <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut left = columns.saturating_sub(width_columns(ellipsis));
    for (_, cluster) in clusters(text) {
        let Some(rest) = left.checked_sub(width_columns(cluster)) else { break };
        left = rest;
        kept.push_str(cluster);
    }
    if columns >= width_columns(ellipsis) {
        kept.push_str(ellipsis);
    }
    kept
}

/// Returns the end of `text` that fits in `columns`, with a sign where it is cut.
fn tail(text: &str, columns: usize, ellipsis: &str) -> String {
    if width_columns(text) <= columns {
        return text.to_owned();
    }
    let mut start = text.len();
    let mut left = columns.saturating_sub(width_columns(ellipsis));
    let all: Vec<(usize, &str)> = clusters(text).collect();
    for (place, cluster) in all.into_iter().rev() {
        let Some(rest) = left.checked_sub(width_columns(cluster)) else { break };
        left = rest;
        start = place;
    }
    let sign = if columns >= width_columns(ellipsis) { ellipsis } else { "" };
    format!("{sign}{}", &text[start..])
}

//! A concordance: every place that matched on a line of its own, the matches below each other.
//!
//! ```text
//!   … to strengthen mutual legal *assistance* and the exchange of evidence …  A/RES/80/901 OP2(b)
//! ```

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
const PLACE_COLUMNS_MAX: usize = 24;

/// What the signs that keep directions apart take of a line where a terminal does not know them and
/// gives each a column: room for them keeps such a line from breaking.
const ISOLATE_COLUMNS: usize = 8;

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
        let widths = lines.iter().map(|line| width_columns(&line.place));
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
    matched: String,
    after: String,
    place: String,
    is_right_to_left: bool,
}

fn lines_of(group: &Group) -> impl Iterator<Item = Line> {
    let language = group.header.language.as_deref().and_then(Language::from_code);
    let is_right_to_left = language.is_some_and(Language::is_right_to_left);
    group.hits.iter().flat_map(move |hit| {
        let fits = |span: &&Span| hit.text.get(span.start()..span.end()).is_some();
        hit.highlights.iter().filter(fits).map(move |span| Line {
            before: visible(&hit.text[..span.start()]).into_owned(),
            matched: visible(span.of(&hit.text)).into_owned(),
            after: visible(&hit.text[span.end()..]).into_owned(),
            place: place(group, hit),
            is_right_to_left,
        })
    })
}

fn place(group: &Group, hit: &Hit) -> String {
    let name = match &group.header.symbol {
        Some(symbol) => symbol.as_str(),
        // A document without a symbol goes by the name of its file.
        None => group.header.source.rsplit('/').next().unwrap_or_default(),
    };
    visible(&format!("{name} {}", hit.label)).into_owned()
}

impl Line {
    fn words_before(&self) -> Vec<String> {
        let all: Vec<Span> = words(&self.before).collect();
        let nearest = all.iter().rev().take(ORDER_WORDS_MAX);
        nearest.map(|span| fold(span.of(&self.before))).collect()
    }

    fn words_after(&self) -> Vec<String> {
        let nearest = words(&self.after).take(ORDER_WORDS_MAX);
        std::iter::once(fold(&self.matched))
            .chain(nearest.map(|span| fold(span.of(&self.after))))
            .collect()
    }
}

/// How wide the parts of a line are.
struct Columns {
    before: usize,
    /// The match and what comes after it.
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
        let sign = layout.sign(Sign::Match);
        let is_turned = line.is_right_to_left && layout.place == Place::Terminal;
        let matched = head(&line.matched, self.rest / 2, ellipsis);
        let matched = format!("{sign}{matched}{sign}");
        let spare = if is_turned { ISOLATE_COLUMNS } else { 0 };
        let right_columns = self.rest.saturating_sub(width_columns(&matched) + spare);
        let (left, right) = if is_turned {
            // Read from the right: the beginning of what follows stands nearest to the match.
            (head(&line.after, self.before, ellipsis), tail(&line.before, right_columns, ellipsis))
        } else {
            (tail(&line.before, self.before, ellipsis), head(&line.after, right_columns, ellipsis))
        };
        let place = head(&line.place, self.place, ellipsis);
        let padding = |text: &str, columns: usize| " ".repeat(columns - width_columns(text));
        let isolated = |text: String| match is_turned {
            true if !text.is_empty() => format!("\u{2067}{text}\u{2069}"),
            _ => text,
        };
        let (before, after) = (padding(&left, self.before), padding(&right, right_columns));
        vec![
            Piece::new(before, Label::Text),
            Piece::new(isolated(left), Label::Text),
            Piece::new(isolated(matched), Label::Match),
            Piece::new(isolated(right), Label::Text),
            Piece::new(format!("{after}  "), Label::Text),
            Piece::new(place, Label::Source),
        ]
    }
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

//! Takes out what belongs to the page and not to the text: running headers and footers, page and
//! job numbers.
//!
//! They are told by repetition: the same words at the same height of several pages, figures aside.
//! What the first page says at its head is the header of the document, so there it stays; on later
//! pages a line at the head that repeats words of it goes.

use std::collections::{BTreeMap, BTreeSet};

use super::line::Line;

/// So many rows at the head and at the foot of a page may be furniture.
const ROWS_MAX: usize = 5;
/// Furniture stands at one height on all pages, give or take so many points.
const HEIGHT_SLACK: f32 = 8.0;
/// A line at the head of a later page repeats at least so many letters of the first page's head.
const LETTERS_MIN: usize = 4;
/// The lines of the first page that later pages may repeat.
const COVER_LINES_MAX: usize = 40;
/// Where a file calls more than this share of its text furniture, it is not believed.
const ARTIFACT_SHARE_MAX: f32 = 0.3;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    Head,
    Foot,
}

/// Removes the furniture from `lines`, which are those of `page_count` pages.
pub(super) fn remove(lines: &mut Vec<Line>, page_count: usize) {
    let pages = Pages::of(lines, page_count);
    let repeated = pages.repeated(lines);
    let bands = pages.bands(lines, &repeated);
    let cover = pages.cover(lines);
    let believes_file = believes_file(lines);
    let is_furniture = |edge: Edge, place: usize| {
        let line = &lines[place];
        repeated.contains(&place)
            || bands.holds(edge, line.baseline)
            || is_page_sign(&line.text())
            || believes_file && line.is_artifact()
            || edge == Edge::Head && repeats(&line.text(), &cover)
    };
    let mut removed: BTreeSet<usize> = BTreeSet::new();
    pages.walk_edges(|edge, row| {
        let is_gone = row.iter().all(|place| is_furniture(edge, *place));
        if is_gone {
            removed.extend(row);
        }
        is_gone
    });
    let mut place = 0;
    lines.retain(|_| {
        place += 1;
        !removed.contains(&(place - 1))
    });
}

/// The lines of every page by their height.
struct Pages {
    /// By page; the places of the lines of one row, from top to bottom.
    rows: Vec<Vec<Vec<usize>>>,
    /// The lines that open notes, which often are the same but for their figures.
    notes: BTreeSet<usize>,
}

/// The heights at which furniture stands.
#[derive(Default)]
struct Bands {
    /// The lowest of the head.
    head: Option<f32>,
    /// The highest of the foot.
    foot: Option<f32>,
}

impl Bands {
    fn holds(&self, edge: Edge, baseline: f32) -> bool {
        match edge {
            Edge::Head => self.head.is_some_and(|head| baseline <= head + 1.0),
            Edge::Foot => self.foot.is_some_and(|foot| baseline >= foot - 1.0),
        }
    }

    fn add(&mut self, edge: Edge, baseline: f32) {
        match edge {
            Edge::Head => self.head = Some(self.head.map_or(baseline, |head| head.max(baseline))),
            Edge::Foot => self.foot = Some(self.foot.map_or(baseline, |foot| foot.min(baseline))),
        }
    }
}

impl Pages {
    fn of(lines: &[Line], page_count: usize) -> Self {
        let mut rows: Vec<Vec<Vec<usize>>> = vec![Vec::new(); page_count];
        let mut order: Vec<usize> = (0..lines.len()).collect();
        order.sort_by(|left, right| {
            let (left, right) = (&lines[*left], &lines[*right]);
            left.page.cmp(&right.page).then(left.baseline.total_cmp(&right.baseline))
        });
        for place in order {
            let page = &mut rows[lines[place].page];
            let is_beside = page.last().and_then(|row| row.first()).is_some_and(|first| {
                lines[place].baseline - lines[*first].baseline < lines[place].size * 0.5
            });
            match page.last_mut().filter(|_| is_beside) {
                Some(row) => row.push(place),
                None => page.push(vec![place]),
            }
        }
        let notes = (0..lines.len()).filter(|place| lines[*place].opens_raised()).collect();
        Self { rows, notes }
    }

    /// Shows the rows from the edges of every page inwards, up to the notes, as long as `is_gone`
    /// says so. What the head of the first page says stays.
    fn walk_edges(&self, mut is_gone: impl FnMut(Edge, &[usize]) -> bool) {
        for (page, rows) in self.rows.iter().enumerate() {
            // However often the words of a page are repeated, it has more text than furniture.
            let count = ROWS_MAX.min(rows.len() / 2);
            let mut is_gone = |edge: Edge, row: &[usize]| {
                row.iter().all(|place| !self.notes.contains(place)) && is_gone(edge, row)
            };
            if page > 0 {
                rows.iter().take(count).take_while(|row| is_gone(Edge::Head, row)).count();
            }
            rows.iter().rev().take(count).take_while(|row| is_gone(Edge::Foot, row)).count();
        }
    }

    /// The lines that stand, figures aside, at one height of two pages or more.
    fn repeated(&self, lines: &[Line]) -> BTreeSet<usize> {
        let mut known: BTreeMap<(Edge, String), Vec<usize>> = BTreeMap::new();
        self.walk_edges(|edge, row| {
            for place in row {
                let key = key(&lines[*place].text());
                known.entry((edge, key)).or_default().push(*place);
            }
            true
        });
        let mut repeated = BTreeSet::new();
        for mut places in known.into_values() {
            places.sort_by(|left, right| lines[*left].baseline.total_cmp(&lines[*right].baseline));
            for pair in places.windows(2) {
                let (left, right) = (&lines[pair[0]], &lines[pair[1]]);
                let is_same_height = (left.baseline - right.baseline).abs() <= HEIGHT_SLACK;
                if is_same_height && left.page != right.page {
                    repeated.extend(pair);
                }
            }
        }
        repeated
    }

    /// The heights up to which, and from which on, every row of a page is repeated on another.
    fn bands(&self, lines: &[Line], repeated: &BTreeSet<usize>) -> Bands {
        let mut bands = Bands::default();
        self.walk_edges(|edge, row| {
            let is_repeated = row.iter().all(|place| repeated.contains(place));
            if let Some(first) = row.first().filter(|_| is_repeated) {
                bands.add(edge, lines[*first].baseline);
            }
            is_repeated
        });
        bands
    }

    /// The letters of the first page's head, which later pages repeat.
    fn cover(&self, lines: &[Line]) -> String {
        let first = self.rows.first().into_iter().flatten().take(COVER_LINES_MAX).flatten();
        first.map(|place| letters(&lines[*place].text())).collect()
    }
}

fn believes_file(lines: &[Line]) -> bool {
    let glyphs = |is_counted: &dyn Fn(&Line) -> bool| -> usize {
        lines.iter().filter(|line| is_counted(line)).map(|line| line.glyphs.len()).sum()
    };
    let artifacts = glyphs(&Line::is_artifact) as f32;
    artifacts <= glyphs(&|_| true) as f32 * ARTIFACT_SHARE_MAX
}

fn repeats(text: &str, cover: &str) -> bool {
    let own = letters(text);
    own.chars().count() >= LETTERS_MIN && cover.contains(&own)
}

/// Letters and figures in small letters.
fn letters(text: &str) -> String {
    text.chars().filter(|one| one.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The same for lines that differ in their figures only, and in the letters of a month or a roman
/// page number not at all.
fn key(text: &str) -> String {
    let mut key = String::new();
    for character in text.chars().filter(|one| !one.is_whitespace()) {
        if !character.is_numeric() {
            key.extend(character.to_lowercase());
        } else if !key.ends_with('#') {
            key.push('#');
        }
    }
    key
}

/// `2/10`, `- 3 -`, `23-16862 (E) 291223`, `*2325933*`: figures, and letters only in brackets.
fn is_page_sign(text: &str) -> bool {
    let mut depth = 0_usize;
    let mut has_figure = false;
    // The end of a sentence that stands alone on its line: `2025;`.
    if text.trim_end().ends_with([';', '.', ',', ':']) {
        return false;
    }
    for character in text.chars() {
        match character {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            letter if letter.is_alphabetic() && depth == 0 => return false,
            figure => has_figure |= figure.is_numeric(),
        }
    }
    has_figure
}

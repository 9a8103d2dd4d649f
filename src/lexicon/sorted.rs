//! Rows of a sorted table, found without reading the others.

/// Returns the rows of a table, without its heading.
pub(super) fn rows(table: &str) -> &str {
    table.find('\n').map_or("", |end| &table[end + 1..])
}

/// Returns those of `rows` that begin with `start`: whole lines, one after the other.
///
/// They are sorted by bytes; remarks (`#`) may stand anywhere.
pub(super) fn rows_with<'rows>(rows: &'rows str, start: &str) -> &'rows str {
    let start = start.as_bytes();
    let first = split(rows, |line| line.as_bytes() < start);
    let last = split(rows, |line| line.as_bytes() < start || line.as_bytes().starts_with(start));
    &rows[first..last]
}

/// Returns those of `rows` that have a letter beyond ASCII at byte `place`; all rows are the same
/// before it.
pub(super) fn rows_beyond_ascii(rows: &str, place: usize) -> &str {
    &rows[split(rows, |line| line.as_bytes().get(place).is_none_or(u8::is_ascii))..]
}

/// Returns where the first line begins that is not `before`; the lines that are come first.
fn split(body: &str, before: impl Fn(&str) -> bool) -> usize {
    let (mut low, mut high) = (0, body.len());
    while low < high {
        let middle = body.floor_char_boundary(low + (high - low) / 2);
        let begin = body[low..middle].rfind('\n').map_or(low, |end| low + end + 1);
        // A remark stands where it likes; the row after it tells, if there is one before `high`.
        let mut row = begin;
        let mut end = line_end(body, row);
        while body[row..].starts_with('#') && end < high {
            row = end;
            end = line_end(body, row);
        }
        let is_remark = body[row..].starts_with('#');
        if !is_remark && before(body[row..end].trim_end_matches('\n')) {
            low = end;
        } else {
            high = begin;
        }
    }
    low
}

/// Where the line that begins at `start` ends, its line break included.
fn line_end(body: &str, start: usize) -> usize {
    body[start..].find('\n').map_or(body.len(), |end| start + end + 1)
}

#[cfg(test)]
mod tests {
    use super::{rows, rows_beyond_ascii, rows_with};

    const TABLE: &str = "form\tid\na\t1\nab\t2\n# a remark\nb\t3\nba\t4\n# z\néa\t5\nя\t6\n";

    #[test]
    fn rows_are_found_by_their_beginning() {
        let table = rows(TABLE);
        assert_eq!(rows_with(table, "a"), "a\t1\nab\t2\n");
        assert_eq!(rows_with(table, "ab"), "ab\t2\n");
        assert_eq!(rows_with(table, "b").lines().filter(|line| !line.starts_with('#')).count(), 2);
        assert_eq!(rows_with(table, "c").lines().filter(|line| !line.starts_with('#')).count(), 0);
        assert_eq!(rows_beyond_ascii(table, 0).trim_start_matches("# z\n"), "éa\t5\nя\t6\n");
        assert_eq!((rows_with("form\tid\n", "a"), rows_with("", "a")), ("", ""));
    }

    #[test]
    fn every_row_is_found_by_the_letter_it_begins_with() {
        for (name, table) in super::super::sources::EMBEDDED {
            let table = rows(table);
            for line in table.lines().filter(|line| !line.starts_with('#')) {
                let letter: String = line.chars().take(1).collect();
                assert!(rows_with(table, &letter).lines().any(|row| row == line), "{name}: {line}");
                let is_beyond = rows_beyond_ascii(table, 0).lines().any(|row| row == line);
                assert_eq!(is_beyond, !letter.is_ascii(), "{name}: {line}");
            }
        }
    }
}

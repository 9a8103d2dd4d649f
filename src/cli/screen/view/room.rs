//! Words in as many columns as there are.

use crate::text::{clusters, width_columns};

const ELLIPSIS: &str = "…";

/// Returns `text`, or where it is wider than `columns` as much of its beginning as fits before an
/// ellipsis.
pub(super) fn fitted(text: &str, columns: usize) -> String {
    if width_columns(text) <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    let Some(mut left) = columns.checked_sub(width_columns(ELLIPSIS)) else { return kept };
    for (_, cluster) in clusters(text) {
        let Some(rest) = left.checked_sub(width_columns(cluster)) else { break };
        left = rest;
        kept.push_str(cluster);
    }
    kept.truncate(kept.trim_end().len());
    kept.push_str(ELLIPSIS);
    kept
}

#[cfg(test)]
mod tests {
    use super::fitted;

    #[test]
    fn what_has_no_room_ends_in_an_ellipsis() {
        let cases = [
            ("urges", 5, "urges"),
            ("urges", 4, "urg…"),
            ("of the sea", 7, "of the…"),
            ("促请各国", 6, "促请…"),
            ("urges", 1, "…"),
            ("urges", 0, ""),
        ];
        for (text, columns, expected) in cases {
            assert_eq!(fitted(text, columns), expected);
        }
    }
}

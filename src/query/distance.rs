//! How far two spellings are apart, for "did you mean".

/// Returns how many letters must be changed, added, left out or swapped with their neighbour to
/// turn `left` into `right`; stops counting above `max` and returns `None`.
#[must_use]
pub fn edit_distance(left: &str, right: &str, max: usize) -> Option<usize> {
    // Most words differ in their length, and are not looked at.
    if left.chars().count().abs_diff(right.chars().count()) > max {
        return None;
    }
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for row in 1..=left.len() {
        let mut current = Vec::with_capacity(last.len());
        current.push(row);
        for column in 1..=right.len() {
            let change = usize::from(left[row - 1] != right[column - 1]);
            let mut cost =
                (last[column - 1] + change).min(last[column] + 1).min(current[column - 1] + 1);
            let is_swap = row > 1
                && column > 1
                && left[row - 1] == right[column - 2]
                && left[row - 2] == right[column - 1];
            if is_swap {
                cost = cost.min(before_last[column - 2] + 1);
            }
            current.push(cost);
        }
        if current.iter().min().is_some_and(|least| *least > max) {
            return None;
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last.last().copied().filter(|distance| *distance <= max)
}

/// Returns the candidates nearest to `typed`, nearest first, ties in alphabetical order; a third
/// of its letters may differ, and a candidate that begins with it is near.
#[must_use]
pub fn nearest<'a>(
    typed: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    count_max: usize,
) -> Vec<&'a str> {
    let typed = typed.to_lowercase();
    let letters = typed.chars().count();
    let max = (letters / 3).max(1);
    let mut found: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter_map(|candidate| {
            let lower = candidate.to_lowercase();
            let begins_alike = letters >= 3 && lower.starts_with(&typed);
            let distance = edit_distance(&typed, &lower, max);
            distance.or(begins_alike.then_some(max)).map(|distance| (distance, candidate))
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().take(count_max).map(|(_, candidate)| candidate).collect()
}

//! Wording shared by messages: the nearest name, and lists of names.

/// The candidate that `typed` most probably meant, if one is near enough.
pub(crate) fn nearest<'a>(
    typed: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    // Long input can only be a paste by mistake; measuring it would cost more than it tells.
    if typed.chars().count() > 64 {
        return None;
    }
    let typed = typed.to_lowercase();
    let limit = (typed.chars().count() / 3).clamp(1, 3);
    candidates
        .into_iter()
        .map(|name| (distance(&typed, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// Levenshtein distance in which swapping two neighbours counts as one step.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut previous_char = None;
    for (i, left) in a.chars().enumerate() {
        let mut row = vec![i + 1];
        for (j, right) in b.iter().enumerate() {
            let at = |row: &[usize], k: usize| row.get(k).copied().unwrap_or(usize::MAX - 1);
            let mut best = (at(&last, j) + usize::from(left != *right))
                .min(at(&last, j + 1) + 1)
                .min(at(&row, j) + 1);
            let swapped = j > 0 && previous_char == Some(*right) && b.get(j - 1) == Some(&left);
            if swapped {
                best = best.min(at(&before, j - 1).saturating_add(1));
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
        previous_char = Some(left);
    }
    last.last().copied().unwrap_or(usize::MAX)
}

/// "`a`, `b` or `c`", at most twelve of them.
pub(crate) fn either<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    let (shown, hidden) = names.split_at(names.len().min(12));
    if !hidden.is_empty() {
        return format!("{} or {} more", shown.join(", "), hidden.len());
    }
    match shown.split_last() {
        None => "nothing".to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swap_a_slip_and_a_stranger() {
        let names = ["seats", "has_kitchen", "opening_day"];
        assert_eq!(nearest("saets", names), Some("seats"));
        assert_eq!(nearest("has_kitchn", names), Some("has_kitchen"));
        assert_eq!(nearest("turnover", names), None);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("ab", "ba"), 1);
    }

    #[test]
    fn lists_read_as_sentences() {
        assert_eq!(either(["a"]), "`a`");
        assert_eq!(either(["a", "b", "c"]), "`a`, `b` or `c`");
        assert_eq!(either([]), "nothing");
        let many: Vec<String> = (0..14).map(|n| n.to_string()).collect();
        assert!(either(many.iter().map(String::as_str)).ends_with("`11` or 2 more"));
    }
}

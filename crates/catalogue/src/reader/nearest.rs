//! Did you mean …?

/// "did you mean `x`?" when one name is near enough, else the list of what there is.
pub fn did_you_mean<'a>(typed: &str, names: impl IntoIterator<Item = &'a str> + Clone) -> String {
    match nearest(typed, names.clone()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("write {}", either(names)),
    }
}

/// "`a`, `b` or `c`", at most twelve of them.
pub fn either<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    let (shown, hidden) = names.split_at(names.len().min(12));
    match shown.split_last() {
        _ if !hidden.is_empty() => format!("{} or {} more", shown.join(", "), hidden.len()),
        None => "nothing: there is none".to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

fn nearest<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed: Vec<char> = typed.to_lowercase().chars().collect();
    // A long text is a paste by mistake; to measure it would cost more than it tells.
    if typed.is_empty() || typed.len() > 64 {
        return None;
    }
    let most = (typed.len() / 3).clamp(1, 3);
    let near = names.into_iter().map(|name| (edits(&typed, name), name));
    near.filter(|(edits, _)| *edits <= most).min_by_key(|(edits, _)| *edits).map(|(_, name)| name)
}

/// How many single signs must be put in, taken out or exchanged.
fn edits(typed: &[char], name: &str) -> usize {
    let mut row: Vec<usize> = (0..=typed.len()).collect();
    for (done, sign) in name.to_lowercase().chars().enumerate() {
        let mut diagonal = done;
        let mut left = done + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, other) in row.iter_mut().skip(1).zip(typed) {
            let best = (diagonal + usize::from(sign != *other)).min(*cell + 1).min(left + 1);
            diagonal = std::mem::replace(cell, best);
            left = best;
        }
    }
    row.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_mended_and_strangers_get_the_list() {
        assert_eq!(did_you_mean("audiance", ["audience", "authority"]), "did you mean `audience`?");
        assert_eq!(did_you_mean("sumary", ["name", "summary"]), "did you mean `summary`?");
        assert_eq!(did_you_mean("colour", ["name", "id"]), "write `name` or `id`");
        assert_eq!(did_you_mean("", []), "write nothing: there is none");
        assert_eq!(edits(&['a', 'b'], ""), 2);
    }
}

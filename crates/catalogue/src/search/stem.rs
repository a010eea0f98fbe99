/// A light English stem: plurals, -ing, -ed, a final e, and the spellings that differ across the
/// ocean. It need not be a word; it must only be the same for the forms of one word, and rarely
/// the same for two.
pub(super) fn stem(word: &str) -> String {
    if word.len() < 4 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let stem = ending(&plural(word));
    spelling(stem.strip_suffix('e').filter(|s| s.len() >= 3).unwrap_or(&stem))
}

fn plural(word: &str) -> String {
    if let Some(head) = word.strip_suffix("ies").filter(|head| head.len() >= 2) {
        return format!("{head}y");
    }
    for kept in ["ss", "us", "is"] {
        if word.ends_with(kept) {
            return word.to_owned();
        }
    }
    for long in ["sses", "shes", "ches", "xes"] {
        if word.ends_with(long) {
            return word.strip_suffix("es").unwrap_or(word).to_owned();
        }
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

/// Takes off -ing and -ed where enough of the word is left, and undoes a doubled consonant.
fn ending(word: &str) -> String {
    let head = word.strip_suffix("ing").or_else(|| word.strip_suffix("ed"));
    let Some(head) = head.filter(|head| head.len() >= 3 && head.contains(is_vowel)) else {
        return word.to_owned();
    };
    let mut chars = head.chars().rev();
    match (chars.next(), chars.next()) {
        (Some(a), Some(b)) if a == b && !is_vowel(a) && !matches!(a, 'l' | 's' | 'z') => {
            head.strip_suffix(a).unwrap_or(head).to_owned()
        }
        _ => head.to_owned(),
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

fn spelling(stem: &str) -> String {
    const PAIRS: &[(&str, &str)] =
        &[("licens", "licenc"), ("practis", "practic"), ("centr", "center"), ("cheque", "check")];
    for (from, to) in PAIRS {
        if stem == *from {
            return (*to).to_owned();
        }
    }
    let stem = stem.replace("isation", "ization");
    match stem.strip_suffix("our").filter(|head| head.len() >= 3) {
        Some(head) => format!("{head}or"),
        None => stem,
    }
}

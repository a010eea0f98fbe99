use super::fold::is_han;

/// A stretch of folded text in one script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Run {
    /// Letters and digits of an alphabet, apostrophes dropped.
    Word(String),
    /// Chinese characters in a row.
    Han(Vec<char>),
}

/// Cuts folded text at spaces, punctuation and changes of script.
pub(super) fn runs(folded: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut open = false;
    for c in folded.chars() {
        if is_han(c) {
            match runs.last_mut() {
                Some(Run::Han(chars)) if open => chars.push(c),
                _ => runs.push(Run::Han(vec![c])),
            }
            open = true;
        } else if c.is_alphanumeric() {
            match runs.last_mut() {
                Some(Run::Word(word)) if open => word.push(c),
                _ => runs.push(Run::Word(c.to_string())),
            }
            open = true;
        } else if !matches!(c, '\'' | '’') {
            open = false;
        }
    }
    runs
}

//! What is not broken at the end of a line: dates, times of day, numbers of cases.

use std::fmt;

/// Longer runs may not fit a phone.
const LONGEST: usize = 24;

/// A text made ready for a page: escaped, its dates, times and numbers each in one piece.
#[derive(Debug)]
pub struct Whole<T>(pub T);

impl<T: AsRef<str>> askama::filters::HtmlSafe for Whole<T> {}

impl<T: AsRef<str>> fmt::Display for Whole<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut rest, mut from) = (self.0.as_ref(), 0);
        while let Some(length) = rest.get(from..).and_then(|ahead| ahead.chars().next()) {
            match run(rest, from) {
                0 => from += length.len_utf8(),
                run => {
                    let (before, after) = rest.split_at(from);
                    let (run, after) = after.split_at(run);
                    write!(f, "{}<span class=\"ow-whole\">{run}</span>", escaped(before))?;
                    (rest, from) = (after, 0);
                }
            }
        }
        write!(f, "{}", escaped(rest))
    }
}

fn escaped(text: &str) -> impl fmt::Display {
    let Ok(escaped) = askama::filters::escape(text, askama::filters::Html);
    escaped
}

/// The bytes of the run that begins at `from`; none where no run begins. A run holds nothing that
/// would have to be escaped.
fn run(text: &str, from: usize) -> usize {
    let ahead = text.get(from..).unwrap_or("");
    let inside = text.get(..from).is_some_and(|done| done.ends_with(|c| is_sign(c) || is_joint(c)));
    match ahead.chars().next() {
        Some('（') => weekday(ahead),
        Some(first) if is_sign(first) && !inside => day(ahead).max(joined(ahead)),
        _ => 0,
    }
}

fn is_sign(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

fn is_joint(c: char) -> bool {
    matches!(c, '-' | '–' | ':')
}

/// `（星期一）`
fn weekday(text: &str) -> usize {
    let inner = text.strip_prefix("（星期").unwrap_or("");
    let close = inner.chars().nth(1);
    if close == Some('）') { text.chars().take(5).map(char::len_utf8).sum() } else { 0 }
}

/// `2026年11月23日`
fn day(text: &str) -> usize {
    let mut rest = text;
    for unit in ['年', '月', '日'] {
        let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let Some(next) = after.strip_prefix(unit).filter(|_| after.len() < rest.len()) else {
            return 0;
        };
        rest = next;
    }
    text.len() - rest.len()
}

/// `7K3M-9QXA-2PDE`, `010-5550-3931`, `09:00–09:30`: signs with joints between them, and a digit.
fn joined(text: &str) -> usize {
    let end = text.find(|c: char| !is_sign(c) && !is_joint(c)).unwrap_or(text.len());
    let (run, _) = text.split_at(end);
    let run = run.trim_end_matches(is_joint);
    let fits = run.len() <= LONGEST && run.contains(is_joint);
    if fits && run.contains(|c: char| c.is_ascii_digit()) { run.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_times_and_numbers_stay_in_one_piece() {
        let told = Whole("最迟2026年11月25日（星期三）10:00–10:30，<7K3M-9QXA-2PDE>").to_string();
        let whole = |run: &str| format!("<span class=\"ow-whole\">{run}</span>");
        let (day, weekday) = (whole("2026年11月25日"), whole("（星期三）"));
        let (time, number) = (whole("10:00–10:30"), whole("7K3M-9QXA-2PDE"));
        assert_eq!(told, format!("最迟{day}{weekday}{time}，&#60;{number}&#62;"));
    }

    #[test]
    fn everything_else_is_only_escaped() {
        let long = format!("{}1", "a-".repeat(LONGEST));
        for text in
            ["", "（星", "2026年", "年月日", "one-time", "a:", "第3页", "（星期六和节假日）", &long]
        {
            assert_eq!(Whole(text).to_string(), text);
        }
    }
}

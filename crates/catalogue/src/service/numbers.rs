//! Limits of numbers and dates, shared by facts and form fields.

use jiff::civil::Date;
use onewindow_rules::DateBound;

use crate::reader::{Fields, Reader};
use crate::yaml::Node;

/// Both limits of a number in units of `10^-scale`.
pub(super) fn range(r: &mut Reader<'_, '_>, f: &Fields<'_>, scale: u8) -> Option<(i64, i64)> {
    needs(r, f, &["min", "max"]);
    let min = f.read("min", |n| number(r, n, scale));
    let max = f.read("max", |n| number(r, n, scale));
    let (min, max) = (min?, max?);
    if min > max {
        let help = "exchange them";
        r.error("bad-range", f.get("min")?, "`min` is greater than `max`", help);
        return None;
    }
    Some((min, max))
}

/// Both limits of a date, as far as given. `on` is a day on which there must be an answer.
pub(super) fn days(
    r: &mut Reader<'_, '_>,
    f: &Fields<'_>,
    on: Option<Date>,
) -> Option<(Option<DateBound>, Option<DateBound>)> {
    let min = f.read("min", |n| day_limit(r, n));
    let max = f.read("max", |n| day_limit(r, n));
    let on_day = |limit: DateBound| match on {
        Some(day) => Some(limit.resolve(day)),
        None => limit.fixed(),
    };
    if let (Some(first), Some(last)) = (min.and_then(on_day), max.and_then(on_day))
        && first > last
    {
        r.error("bad-range", f.get("min")?, "`min` is later than `max`", "exchange them");
        return None;
    }
    Some((min, max))
}

/// A day, or one that is counted from the day of the answer.
fn day_limit(r: &mut Reader<'_, '_>, node: &Node) -> Option<DateBound> {
    let text = node.text().unwrap_or_default();
    if !text.trim_start().starts_with("today") {
        return r.date(node).map(DateBound::Fixed);
    }
    let limit = DateBound::parse(text);
    if limit.is_none() {
        let help = "write a day such as `2026-01-31`, `today`, `today + 30d`, `today - 6m` or \
                    `today - 18y`";
        r.error("bad-date", node, format!("`{text}` is no day"), help);
    }
    limit
}

/// Digits after the point.
pub(super) fn scale(r: &mut Reader<'_, '_>, f: &Fields<'_>) -> Option<u8> {
    needs(r, f, &["scale"]);
    f.read("scale", |n| r.whole(n, 0..=6))
}

/// Notes every key that this type of answer lacks.
pub(super) fn needs(r: &mut Reader<'_, '_>, f: &Fields<'_>, keys: &[&str]) {
    let of = f.get("type").and_then(Node::text).unwrap_or_default();
    for key in keys.iter().filter(|key| f.get(key).is_none()) {
        let message = format!("an answer of type `{of}` needs `{key}`");
        r.error("missing-key", f.node, message, format!("add `{key}: …`"));
    }
}

/// Notes every key of `all` that does not belong to this type of answer.
pub(super) fn only(r: &mut Reader<'_, '_>, f: &Fields<'_>, all: &[&str], allowed: &[&str]) {
    let of = f.get("type").and_then(Node::text).unwrap_or_default();
    for entry in f.node.entries() {
        let key = entry.key.as_str();
        if all.contains(&key) && !allowed.contains(&key) {
            let message = format!("an answer of type `{of}` has no `{key}`");
            r.error_at("key-of-other-type", entry.at.clone(), message, "delete it");
        }
    }
}

fn number(r: &mut Reader<'_, '_>, node: &Node, scale: u8) -> Option<i64> {
    let text = r.any_text(node)?;
    let number = scaled(&text, scale);
    if number.is_none() {
        let message =
            format!("`{text}` is not a number with at most {scale} digits after the point");
        let help = "write digits; a number with a point stands in quotes";
        r.error("wrong-type", node, message, help);
    }
    number
}

/// Reads `12.5` at scale 2 as 1250.
pub(super) fn scaled(text: &str, scale: u8) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let places = usize::from(scale);
    let good = !whole.is_empty() && all_digits(whole) && all_digits(part) && part.len() <= places;
    if !good || digits.ends_with('.') {
        return None;
    }
    format!("{sign}{whole}{part:0<places$}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_become_whole_units() {
        assert_eq!(scaled("12.5", 2), Some(1250));
        assert_eq!(scaled("-3", 1), Some(-30));
        assert_eq!(scaled("0", 0), Some(0));
        for wrong in ["", ".5", "1.", "1.234", "1e3", "--1", "99999999999999999999"] {
            assert_eq!(scaled(wrong, 2), None, "{wrong}");
        }
    }
}

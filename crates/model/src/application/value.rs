//! One answer to one form field, checked the same way for pages, the interface for machines and
//! windows.

use jiff::civil::Date;
use onewindow_rules::{DateBound, RegionTree};

use crate::application::ProblemCode;
use crate::party::Identifier;
use crate::service::form::{Field, FieldType};

/// Checks what was typed today and gives its canonical form; empty is `None`.
pub fn parse_value(
    field: &Field,
    typed: &str,
    today: Date,
    regions: &dyn Fn(&str) -> bool,
) -> Result<Option<String>, ProblemCode> {
    let trimmed = typed.trim().replace("\r\n", "\n");
    if trimmed.is_empty() {
        return if field.required { Err(ProblemCode::Missing) } else { Ok(None) };
    }
    let many_lines = matches!(field.kind, FieldType::LongText { .. });
    if trimmed.chars().any(|c| c.is_control() && !(many_lines && c == '\n')) {
        return Err(ProblemCode::BadCharacter);
    }
    match &field.kind {
        FieldType::Text { max_length } | FieldType::LongText { max_length } => {
            within_length(trimmed, *max_length)
        }
        FieldType::Address => within_length(trimmed, 200),
        FieldType::Whole { min, max } => whole(&trimmed, *min, *max),
        FieldType::Decimal { scale, min, max } => decimal(&trimmed, *scale, *min, *max),
        FieldType::Date { min, max } => {
            let on_today = |limit: DateBound| limit.resolve(today);
            date(&trimmed, min.map(on_today), max.map(on_today))
        }
        FieldType::Choice(options) => match options.iter().any(|option| option.id == trimmed) {
            true => Ok(trimmed),
            false => Err(ProblemCode::NotAnOption),
        },
        FieldType::Boolean => match trimmed.as_str() {
            "true" | "false" => Ok(trimmed),
            _ => Err(ProblemCode::NotAnOption),
        },
        FieldType::Phone => phone(&trimmed),
        FieldType::Email => email(trimmed),
        FieldType::IdNumber => Identifier::parse(&trimmed)
            .map(|id| id.number().to_owned())
            .map_err(|_| ProblemCode::NotIdNumber),
        FieldType::Region => match regions(&trimmed) {
            true => Ok(trimmed),
            false => Err(ProblemCode::NotRegion),
        },
    }
    .map(Some)
}

/// Whether a region of that id exists, for [`parse_value`].
pub fn region_exists(tree: &dyn RegionTree) -> impl Fn(&str) -> bool + '_ {
    |id| tree.is_within(id, id)
}

fn within_length(text: String, max: u16) -> Result<String, ProblemCode> {
    if text.chars().count() > usize::from(max) {
        return Err(ProblemCode::TooLong(max));
    }
    Ok(text)
}

/// Folds full-width digits and drops thousands separators and spaces.
fn plain_number(text: &str) -> String {
    let folded = text.chars().filter_map(|c| match c {
        '０'..='９' => char::from_u32(c as u32 - 0xff10 + 0x30),
        '．' => Some('.'),
        '－' => Some('-'),
        ',' | '，' | ' ' | '\u{3000}' => None,
        other => Some(other),
    });
    folded.collect()
}

fn whole(text: &str, min: i64, max: i64) -> Result<String, ProblemCode> {
    let number: i64 = plain_number(text).parse().map_err(|_| ProblemCode::NotWhole)?;
    within(number, min, max, |bound| bound.to_string())
}

fn decimal(text: &str, scale: u8, min: i64, max: i64) -> Result<String, ProblemCode> {
    let wrong = || ProblemCode::NotDecimal(scale);
    let plain = plain_number(text);
    let (body, negative) = match plain.strip_prefix('-') {
        Some(body) => (body, true),
        None => (plain.as_str(), false),
    };
    let (whole, part) = body.split_once('.').unwrap_or((body, ""));
    let places = usize::from(scale);
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || part.len() > places || !digits(whole) || !digits(part) {
        return Err(wrong());
    }
    let scaled: i64 = format!("{whole}{part:0<places$}").parse().map_err(|_| wrong())?;
    let scaled = if negative { -scaled } else { scaled };
    within(scaled, min, max, |bound| unscale(bound, scale)).map(|_| unscale(scaled, scale))
}

/// A scaled number as people write it.
pub fn unscale(scaled: i64, scale: u8) -> String {
    if scale == 0 {
        return scaled.to_string();
    }
    let places = usize::from(scale);
    let digits = format!("{:0>width$}", scaled.unsigned_abs(), width = places + 1);
    let (whole, part) = digits.split_at(digits.len() - places);
    format!("{}{whole}.{part}", if scaled < 0 { "-" } else { "" })
}

fn within(
    number: i64,
    min: i64,
    max: i64,
    show: impl Fn(i64) -> String,
) -> Result<String, ProblemCode> {
    if number < min {
        return Err(ProblemCode::TooSmall(show(min)));
    }
    if number > max {
        return Err(ProblemCode::TooLarge(show(max)));
    }
    Ok(number.to_string())
}

fn date(text: &str, min: Option<Date>, max: Option<Date>) -> Result<String, ProblemCode> {
    let date: Date = plain_number(text).parse().map_err(|_| ProblemCode::NotDate)?;
    if let Some(min) = min.filter(|min| date < *min) {
        return Err(ProblemCode::TooEarly(min.to_string()));
    }
    if let Some(max) = max.filter(|max| date > *max) {
        return Err(ProblemCode::TooLate(max.to_string()));
    }
    Ok(date.to_string())
}

fn phone(text: &str) -> Result<String, ProblemCode> {
    let plain: String = plain_number(text).chars().filter(|c| !matches!(c, '(' | ')')).collect();
    let digits = plain.chars().filter(char::is_ascii_digit).count();
    let allowed = plain
        .chars()
        .enumerate()
        .all(|(place, c)| c.is_ascii_digit() || c == '-' || (place == 0 && c == '+'));
    if allowed && (7..=15).contains(&digits) { Ok(plain) } else { Err(ProblemCode::NotPhone) }
}

fn email(text: String) -> Result<String, ProblemCode> {
    let good = text.len() <= 254
        && !text.contains(char::is_whitespace)
        && text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && !host.contains('@')
                && host.contains('.')
                && !host.starts_with('.')
                && !host.ends_with('.')
        });
    if good { Ok(text) } else { Err(ProblemCode::NotEmail) }
}

use super::token::Token;
use super::{ShiftUnit, Span};
use crate::facts::MAX_SCALE;
use crate::problem::{Code, Problem};

/// Reads the number or duration at the start of `rest`, which stands at byte `start` of the
/// source, and returns it with its length in bytes.
pub(super) fn number(rest: &str, start: usize) -> Result<(Token, usize), Problem> {
    let written = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    let length = rest.find(|c| !written(c)).unwrap_or(rest.len());
    let text = rest.get(..length).unwrap_or_default();
    let problem = |message: String, help: &str| {
        Problem::new(Code::BadNumber, Span::new(start, start + length), message, help)
    };
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, tail) = text.split_at(end);
    let token = match tail {
        "" => whole(digits).ok_or_else(|| {
            problem(format!("`{text}` is too large"), "whole numbers end at 9223372036854775807")
        })?,
        "y" => duration(digits, ShiftUnit::Years).map_err(|help| too_far(text, help, problem))?,
        "m" => duration(digits, ShiftUnit::Months).map_err(|help| too_far(text, help, problem))?,
        "d" => duration(digits, ShiftUnit::Days).map_err(|help| too_far(text, help, problem))?,
        _ => match tail.strip_prefix('.').filter(|fraction| is_fraction(fraction)) {
            Some(fraction) => decimal(digits, fraction).ok_or_else(|| {
                problem(
                    format!("`{text}` has too many digits"),
                    "write at most 9 digits after the point",
                )
            })?,
            None => {
                return Err(problem(
                    format!("`{text}` is not a number"),
                    "write `12`, `12.5`, or after a day a duration such as `18y`, `6m` or `30d`",
                ));
            }
        },
    };
    Ok((token, length))
}

fn is_fraction(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn too_far(text: &str, help: String, problem: impl Fn(String, &str) -> Problem) -> Problem {
    problem(format!("`{text}` is too far"), &help)
}

/// One more than the greatest `i64` is let through: with a minus before it, it is the least one.
fn whole(digits: &str) -> Option<Token> {
    digits.parse().ok().filter(|size| *size <= i64::MIN.unsigned_abs()).map(Token::Whole)
}

fn decimal(digits: &str, fraction: &str) -> Option<Token> {
    let scale = u8::try_from(fraction.len()).ok().filter(|scale| *scale <= MAX_SCALE)?;
    let units: u64 = format!("{digits}{fraction}").parse().ok()?;
    (units <= i64::MIN.unsigned_abs()).then_some(Token::Decimal { units, scale })
}

fn duration(digits: &str, unit: ShiftUnit) -> Result<Token, String> {
    let limit = unit.limit();
    match digits.parse() {
        Ok(count) if count <= limit => Ok(Token::Duration { count, unit }),
        _ => Err(format!("write at most `{limit}{}`, two hundred years", unit.letter())),
    }
}

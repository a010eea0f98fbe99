//! What a value without quotes means (YAML 1.2 core schema, chapter 10.3).

/// The meaning of a value without quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plain {
    /// Nothing.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number in decimal digits.
    Whole(i64),
    /// Another number: with a fraction, in another base, or too large.
    Number,
    /// A text.
    Text,
}

/// Reads a value without quotes.
pub fn plain(text: &str) -> Plain {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Plain::Null,
        "true" | "True" | "TRUE" => return Plain::Boolean(true),
        "false" | "False" | "FALSE" => return Plain::Boolean(false),
        ".nan" | ".NaN" | ".NAN" => return Plain::Number,
        _ => {}
    }
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits.is_empty() && all_digits(digits) {
        return text.parse().map_or(Plain::Number, Plain::Whole);
    }
    let based = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0o"));
    let other =
        based.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_hexdigit()));
    let infinite = matches!(digits, ".inf" | ".Inf" | ".INF");
    if other || infinite || is_fraction(digits) { Plain::Number } else { Plain::Text }
}

fn is_fraction(digits: &str) -> bool {
    let (body, exponent) = match digits.split_once(['e', 'E']) {
        Some((body, exponent)) => (body, Some(exponent)),
        None => (digits, None),
    };
    let (whole, part) = body.split_once('.').unwrap_or((body, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let has_digit = !(whole.is_empty() && part.is_empty());
    let good_exponent = exponent.is_none_or(|exponent| {
        let digits = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        !digits.is_empty() && all_digits(digits)
    });
    has_digit && all_digits(whole) && all_digits(part) && good_exponent
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_dates_and_words_are_told_apart() {
        assert_eq!(plain("12"), Plain::Whole(12));
        assert_eq!(plain("-3"), Plain::Whole(-3));
        for number in ["1.5", ".5", "1e3", "0x1F", "99999999999999999999", ".inf", "1."] {
            assert_eq!(plain(number), Plain::Number, "{number}");
        }
        for text in ["2026-01-01", "010-5550-1000", "no", "99990100MA9X01014U", ".", "e", "无", "-"]
        {
            assert_eq!(plain(text), Plain::Text, "{text}");
        }
        assert_eq!(plain("~"), Plain::Null);
        assert_eq!(plain("true"), Plain::Boolean(true));
    }
}

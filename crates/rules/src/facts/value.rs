use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::iso;

/// One answer.
///
/// It is displayed in canonical form, which [`super::FactDecl::read`] turns back into the same
/// value. It is serialised with its type, as `{"whole": 12}`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Yes or no.
    Bool(bool),
    /// The id of the chosen option.
    Choice(String),
    /// A whole number.
    Whole(i64),
    /// `units * 10^-scale`.
    Decimal {
        /// The number without its point.
        units: i64,
        /// Digits after the point.
        scale: u8,
    },
    /// A day.
    Date(Date),
    /// The id of a region.
    Region(String),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(answer) => write!(f, "{answer}"),
            Self::Choice(id) | Self::Region(id) => f.write_str(id),
            Self::Whole(number) => write!(f, "{number}"),
            // Whoever answered `31` is not shown `31.0`.
            Self::Decimal { units, scale: 0 } => write!(f, "{units}"),
            Self::Decimal { units, scale } => {
                let digits = scaled(*units, *scale);
                f.write_str(digits.trim_end_matches('0').trim_end_matches('.'))
            }
            Self::Date(date) => f.write_str(&iso(*date)),
        }
    }
}

/// Writes `units * 10^-scale` with all of its digits after the point: 1250 at scale 2 is `12.50`.
pub(crate) fn scaled(units: i64, scale: u8) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let width = usize::from(scale) + 1;
    let digits = format!("{:0width$}", units.unsigned_abs());
    let (whole, fraction) = digits.split_at(digits.len() - usize::from(scale));
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_have_no_zeros_at_the_end() {
        let text = |units, scale| Value::Decimal { units, scale }.to_string();
        assert_eq!(text(1250, 2), "12.5");
        assert_eq!(text(3100, 2), "31");
        assert_eq!(text(30, 0), "30");
        assert_eq!(text(0, 1), "0");
    }

    #[test]
    fn constants_keep_their_digits() {
        assert_eq!(scaled(1250, 2), "12.50");
        assert_eq!(scaled(-5, 2), "-0.05");
        assert_eq!(scaled(7, 0), "7");
        assert_eq!(scaled(i64::MIN, 9), "-9223372036.854775808");
    }

    #[test]
    fn stored_form_names_the_type() {
        let json = serde_json::to_string(&Value::Decimal { units: 1250, scale: 2 }).unwrap();
        assert_eq!(json, r#"{"decimal":{"units":1250,"scale":2}}"#);
        let day = Value::Date(Date::constant(2026, 2, 1));
        let json = serde_json::to_string(&day).unwrap();
        assert_eq!(json, r#"{"date":"2026-02-01"}"#);
        assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), day);
    }
}

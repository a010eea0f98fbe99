use jiff::civil::Date;

use super::set::names_an_option;
use super::{FactDecl, FactType, MAX_RAW, Value, ValueError, parse_iso};
use crate::eval::Today;

impl FactDecl {
    /// Reads a raw answer: the one function for web forms, the interface for programs and the
    /// tests in service files.
    ///
    /// Space around the answer is ignored, and full-width digits and signs, as an input method
    /// leaves them, count as their plain forms. Nothing else is guessed.
    ///
    /// ```
    /// use onewindow_rules::{FactDecl, FactType, Value, ValueError};
    ///
    /// let seats = FactDecl::new("seats", FactType::Whole { min: 0, max: 500 });
    /// assert_eq!(seats.read(" 12 "), Ok(Value::Whole(12)));
    /// assert_eq!(seats.read("１２"), Ok(Value::Whole(12)));
    /// assert!(matches!(seats.read("501"), Err(ValueError::AboveMaximum { .. })));
    /// ```
    pub fn read(&self, raw: &str) -> Result<Value, ValueError> {
        if raw.chars().take(MAX_RAW + 1).count() > MAX_RAW {
            return Err(ValueError::TooLong { limit: MAX_RAW });
        }
        let input: String = raw.trim().chars().map(plain).collect();
        let input = input.trim().to_owned();
        if input.is_empty() {
            return Err(ValueError::Empty);
        }
        let value = match &self.kind {
            FactType::Boolean => match input.as_str() {
                "true" => Value::Bool(true),
                "false" => Value::Bool(false),
                _ => return Err(ValueError::NotABoolean { input }),
            },
            FactType::Choice { .. } => Value::Choice(input),
            FactType::Whole { .. } => self.whole(input)?,
            FactType::Decimal { scale, .. } => self.decimal(input, *scale)?,
            FactType::Date { .. } => match parse_iso(&input) {
                Ok(date) => Value::Date(date),
                Err(true) => return Err(ValueError::NoSuchDay { input }),
                Err(false) => return Err(ValueError::NotADate { input }),
            },
            FactType::Region => Value::Region(input),
        };
        self.admit(&value).map(|()| value)
    }

    /// Reads an answer that is given today: [`FactDecl::read`], and the limits that move with the
    /// day.
    pub fn read_on(&self, raw: &str, today: Today) -> Result<Value, ValueError> {
        let value = self.read(raw)?;
        self.admit_on(&value, today).map(|()| value)
    }

    /// Checks an answer that is given today: [`FactDecl::admit`], and the limits that move with the
    /// day.
    pub fn admit_on(&self, value: &Value, today: Today) -> Result<(), ValueError> {
        self.admit(value)?;
        match (&self.kind, value) {
            (FactType::Date { min, max }, Value::Date(date)) => {
                let limits = (&min.resolve(today.date), &max.resolve(today.date));
                within(value, date, limits, |limit| Value::Date(*limit))
            }
            _ => Ok(()),
        }
    }

    /// Checks that a value is of this fact's type and within its fixed limits. Those that move with
    /// today are about the day of the answer and not looked at: an answer that was right stays so.
    pub fn admit(&self, value: &Value) -> Result<(), ValueError> {
        let input = || value.to_string();
        match (&self.kind, value) {
            (FactType::Boolean, Value::Bool(_)) => Ok(()),
            (FactType::Choice { options }, Value::Choice(chosen)) => {
                if options.contains(chosen) {
                    return Ok(());
                }
                let names = options.iter().map(String::as_str);
                let suggestion = crate::suggest::nearest(chosen, names).map(Into::into);
                Err(ValueError::NotAnOption {
                    input: input(),
                    options: options.clone(),
                    suggestion,
                })
            }
            (FactType::Whole { min, max }, Value::Whole(number)) => {
                within(value, number, (min, max), |limit| Value::Whole(*limit))
            }
            (FactType::Decimal { scale, min, max }, Value::Decimal { units, scale: given })
                if scale == given =>
            {
                let limit = |units: &i64| Value::Decimal { units: *units, scale: *scale };
                within(value, units, (min, max), limit)
            }
            (FactType::Date { min, max }, Value::Date(date)) => {
                let limits = (&min.fixed().unwrap_or(Date::MIN), &max.fixed().unwrap_or(Date::MAX));
                within(value, date, limits, |limit| Value::Date(*limit))
            }
            (FactType::Region, Value::Region(id)) if names_an_option(id) => Ok(()),
            (FactType::Region, Value::Region(id)) => {
                Err(ValueError::NotARegion { input: id.clone() })
            }
            (kind, _) => Err(ValueError::WrongType { input: input(), expected: kind.described() }),
        }
    }

    fn whole(&self, input: String) -> Result<Value, ValueError> {
        let Some((negative, digits, "")) = split_number(&input) else {
            return Err(ValueError::NotAWholeNumber { input });
        };
        match magnitude(digits).and_then(|size| signed(negative, size)) {
            Some(number) => Ok(Value::Whole(number)),
            None => Err(self.beyond(negative, input)),
        }
    }

    fn decimal(&self, input: String, scale: u8) -> Result<Value, ValueError> {
        let Some((negative, digits, fraction)) = split_number(&input) else {
            return Err(ValueError::NotADecimal { input });
        };
        let scale_digits = usize::from(scale);
        if fraction.len() > scale_digits {
            return Err(ValueError::TooManyDigits { input, scale });
        }
        match magnitude(&format!("{digits}{fraction:0<scale_digits$}"))
            .and_then(|size| signed(negative, size))
        {
            Some(units) => Ok(Value::Decimal { units, scale }),
            None => Err(self.beyond(negative, input)),
        }
    }

    /// The error for a number too large for any limit that could be declared.
    fn beyond(&self, negative: bool, input: String) -> ValueError {
        let limit = |limit: i64| match &self.kind {
            FactType::Decimal { scale, .. } => Value::Decimal { units: limit, scale: *scale },
            _ => Value::Whole(limit),
        };
        match &self.kind {
            FactType::Whole { min, .. } | FactType::Decimal { min, .. } if negative => {
                ValueError::BelowMinimum { input, minimum: limit(*min) }
            }
            FactType::Whole { max, .. } | FactType::Decimal { max, .. } => {
                ValueError::AboveMaximum { input, maximum: limit(*max) }
            }
            _ => ValueError::NotAWholeNumber { input },
        }
    }
}

fn within<T: PartialOrd>(
    value: &Value,
    given: &T,
    (min, max): (&T, &T),
    limit: impl Fn(&T) -> Value,
) -> Result<(), ValueError> {
    if given < min {
        return Err(ValueError::BelowMinimum { input: value.to_string(), minimum: limit(min) });
    }
    if given > max {
        return Err(ValueError::AboveMaximum { input: value.to_string(), maximum: limit(max) });
    }
    Ok(())
}

/// Splits `-12.5` into sign, whole digits and fraction digits; `None` if it is anything else.
fn split_number(input: &str) -> Option<(bool, &str, &str)> {
    let (negative, unsigned) = match input.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, input),
    };
    let (digits, fraction) = match unsigned.split_once('.') {
        Some((_, "")) => return None,
        Some(parts) => parts,
        None => (unsigned, ""),
    };
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    (!digits.is_empty() && plain(digits) && plain(fraction)).then_some((negative, digits, fraction))
}

fn magnitude(digits: &str) -> Option<u128> {
    digits.parse().ok()
}

fn signed(negative: bool, size: u128) -> Option<i64> {
    let size = i128::try_from(size).ok()?;
    i64::try_from(if negative { -size } else { size }).ok()
}

/// The plain form of a full-width character or of a typographic minus.
fn plain(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(character).wrapping_sub(0xfee0)).unwrap_or(character)
        }
        '\u{3000}' => ' ',
        '\u{2212}' => '-',
        other => other,
    }
}

#[cfg(test)]
mod tests;

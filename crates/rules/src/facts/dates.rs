use jiff::civil::Date;

/// Reads `YYYY-MM-DD`; month and day may lack their leading zero. `Err(true)` means that the shape
/// is right but the calendar has no such day.
pub(crate) fn parse_iso(text: &str) -> Result<Date, bool> {
    let mut parts = text.split('-');
    let mut part = |lengths: std::ops::RangeInclusive<usize>| -> Result<i16, bool> {
        let digits = parts.next().ok_or(false)?;
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        if !plain || !lengths.contains(&digits.len()) {
            return Err(false);
        }
        digits.parse().map_err(|_| false)
    };
    let (year, month, day) = (part(4..=4)?, part(1..=2)?, part(1..=2)?);
    if parts.next().is_some() {
        return Err(false);
    }
    let narrow = |number: i16| i8::try_from(number).map_err(|_| true);
    if year == 0 {
        return Err(true);
    }
    Date::new(year, narrow(month)?, narrow(day)?).map_err(|_| true)
}

/// `YYYY-MM-DD`.
pub(crate) fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

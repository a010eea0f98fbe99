use std::collections::BTreeSet;

use jiff::Span;
use jiff::civil::Date;

use super::{MAX_DAY_SPANS, TooComplex, Validity};
use crate::check::{DateBound, DateTest, Test};
use crate::facts::{FactDecl, FactType};

/// One day for each span of days on which the order, and the neighbourhood, of all the days that
/// dates are compared with stay the same.
///
/// For a relative day `r` and a fixed one `c`, the cells of the fact change their shape when `r`
/// passes `c - 1`, `c`, `c + 1` or `c + 2`. Two relative days of one fact keep their order and a
/// fixed or ample distance, because they count in one unit.
pub(super) fn representatives<'a>(
    validity: Validity,
    facts: impl Iterator<Item = (&'a FactDecl, &'a [&'a Test])>,
) -> Result<Vec<Date>, TooComplex> {
    let length = validity.last.duration_since(validity.first).as_hours() / 24;
    let mut starts = BTreeSet::from([0]);
    for (fact, tests) in facts {
        let FactType::Date { min, max } = fact.kind else { continue };
        let (mut fixed, mut moving) = bounds(tests);
        for limit in [min, max] {
            match limit.fixed() {
                Some(day) => _ = fixed.insert(day),
                None if moving.contains(&limit) => {}
                None => moving.push(limit),
            }
        }
        for day in fixed.iter().copied() {
            for bound in &moving {
                for offset in -1..=2 {
                    let day = shifted(day, offset);
                    starts.extend(crossing(validity.first, length, *bound, day));
                }
            }
        }
        if starts.len() > MAX_DAY_SPANS {
            return Err(TooComplex);
        }
    }
    Ok(starts.into_iter().map(|offset| shifted(validity.first, offset)).collect())
}

fn bounds(tests: &[&Test]) -> (BTreeSet<Date>, Vec<DateBound>) {
    let mut fixed = BTreeSet::new();
    let mut moving = Vec::new();
    for test in tests {
        match test {
            Test::Date(DateTest::Compare { bound: DateBound::Fixed(day), .. }) => {
                fixed.insert(*day);
            }
            Test::Date(DateTest::Compare { bound, .. }) if !moving.contains(bound) => {
                moving.push(*bound);
            }
            Test::Date(DateTest::AnyOf(days)) => fixed.extend(days.iter().copied()),
            _ => {}
        }
    }
    (fixed, moving)
}

/// How many days after `first` the moving day first reaches `day`, if that happens within `length`
/// days and not from the start. A moving day never goes back as today advances.
fn crossing(first: Date, length: i64, bound: DateBound, day: Date) -> Option<i64> {
    let reached = |offset: i64| bound.resolve(shifted(first, offset)) >= day;
    if length <= 0 || reached(0) || !reached(length) {
        return None;
    }
    let (mut before, mut after) = (0, length);
    while after - before > 1 {
        let middle = before + (after - before) / 2;
        if reached(middle) { after = middle } else { before = middle }
    }
    Some(after)
}

fn shifted(day: Date, days: i64) -> Date {
    let end = if days < 0 { Date::MIN } else { Date::MAX };
    Span::new().try_days(days).and_then(|span| day.checked_add(span)).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::syntax::Comparison;

    #[test]
    fn a_moving_day_splits_the_validity_where_it_meets_a_fixed_one() {
        let kind = FactType::Date { min: date(1900, 1, 1).into(), max: date(2100, 1, 1).into() };
        let fact = FactDecl::new("born", kind);
        let compare = |bound| Test::Date(DateTest::Compare { op: Comparison::Less, bound });
        let tests =
            [compare(DateBound::Fixed(date(2010, 6, 1))), compare(DateBound::Months(-12 * 18))];
        let tests: Vec<&Test> = tests.iter().collect();
        let validity = Validity { first: date(2026, 1, 1), last: date(2030, 1, 1) };
        let days = representatives(validity, std::iter::once((&fact, &*tests))).unwrap();
        let around: Vec<Date> = (-1..=2).map(|offset| shifted(date(2028, 6, 1), offset)).collect();
        assert_eq!(days[0], date(2026, 1, 1));
        assert_eq!(days[1..], around);
    }
}

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Cell;
use crate::check::{DateTest, Numbers, Test};
use crate::eval::{RegionTree, Today};
use crate::facts::{FactDecl, FactType};
use crate::syntax::Comparison;

/// Splits the answers to a fact, on one day, into cells within which every test comes out alike.
/// Every cell holds at least one answer, and every answer lies in exactly one cell.
pub(super) fn cells(
    fact: &FactDecl,
    tests: &[&Test],
    today: Today,
    regions: &dyn RegionTree,
) -> Vec<Cell> {
    match &fact.kind {
        FactType::Boolean => vec![Cell::Boolean(false), Cell::Boolean(true)],
        FactType::Choice { options } => options.iter().cloned().map(Cell::Choice).collect(),
        FactType::Whole { min, max } => ranges(tests, *min, *max)
            .into_iter()
            .map(|(first, last)| Cell::Whole { first, last })
            .collect(),
        FactType::Decimal { scale, min, max } => ranges(tests, *min, *max)
            .into_iter()
            .map(|(first, last)| Cell::Decimal { scale: *scale, first, last })
            .collect(),
        FactType::Date { min, max } => {
            let (min, max) = (min.resolve(today.date), max.resolve(today.date));
            date_ranges(tests, min, max, today)
                .into_iter()
                .map(|(first, last)| Cell::Date { first, last })
                .collect()
        }
        FactType::Region => region_cells(tests, regions),
    }
}

fn ranges(tests: &[&Test], min: i64, max: i64) -> Vec<(i64, i64)> {
    let mut starts = BTreeSet::from([min]);
    for test in tests {
        let (Test::Whole(numbers) | Test::Decimal { numbers, .. }) = test else { continue };
        match numbers {
            Numbers::Compare { op, bound } => cut(&mut starts, *op, *bound, bound.checked_add(1)),
            Numbers::AnyOf(values) => {
                for value in values {
                    cut(&mut starts, Comparison::Equal, *value, value.checked_add(1));
                }
            }
        }
    }
    spans(starts, min, max, |start| start.saturating_sub(1))
}

fn date_ranges(tests: &[&Test], min: Date, max: Date, today: Today) -> Vec<(Date, Date)> {
    let mut starts = BTreeSet::from([min]);
    for test in tests {
        match test {
            Test::Date(DateTest::Compare { op, bound }) => {
                let day = bound.resolve(today.date);
                cut(&mut starts, *op, day, day.tomorrow().ok());
            }
            Test::Date(DateTest::AnyOf(days)) => {
                for day in days {
                    cut(&mut starts, Comparison::Equal, *day, day.tomorrow().ok());
                }
            }
            _ => {}
        }
    }
    spans(starts, min, max, |start| start.yesterday().unwrap_or(start))
}

/// Notes where a new cell starts because a comparison with `bound` changes there.
fn cut<T: Ord>(starts: &mut BTreeSet<T>, op: Comparison, bound: T, after: Option<T>) {
    let (at, beyond) = match op {
        Comparison::Less | Comparison::GreaterOrEqual => (true, false),
        Comparison::LessOrEqual | Comparison::Greater => (false, true),
        Comparison::Equal | Comparison::NotEqual => (true, true),
    };
    starts.extend(Some(bound).filter(|_| at));
    starts.extend(after.filter(|_| beyond));
}

fn spans<T: Ord + Copy>(
    mut starts: BTreeSet<T>,
    min: T,
    max: T,
    before: impl Fn(T) -> T,
) -> Vec<(T, T)> {
    starts.retain(|start| (min..=max).contains(start));
    let firsts = starts.iter().copied();
    let lasts = starts.iter().copied().skip(1).map(before).chain([max]);
    firsts.zip(lasts).collect()
}

/// What a region is to the regions named is settled by the nearest of them above it; so one cell
/// for each, and one for everywhere else.
fn region_cells(tests: &[&Test], regions: &dyn RegionTree) -> Vec<Cell> {
    let mut named = BTreeSet::new();
    for test in tests {
        if let Test::Region { any_of } = test {
            named.extend(any_of.iter().cloned());
        }
    }
    named.retain(|region| regions.is_within(region, region));
    std::iter::once(Cell::Region(None))
        .chain(named.into_iter().map(|region| Cell::Region(Some(region))))
        .collect()
}

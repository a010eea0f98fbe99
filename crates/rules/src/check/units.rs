use std::collections::BTreeMap;

use super::{Condition, DateBound, DateTest, Test};
use crate::problem::{Code, Problem};
use crate::syntax::Span;

/// One fact is compared with days from today in one place and with months or years in another.
///
/// The order of `today - 30d` and `today - 1m` depends on the day, so what follows from one about
/// the other cannot be said once and for all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MixedUnits {
    /// The fact.
    pub fact: String,
    /// The condition of the first use, by its position in what was given, and the atom's span.
    pub first: (usize, Span),
    /// The condition of the use in another unit, and the atom's span.
    pub other: (usize, Span),
    /// The unit of the first use, in words.
    pub unit: &'static str,
}

impl MixedUnits {
    /// The problem, placed at the later of the two uses.
    pub fn problem(&self) -> Problem {
        let (fact, unit) = (&self.fact, self.unit);
        let message = format!("`{fact}` is already counted from today in {unit}");
        let help =
            format!("count in {unit} here too; which of two units is longer depends on the day");
        Problem::new(Code::MixedUnits, self.other.1, message, help)
    }
}

/// Finds facts whose dates relative to today are counted in more than one unit, across all the
/// conditions that are evaluated together (a version of a service). Each fact is reported once for
/// every use that departs from its first.
pub fn mixed_units<'a>(conditions: impl IntoIterator<Item = &'a Condition>) -> Vec<MixedUnits> {
    let mut first: BTreeMap<&str, (usize, Span, &'static str)> = BTreeMap::new();
    let mut found = Vec::new();
    for (place, condition) in conditions.into_iter().enumerate() {
        for atom in condition.atoms() {
            let Test::Date(DateTest::Compare { bound, .. }) = &atom.test else { continue };
            let Some(unit) = DateBound::unit(*bound) else { continue };
            let known = *first.entry(&atom.fact).or_insert((place, atom.span, unit));
            if known.2 != unit {
                found.push(MixedUnits {
                    fact: atom.fact.clone(),
                    first: (known.0, known.1),
                    other: (place, atom.span),
                    unit: known.2,
                });
            }
        }
    }
    found
}

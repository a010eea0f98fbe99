//! The type checker: from the written form to a [`Condition`] that can be evaluated.

mod checker;
mod condition;
mod constant;
mod membership;
mod relation;
mod test;
mod units;

pub use crate::facts::DateBound;
pub(crate) use checker::{Checker, example};
pub use condition::{Atom, Condition, Derived, Leaf, Logic};
pub use test::{DateTest, Numbers, Test};
pub use units::{MixedUnits, mixed_units};

use super::{RegionTree, Today, Truth};
use crate::check::{Condition, Derived, Logic};
use crate::facts::Answers;

impl Condition {
    /// Evaluates the condition. Every input has a result: missing answers make it
    /// [`Truth::Unknown`] unless the answers given decide it alone.
    pub fn evaluate(&self, answers: &Answers, today: Today, regions: &dyn RegionTree) -> Truth {
        self.logic().evaluate(answers, today, regions)
    }
}

impl Logic {
    /// Evaluates a part of a condition, as [`Condition::evaluate`] does the whole.
    pub fn evaluate(&self, answers: &Answers, today: Today, regions: &dyn RegionTree) -> Truth {
        let part = |logic: &Self| logic.evaluate(answers, today, regions);
        match self {
            Self::Constant(value) => Truth::from(*value),
            Self::Atom(atom) => atom.evaluate(answers, today, regions),
            Self::Derived(derived) => derived.evaluate(answers, today, regions),
            Self::Not(inner) => !part(inner),
            Self::All(parts) => parts.iter().map(part).fold(Truth::True, Truth::and),
            Self::Any(parts) => parts.iter().map(part).fold(Truth::False, Truth::or),
        }
    }
}

impl Derived {
    /// Whether the formula comes to what is wanted of it here.
    pub fn evaluate(&self, answers: &Answers, today: Today, regions: &dyn RegionTree) -> Truth {
        self.read(self.derivation.evaluate(answers, today, regions))
    }

    /// The result here, from that of the formula.
    pub(crate) fn read(&self, found: Truth) -> Truth {
        if self.expected { found } else { !found }
    }
}

#[cfg(test)]
mod tests;

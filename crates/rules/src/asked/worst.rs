use std::collections::BTreeMap;

use super::diagram::{ALWAYS, NEVER, Node};
use super::proof::{Place, Proof, tests_by_fact};
use super::{MAX_QUESTIONS, Scope, Situation, TooComplex, days};
use crate::check::Condition;

/// Something that is paid once when any of its conditions holds; `None` always does.
#[derive(Debug, Clone)]
pub struct Cost<'a> {
    /// When it falls due.
    pub any_of: Vec<Option<&'a Condition>>,
    /// How much it is.
    pub amount: u8,
}

/// The most that somebody pays who takes the cheapest way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worst {
    /// The sum.
    pub amount: usize,
    /// A situation in which no way is cheaper.
    pub situation: Situation,
}

/// Between which sums the worst lies. Where nothing hangs on derived facts both are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounds {
    /// What is surely paid in some situation, whatever its derived facts come to; `None` where
    /// nobody is surely eligible.
    pub certain: Option<Worst>,
    /// What no situation exceeds. Its situation makes assumptions about derived facts and occurs if
    /// they can come out so.
    pub possible: Worst,
}

/// Over every situation in which all of `eligible` hold, and every day of the validity: the most
/// that the cheapest of `ways` costs. `None` when there is no such situation or no way.
///
/// The result is exact where [`super::prove_asked`] found nothing for the same conditions, since then
/// none of them looks at a question that was not asked; with derived facts it is two bounds.
pub fn worst_case(
    scope: Scope<'_>,
    eligible: &[&Condition],
    ways: &[Vec<Cost<'_>>],
) -> Result<Option<Bounds>, TooComplex> {
    let costs = ways.iter().flatten().flat_map(|cost| cost.any_of.iter().copied().flatten());
    let conditions: Vec<&Condition> = eligible.iter().copied().chain(costs).collect();
    if ways.is_empty() {
        return Ok(None);
    }
    if scope.questions.len() > MAX_QUESTIONS {
        return Err(TooComplex);
    }
    let tests = tests_by_fact(scope.questions, &conditions);
    let dated =
        scope.facts.iter().filter_map(|fact| Some((fact, tests.get(&*fact.id)?.as_slice())));
    let (mut certain, mut possible) = (None, None);
    for day in days::representatives(scope.validity, dated)? {
        let mut sums = Sums { proof: Proof::new(scope, &tests, day), known: BTreeMap::new() };
        sums.proof.run(&[])?;
        let levels = sums.levels_of_all(eligible, ways)?;
        raise(&mut possible, sums.highest(&levels));
        let first = sums.proof.first_free();
        let mut sure = Vec::new();
        for level in &levels {
            sure.push(sums.proof.diagrams.certain(*level, first)?);
        }
        raise(&mut certain, sums.highest(&sure));
    }
    Ok(possible.map(|possible| Bounds { certain, possible }))
}

fn raise(worst: &mut Option<Worst>, found: Option<Worst>) {
    if let Some(found) = found
        && worst.as_ref().is_none_or(|worst| found.amount > worst.amount)
    {
        *worst = Some(found);
    }
}

/// The sums of one day.
struct Sums<'a> {
    proof: Proof<'a>,
    /// When each condition holds, by its source.
    known: BTreeMap<&'a str, Node>,
}

impl<'a> Sums<'a> {
    /// For each sum from nought up, in which situations somebody eligible pays at least that.
    fn levels_of_all(
        &mut self,
        eligible: &[&'a Condition],
        ways: &[Vec<Cost<'a>>],
    ) -> Result<Vec<Node>, TooComplex> {
        let mut reach = ALWAYS;
        for condition in eligible {
            let holds = self.holds(condition)?;
            reach = self.proof.diagrams.and(reach, holds)?;
        }
        let mut levels = Vec::new();
        for way in ways {
            levels.push(self.levels(way)?);
        }
        // Whoever can choose pays at least so much only where each way costs that.
        let highest = levels.iter().map(Vec::len).min().unwrap_or_default();
        let mut all = Vec::new();
        for amount in 0..highest {
            let mut everywhere = reach;
            for level in levels.iter().filter_map(|way| way.get(amount)) {
                everywhere = self.proof.diagrams.and(everywhere, *level)?;
            }
            all.push(everywhere);
        }
        Ok(all)
    }

    /// The highest sum that somebody pays.
    fn highest(&self, levels: &[Node]) -> Option<Worst> {
        levels.iter().enumerate().rev().find_map(|(amount, level)| {
            let path = self.proof.diagrams.example(*level)?;
            Some(Worst { amount, situation: self.proof.situation(&path) })
        })
    }

    /// For each sum from nought up, when a way costs at least that.
    fn levels(&mut self, way: &[Cost<'a>]) -> Result<Vec<Node>, TooComplex> {
        let mut levels = vec![ALWAYS];
        for cost in way {
            let mut due = NEVER;
            for condition in &cost.any_of {
                let holds = condition.map_or(Ok(ALWAYS), |condition| self.holds(condition))?;
                due = self.proof.diagrams.or(due, holds)?;
            }
            let amount = usize::from(cost.amount);
            let at = |sum: usize| levels.get(sum).copied().unwrap_or(NEVER);
            let mut next = Vec::with_capacity(levels.len() + amount);
            for sum in 0..levels.len() + amount {
                let paid = self.proof.diagrams.and(due, at(sum.saturating_sub(amount)))?;
                next.push(self.proof.diagrams.or(at(sum), paid)?);
            }
            levels = next;
        }
        Ok(levels)
    }

    fn holds(&mut self, condition: &'a Condition) -> Result<Node, TooComplex> {
        if let Some(node) = self.known.get(condition.source()) {
            return Ok(*node);
        }
        let node = self.proof.condition(Place::Whole, condition)?;
        self.known.insert(condition.source(), node);
        Ok(node)
    }
}

#[cfg(test)]
mod tests;

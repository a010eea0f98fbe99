//! What is found where a condition looks at a fact: proved, refuted, or undecided.

use std::collections::BTreeMap;

use super::diagram::{NEVER, Node};
use super::proof::{AskedProblem, Place, Proof};
use super::{Situation, TooComplex};
use crate::problem::{Code, Problem};
use crate::syntax::Span;

/// A condition looks at a fact.
#[derive(Clone, Copy)]
pub(super) struct Look<'a> {
    pub(super) fact: &'a str,
    pub(super) span: Span,
    /// The derived fact that stands there in its place.
    pub(super) through: Option<&'a str>,
}

/// A look at a fact, with the situations in which its question was not asked.
pub(super) struct Unasked {
    span: Span,
    through: Option<String>,
    situations: Node,
}

impl Proof<'_> {
    /// Notes a look at a fact in the situations `reach`; `None` if no question asks for it.
    pub(super) fn look(
        &mut self,
        place: Place,
        look: Look<'_>,
        reach: Node,
    ) -> Result<Option<usize>, TooComplex> {
        let Some(variable) = self.places.get(look.fact).copied() else {
            let what = named(look.fact, look.through);
            let message = format!("no question asks for {}", what.trim_end_matches(','));
            self.note(place, look, Code::NotAsked, message, "add a question for it", None);
            return Ok(None);
        };
        let Some(asked) = self.asked.get(variable).copied() else {
            let message = format!("{} is asked only later", named(look.fact, look.through));
            let help = "use facts of earlier questions, or ask that question earlier";
            self.note(place, look, Code::LaterQuestion, message, help, None);
            return Ok(Some(variable));
        };
        let not_asked = self.diagrams.not(asked)?;
        let reach = self.diagrams.and(reach, self.sound)?;
        let situations = self.diagrams.and(reach, not_asked)?;
        if situations != NEVER {
            let (span, through) = (look.span, look.through.map(str::to_owned));
            let unasked = Unasked { span, through, situations };
            self.unasked.entry(look.fact.to_owned()).or_default().push(unasked);
            let others = self.diagrams.not(situations)?;
            self.sound = self.diagrams.and(self.sound, others)?;
        }
        Ok(Some(variable))
    }

    /// Reports each fact of the condition just read that is looked at unasked, once.
    pub(super) fn settle(&mut self, place: Place) -> Result<(), TooComplex> {
        for (fact, looks) in std::mem::take(&mut self.unasked) {
            let Some(first) = looks.first() else { continue };
            let mut refuted = None;
            let mut together = NEVER;
            for look in &looks {
                together = self.diagrams.or(together, look.situations)?;
                let certain = self.diagrams.certain(look.situations, self.first_free())?;
                refuted = refuted.or(self.diagrams.example(certain).map(|path| (look, path)));
            }
            // One look may be made where the derived fact holds, another where it does not.
            let certain = self.diagrams.certain(together, self.first_free())?;
            refuted = refuted.or(self.diagrams.example(certain).map(|path| (first, path)));
            if let Some((look, path)) = refuted {
                let situation = self.situation(&path);
                let used = match &look.through {
                    None => "but is used here".to_owned(),
                    Some(name) => format!("but `{name}` is derived from it"),
                };
                let message = format!("`{fact}` is not asked {situation}, {used}");
                let help =
                    "test before it, with `&&`, that its question was asked; or ask it then too";
                let at = Look { fact: &fact, span: look.span, through: None };
                self.note(place, at, Code::NotAsked, message, help, Some(situation));
            } else if let Some(path) = self.diagrams.example(first.situations) {
                let situation = self.situation(&path);
                let what = named(&fact, first.through.as_deref());
                let names = crate::suggest::either(situation.because_of());
                let message = format!(
                    "whether {what} is asked here is undecided because of {names}: it is not {situation}"
                );
                let help = "what a derived fact comes to is not proved; test before it, with `&&`, \
                            the answers on which its question depends";
                let at = Look { fact: &fact, span: first.span, through: None };
                self.note(place, at, Code::Undecided, message, help, Some(situation));
            }
        }
        Ok(())
    }

    fn note(
        &mut self,
        place: Place,
        look: Look<'_>,
        code: Code,
        message: String,
        help: &str,
        situation: Option<Situation>,
    ) {
        let problem = Problem::new(code, look.span, message, help);
        self.problems.push((look.fact.to_owned(), AskedProblem { place, problem, situation }));
    }
}

fn named(fact: &str, through: Option<&str>) -> String {
    match through {
        None => format!("`{fact}`"),
        Some(name) => format!("`{fact}`, from which `{name}` is derived,"),
    }
}

/// The problems of all days, each look once.
#[derive(Default)]
pub(super) struct Found(BTreeMap<(Place, Span, String), AskedProblem>);

impl Found {
    pub(super) fn add(&mut self, problems: Vec<(String, AskedProblem)>) {
        for (fact, problem) in problems {
            let known = self.0.entry((problem.place, problem.problem.span, fact));
            let known = known.or_insert_with(|| problem.clone());
            if is_undecided(known) && !is_undecided(&problem) {
                *known = problem;
            }
        }
    }

    /// In the order of the text. What is refuted on one day is not undecided on another.
    pub(super) fn finish(self) -> Vec<AskedProblem> {
        let refuted: Vec<(Place, String)> = self
            .0
            .iter()
            .filter(|(_, problem)| !is_undecided(problem))
            .map(|((place, _, fact), _)| (*place, fact.clone()))
            .collect();
        let kept = self.0.into_iter().filter(|((place, _, fact), problem)| {
            !is_undecided(problem) || !refuted.contains(&(*place, fact.clone()))
        });
        kept.map(|(_, problem)| problem).collect()
    }
}

fn is_undecided(problem: &AskedProblem) -> bool {
    problem.problem.code == Code::Undecided
}

#[cfg(test)]
mod tests;

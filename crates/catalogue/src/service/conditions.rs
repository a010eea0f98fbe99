//! Conditions, and everything that a part of a service needs to read them.

use jiff::civil::Date;
use onewindow_model::service::Requirement;
use onewindow_rules::check::{Atom, Test};
use onewindow_rules::facts::FactSet;
use onewindow_rules::{Condition, Derivations, Problem, RegionTree};

use crate::reader::{Reader, Shape, did_you_mean};
use crate::shared::{Shared, each};
use crate::yaml::Node;

pub(super) const CONDITIONS: Shape =
    Shape { what: "`conditions`", keys: &["intake", "decision"], required: &[] };

pub(super) const REQUIREMENT: Shape = Shape {
    what: "a condition",
    keys: &["id", "when", "otherwise"],
    required: &["id", "when", "otherwise"],
};

/// What the parts of one service know of each other.
pub(super) struct Context<'a, 'n> {
    /// The catalogue around it.
    pub shared: &'a Shared,
    /// The first day of the version, as far as it is known.
    pub effective: Option<Date>,
    /// Its facts; none when they have errors of their own, and conditions cannot be judged.
    pub facts: Option<FactSet>,
    /// What is derived from them.
    pub derived: Derivations,
    /// Every condition but those of questions, with its place, for the proof.
    pub conditions: Vec<(Condition, &'n Node)>,
}

impl<'a> Context<'a, '_> {
    /// Of a service of which nothing is read yet.
    pub(super) fn of(shared: &'a Shared) -> Self {
        let derived = Derivations::default();
        Self { shared, effective: None, facts: None, derived, conditions: Vec::new() }
    }
}

/// Reads `conditions`: for intake and for the decision.
pub(super) fn read<'n>(
    r: &mut Reader<'_, '_>,
    cx: &mut Context<'_, 'n>,
    node: &'n Node,
) -> Option<(Vec<Requirement>, Vec<Requirement>)> {
    let f = r.fields(node, &CONDITIONS)?;
    let (intake, decision) = (f.get("intake"), f.get("decision"));
    r.unique("condition", each(intake, "id").chain(each(decision, "id")));
    let mut list = |node: Option<&'n Node>| -> Vec<Requirement> {
        let read = node.and_then(|node| r.list(node, |r, item| requirement(r, cx, item)));
        read.unwrap_or_default()
    };
    Some((list(intake), list(decision)))
}

fn requirement<'n>(
    r: &mut Reader<'_, '_>,
    cx: &mut Context<'_, 'n>,
    node: &'n Node,
) -> Option<Requirement> {
    let f = r.fields(node, &REQUIREMENT)?;
    let (id, when) = (f.read("id", |n| r.name_id(n)), f.read("when", |n| condition(r, cx, n)));
    let otherwise = f.read("otherwise", |n| r.text(n));
    Some(Requirement { id: id?, when: when?, otherwise: otherwise? })
}

/// Reads a condition and keeps it for the proof that its facts were asked for.
pub(super) fn condition<'n>(
    r: &mut Reader<'_, '_>,
    cx: &mut Context<'_, 'n>,
    node: &'n Node,
) -> Option<Condition> {
    let condition = compile(r, cx, node)?;
    cx.conditions.push((condition.clone(), node));
    Some(condition)
}

/// Reads a condition over the facts of the service.
pub(super) fn compile(
    r: &mut Reader<'_, '_>,
    cx: &Context<'_, '_>,
    node: &Node,
) -> Option<Condition> {
    let facts = cx.facts.as_ref()?;
    // A condition is a text even where it looks like `true` to YAML.
    let source = r.any_text(node)?;
    match Condition::compile_with(&source, facts, &cx.derived) {
        Ok(condition) => {
            let known = regions_exist(r, &source, &condition.atoms(), cx.shared, node);
            known.then_some(condition)
        }
        Err(problems) => {
            refused(r, problems, node);
            None
        }
    }
}

/// Notes what is wrong with the text of a condition or a formula.
pub(super) fn refused(r: &mut Reader<'_, '_>, problems: Vec<Problem>, node: &Node) {
    for problem in problems {
        let range = node.range_of(r.text_of_file(), problem.span.start..problem.span.end);
        r.error_at(problem.code.as_str(), range, problem.message, problem.help);
    }
}

/// Whether a region exists is not for the condition language to know.
pub(super) fn regions_exist(
    r: &mut Reader<'_, '_>,
    source: &str,
    atoms: &[&Atom],
    shared: &Shared,
    node: &Node,
) -> bool {
    let mut good = true;
    for atom in atoms {
        let Test::Region { any_of } = &atom.test else { continue };
        for region in any_of.iter().filter(|id| !shared.regions.is_within(id, id)) {
            let within = atom.span.of(source);
            let at = within.find(region.as_str()).map_or(0, |at| atom.span.start + at);
            let range = node.range_of(r.text_of_file(), at..at + region.len());
            let help = did_you_mean(region, shared.region_ids());
            r.error_at("unknown-region", range, format!("there is no region `{region}`"), help);
            good = false;
        }
    }
    good
}

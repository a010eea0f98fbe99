//! `steps`, and the identity check.

use onewindow_model::service::form::{Field, FieldType};
use onewindow_model::service::steps::{Assurance, IdentityCheck, Presence, Step, StepStage};

use super::conditions::{Context, condition};
use crate::reader::{Reader, Shape, did_you_mean};
use crate::shared::each;
use crate::yaml::Node;

pub(super) const STEP: Shape = Shape {
    what: "a step",
    keys: &["id", "name", "stage", "by", "within", "after", "when", "presence", "place"],
    required: &["id", "name", "stage", "by"],
};

pub(super) const IDENTITY: Shape =
    Shape { what: "`identity_check`", keys: &["level", "remote"], required: &["level", "remote"] };

const STAGES: &[(&str, StepStage)] = &[
    ("intake", StepStage::Intake),
    ("examine", StepStage::Examine),
    ("inspect", StepStage::Inspect),
    ("hearing", StepStage::Hearing),
    ("decide", StepStage::Decide),
    ("deliver", StepStage::Deliver),
];

const PRESENCES: &[(&str, Presence)] = &[
    ("none", Presence::None),
    ("applicant-at-office", Presence::ApplicantAtOffice),
    ("officer-comes", Presence::OfficerComes),
];

/// The roles in which officials take the steps of a service, as files name them.
const ROLES: &[(&str, &str)] = &[
    ("window-clerk", "window-clerk"),
    ("case-officer", "case-officer"),
    ("reviewer", "reviewer"),
    ("supervisor", "supervisor"),
];

/// Reads the steps. `after` may name steps above only, so that no circle can be written.
pub(super) fn read<'n>(
    r: &mut Reader<'_, '_>,
    cx: &mut Context<'_, 'n>,
    form: &[Field],
    node: &'n Node,
) -> Option<Vec<Step>> {
    r.unique("step", each(Some(node), "id"));
    let mut above: Vec<String> = Vec::new();
    r.list(node, |r, item| {
        let step = step(r, cx, item, (form, &above));
        above.extend(item.get("id").and_then(Node::text).map(str::to_owned));
        step
    })
}

fn step<'n>(
    r: &mut Reader<'_, '_>,
    cx: &mut Context<'_, 'n>,
    node: &'n Node,
    (form, above): (&[Field], &[String]),
) -> Option<Step> {
    let f = r.fields(node, &STEP)?;
    let (id, name) = (f.read("id", |n| r.name_id(n)), f.read("name", |n| r.text(n)));
    let stage = f.read("stage", |n| r.one_of(n, STAGES));
    let by = f.read("by", |n| r.one_of(n, ROLES));
    let within = f.read("within", |n| r.term(n));
    let after = match f.get("after") {
        None => above.last().cloned().into_iter().collect(),
        Some(node) => r.list(node, |r, n| earlier(r, n, above)).unwrap_or_default(),
    };
    let when = f.read("when", |n| condition(r, cx, n));
    let presence = f.read("presence", |n| r.one_of(n, PRESENCES)).unwrap_or(Presence::None);
    let place = f.get("place").and_then(|n| place(r, n, form));
    let by = by?.to_owned();
    Some(Step { id: id?, name: name?, stage: stage?, by, within, after, when, presence, place })
}

/// The question in which the applicant chooses where to come.
fn place(r: &mut Reader<'_, '_>, node: &Node, form: &[Field]) -> Option<String> {
    let id = r.name_id(node)?;
    let choices = form.iter().filter(|field| matches!(field.kind, FieldType::Choice(_)));
    let known: Vec<&str> = choices.map(|field| field.id.as_str()).collect();
    if known.contains(&id.as_str()) {
        return Some(id);
    }
    let message = format!("the form has no choice named `{id}`");
    r.error("unknown-field", node, message, did_you_mean(&id, known));
    None
}

fn earlier(r: &mut Reader<'_, '_>, node: &Node, above: &[String]) -> Option<String> {
    let id = r.name_id(node)?;
    if above.contains(&id) {
        return Some(id);
    }
    let message = format!("no step above this one is named `{id}`");
    let help = did_you_mean(&id, above.iter().map(String::as_str));
    r.error("unknown-step", node, message, help);
    None
}

/// Reads `identity_check`.
pub(super) fn identity_check(r: &mut Reader<'_, '_>, node: &Node) -> Option<IdentityCheck> {
    let words = [
        ("low", Assurance::Low),
        ("substantial", Assurance::Substantial),
        ("high", Assurance::High),
    ];
    let f = r.fields(node, &IDENTITY)?;
    let level = f.read("level", |n| r.one_of(n, &words));
    let remote = f.read("remote", |n| r.boolean(n));
    Some(IdentityCheck { level: level?, remote: remote? })
}

//! A whole service file, from text to model.

use onewindow_model::known::Known;
use onewindow_model::service::steps::{Assurance, IdentityCheck};
use onewindow_model::service::{
    Channel, Delivery, DerivedFact, Evidence, Fee, Field, Kind, LegalBasis, Outcome, Question,
    Remedy, Requirement, Service, Special, Step, Times,
};

use super::conditions::Context;
use super::head::{self, Head};
use super::words::CHANNELS;
use super::{
    Read, conditions, derive, evidence, examples, facts, form, law, outcome, proof, remedy,
    retention, special, steps, times, visits,
};
use crate::reader::{Fields, Reader, Shape};
use crate::shared::{Shared, each};
use crate::source::SourceFile;
use crate::yaml::{self, Node};

pub(super) const SERVICE: Shape = Shape {
    what: "a service",
    keys: &[
        "id",
        "version",
        "effective",
        "languages",
        "code",
        "name",
        "summary",
        "keywords",
        "kind",
        "nature",
        "authority",
        "level",
        "region",
        "audience",
        "life_events",
        "legal_basis",
        "facts",
        "derive",
        "conditions",
        "evidence",
        "form",
        "steps",
        "identity_check",
        "times",
        "cost",
        "channels",
        "visits",
        "outcome",
        "remedy",
        "retention",
        "look_up",
        "content",
        "booking",
        "contacts",
        "notes",
        "source",
        "examples",
    ],
    required: &[
        "id",
        "version",
        "effective",
        "name",
        "summary",
        "kind",
        "nature",
        "authority",
        "level",
        "region",
        "audience",
        "legal_basis",
    ],
};

pub(super) const VISITS: Shape =
    Shape { what: "`visits`", keys: &["declared"], required: &["declared"] };

/// Reads a service file.
pub(super) fn read(file_name: &str, text: &str, shared: &Shared) -> Read {
    let file = SourceFile::new(file_name, text);
    let root = match yaml::parse(&file) {
        Ok(root) => root,
        Err(findings) => return Read { service: None, findings },
    };
    let mut r = Reader::new(&file, shared.region.languages.clone());
    let mut cx = Context::of(shared);
    let mut service = service(&mut r, &mut cx, &root, file_name);
    if let Some(service) = &mut service {
        retention::check(&mut r, service, &root);
        if !r.failed() {
            proof::check(&mut r, &cx, service, &root);
            derive::used(&mut r, service, &root);
        }
        if !r.failed() {
            visits::check(&mut r, &cx, service, &root);
            service.examples = examples::check(&mut r, shared, service, &root);
        }
    }
    Read { service: service.filter(|_| !r.failed()), findings: r.finish() }
}

/// Notes what is wrong in parts of a service that stand outside of one, as in a mapping file.
pub(crate) fn parts(r: &mut Reader<'_, '_>, shared: &Shared, node: &Node) {
    let mut cx = Context::of(shared);
    body(r, &mut cx, &Fields { node }, None);
}

/// The parts of a service after its head.
struct Body {
    legal_basis: LegalBasis,
    questions: Vec<Question>,
    derived: Vec<DerivedFact>,
    intake: Vec<Requirement>,
    decision: Vec<Requirement>,
    evidence: Known<Vec<Evidence>>,
    form: Vec<Field>,
    steps: Vec<Step>,
    identity_check: IdentityCheck,
    times: Times,
    cost: Known<Vec<Fee>>,
    channels: Known<Vec<Channel>>,
    declared_visits: Known<u8>,
    outcome: Outcome,
    remedy: Remedy,
    special: Special,
}

fn service<'n>(
    r: &mut Reader<'_, '_>,
    cx: &mut Context<'_, 'n>,
    root: &'n Node,
    file_name: &str,
) -> Option<Service> {
    let f = r.fields(root, &SERVICE)?;
    let head = head::read(r, cx.shared, &f, file_name);
    if let Some(head) = &head {
        needed_by_kind(r, &f, head.kind);
        cx.effective = Some(head.effective);
    }
    let body = body(r, cx, &f, head.as_ref());
    let kept = f.read("retention", |n| retention::read(r, cx.shared, n));
    let (head, body) = (head?, body?);
    Some(Service {
        id: head.id,
        version: head.version,
        effective: head.effective,
        code: head.code,
        languages: r.languages.clone(),
        name: head.name,
        summary: head.summary,
        keywords: head.keywords,
        kind: head.kind,
        nature: head.nature,
        authority: head.authority,
        level: head.level,
        region: head.region,
        audience: head.audience,
        life_events: head.life_events,
        legal_basis: body.legal_basis,
        questions: body.questions,
        facts: cx.facts.clone()?,
        derived: body.derived,
        intake_conditions: body.intake,
        decision_conditions: body.decision,
        evidence: body.evidence,
        form: body.form,
        steps: body.steps,
        identity_check: body.identity_check,
        times: body.times,
        cost: body.cost,
        channels: body.channels,
        declared_visits: body.declared_visits,
        outcome: body.outcome,
        remedy: body.remedy,
        retention: kept.unwrap_or_default(),
        special: body.special,
        contacts: head.contacts,
        notes: head.notes,
        source: head.source,
        examples: Vec::new(),
    })
}

/// What one can apply for must say what comes out, when, how, and how to contest it.
fn needed_by_kind(r: &mut Reader<'_, '_>, f: &Fields<'_>, kind: Kind) {
    if matches!(kind, Kind::LookUp | Kind::Inform) {
        return;
    }
    for key in ["times", "cost", "channels", "visits", "outcome", "remedy"] {
        if f.get(key).is_none() {
            let message = format!("this kind of service needs `{key}`");
            let help = match key {
                "cost" => "add `cost: []` if it is free of charge".to_owned(),
                "visits" => "add `visits: { declared: … }`".to_owned(),
                _ => format!("add `{key}: …`"),
            };
            r.error("missing-key", f.node, message, help);
        }
    }
}

fn body<'n>(
    r: &mut Reader<'_, '_>,
    cx: &mut Context<'_, 'n>,
    f: &Fields<'n>,
    head: Option<&Head>,
) -> Option<Body> {
    let online = matches!(head, Some(Head { kind: Kind::LookUp | Kind::Inform, .. }));
    let legal_basis = f.read("legal_basis", |n| law::read(r, n));
    r.unique("fact", each(f.get("facts"), "id"));
    let asked = facts::declare_all(r, cx, f.get("facts"));
    let derived = f.read("derive", |n| derive::read(r, cx, n)).unwrap_or_default();
    let questions = facts::questions(r, cx, &asked);
    let conditions = f.read("conditions", |n| conditions::read(r, cx, n)).unwrap_or_default();
    r.unique("material", each(f.get("evidence"), "id"));
    let evidence =
        f.read("evidence", |n| r.known(n, |r, n| r.list(n, |r, n| evidence::read(r, cx, n))));
    r.unique("form field", each(f.get("form"), "id"));
    let form = f.read("form", |n| r.list(n, |r, n| form::read(r, cx, n))).unwrap_or_default();
    let steps = f.read("steps", |n| steps::read(r, cx, &form, n)).unwrap_or_default();
    let identity_check = f.read("identity_check", |n| steps::identity_check(r, n));
    let times = f.read("times", |n| times::read(r, cx.shared, n));
    r.unique("fee", each(f.get("cost"), "id"));
    let cost = f.read("cost", |n| r.known(n, |r, n| r.list(n, |r, n| times::fee(r, cx, n))));
    let channels =
        f.read("channels", |n| r.known(n, |r, n| r.list(n, |r, n| r.one_of(n, CHANNELS))));
    let declared_visits = f.read("visits", |n| r.known(n, declared));
    let sources = outcome::Sources { shared: cx.shared, form: &form, questions: &questions };
    let outcome = f.read("outcome", |n| outcome::read(r, &sources, n));
    let remedy = f.read("remedy", |n| remedy::read(r, cx.shared, n));
    let special = head.and_then(|head| special::read(r, cx.shared, head.kind, f.node));
    let legal_basis = legal_basis?;
    let cost = cost.unwrap_or(Known::Known(Vec::new()));
    charges_have_a_basis(r, f, &cost, &legal_basis);
    Some(Body {
        legal_basis,
        questions,
        derived,
        intake: conditions.0,
        decision: conditions.1,
        evidence: evidence.unwrap_or(Known::Known(Vec::new())),
        form,
        steps,
        identity_check: identity_check.unwrap_or(ANYONE),
        times: times.unwrap_or_else(|| times::silent(online)),
        cost,
        channels: channels.unwrap_or(Known::Known(vec![Channel::Online])),
        declared_visits: declared_visits.unwrap_or(Known::Known(0)),
        outcome: outcome.unwrap_or_else(|| nothing_issued(head)),
        remedy: remedy.unwrap_or(remedy::SILENCE),
        special: special?,
    })
}

/// What is looked up or only read needs no identity check beyond signing in.
const ANYONE: IdentityCheck = IdentityCheck { level: Assurance::Low, remote: true };

/// The answer on the page is the outcome.
fn nothing_issued(head: Option<&Head>) -> Outcome {
    let name = head.map(|head| head.name.clone()).unwrap_or_default();
    Outcome { name, certificate: None, delivery: Known::Known(vec![Delivery::Electronic]) }
}

fn declared(r: &mut Reader<'_, '_>, node: &Node) -> Option<u8> {
    let f = r.fields(node, &VISITS)?;
    f.read("declared", |n| r.whole(n, 0..=20))
}

fn charges_have_a_basis(
    r: &mut Reader<'_, '_>,
    f: &Fields<'_>,
    cost: &Known<Vec<Fee>>,
    basis: &LegalBasis,
) {
    let bare = basis.charges.known().is_some_and(Vec::is_empty);
    if let Some(node) = f.get("cost").filter(|_| bare && !cost.items().is_empty()) {
        let help = "name the law that allows it under `legal_basis: charges`, or charge nothing";
        r.error("fee-without-basis", node, "a fee is charged without a legal basis", help);
    }
}

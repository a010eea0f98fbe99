//! `examples`: situations with their expected results, the tests inside a service file.

use std::collections::BTreeMap;

use onewindow_model::service::situation::{Facts, Need, Situation};
use onewindow_model::service::{Example, Expectation, Service};
use onewindow_model::text::Text;
use onewindow_rules::{Answers, RegionTree, Today, Truth, Value};

use super::times::amount;
use super::words::{AUDIENCES, word};
use crate::reader::{Reader, Shape, did_you_mean};
use crate::shared::Shared;
use crate::yaml::Node;

pub(super) const EXAMPLE: Shape = Shape {
    what: "an example",
    keys: &["name", "applicant", "today", "facts", "expect"],
    required: &["name", "applicant", "facts", "expect"],
};

pub(super) const EXPECT: Shape = Shape {
    what: "`expect`",
    keys: &["intake", "refused_because", "evidence", "form", "questions", "cost", "visits"],
    required: &[],
};

/// Reads the examples and compares each with what the service really does.
pub(super) fn check(
    r: &mut Reader<'_, '_>,
    shared: &Shared,
    service: &Service,
    root: &Node,
) -> Vec<Example> {
    let Some(node) = root.get("examples") else { return Vec::new() };
    let read = r.list(node, |r, node| {
        let example = example(r, shared, service, node)?;
        run(r, shared, service, &example, node);
        Some(example)
    });
    read.unwrap_or_default()
}

fn example(
    r: &mut Reader<'_, '_>,
    shared: &Shared,
    service: &Service,
    node: &Node,
) -> Option<Example> {
    let f = r.fields(node, &EXAMPLE)?;
    let name = f.read("name", |n| r.text_within(n, 200));
    let applicant = f.read("applicant", |n| r.one_of(n, AUDIENCES));
    if let (Some(applicant), Some(audience), Some(place)) =
        (applicant, service.audience.known(), f.get("applicant"))
        && !audience.contains(&applicant)
    {
        let message = format!("the service is not for a {}", word(AUDIENCES, &applicant));
        r.error("example-audience", place, message, "choose one of `audience`");
    }
    let on = f.read("today", |n| r.date(n));
    let today = Today { date: on.unwrap_or(service.effective) };
    let answers = f.read("facts", |n| answers(r, shared, service, today, n));
    let expect = f.read("expect", |n| expectation(r, n));
    Some(Example { name: name?, applicant: applicant?, answers: answers?, on, expect: expect? })
}

fn answers(
    r: &mut Reader<'_, '_>,
    shared: &Shared,
    service: &Service,
    today: Today,
    node: &Node,
) -> Option<Answers> {
    let mut answers = Answers::new();
    let mut good = true;
    for entry in node.entries() {
        let Some(fact) = service.facts.get(&entry.key) else {
            let help = did_you_mean(&entry.key, service.facts.iter().map(|fact| fact.id.as_str()));
            let message = format!("no question asks for `{}`", entry.key);
            r.error_at("unknown-fact", entry.at.clone(), message, help);
            good = false;
            continue;
        };
        let value = r.any_text(&entry.value).map(|text| fact.read_on(&text, today));
        match value {
            Some(Ok(Value::Region(id))) if !shared.regions.is_within(&id, &id) => {
                let help = did_you_mean(&id, shared.region_ids());
                r.error("unknown-region", &entry.value, format!("there is no region `{id}`"), help);
                good = false;
            }
            Some(Ok(value)) => drop(answers.insert(entry.key.clone(), value)),
            Some(Err(error)) => {
                let help = "write an answer that the question allows";
                r.error("bad-answer", &entry.value, error.to_string(), help);
                good = false;
            }
            None => good = false,
        }
    }
    good.then_some(answers)
}

fn expectation(r: &mut Reader<'_, '_>, node: &Node) -> Option<Expectation> {
    let f = r.fields(node, &EXPECT)?;
    let intake = f.read("intake", |n| r.one_of(n, &[("accepted", true), ("refused", false)]));
    let mut ids = |key: &str| f.read(key, |n| r.list(n, |r, n| r.name_id(n)));
    let (refused_because, evidence) = (ids("refused_because"), ids("evidence"));
    let (form, questions) = (ids("form"), ids("questions"));
    let cost_cents = f.read("cost", |n| amount(r, n));
    let visits = f.read("visits", |n| r.whole(n, 0..=20));
    Some(Expectation { intake, refused_because, evidence, form, questions, cost_cents, visits })
}

/// Compares one example, item by item.
fn run(r: &mut Reader<'_, '_>, shared: &Shared, service: &Service, example: &Example, node: &Node) {
    let today = example.on.unwrap_or(service.effective);
    let facts = Facts { answers: &example.answers, today, regions: &shared.regions };
    let situation = Situation::of(service, facts);
    let mut test = Test { r, node, example };
    test.answers_fit(&situation, facts);
    let want = &example.expect;
    let intake = match situation.intake.iter().all(|finding| finding.truth == Truth::True) {
        true => "accepted",
        false => "refused",
    };
    let wanted = want.intake.map(|accepted| if accepted { "accepted" } else { "refused" });
    test.single("intake", wanted, intake);
    let failing = situation.failing().map(|finding| finding.requirement.id.as_str()).collect();
    test.list("refused_because", want.refused_because.as_deref(), failing);
    let evidence = situation.needed_evidence().map(|evidence| evidence.id.as_str()).collect();
    test.list("evidence", want.evidence.as_deref(), evidence);
    let form = situation.asked_fields().map(|field| field.id.as_str()).collect();
    test.list("form", want.form.as_deref(), form);
    let asked = situation.questions.iter().map(|question| question.fact.as_str()).collect();
    test.list("questions", want.questions.as_deref(), asked);
    let money = |cents: u64| format!("{}.{:02}", cents / 100, cents % 100);
    test.single("cost", want.cost_cents.map(money).as_deref(), &money(situation.cents()));
    let trips = situation.best_channel(service).map(|(_, visits)| {
        visits.iter().map(|visit| u32::from(visit.trips)).sum::<u32>().to_string()
    });
    let trips = trips.unwrap_or_else(|| "no channel".to_owned());
    test.single("visits", want.visits.map(|visits| visits.to_string()).as_deref(), &trips);
}

struct Test<'r, 'f, 't, 'n, 'e> {
    r: &'r mut Reader<'f, 't>,
    node: &'n Node,
    example: &'e Example,
}

impl Test<'_, '_, '_, '_, '_> {
    /// Every question that is asked must be answered, and no other.
    fn answers_fit(&mut self, situation: &Situation<'_>, facts: Facts<'_>) {
        let place = self.node.get("facts").unwrap_or(self.node);
        for question in &situation.questions {
            let needed = facts.need(question.ask_when.as_ref()) == Need::Needed;
            if needed && !self.example.answers.has(&question.fact) {
                let message = format!("the example does not answer `{}`", question.fact);
                self.r.error("example-unanswered", place, message, "add an answer to it");
            }
        }
        for (fact, _) in self.example.answers.iter() {
            if situation.questions.iter().all(|question| question.fact != fact) {
                let message = format!("`{fact}` is not asked in this situation");
                let help = "take the answer out, or change the answers before it";
                self.r.error("example-unasked", place, message, help);
            }
        }
    }

    fn single(&mut self, key: &str, wanted: Option<&str>, found: &str) {
        if let Some(wanted) = wanted.filter(|wanted| *wanted != found) {
            self.note(key, format!("`{key}` is {found}, not {wanted}"));
        }
    }

    fn list(&mut self, key: &str, wanted: Option<&[String]>, found: Vec<&str>) {
        let Some(wanted) = wanted else { return };
        if wanted.iter().map(String::as_str).eq(found.iter().copied()) {
            return;
        }
        let named = |ids: Vec<&str>| match ids.as_slice() {
            [] => None,
            ids => Some(ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")),
        };
        let missing =
            named(found.iter().copied().filter(|id| !wanted.iter().any(|w| w == id)).collect());
        let extra =
            named(wanted.iter().map(String::as_str).filter(|id| !found.contains(id)).collect());
        let words = match (missing, extra) {
            (Some(more), Some(less)) => format!("it also has {more} and does not have {less}"),
            (Some(more), None) => format!("it also has {more}"),
            (None, Some(less)) => format!("it does not have {less}"),
            (None, None) => format!("the order is {}", named(found).unwrap_or_default()),
        };
        self.note(key, format!("`{key}` comes out differently: {words}"));
    }

    fn note(&mut self, key: &str, message: String) {
        let expect = self.node.get("expect").unwrap_or(self.node);
        let place = expect.get(key).unwrap_or(expect);
        let name = title(&self.example.name);
        let message = format!("in the example “{name}” {message}");
        let help = "put right the example, if the service is right, or the service";
        self.r.error("example-failed", place, message, help);
        let answers: BTreeMap<String, String> = self.example.answers.to_strings();
        self.r.in_situation(answers);
    }
}

/// The English name where there is one, since messages are English.
fn title(name: &Text) -> String {
    let english = name.iter().find(|(lang, _)| *lang == "en").or_else(|| name.iter().next());
    english.map(|(_, words)| words.to_owned()).unwrap_or_default()
}

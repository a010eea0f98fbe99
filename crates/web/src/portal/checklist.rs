use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use onewindow_app::rules::Truth;
use onewindow_model::service::Channel;
use onewindow_model::service::situation::{Need, Situation};

use super::glance::Glance;
use super::office_row::OfficeRow;
use super::params::Params;
use super::situation::{CHANGE, GO_ON, Given};
use crate::audience::Public;
use crate::errors::WebError;
use crate::l10n::{Args, Words};
use crate::lists::Row;
use crate::page::Page;
use crate::show::{NeedCard, Show, Trips};

#[derive(Template)]
#[template(path = "portal/checklist.html")]
struct Checklist {
    page: Page,
    service: Words,
    service_href: String,
    outcome: Outcome,
    glance: Glance,
    trips: Trips,
    needs: Needs,
    fees: Vec<(Words, String)>,
    clock: Vec<String>,
    offices: Vec<OfficeRow>,
    answers: Vec<Row>,
    start_over: String,
    apply: Option<Begin>,
}

/// The form that begins an application with the answers.
struct Begin {
    action: String,
    answers: Vec<(String, String)>,
}

/// Whether somebody qualifies, as far as their answers go.
struct Outcome {
    /// Requirements for intake that fail: the application would not be accepted.
    not_accepted: Vec<Words>,
    /// Requirements for the decision that fail: it would be refused.
    refused: Vec<Words>,
    /// How many questions are open, and where they go on.
    open: usize,
    go_on: String,
}

/// What is needed: to be prepared, fetched by the platform, and what hangs on open questions.
struct Needs {
    prepare: Vec<NeedCard>,
    fetched: Vec<NeedCard>,
    maybe: Vec<NeedCard>,
    silent: bool,
}

impl Outcome {
    fn of(given: &Given<'_>, situation: &Situation<'_>, show: &Show<'_>) -> Outcome {
        let failing = |findings: &[onewindow_model::service::situation::Finding<'_>]| {
            let failing = findings.iter().filter(|finding| finding.truth == Truth::False);
            failing.map(|finding| show.l.words(&finding.requirement.otherwise)).collect::<Vec<_>>()
        };
        let (not_accepted, refused) = (failing(&situation.intake), failing(&situation.decision));
        let ruled_out = !not_accepted.is_empty() || !refused.is_empty();
        let open = match given.next() {
            None => 0,
            Some(_) => situation
                .questions
                .iter()
                .filter(|question| !given.answers.has(&question.fact))
                .count(),
        };
        let go_on: &[(&str, &str)] = if ruled_out { &[(GO_ON, "yes")] } else { &[] };
        Outcome { not_accepted, refused, open, go_on: given.href("questions", go_on) }
    }

    /// Whether nothing is open and nothing stands against it.
    fn complete(&self) -> bool {
        self.open == 0 && self.qualifies()
    }

    /// The questions that are left are the main thing to do, unless they can change nothing.
    fn go_on_kind(&self) -> &'static str {
        if self.qualifies() { "" } else { "secondary" }
    }

    fn qualifies(&self) -> bool {
        self.not_accepted.is_empty() && self.refused.is_empty()
    }
}

impl Needs {
    fn of(given: &Given<'_>, situation: &Situation<'_>, show: &Show<'_>) -> Needs {
        let mut needs = Needs {
            prepare: Vec::new(),
            fetched: Vec::new(),
            maybe: Vec::new(),
            silent: given.service.evidence.is_silent(),
        };
        for (evidence, need) in &situation.evidence {
            let card = show.need(given.service, evidence, *need, given.today);
            match need {
                Need::Depends => needs.maybe.push(card),
                _ if card.fetched => needs.fetched.push(card),
                _ => needs.prepare.push(card),
            }
        }
        needs
    }
}

/// `GET /services/{id}/checklist`: what this service needs of somebody with these answers, to be
/// printed or shared. The address holds the answers, and nothing is stored.
pub(super) async fn checklist(
    public: Public,
    Path(id): Path<String>,
    params: Params,
) -> Result<Response, WebError> {
    let Public { page, ctx } = public;
    let current = ctx.app.catalogue.current();
    let service = current.newest(&id).ok_or_else(WebError::not_found)?;
    let given = Given::read(&current, &service, ctx.today(), &params);
    let show = Show::new(page.l, &current);
    let situation = given.situation();
    let trips = show.trips(&service, &situation);
    let outcome = Outcome::of(&given, &situation, &show);
    let online = service.channels.known().is_none_or(|all| all.contains(&Channel::Online));
    let may_apply = service.takes_applications() && online && outcome.not_accepted.is_empty();
    let back = match given.in_order().last() {
        Some((question, _)) => given.href("questions", &[(CHANGE, &question.fact)]),
        None => format!("/services/{id}"),
    };
    Ok(page.title("checklist-title").back(back).public().show(|page| Checklist {
        service: page.l.words(&service.name),
        service_href: format!("/services/{id}"),
        glance: Glance::of(&show, &service, &situation, &trips),
        needs: Needs::of(&given, &situation, &show),
        fees: fees(&show, &situation),
        clock: clock(&show, &given),
        offices: OfficeRow::nearest(&show, &service, given.place(), 3),
        answers: answers(&show, &given),
        start_over: format!("/services/{id}/questions"),
        apply: may_apply.then(|| Begin { action: given.begin(), answers: given.pairs(None) }),
        outcome,
        trips,
        page,
    }))
}

fn fees(show: &Show<'_>, situation: &Situation<'_>) -> Vec<(Words, String)> {
    let fees = situation.fees.iter().map(|(fee, need)| {
        let args =
            Args::new().with("amount", show.money(fee.cents)).with("due", show.l.fee_due(fee.due));
        let key = if *need == Need::Needed { "fee-line" } else { "fee-line-maybe" };
        (show.l.words(&fee.name), show.l.ta(key, &args))
    });
    fees.collect()
}

/// When the office answers, counted from today as an example.
fn clock(show: &Show<'_>, given: &Given<'_>) -> Vec<String> {
    let service = given.service;
    let mut lines = Vec::new();
    if service.takes_applications() && !service.times.immediate {
        let intake = show.term_or_same_day(service.times.intake_decision);
        lines.push(show.l.t1("clock-intake", "term", intake));
    }
    if let Some(day) = show.decided_by(service, given.today) {
        lines.push(show.l.t1("clock-decided", "date", day));
    }
    lines
}

fn answers(show: &Show<'_>, given: &Given<'_>) -> Vec<Row> {
    let rows = given.in_order().map(|(question, value)| {
        let answer = show.answer(given.service, &question.fact, value);
        let change = given.href("questions", &[(CHANGE, &question.fact)]);
        Row::new(show.l.words(&question.question), answer).change(change)
    });
    rows.collect()
}

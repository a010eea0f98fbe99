//! Officials come, move and go: each change proposed by one administrator and agreed to by a
//! second. Names of officials stand here; nothing of any person.

mod call_off;
pub(crate) mod cases;
mod code;
mod grant;
mod judge;
mod list;
mod propose;
pub(crate) mod record;
mod review;
mod wish;

use jiff::civil::Date;
use onewindow_app::{AppError, Ctx};
use onewindow_model::actor::Role;
use onewindow_model::reasons::Reasons;
use onewindow_model::staffing::{ChangeName, Grant, Refusal, Review, StageName};

use super::places;
use crate::audience::Routes;
use crate::errors::WebError;
use crate::forms::{Field, Problem};
use crate::l10n::L10n;
use crate::page::Page;

/// What a browser may send as reasons: a line break is two characters on the way.
const MOST_SENT: usize = 2 * Reasons::LONGEST as usize;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(places::STAFF, list::show)
        .get(places::STAFF_PROPOSE, propose::show)
        .post(places::STAFF_PROPOSE, propose::send)
        .get(places::STAFF_REVIEW, review::show)
        .post(places::STAFF_REVIEW, review::confirm)
        .get(places::STAFF_RECORD, record::show)
        .get(places::STAFF_CASES, cases::show)
        .post(places::STAFF_CASES, cases::give)
        .get(places::GRANT, grant::show)
        .post(places::GRANT_AGREE, judge::agree)
        .post(places::GRANT_DECLINE, judge::decline)
        .post(places::GRANT_END, judge::end)
        .post(places::GRANT_CALL_OFF, call_off::propose)
        .post(places::GRANT_CALL_OFF_AGREE, call_off::agree)
        .post(places::GRANT_CALL_OFF_STAY, call_off::stay)
}

/// The changes that can be proposed. In a demonstration nobody has a passkey.
fn kinds(ctx: &Ctx) -> impl Iterator<Item = ChangeName> {
    let demo = ctx.app.settings.demo;
    ChangeName::ALL.into_iter().filter(move |kind| !(demo && *kind == ChangeName::Passkey))
}

/// A field for reasons, with what was typed.
fn reasons(page: &Page, name: &str, label: &str, hint: &str, typed: &str) -> Field {
    Field::new(name, page.t(label)).hint(page.t(hint)).length(0, Reasons::LONGEST).value(typed)
}

fn reasons_problem(page: &Page, name: &str) -> Problem {
    Problem::new(name, page.t1("desk-problem-reasons", "most", Reasons::LONGEST))
}

/// The roles in words.
pub(in crate::desk) fn roles(l: L10n, roles: &[Role]) -> String {
    let named = roles.iter().map(|role| l.t(&format!("looked-role-{role}")));
    named.collect::<Vec<_>>().join(&l.t("list-and"))
}

/// Where a grant stands, in words and colour.
fn stage(l: L10n, grant: &Grant) -> (String, &'static str) {
    if grant.off().is_some() {
        return (l.t("staff-stage-calling-off"), "yellow");
    }
    let name = grant.stage.name();
    let colour = match name {
        StageName::Proposed => "yellow",
        StageName::PutOut => "red",
        StageName::Agreed => "teal",
        StageName::InForce => "green",
        StageName::Declined | StageName::Lapsed | StageName::Ended => "grey",
    };
    (l.t(&format!("staff-stage-{name}")), colour)
}

/// How a review stands, in words and colour.
pub(super) fn review(l: L10n, review: Review) -> (String, &'static str) {
    let said = |key: &str, day: Date| l.t1(key, "day", l.date(day));
    match review {
        Review::Fresh { due } => (said("staff-review-fresh", due), "green"),
        Review::Due { due } => (said("staff-review-due", due), "yellow"),
        Review::Overdue { suspended_from } => {
            (said("staff-review-overdue", suspended_from), "orange")
        }
        Review::Suspended { since } => (said("staff-review-suspended", since), "red"),
    }
}

/// Why this administrator cannot do this now: the field that mends it, if one does, and the text.
pub(crate) fn why_not(refusal: Refusal) -> (&'static str, &'static str) {
    match refusal {
        Refusal::Stage(_) => ("", "staff-refused-stage"),
        Refusal::Oneself => ("", "staff-refused-oneself"),
        Refusal::SamePerson => ("", "staff-refused-same-person"),
        Refusal::OtherOrganisation => ("", "staff-refused-other-organisation"),
        Refusal::Proposer => ("", "staff-refused-proposer"),
        Refusal::Lapsed => ("", "staff-refused-lapsed"),
        Refusal::Elsewhere => ("", "staff-refused-elsewhere"),
        Refusal::Begun => ("", "staff-refused-begun"),
        Refusal::Days => ("from", "staff-refused-days"),
        Refusal::Roles => ("roles", "staff-refused-roles"),
        Refusal::OwnDeputy => ("deputy", "staff-refused-own-deputy"),
        Refusal::NotUrgent => ("urgent", "staff-refused-not-urgent"),
        Refusal::NoSecond => ("urgent", "staff-refused-no-second"),
        Refusal::Unknown => ("officer", "staff-refused-unknown"),
        Refusal::Login => ("login", "staff-refused-login"),
        Refusal::Place => ("office", "staff-refused-place"),
        Refusal::AnotherWaits => ("officer", "staff-refused-another-waits"),
        Refusal::NotSuspended => ("officer", "staff-refused-not-suspended"),
        Refusal::Auditor => ("officer", "staff-refused-auditor"),
    }
}

/// The same, beside that field or on top.
fn refused(page: &Page, refusal: Refusal) -> Problem {
    let (field, key) = why_not(refusal);
    let field = if field == "from" {
        crate::forms::DateField::new("from", "").first_id(page.l)
    } else {
        field.to_owned()
    };
    Problem::new(field, page.t(key))
}

/// Why a case cannot go to the official who was to get it, if that is why it was denied.
pub(crate) fn why_not_to(denied: &str) -> Option<&'static str> {
    match denied {
        "unfit-receiver" => Some("staff-refused-unfit-receiver"),
        "to-oneself" => Some("staff-refused-to-oneself"),
        _ => None,
    }
}

/// What went wrong, as a problem of the page where it can be mended there.
fn problem(page: &Page, error: AppError, reasons: &str) -> Result<Problem, WebError> {
    use onewindow_app::error::Invalid;
    match error {
        AppError::Staffing(refusal) => Ok(refused(page, refusal)),
        // Chosen past the list, or fit no more since it was shown.
        AppError::Denied(why) => match why_not_to(why.as_str()) {
            Some(key) => Ok(Problem::new("to", page.t(key))),
            None => Err(WebError::from(AppError::Denied(why)).back(places::STAFF)),
        },
        AppError::Invalid(Invalid::Reasons) => Ok(reasons_problem(page, reasons)),
        AppError::Invalid(Invalid::Name) => Ok(Problem::new("name", page.t("staff-problem-name"))),
        AppError::Conflict => Ok(Problem::new("", page.t("staff-problem-faster"))),
        error => Err(WebError::from(error).back(places::STAFF)),
    }
}

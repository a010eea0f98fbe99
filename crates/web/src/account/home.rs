use askama::Template;
use axum::response::Response;
use jiff::Timestamp;
use onewindow_app::certificates::Held;
use onewindow_app::{cases, home};
use onewindow_model::case::StageName;
use onewindow_model::revocation::StageName as Revocation;

use super::news::{Notice, news};
use super::paths;
use crate::audience::Citizen;
use crate::errors::WebError;
use crate::l10n::Words;
use crate::page::Page;
use crate::show::Show;

#[derive(Template)]
#[template(path = "account/home.html")]
struct Home {
    page: Page,
    notices: Vec<Notice>,
    drafts: Vec<Entry>,
    open: Vec<Entry>,
    closed: Vec<Entry>,
    certificates: Vec<Entry>,
}

/// One thing of the person's own.
struct Entry {
    name: Words,
    href: String,
    state: Option<(String, &'static str)>,
    lines: Vec<String>,
}

/// `GET /account`: everything that one has going on here; nothing of what it says.
pub(super) async fn get(citizen: Citizen) -> Result<Response, WebError> {
    let Citizen { page, ctx, .. } = citizen;
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let found = home::open(&ctx).await?;
    let (cases, held) = (found.cases, found.certificates);
    let notices = news(&show, &found.notices, &cases, &held);
    let mut drafts = Vec::new();
    for draft in found.drafts {
        let service = current.version(&draft.service)?;
        drafts.push(Entry {
            name: page.l.words(&service.name),
            href: format!("/apply/{}", draft.id),
            state: None,
            lines: vec![page.t1("account-draft-saved", "time", page.time(draft.updated_at))],
        });
    }
    // A decision that is on its way leaves nothing to do.
    let open = |mine: &&cases::Mine| {
        mine.case.stage.is_open() && mine.case.stage.name() != StageName::Decided
    };
    let (open, closed): (Vec<_>, Vec<_>) = cases.iter().partition(open);
    let entries = |list: Vec<&cases::Mine>| list.into_iter().map(|m| case(&show, m)).collect();
    let (open, closed) = (entries(open), entries(closed));
    let certificates = held.iter().map(|held| certificate(&show, held, ctx.now)).collect();
    let frame = page.clone().title("account-title");
    Ok(frame.show(|page| Home { page, notices, drafts, open, closed, certificates }))
}

fn case(show: &Show<'_>, mine: &cases::Mine) -> Entry {
    let stage = mine.case.stage.name();
    let l = show.l;
    let mut lines = vec![l.t1("account-case-number", "number", mine.case.number.to_string())];
    if let Some(due) = mine.case.stage.due() {
        let key = match stage {
            StageName::CorrectionAsked => "account-case-answer-by",
            _ => "account-case-due",
        };
        lines.push(l.t1(key, "date", show.due(due)));
    }
    Entry {
        name: l.words(&mine.service.name),
        href: paths::case(mine.case.id),
        state: Some((show.stage(stage), show.stage_colour(stage))),
        lines,
    }
}

/// A certificate, marked where it does not count.
fn certificate(show: &Show<'_>, held: &Held, now: Timestamp) -> Entry {
    let (l, record) = (show.l, &held.record);
    let until = match record.expires_at {
        Some(end) => l.t1("account-certificate-until", "date", show.valid_until(end)),
        None => l.t("account-certificate-no-end"),
    };
    let state = match held.revocation {
        Some(Revocation::InForce | Revocation::Upheld) => {
            Some(("account-certificate-revoked", "red"))
        }
        _ if record.expires_at.is_some_and(|end| end <= now) => {
            Some(("account-certificate-expired", "grey"))
        }
        Some(Revocation::Appealed) => Some(("account-certificate-appealed", "yellow")),
        _ => None,
    };
    Entry {
        name: show.certificate_type(&record.kind),
        href: paths::certificate(record.id),
        state: state.map(|(key, colour)| (l.t(key), colour)),
        lines: vec![show.authority(&record.authority).text, until],
    }
}

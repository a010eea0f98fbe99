use askama::Template;
use axum::response::Response;
use onewindow_app::{cases, certificates, home};
use onewindow_model::case::StageName;

use super::paths;
use crate::audience::Citizen;
use crate::errors::WebError;
use crate::l10n::{Args, Words};
use crate::page::{Page, WHO_LOOKED};
use crate::show::Show;

/// Notices on the page; older ones are on their cases.
const NOTICES: usize = 5;

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

struct Notice {
    text: String,
    when: String,
    href: Option<String>,
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
    let cases = cases::mine(&ctx).await?;
    let notices = home::notices(&ctx).await?;
    let notices = notices.iter().take(NOTICES).map(|(notice, window)| {
        let of = notice.case.and_then(|id| cases.iter().find(|mine| mine.case.id == id));
        let named = window.as_ref().and_then(|window| current.newest(&window.service));
        let service = of.map(|mine| &mine.service).or(named.as_ref());
        let service = service.map_or_else(String::new, |found| page.l.words(&found.name).text);
        let office = window.as_ref().and_then(|window| window.office.as_deref());
        let place = office.map_or_else(|| "none".to_owned(), |office| show.office(office).text);
        Notice {
            text: told(&page, &notice.kind, &service, &place),
            when: page.time(notice.at),
            // What was begun and is not a case yet: who did it stands among the looks.
            href: notice.case.map(paths::case).or(window.as_ref().map(|_| WHO_LOOKED.to_owned())),
        }
    });
    let notices = notices.collect();
    let mut drafts = Vec::new();
    for draft in home::drafts(&ctx).await? {
        let service = current.version(&draft.service)?;
        drafts.push(Entry {
            name: page.l.words(&service.name),
            href: format!("/apply/{}", draft.id),
            state: None,
            lines: vec![page.t1("account-draft-saved", "time", page.time(draft.updated_at))],
        });
    }
    let (open, closed): (Vec<_>, Vec<_>) = cases.iter().partition(|mine| mine.case.stage.is_open());
    let entries = |list: Vec<&cases::Mine>| list.into_iter().map(|m| case(&show, m)).collect();
    let (open, closed) = (entries(open), entries(closed));
    let held = certificates::mine(&ctx).await?;
    let held = held.iter().map(|record| {
        let until = match record.expires_at {
            Some(end) => page.t1("account-certificate-until", "date", show.valid_until(end)),
            None => page.t("account-certificate-no-end"),
        };
        let issuer = show.authority(&record.authority).text;
        Entry {
            name: show.certificate_type(&record.kind),
            href: paths::certificate(record.id),
            state: None,
            lines: vec![issuer, until],
        }
    });
    let certificates = held.collect();
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

/// What a notice says.
fn told(page: &Page, kind: &str, service: &str, place: &str) -> String {
    let key = format!("account-notice-{kind}");
    let key = if page.l.has(&key) { &key } else { "account-notice-other" };
    page.ta(key, &Args::new().with("service", service).with("place", place))
}

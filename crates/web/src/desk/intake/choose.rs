//! For which service: found as a citizen would find it.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use onewindow_app::catalogue::Current;
use onewindow_app::home;
use onewindow_model::actor::Role;
use onewindow_model::service::Service;
use serde::Deserialize;

use crate::audience::Staff;
use crate::desk::{DeskNav, places};
use crate::errors::WebError;
use crate::forms::Field;
use crate::l10n::Words;
use crate::page::Page;
use crate::show::Show;

/// Services on the page.
const MOST: usize = 30;

#[derive(Deserialize)]
pub(in crate::desk) struct Asked {
    q: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/intake.html")]
struct IntakePage {
    page: Page,
    nav: DeskNav,
    search: Field,
    searched: bool,
    unfinished: Vec<Unfinished>,
    offers: Vec<Offer>,
}

/// What was taken in and not handed in: by its service and time only.
struct Unfinished {
    name: Words,
    href: String,
    saved: String,
}

struct Offer {
    name: Words,
    authority: Words,
    href: String,
}

pub(in crate::desk) async fn show(
    staff: Staff,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let Staff { page, ctx, officer } = staff;
    if !officer.acts_as(Role::WindowClerk) {
        return Err(WebError::denied("wrong-role").back(places::DESK));
    }
    let q: String = asked.q.unwrap_or_default().trim().chars().take(200).collect();
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let offers = found(&page, &current, &q).iter().map(|service| offer(&show, service)).collect();
    let nav = DeskNav::new(&page, &officer, places::INTAKE);
    let search = Field::new("q", page.t("desk-intake-search"))
        .hint(page.t("desk-intake-search-hint"))
        .value(&q)
        .length(0, 200);
    let searched = !q.is_empty();
    let mut unfinished = Vec::new();
    for draft in home::taken_in(&ctx).await? {
        unfinished.push(Unfinished {
            name: page.l.words(&current.version(&draft.service)?.name),
            href: format!("/apply/{}", draft.id),
            saved: page.t1("desk-intake-saved", "time", page.time(draft.updated_at)),
        });
    }
    let page = page.title("desk-intake-title");
    Ok(page.show(|page| IntakePage { page, nav, search, searched, unfinished, offers }))
}

/// What was searched for, or everything by name, as far as one can apply for it here.
fn found(page: &Page, current: &Current, q: &str) -> Vec<std::sync::Arc<Service>> {
    let all: Vec<_> = match q {
        "" => current.services().cloned().collect(),
        q => {
            let results = current.search(q, page.l.lang, 0, 100);
            results.hits.iter().filter_map(|hit| current.newest(&hit.id)).collect()
        }
    };
    all.into_iter().filter(|service| service.takes_applications()).take(MOST).collect()
}

fn offer(show: &Show<'_>, service: &Service) -> Offer {
    Offer {
        name: show.l.words(&service.name),
        authority: show.authority(&service.authority),
        href: format!("{}/{}", places::INTAKE, service.id),
    }
}

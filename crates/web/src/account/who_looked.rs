//! 谁查看过我的信息: every look at one's data, refused ones too.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use onewindow_app::{accesses, parties};
use onewindow_model::id::PersonId;
use serde::Deserialize;

use super::looked::{Day, days};
use crate::audience::Citizen;
use crate::errors::WebError;
use crate::page::Page;
use crate::show::Show;

#[derive(Deserialize)]
pub(super) struct Which {
    /// About whom; the reader where it is not given.
    about: Option<String>,
    /// Where the page starts.
    before: Option<i64>,
}

#[derive(Template)]
#[template(path = "account/who_looked.html")]
struct WhoLooked {
    page: Page,
    people: Vec<Person>,
    days: Vec<Day>,
    next: Option<String>,
    first: bool,
}

/// Somebody whose entries the reader may open.
struct Person {
    name: String,
    href: String,
    chosen: bool,
}

/// `GET /account/who-looked`: a page of entries, newest first.
pub(super) async fn get(
    citizen: Citizen,
    Query(which): Query<Which>,
) -> Result<Response, WebError> {
    let Citizen { page, ctx, person } = citizen;
    let about: PersonId = match &which.about {
        Some(id) => super::paths::id(id)?,
        None => person,
    };
    let list = accesses::list(&ctx, about, which.before).await?;
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let acting = parties::acting_for(&ctx).await?;
    let mut people = Vec::new();
    for id in acting.iter().filter(|_| acting.len() > 1) {
        let name = match *id == person {
            true => page.t("looked-about-me"),
            false => parties::open_own(&ctx, *id).await?.identity.name,
        };
        let href = format!("{}?about={id}", crate::page::WHO_LOOKED);
        people.push(Person { name, href, chosen: *id == about });
    }
    let days = days(&page, &show, &list);
    let next =
        list.next.map(|next| format!("{}?about={about}&before={next}", crate::page::WHO_LOOKED));
    let first = which.before.is_none();
    let frame = page.title("looked-title").back(crate::page::ACCOUNT);
    Ok(frame.show(|page| WhoLooked { page, people, days, next, first }))
}

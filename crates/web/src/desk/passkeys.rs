//! An official's passkeys: adding one more, naming, removing, and what is on record of them.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::AppError;
use onewindow_app::staff::{self, Refusal, passkeys};
use serde::Deserialize;

use super::{DeskNav, places};
use crate::audience::{Fresh, Staff};
use crate::edge::scripted;
use crate::errors::WebError;
use crate::forms::{Field, FormSpec, Problem, StrictForm};
use crate::l10n::Args;
use crate::page::Page;
use crate::staff::{Ceremony, answered, given, name_field, refused, refused_key};

#[derive(Deserialize)]
pub(super) struct Asked {
    /// What was just done.
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/passkeys.html")]
struct PasskeysPage {
    page: Page,
    nav: DeskNav,
    without: Option<String>,
    lines: Vec<Line>,
    record: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "desk/passkey_new.html")]
struct NewPage {
    page: Page,
    name: Field,
    ask: Ceremony,
}

/// A passkey as the page shows it.
struct Line {
    key: String,
    name: String,
    added: String,
    used: String,
    blocked: bool,
    rename: Field,
}

pub(super) async fn show(staff: Staff, Query(asked): Query<Asked>) -> Result<Response, WebError> {
    let done = match asked.done.as_deref() {
        Some("added") => Some("passkeys-done-added"),
        Some("renamed") => Some("passkeys-done-renamed"),
        Some("removed") => Some("passkeys-done-removed"),
        _ => None,
    };
    page(staff, Vec::new(), done).await
}

async fn page(
    staff: Staff,
    problems: Vec<Problem>,
    done: Option<&str>,
) -> Result<Response, WebError> {
    let Staff { page, ctx, officer } = staff;
    let without = ctx.app.without_passkeys().map(|_| page.t(refused_key(Refusal::Unready)));
    let lines = passkeys::list(&ctx).await?.iter().map(|one| line(&page, one)).collect();
    let record = passkeys::record(&ctx).await?;
    let record = record.iter().map(|event| {
        let args = Args::new()
            .with("name", event.name.as_deref().unwrap_or_default())
            .with("by", by(event, &officer.id.to_string()));
        (page.time(event.at), page.ta(&format!("passkeys-event-{}", event.kind), &args))
    });
    let record = record.collect();
    let nav = DeskNav::new(&page, &officer, places::PASSKEYS);
    let done = done.map(|key| page.t(key));
    let page = page.title("passkeys-title").done(done).problems(problems);
    Ok(page.show(|page| PasskeysPage { page, nav, without, lines, record }))
}

/// By whom something happened, as the texts tell it apart.
pub(crate) fn by(event: &onewindow_app::staff::PasskeyEvent, officer: &str) -> &'static str {
    match event.actor.as_str() {
        staff::MACHINE => "machine",
        own if own == officer => "self",
        _ => "other",
    }
}

fn line(page: &Page, passkey: &onewindow_app::staff::PasskeyRecord) -> Line {
    let key = passkeys::key(passkey);
    let used = match passkey.used_at {
        Some(at) => page.t1("passkeys-used", "time", page.time(at)),
        None => page.t("passkeys-unused"),
    };
    Line {
        name: passkey.name.clone(),
        added: page.t1("passkeys-added", "time", page.time(passkey.added_at)),
        used,
        blocked: !passkeys::serves(passkey),
        rename: Field::new(format!("name-{key}"), page.t("passkey-name"))
            .value(passkey.name.clone())
            .length(20, 60),
        key,
    }
}

fn done(what: &str) -> Response {
    Redirect::to(&format!("{}?done={what}", places::PASSKEYS)).into_response()
}

/// One more passkey is a way in for good: whoever adds it has just proved who they are.
pub(super) async fn ask(fresh: Fresh) -> Result<Response, WebError> {
    asking(fresh.0, None, Vec::new()).await
}

async fn asking(
    staff: Staff,
    name: Option<&str>,
    problems: Vec<Problem>,
) -> Result<Response, WebError> {
    let browser = staff.page.visit().form_secret.browser();
    let options = match passkeys::ask_add(&staff.ctx, &browser).await {
        Ok(options) => options,
        Err(error) => {
            let problem = refused(&staff.page, "", error)?;
            return page(staff, vec![problem], None).await;
        }
    };
    let known = passkeys::list(&staff.ctx).await?.len();
    let field = name_field(&staff.page, known);
    let field = match name {
        Some(name) => field.value(name),
        None => field,
    };
    let button = staff.page.t("passkey-make");
    let ask = Ceremony { action: places::PASSKEY_NEW, kind: "create", options, button };
    let page = staff.page.title("passkeys-add-title");
    let page = page.back(places::PASSKEYS).problems(problems);
    Ok(scripted(page.show(|page| NewPage { page, name: field, ask })))
}

pub(super) async fn add(fresh: Fresh, form: StrictForm) -> Result<Response, WebError> {
    let staff = fresh.0;
    let form = form.read(&answered().one("name", 200))?;
    let browser = staff.page.visit().form_secret.browser();
    let name = form.get("name");
    let problem = match given(&staff.page, &form) {
        Err(problem) => problem,
        Ok(answer) => match passkeys::add(&staff.ctx, &browser, name, answer).await {
            Ok(()) => return Ok(done("added")),
            Err(error) => refused(&staff.page, "", error)?,
        },
    };
    asking(staff, Some(name), vec![problem]).await
}

pub(super) async fn rename(
    staff: Staff,
    Path(key): Path<String>,
    form: StrictForm,
) -> Result<Response, WebError> {
    let field = format!("name-{key}");
    let form = form.read(&FormSpec::new().one(field.as_str(), 200))?;
    passkeys::rename(&staff.ctx, &key, form.get(&field)).await?;
    Ok(done("renamed"))
}

pub(super) async fn remove(
    fresh: Fresh,
    Path(key): Path<String>,
    form: StrictForm,
) -> Result<Response, WebError> {
    let staff = fresh.0;
    form.read(&FormSpec::new())?;
    match passkeys::remove(&staff.ctx, &key).await {
        Ok(()) => Ok(done("removed")),
        Err(error @ AppError::Passkey(_)) => {
            let problem = refused(&staff.page, "", error)?;
            page(staff, vec![problem], None).await
        }
        Err(error) => Err(error.into()),
    }
}

//! Showing a certificate at a counter: the holder chooses fields, and gets a code for five minutes.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use onewindow_app::certificates::{self, CertificateView, PRESENTATION_MINUTES};

use super::paths;
use crate::audience::Citizen;
use crate::errors::WebError;
use crate::forms::{Choice, Choices, FormSpec, Problem, StrictForm};
use crate::l10n::Words;
use crate::page::Page;
use crate::show::{Claim, Show, qr_picture};

#[derive(Template)]
#[template(path = "account/present.html")]
struct Choose {
    page: Page,
    kind: Words,
    fields: Choices,
    action: String,
    minutes: i64,
}

#[derive(Template)]
#[template(path = "account/presented.html")]
struct Shown {
    page: Page,
    kind: Words,
    picture: Option<String>,
    code: String,
    until: String,
    fields: Vec<Words>,
    again: String,
}

/// `GET /account/certificates/{certificate}/present`: which fields to show.
pub(super) async fn get(citizen: Citizen, Path(id): Path<String>) -> Result<Response, WebError> {
    let Citizen { page, ctx, .. } = citizen;
    let view = certificates::open_own(&ctx, paths::id(&id)?).await?;
    let current = ctx.app.catalogue.current();
    Ok(choose(page.clone(), &Show::new(page.l, &current), &view, None))
}

/// `POST /account/certificates/{certificate}/present`: the code, shown once and good for once.
pub(super) async fn post(
    citizen: Citizen,
    Path(id): Path<String>,
    form: StrictForm,
) -> Result<Response, WebError> {
    let Citizen { page, ctx, .. } = citizen;
    let form = form.read(&FormSpec::new().many("fields", 60, 80))?;
    let view = certificates::open_own(&ctx, paths::id(&id)?).await?;
    let current = ctx.app.catalogue.current();
    let show = Show::new(page.l, &current);
    let chosen: Vec<Claim> = claims(&show, &view)
        .into_iter()
        .filter(|claim| form.all("fields").any(|name| name == claim.id))
        .collect();
    if chosen.is_empty() {
        let text = page.t("account-present-none");
        return Ok(choose(page.clone(), &show, &view, Some(text)));
    }
    let names: Vec<_> = chosen.iter().map(|claim| claim.id.clone()).collect();
    let presented = certificates::present(&ctx, view.record.id, &names).await?;
    let code = presented.code.to_string();
    let local = current.zone.to_datetime(presented.ends_at);
    let until = format!("{:02}:{:02}", local.hour(), local.minute());
    let kind = show.certificate_type(&view.record.kind);
    // The code and nothing else: a scanner at the counter types it, and no address ever holds it.
    let picture = qr_picture(&code, &page.t("account-present-picture"));
    let again = format!("{}/present", paths::certificate(view.record.id));
    let back = paths::certificate(view.record.id);
    Ok(page.title("account-presented-title").back(back).show(|page| Shown {
        page,
        kind,
        picture,
        code,
        until,
        fields: chosen.into_iter().map(|claim| claim.name).collect(),
        again,
    }))
}

fn claims(show: &Show<'_>, view: &CertificateView) -> Vec<Claim> {
    let claims = view.report.claims().map(|claims| show.claims(&view.record.kind, claims));
    claims.unwrap_or_default()
}

/// Nothing is ticked beforehand: what is shown is the holder's choice.
fn choose(page: Page, show: &Show<'_>, view: &CertificateView, error: Option<String>) -> Response {
    let kind = show.certificate_type(&view.record.kind);
    let back = paths::certificate(view.record.id);
    let problems: Vec<_> = error.iter().map(|text| Problem::new("fields", text)).collect();
    let choices = claims(show, view)
        .into_iter()
        .map(|claim| Choice::new(claim.id, claim.name).hint(claim.value))
        .collect();
    let fields = Choices::new("fields", page.t("account-present-fields"), choices).error(error);
    let action = format!("{back}/present");
    page.title("account-present-title").back(back).problems(problems).show(|page| Choose {
        page,
        kind,
        fields,
        action,
        minutes: PRESENTATION_MINUTES,
    })
}

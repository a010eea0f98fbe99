use std::collections::BTreeMap;

use askama::Template;
use axum::response::Response;
use onewindow_app::look_up::{OwnRecord, own_record};
use onewindow_model::service::Special;

use super::params::Params;
use crate::audience::Citizen;
use crate::errors::WebError;
use crate::l10n::Words;
use crate::lists::Row;
use crate::page::Page;
use crate::show::Show;

#[derive(Template)]
#[template(path = "portal/own_record.html")]
struct OwnRecordPage {
    page: Page,
    service: Words,
    service_href: String,
    register: Words,
    rows: Vec<Row>,
    unreachable: bool,
    at: String,
}

/// Where one's own records are shown. It names a service and nobody: whose record it is, the
/// session says.
pub const OWN_RECORD: &str = "/account/record";

/// `GET /account/record?service=`: one's own record in a register, for services that show it. The
/// look is the reader's own, and stands in their list of looks.
pub(super) async fn record(citizen: Citizen, params: Params) -> Result<Response, WebError> {
    let Citizen { page, ctx, .. } = citizen;
    let current = ctx.app.catalogue.current();
    let service = current.newest(params.get("service")).ok_or_else(WebError::not_found)?;
    let found = own_record(&ctx, &service).await?;
    let Special::OwnRecord { register, .. } = &service.special else {
        return Err(WebError::not_found());
    };
    let show = Show::new(page.l, &current);
    let unreachable = matches!(found, OwnRecord::Unreachable);
    let rows = match found {
        OwnRecord::Found(fields) => {
            let fields: BTreeMap<_, _> = fields.into_iter().collect();
            let content = serde_json::to_vec(&fields).map_err(WebError::internal)?;
            show.record(register, &content).unwrap_or_default()
        }
        OwnRecord::Nothing | OwnRecord::Unreachable => Vec::new(),
    };
    let title = service.name.words(page.l.lang).to_owned();
    let at = page.time(ctx.now);
    Ok(page.titled(title).back(format!("/services/{}", service.id)).show(|page| OwnRecordPage {
        service: page.l.words(&service.name),
        service_href: format!("/services/{}", service.id),
        register: show.register(register),
        rows,
        unreachable,
        at,
        page,
    }))
}

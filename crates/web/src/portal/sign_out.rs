use askama::Template;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_model::actor::Actor;

use super::params::Params;
use crate::audience::{Holder, Public};
use crate::errors::WebError;
use crate::forms::{FormSpec, StrictForm};
use crate::page::{ACCOUNT, DESK, HOME, Page, SIGNED_OUT};
use crate::session::{sign_out, sign_out_everywhere};

/// More than anybody has open; what an address says beyond that is not repeated.
const MOST: usize = 999;

#[derive(Template)]
#[template(path = "portal/sign_out_everywhere.html")]
struct Everywhere {
    page: Page,
}

#[derive(Template)]
#[template(path = "portal/signed_out.html")]
struct SignedOut {
    page: Page,
    others: usize,
}

/// `POST /sign-out`: ends the session.
pub(super) async fn leave(public: Public, form: StrictForm) -> Result<Response, WebError> {
    form.read(&FormSpec::new())?;
    let cookie = sign_out(public.page.visit()).await?;
    let mut response = Redirect::to(HOME).into_response();
    response.headers_mut().insert(SET_COOKIE, cookie);
    Ok(response)
}

/// `GET /sign-out-everywhere`: what that does, and its button.
pub(super) async fn ask(holder: Holder) -> Response {
    let start = match holder.session.data.actor {
        Actor::Officer(_) => DESK,
        _ => ACCOUNT,
    };
    let page = holder.page.title("sign-out-everywhere").back(start);
    page.show(|page| Everywhere { page })
}

/// `POST /sign-out-everywhere`: ends this session and every other of the same person or official.
pub(super) async fn everywhere(holder: Holder, form: StrictForm) -> Result<Response, WebError> {
    form.read(&FormSpec::new())?;
    let (others, cookie) = sign_out_everywhere(holder.page.visit(), &holder.session).await?;
    let mut response = Redirect::to(&format!("{SIGNED_OUT}?others={others}")).into_response();
    response.headers_mut().insert(SET_COOKIE, cookie);
    Ok(response)
}

/// `GET /signed-out`: says so, and how many other sessions ended with this one.
pub(super) async fn signed_out(public: Public, params: Params) -> Response {
    let others = params.get("others").parse().unwrap_or_default();
    let others = if others > MOST { 0 } else { others };
    public.page.title("signed-out-title").show(|page| SignedOut { page, others })
}

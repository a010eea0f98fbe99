use askama::Template;
use axum::http::HeaderValue;
use axum::http::header::{REFRESH, SET_COOKIE};
use axum::response::{IntoResponse, Redirect, Response};
use onewindow_app::sign_in::sign_out_address;
use onewindow_model::actor::Actor;
use onewindow_model::sign_in::Method;

use super::params::Params;
use crate::audience::{Holder, Public};
use crate::errors::WebError;
use crate::forms::{FormSpec, StrictForm};
use crate::page::{ACCOUNT, DESK, HOME, Page, SIGNED_OUT};
use crate::session::{SessionState, sign_out, sign_out_everywhere};

/// The same, and on to the identity provider.
const SIGNED_OUT_THERE: &str = "/signed-out?provider=1";

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
    /// Where one signs out at the identity provider too.
    there: Option<String>,
}

/// `POST /sign-out`: ends the session.
pub(super) async fn leave(public: Public, form: StrictForm) -> Result<Response, WebError> {
    form.read(&FormSpec::new())?;
    let visit = public.page.visit();
    let start = match visit.session() {
        SessionState::Live(session) if session.data.method == Method::Oidc => SIGNED_OUT_THERE,
        _ => HOME,
    };
    let cookie = sign_out(visit).await?;
    let mut response = Redirect::to(start).into_response();
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
    let there = match holder.session.data.method {
        Method::Oidc => "&provider=1",
        _ => "",
    };
    let onward = format!("{SIGNED_OUT}?others={others}{there}");
    let mut response = Redirect::to(&onward).into_response();
    response.headers_mut().insert(SET_COOKIE, cookie);
    Ok(response)
}

/// `GET /signed-out`: says so, and how many other sessions ended with this one. Where the provider takes
/// sign-out too, goes on there: on a browser that others use, the next would come in as the one before.
/// The page does it and no redirect, which would belong to the form and be stopped by our policy.
pub(super) async fn signed_out(public: Public, params: Params) -> Response {
    let Public { page, ctx } = public;
    let others = params.get("others").parse().unwrap_or_default();
    let others = if others > MOST { 0 } else { others };
    let there = match params.get("provider") {
        "1" => sign_out_address(&ctx.app, SIGNED_OUT).await,
        _ => None,
    };
    let refresh = there.as_ref().and_then(|to| HeaderValue::from_str(&format!("0; url={to}")).ok());
    let mut response =
        page.title("signed-out-title").show(|page| SignedOut { page, others, there });
    if let Some(refresh) = refresh {
        response.headers_mut().insert(REFRESH, refresh);
    }
    response
}

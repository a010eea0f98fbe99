//! From the checklist into an application. The answers go along in a cookie: from here on it is known
//! who has them, so they stand in no address, neither this one nor that of the sign-in page.

use axum::extract::Path;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};

use super::params::Params;
use super::situation::Given;
use crate::audience::Public;
use crate::errors::WebError;
use crate::forms::{FormSpec, StrictForm};
use crate::session::answers_cookie;
use crate::show::query;

/// Longer than any answer.
const LONGEST: usize = 200;

/// `POST /services/{id}/begin`: keeps the answers for the application, and goes on to it.
pub(super) async fn begin(
    public: Public,
    Path(id): Path<String>,
    form: StrictForm,
) -> Result<Response, WebError> {
    let Public { page, ctx } = public;
    let current = ctx.app.catalogue.current();
    let service = current.newest(&id).ok_or_else(WebError::not_found)?;
    let asked = service.questions.iter();
    let spec = asked.fold(FormSpec::new(), |spec, question| spec.one(&question.fact, LONGEST));
    let form = form.read(&spec)?;
    let given = Given::read(&current, &service, ctx.today(), &Params::from(form.pairs()));
    let pairs = given.pairs(None);
    let all = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let named = [("service", service.id.as_str())];
    let kept = query(named.into_iter().chain(all));
    let onward = format!("/apply/new{}", query(named));
    let mut response = Redirect::to(&onward).into_response();
    let kept = kept.trim_start_matches('?');
    if let Some(cookie) = answers_cookie(kept, page.site.secure) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}

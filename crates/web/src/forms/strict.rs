use std::sync::Arc;

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{FromRequest, Request};
use axum::response::IntoResponse;

use super::{Filled, FormSpec};
use crate::edge::FORM_LIMIT;
use crate::errors::WebError;
use crate::page::Visit;

/// The hidden field that shows that a form came from one of our pages.
pub const TOKEN_FIELD: &str = "form-token";

/// More fields than any page of ours has.
const MOST_FIELDS: usize = 400;

/// An ordinary form that came back, with its token already checked. Read it with a [`FormSpec`]:
///
/// ```ignore
/// async fn post(page: Page, form: StrictForm) -> Result<Response, WebError> {
///     let form = form.read(&FormSpec::new().one("name", 100).date("opens"))?;
///     let name = form.get("name");
/// ```
#[derive(Debug)]
pub struct StrictForm {
    pairs: Vec<(String, String)>,
}

impl StrictForm {
    /// The declared fields, or a 400 that names each field that is wrong.
    pub fn read(self, spec: &FormSpec) -> Result<Filled, WebError> {
        spec.read(self.pairs)
    }

    /// The fields as they came, without the token.
    pub(crate) fn typed(self) -> Vec<(String, String)> {
        self.pairs
    }
}

/// Takes the token out of the fields and checks it.
pub(super) fn check_token(
    visit: &Visit,
    pairs: &mut Vec<(String, String)>,
) -> Result<(), WebError> {
    let tokens: Vec<_> = pairs.extract_if(.., |(name, _)| name == TOKEN_FIELD).collect();
    match tokens.as_slice() {
        [(_, token)] if visit.form_secret.accepts(token) => Ok(()),
        _ => Err(WebError::stale_form().typed(std::mem::take(pairs))),
    }
}

/// Browsers send line ends as CR LF; one form of them is enough inside.
pub(super) fn plain_lines(value: String) -> String {
    if value.contains('\r') { value.replace("\r\n", "\n").replace('\r', "\n") } else { value }
}

impl<S: Send + Sync> FromRequest<S> for StrictForm {
    type Rejection = WebError;

    async fn from_request(request: Request, state: &S) -> Result<Self, WebError> {
        let Some(visit) = request.extensions().get::<Arc<Visit>>().cloned() else {
            return Err(WebError::internal("a route stands outside the shell"));
        };
        let form = Form::<Vec<(String, String)>>::from_request(request, state).await;
        let Form(pairs) = form.map_err(refused)?;
        if pairs.len() > MOST_FIELDS {
            let most = MOST_FIELDS.to_string();
            return Err(WebError::bad_request().detail("form-too-many", &[("most", &most)]));
        }
        let mut pairs: Vec<_> =
            pairs.into_iter().map(|(name, value)| (name, plain_lines(value))).collect();
        check_token(&visit, &mut pairs)?;
        Ok(Self { pairs })
    }
}

fn refused(rejection: FormRejection) -> WebError {
    match rejection {
        FormRejection::InvalidFormContentType(_) => WebError::unsupported(),
        FormRejection::BytesRejection(bytes)
            if bytes.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE =>
        {
            WebError::too_large(FORM_LIMIT)
        }
        other => {
            tracing::debug!(status = %other.into_response().status(), "form not read");
            WebError::bad_request().detail("form-unreadable", &[])
        }
    }
}

#[cfg(test)]
#[path = "strict_test.rs"]
mod tests;

//! What verifiers fetch: trust file, issuer metadata, status lists. Open to every origin.

use axum::extract::Path;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use onewindow_app::certificates;

use crate::audience::Public;
use crate::errors::WebError;

fn open(media: &'static str, body: String) -> Response {
    let headers = [
        (CONTENT_TYPE, media),
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (CACHE_CONTROL, "public, max-age=300"),
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ];
    (StatusCode::OK, headers, body).into_response()
}

/// `GET /trust.json`: the trust file that verifiers keep.
pub(super) async fn trust(public: Public) -> Response {
    open("application/json", public.ctx.app.issuer().trust().to_string())
}

/// `GET /.well-known/jwt-vc-issuer`: the issuer's metadata (SD-JWT VC).
pub(super) async fn metadata(public: Public) -> Response {
    open("application/json", public.ctx.app.issuer().metadata().to_string())
}

/// `GET /status-lists/{n}`: a signed status list (Token Status List).
pub(super) async fn status_list(
    public: Public,
    Path(number): Path<String>,
) -> Result<Response, WebError> {
    let number = number.parse::<i64>().map_err(|_| WebError::not_found())?;
    let token = certificates::status_token(&public.ctx.app, number, public.ctx.now).await?;
    Ok(open("application/statuslist+jwt", token))
}

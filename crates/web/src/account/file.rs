use axum::extract::Path;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use onewindow_app::certificates;

use super::paths;
use crate::audience::Citizen;
use crate::errors::WebError;

/// `GET /account/certificates/{certificate}/file`: the signed text (RFC 9901), to keep and to send.
pub(super) async fn get(citizen: Citizen, Path(id): Path<String>) -> Result<Response, WebError> {
    let view = certificates::open_own(&citizen.ctx, paths::id(&id)?).await?;
    let name = format!("attachment; filename=\"{}.sd-jwt\"", view.record.kind);
    let headers = [(CONTENT_TYPE, "application/dc+sd-jwt".to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, view.compact).into_response())
}

use axum::extract::Path;
use axum::response::Response;
use onewindow_app::cases;

use super::paths;
use crate::audience::Citizen;
use crate::errors::WebError;
use crate::show::download;

/// `GET /account/cases/{case}/document/{document}`: a paper of one's own case.
pub(super) async fn get(
    citizen: Citizen,
    Path((case, document)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let Citizen { page, ctx, .. } = citizen;
    let opened = cases::view_document(&ctx, paths::id(&case)?, paths::id(&document)?).await;
    // To a citizen, what is refused looks as if it were not there.
    let opened = match opened {
        Err(onewindow_app::AppError::Denied(_)) => return Err(WebError::not_found()),
        other => other?,
    };
    Ok(download(opened, &page.t("account-file-name")))
}

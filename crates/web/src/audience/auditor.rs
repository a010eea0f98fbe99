//! Routes for auditors, who change nothing.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use onewindow_app::audits::Audit;

use super::staff::official;
use super::{AppState, Audience};
use crate::errors::WebError;
use crate::page::Page;

/// A signed-in auditor, with the mandates that are in force. There is no context in it with which
/// any other use case could be called: whoever audits cannot act.
pub struct Auditor {
    /// The frame of the page.
    pub page: Page,
    /// The auditor, at work.
    pub audit: Audit,
}

impl Audience for Auditor {
    const NAME: &'static str = "auditor";
    const PERSONAL: bool = true;
}

impl FromRequestParts<AppState> for Auditor {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, WebError> {
        let (page, ctx, _) = official(parts, app).await?;
        Ok(Auditor { page, audit: Audit::admit(ctx).await? })
    }
}

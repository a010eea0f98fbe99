use onewindow_app::cases::{self, Files};
use onewindow_app::{AppError, drafts};
use onewindow_model::application::Supply;
use onewindow_model::id::{CaseId, DocumentId, DraftId};

use super::super::failed::failed;
use super::super::given::{Done, Paper};
use super::super::input::{At, File, Once, OneFile};
use crate::audience::{Citizen, Filler};
use crate::errors::WebError;

/// `GET /api/v1/drafts/{draft}/papers/{document}`.
pub(in crate::api) async fn of_draft(
    filler: Filler,
    At((id, document)): At<(DraftId, DocumentId)>,
) -> Result<Paper, WebError> {
    let opened = drafts::view_document(&filler.ctx, id, document).await?;
    Ok(Paper(opened, filler.page.t("account-file-name")))
}

/// `GET /api/v1/cases/{case}/papers/{document}`.
pub(in crate::api) async fn of_case(
    citizen: Citizen,
    At((id, document)): At<(CaseId, DocumentId)>,
) -> Result<Paper, WebError> {
    match cases::view_document(&citizen.ctx, id, document).await {
        // To a citizen, what is refused looks as if it were not there.
        Err(AppError::Denied(_)) => Err(WebError::not_found()),
        opened => Ok(Paper(opened?, citizen.page.t("account-file-name"))),
    }
}

/// `PUT /api/v1/drafts/{draft}/files/{evidence}`.
pub(in crate::api) async fn attach(
    filler: Filler,
    At((id, evidence)): At<(DraftId, String)>,
    File(bytes): File,
) -> Result<Done, WebError> {
    let done = drafts::attach(&filler.ctx, id, &evidence, vec![bytes.to_vec()]).await;
    done.map_err(|error| failed(filler.page.l, "", error))?;
    Ok(Done)
}

/// `POST /api/v1/drafts/{draft}/files/{evidence}/pages`.
pub(in crate::api) async fn add_page(
    filler: Filler,
    At((id, evidence)): At<(DraftId, String)>,
    once: Once<OneFile>,
) -> Result<Done, WebError> {
    let Filler { page, ctx, .. } = filler;
    let ctx = &ctx;
    let doing = |OneFile(bytes): OneFile| async move {
        let view = drafts::open(ctx, id).await?;
        let Some(Supply::Document { document }) = view.content.supplies.get(&evidence) else {
            return Err(WebError::not_found());
        };
        let added = drafts::add_pages(ctx, id, &evidence, *document, vec![bytes.to_vec()]).await;
        added.map_err(|error| failed(page.l, "", error))?;
        Ok(Done)
    };
    once.done(ctx, doing).await
}

/// `PUT /api/v1/cases/{case}/files/{evidence}`.
pub(in crate::api) async fn lay_ready(
    citizen: Citizen,
    At((id, evidence)): At<(CaseId, String)>,
    File(bytes): File,
) -> Result<Done, WebError> {
    let files = Files::from([(evidence, vec![bytes.to_vec()])]);
    let done = cases::lay_ready(&citizen.ctx, id, files).await;
    done.map_err(|error| failed(citizen.page.l, "", error))?;
    Ok(Done)
}

/// `POST /api/v1/cases/{case}/files/{evidence}`.
pub(in crate::api) async fn follow_up(
    citizen: Citizen,
    At((id, evidence)): At<(CaseId, String)>,
    once: Once<OneFile>,
) -> Result<Done, WebError> {
    let Citizen { page, ctx, .. } = citizen;
    let ctx = &ctx;
    let doing = |OneFile(bytes): OneFile| async move {
        let files = Files::from([(evidence, vec![bytes.to_vec()])]);
        let done = cases::follow_up(ctx, id, files).await;
        done.map_err(|error| failed(page.l, "", error))?;
        Ok(Done)
    };
    once.done(ctx, doing).await
}

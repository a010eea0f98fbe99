use axum::extract::Path;
use onewindow_app::drafts;
use onewindow_model::id::DocumentId;

use super::draft::Draft;
use super::stop::Answer;
use crate::audience::Filler;
use crate::errors::WebError;
use crate::show::download;

/// `GET /apply/{draft}/document/{document}`: a paper as it was taken in.
pub(super) async fn get(filler: Filler, Path((id, document)): Path<(String, String)>) -> Answer {
    let draft = Draft::open_any(filler, &id).await?;
    let document: DocumentId = document.parse().map_err(|_| WebError::not_found())?;
    let record = draft.view.documents.iter().find(|record| record.id == document);
    let record = record.ok_or_else(WebError::not_found)?;
    let service = &draft.view.service;
    let name = draft.show().material(service, &record.evidence).text;
    let opened = drafts::view_document(&draft.ctx, draft.id(), document).await?;
    Ok(download(opened, &name))
}

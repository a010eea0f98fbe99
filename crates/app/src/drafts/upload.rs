//! Papers of a draft.

use onewindow_model::application::Supply;
use onewindow_model::id::{DocumentId, DraftId};
use onewindow_model::purpose::Action;

use super::change::save;
use super::view::{Loaded, classes, enter, load};
use crate::ctx::Ctx;
use crate::documents::{self, For, Opened, PDF, Pages};
use crate::entry::hide;
use crate::error::{AppError, Result};

/// Takes in files for a material: one PDF, or photos that become one document. What was handed in
/// before for the same material is replaced.
pub async fn attach(ctx: &Ctx, id: DraftId, evidence: &str, files: Vec<Vec<u8>>) -> Result<()> {
    let mut loaded = load(ctx, id).await?;
    let named = loaded.view.service.evidence_named(evidence).ok_or(AppError::NotFound)?;
    if !named.applicant_may_supply {
        return Err(AppError::NotFound);
    }
    let class = named.class.clone();
    let (content, pages) = documents::clean(files, evidence.to_owned()).await?;
    let parent = id.to_string();
    let purpose =
        For { person: loaded.view.draft.applicant, class: &class, parent: &parent, evidence };
    let record = documents::keep(ctx, &loaded.ring, purpose, PDF, &content, pages).await?;
    let supply = Supply::Document { document: record.id };
    loaded.view.content.supplies.insert(evidence.to_owned(), supply);
    save(ctx, &loaded, vec![record]).await
}

/// Adds pages to the document of a material, after its last page. `of` is the document that the
/// pages were meant for: if it is no longer that one, somebody was faster and nothing is done.
pub async fn add_pages(
    ctx: &Ctx,
    id: DraftId,
    evidence: &str,
    of: DocumentId,
    files: Vec<Vec<u8>>,
) -> Result<()> {
    rebind(ctx, id, evidence, of, Pages::Add(files)).await
}

/// Takes one page, counted from 0, out of the document of a material; with the last page the
/// document is gone.
pub async fn drop_page(
    ctx: &Ctx,
    id: DraftId,
    evidence: &str,
    of: DocumentId,
    page: usize,
) -> Result<()> {
    rebind(ctx, id, evidence, of, Pages::Drop(page)).await
}

async fn rebind(
    ctx: &Ctx,
    id: DraftId,
    evidence: &str,
    of: DocumentId,
    change: Pages,
) -> Result<()> {
    let mut loaded = load(ctx, id).await?;
    let named = loaded.view.service.evidence_named(evidence).ok_or(AppError::NotFound)?;
    let class = named.class.clone();
    if loaded.view.content.supplies.get(evidence) != Some(&Supply::Document { document: of }) {
        return Err(AppError::Conflict);
    }
    let held = open_document(ctx, &loaded, of).await?;
    let bound = documents::rebind(held.bytes, evidence.to_owned(), change).await?;
    let supplies = &mut loaded.view.content.supplies;
    let Some((content, pages)) = bound else {
        supplies.remove(evidence);
        return save(ctx, &loaded, Vec::new()).await;
    };
    let parent = id.to_string();
    let purpose =
        For { person: loaded.view.draft.applicant, class: &class, parent: &parent, evidence };
    let record = documents::keep(ctx, &loaded.ring, purpose, PDF, &content, pages).await?;
    supplies.insert(evidence.to_owned(), Supply::Document { document: record.id });
    save(ctx, &loaded, vec![record]).await
}

/// Takes a material out again.
pub async fn detach(ctx: &Ctx, id: DraftId, evidence: &str) -> Result<()> {
    let mut loaded = load(ctx, id).await?;
    loaded.view.content.supplies.remove(evidence);
    save(ctx, &loaded, Vec::new()).await
}

/// Opens a document of a draft.
pub async fn view_document(ctx: &Ctx, id: DraftId, document: DocumentId) -> Result<Opened> {
    open_document(ctx, &load(ctx, id).await?, document).await
}

async fn open_document(ctx: &Ctx, loaded: &Loaded, document: DocumentId) -> Result<Opened> {
    let record = loaded.view.documents.iter().find(|d| d.id == document);
    let record = record.ok_or(AppError::NotFound)?;
    let classes = classes(&loaded.view.service);
    let entry = enter(ctx, &loaded.view.draft, &classes, Action::Read).await?;
    let permit = ctx.on_record("drafts.view_document", &entry).await.map_err(hide)?;
    documents::open(ctx, &loaded.ring, &loaded.view.service, record, &permit).await
}

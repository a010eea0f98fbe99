//! Documents: cleaned, sealed, written to disk before anything refers to them.

use jiff::{SignedDuration, Timestamp};
use onewindow_documents::{Limits, Page, Problem, accept_page, assemble, reopen};
use onewindow_gate::{Location, Permit, Personal};
use onewindow_model::class::DataClass;
use onewindow_model::clock::Random;
use onewindow_model::id::{DocumentId, PersonId};
use onewindow_model::service::{Evidence, Service};
use onewindow_store::entities::documents;
pub use onewindow_store::entities::documents::DocumentRecord;
use onewindow_store::tx_job;
use tokio::sync::Semaphore;

use crate::ctx::Ctx;
use crate::error::{AppError, Result};
use crate::keys::KeyRing;

/// A document, opened.
pub struct Opened {
    /// Its media type.
    pub media: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// The material that it is, as its service version names it.
    pub evidence: Option<Evidence>,
}

/// Media type of a paper handed in.
pub const PDF: &str = "application/pdf";
/// Media type of a record fetched from a register.
pub const REGISTER_RECORD: &str = "application/json";
/// Media type of a presented certificate (RFC 9901).
pub const CERTIFICATE: &str = "application/dc+sd-jwt";

/// What a document is for.
pub(crate) struct For<'a> {
    pub person: PersonId,
    pub class: &'a DataClass,
    pub parent: &'a str,
    pub evidence: &'a str,
}

/// Uploads that are worked on at the same time. A large photo takes some 350 MB while it is decoded
/// and made opaque; a crowd of them would take the machine's memory.
static BENCHES: Semaphore = Semaphore::const_new(2);

/// Bytes of papers that are taken in for one party within 24 hours, those that replace others
/// included: twenty photographed pages added one by one are some 200 MB. Without a bound one account
/// could fill the disk for all.
pub const ALLOWANCE_BYTES: u64 = 500 << 20;

/// How far the allowance looks back.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Cleans uploaded files and makes one document of them: photos are turned upright, stripped of
/// where and with what they were taken, and bound into one PDF.
pub(crate) async fn clean(files: Vec<Vec<u8>>, title: String) -> Result<(Vec<u8>, usize)> {
    let pages = each(files).await?;
    work(move |limits| {
        let count = pages.len();
        assemble(&pages, &title, limits).map(|document| (document, count))
    })
    .await
}

/// Looks into files one by one. The bench is given up between them, so that whoever comes with one
/// small photo does not wait for somebody's twenty large ones.
async fn each(files: Vec<Vec<u8>>) -> Result<Vec<Page>> {
    let limit = Limits::default().max_pages;
    if files.len() > limit {
        return Err(AppError::Document(Problem::TooManyPages { limit, got: files.len() }));
    }
    let mut pages = Vec::with_capacity(files.len());
    for file in files {
        pages.push(work(move |limits| accept_page(&file, limits)).await?);
    }
    Ok(pages)
}

/// Works on uploads where nobody else waits for it.
async fn work<T: Send + 'static>(
    job: impl FnOnce(&Limits) -> std::result::Result<T, Problem> + Send + 'static,
) -> Result<T> {
    let bench = BENCHES.acquire().await.map_err(|error| AppError::Internal(error.to_string()))?;
    let work = tokio::task::spawn_blocking(move || {
        let _bench = bench;
        job(&Limits::default())
    });
    match work.await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(problem)) => Err(AppError::Document(problem)),
        Err(error) => Err(AppError::Internal(error.to_string())),
    }
}

/// What is done to a document of photographed pages.
pub(crate) enum Pages {
    /// Further files, put after the last page.
    Add(Vec<Vec<u8>>),
    /// One page is taken out, counted from 0.
    Drop(usize),
}

/// Makes a document anew with pages added or taken out; none when no page is left. Only what was
/// bound of photos here can be taken apart: a PDF that came whole stays whole.
pub(crate) async fn rebind(
    document: Vec<u8>,
    title: String,
    change: Pages,
) -> Result<Option<(Vec<u8>, usize)>> {
    let (added, dropped) = match change {
        Pages::Add(files) => (each(files).await?, None),
        Pages::Drop(page) => (Vec::new(), Some(page)),
    };
    work(move |limits| {
        let mut pages = reopen(&document, &title, limits).ok_or(Problem::Mixed)?;
        drop(document);
        if let Some(page) = dropped.filter(|page| *page < pages.len()) {
            pages.remove(page);
        }
        pages.extend(added);
        if pages.is_empty() {
            return Ok(None);
        }
        assemble(&pages, &title, limits).map(|document| Some((document, pages.len())))
    })
    .await
}

/// Seals content and writes it to disk; the record is the caller's to insert.
pub(crate) async fn keep(
    ctx: &Ctx,
    ring: &KeyRing,
    purpose: For<'_>,
    media: &str,
    content: &[u8],
    pages: usize,
) -> Result<DocumentRecord> {
    if media == PDF {
        within_allowance(ctx, purpose.person, content.len()).await?;
    }
    let id = DocumentId::fresh(ctx.now, &*ctx.app.random);
    let key = ring.of(purpose.class)?;
    let sealed = ctx.app.vault.seal_bytes(key, &place(id), content, &*ctx.app.random)?;
    let blob = ctx.app.blobs.put(sealed).await?;
    Ok(DocumentRecord {
        id,
        person: purpose.person,
        class: purpose.class.to_string(),
        parent: purpose.parent.to_owned(),
        evidence: purpose.evidence.to_owned(),
        blob: blob.to_string(),
        media: media.to_owned(),
        pages: u32::try_from(pages).unwrap_or(u32::MAX),
        bytes: u32::try_from(content.len()).unwrap_or(u32::MAX),
        created_at: ctx.now,
    })
}

/// Refuses what goes over the allowance, before it is on the disk.
async fn within_allowance(ctx: &Ctx, person: PersonId, more: usize) -> Result<()> {
    let since = ctx.now.saturating_sub(DAY).unwrap_or(Timestamp::MIN);
    let first = DocumentId::fresh(since, &Lowest);
    let read = tx_job!([first], |tx| documents::bytes_since(tx, person, PDF, first).await);
    let used = ctx.app.store.read("documents.bytes_since", read).await?;
    let more = u64::try_from(more).unwrap_or(u64::MAX);
    match used.saturating_add(more) <= ALLOWANCE_BYTES {
        true => Ok(()),
        false => Err(AppError::Allowance),
    }
}

/// Ids begin with their time: with this the lowest of a moment is made, and not one to be kept.
struct Lowest;

impl Random for Lowest {
    fn fill(&self, buffer: &mut [u8]) {
        buffer.fill(0);
    }
}

/// Opens a document under a permit.
pub(crate) async fn open(
    ctx: &Ctx,
    ring: &KeyRing,
    service: &Service,
    record: &DocumentRecord,
    permit: &Permit,
) -> Result<Opened> {
    let blob = record.blob.parse().map_err(|_| {
        AppError::Internal(format!("table documents, row {}, column blob: no address", record.id))
    })?;
    let sealed = ctx.app.blobs.get(blob).await?.ok_or_else(|| {
        AppError::Internal(format!("table documents, row {}: its file is missing", record.id))
    })?;
    let class = DataClass::new(record.class.clone());
    let value = Personal::sealed(record.person, class.clone(), place(record.id), sealed);
    let bytes = ctx.app.vault.open_bytes(ring.of(&class)?, &value, permit, ctx.now)?;
    let evidence = service.evidence_named(&record.evidence).cloned();
    Ok(Opened { media: record.media.clone(), bytes, evidence })
}

fn place(id: DocumentId) -> Location {
    Location::new("documents", "content", id.to_string())
}

#[cfg(test)]
#[path = "documents_test.rs"]
mod tests;

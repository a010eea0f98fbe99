//! Opening a draft.

use std::sync::Arc;

use jiff::SignedDuration;
use onewindow_gate::Standing;
use onewindow_model::application::{DraftContent, Problem, Submission, submit};
use onewindow_model::class::DataClass;
use onewindow_model::id::{DraftId, OfficerId, PersonId};
use onewindow_model::purpose::{Action, Purpose};
use onewindow_model::service::situation::Facts;
use onewindow_model::service::{Audience, Service, ServiceRef};
use onewindow_store::entities::contents::{self, ContentRecord};
use onewindow_store::entities::documents::{self, DocumentRecord};
use onewindow_store::entities::drafts::{self, DraftRecord};
use onewindow_store::entities::keys;
use onewindow_store::entities::persons::{self, PersonRecord};
use onewindow_store::{End, tx_job};

use crate::bookings;
use crate::catalogue::Current;
use crate::content;
use crate::ctx::Ctx;
use crate::entry::{Ask, Entry, entered_job, hide};
use crate::error::{AppError, Result};
use crate::keys::KeyRing;
use crate::parties::{Party, unseal};
use crate::sign_in::level;

/// A draft, opened.
pub struct DraftView {
    /// As stored.
    pub draft: DraftRecord,
    /// The pinned service version.
    pub service: Arc<Service>,
    /// For whom it is.
    pub applicant: Party,
    /// What it holds; once it was sent, what is in the case now.
    pub content: DraftContent,
    /// The documents handed in or fetched so far.
    pub documents: Vec<DocumentRecord>,
}

/// A draft with what is needed to change it.
pub(crate) struct Loaded {
    pub view: DraftView,
    /// What is stored, when `view.content` has been changed.
    pub stored: DraftContent,
    pub ring: KeyRing,
}

impl DraftView {
    /// What conditions are evaluated against.
    pub fn facts<'a>(&'a self, ctx: &Ctx, current: &'a Current) -> Facts<'a> {
        Facts {
            answers: &self.content.answers,
            today: ctx.today(),
            regions: &current.files.regions,
        }
    }

    /// Who applies: a natural or a legal person.
    pub fn audience(&self) -> Audience {
        self.applicant.kind
    }
}

/// Opens a draft, for its owner or for the clerk who opened it.
pub async fn open(ctx: &Ctx, id: DraftId) -> Result<DraftView> {
    load(ctx, id).await.map(|loaded| loaded.view)
}

/// All problems that the draft still has, as submitting would find them.
pub fn problems(ctx: &Ctx, view: &DraftView, declared: bool) -> Vec<Problem> {
    check(ctx, view, declared).err().unwrap_or_default()
}

/// Checks everything but what storage alone knows: whether a place is left in the slot.
pub(crate) fn check(
    ctx: &Ctx,
    view: &DraftView,
    declared: bool,
) -> std::result::Result<Submission, Vec<Problem>> {
    let current = ctx.app.catalogue.current();
    let facts = view.facts(ctx, &current);
    let checked = submit(&view.service, view.audience(), &view.content, facts, declared);
    match bookings::not_offered(ctx, view) {
        None => checked,
        Some(problem) => Err(checked.err().into_iter().flatten().chain([problem]).collect()),
    }
}

/// Every class that a draft of this version may hold.
pub(crate) fn classes(service: &Service) -> Vec<DataClass> {
    service.classes()
}

/// How long a clerk can go on with what they took in: the visit, and putting it right that day.
pub(crate) const VISIT: SignedDuration = SignedDuration::from_hours(12);

/// Whether a draft is still being worked on.
fn is_open(ctx: &Ctx, draft: &DraftRecord) -> bool {
    ctx.now.duration_since(draft.created_at) < VISIT
}

/// What a draft says of who may work on it; `classes` are those that it may hold.
pub(crate) fn standing<'a>(
    ctx: &Ctx,
    draft: &'a DraftRecord,
    classes: &'a [DataClass],
) -> Standing<'a> {
    Standing::Draft {
        applicant: draft.applicant,
        owner: draft.owner,
        clerk: draft.clerk,
        open: is_open(ctx, draft),
        service: &draft.service,
        classes,
    }
}

/// The same at a window, before there is a draft: for the clerk who begins it.
pub(crate) fn at_window<'a>(
    applicant: PersonId,
    clerk: OfficerId,
    service: &'a ServiceRef,
    classes: &'a [DataClass],
) -> Standing<'a> {
    Standing::Draft { applicant, owner: None, clerk: Some(clerk), open: true, service, classes }
}

/// For what somebody works on a draft: an official is a clerk there.
pub(crate) fn purpose(ctx: &Ctx) -> Purpose {
    if ctx.actor.officer().is_some() { Purpose::Intake } else { Purpose::Apply }
}

/// Judges access to a draft.
pub(crate) async fn enter(
    ctx: &Ctx,
    draft: &DraftRecord,
    classes: &[DataClass],
    action: Action,
) -> Result<Entry> {
    let purpose = purpose(ctx);
    let standing = standing(ctx, draft, classes);
    let fields = classes.len();
    ctx.entry(Ask { action, purpose, subject: draft.applicant, standing, classes, fields }).await
}

pub(crate) async fn load(ctx: &Ctx, id: DraftId) -> Result<Loaded> {
    let read = tx_job!([], |tx| tx.find_all((drafts::of(id), keys::of_draft(id))).await);
    let (draft, keys) = ctx.app.store.read("drafts.find", read).await?;
    let draft = draft.ok_or(AppError::NotFound)?;
    ctx.has_keys(draft.applicant, keys);
    let service = ctx.app.catalogue.current().version(&draft.service)?;
    // Said to its owner alone; nothing was looked at.
    if draft.owner.is_some() && draft.owner == ctx.actor.person() {
        level::require(ctx, &service)?;
    }
    let classes = classes(&service);
    let entry = enter(ctx, &draft, &classes, Action::Read).await?;
    let applicant = draft.applicant;
    let ring = ctx.keys(applicant, &classes).await?;
    let parent = holder(&draft);
    let looked = ctx.app.store.run_tx(
        "drafts.open",
        entered_job!([entry, parent], |tx| {
            let key = id.to_string();
            let all = (
                drafts::of(id),
                contents::of(&parent),
                documents::of_parent(&key),
                persons::of(applicant),
            );
            let (draft, contents, documents, applicant) = tx.find_all(all).await?;
            // Thrown away meanwhile: nothing was looked at, and no entry may say so.
            let Some(draft) = draft else { return Ok(End::Rollback(AppError::NotFound)) };
            // Handed in, papers are seen with the case, by whom it concerns.
            let documents = if draft.case.is_some() { Vec::new() } else { documents };
            Ok(End::Commit(Held { draft, contents, documents, applicant }))
        }),
    );
    let looked = looked.await.map_err(|error| hide(error.into()))?;
    let permit = entry.permit(&looked.receipt)?;
    let held = looked.value;
    let applicant = unseal(ctx, &ring, held.applicant.ok_or(AppError::NotFound)?, &permit)?;
    let parent = holder(&held.draft);
    let content = content::open(ctx, &ring, &parent, &service, held.contents, &permit)?;
    let stored = content.clone();
    let view =
        DraftView { draft: held.draft, service, applicant, content, documents: held.documents };
    Ok(Loaded { view, stored, ring })
}

/// Where the contents lie. A case has the id of its draft now; it had one of its own once.
fn holder(draft: &DraftRecord) -> String {
    draft.case.map_or_else(|| draft.id.to_string(), |case| case.to_string())
}

struct Held {
    draft: DraftRecord,
    contents: Vec<ContentRecord>,
    documents: Vec<DocumentRecord>,
    applicant: Option<PersonRecord>,
}

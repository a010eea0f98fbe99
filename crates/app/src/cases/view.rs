//! Opening a case.

use std::sync::Arc;

use onewindow_gate::{AuditFacts, CaseFacts, Location, Standing};
use onewindow_model::application::DraftContent;
use onewindow_model::case::{Case, Clocks, Stage};
use onewindow_model::class::DataClass;
use onewindow_model::id::{CaseId, CertificateId, DocumentId};
use onewindow_model::purpose::{Action, Purpose};
use onewindow_model::service::Service;
use onewindow_rules::Trace;
use onewindow_store::entities::bookings::{self, BookingRecord};
use onewindow_store::entities::cases::{self, EventRecord};
use onewindow_store::entities::certificates;
use onewindow_store::entities::contents::{self, ContentRecord};
use onewindow_store::entities::decisions::{self, DecisionRecord};
use onewindow_store::entities::documents::{self as papers, DocumentRecord};
use onewindow_store::entities::keys;
use onewindow_store::entities::persons::{self, PersonRecord};
use onewindow_store::{End, tx_job};
use serde::{Deserialize, Serialize};

use crate::catalogue::Current;
use crate::content;
use crate::ctx::Ctx;
use crate::documents::{self, Opened};
use crate::entry::{Ask, Entry, entered_job, hide};
use crate::error::{AppError, Result};
use crate::keys::KeyRing;
use crate::parties::{Party, unseal};

/// How often a look at a case that moves on meanwhile is judged anew.
const LOOKS: usize = 8;

/// A case, opened as far as its reader may.
pub struct CaseFile {
    /// The case.
    pub case: Case,
    /// Its pinned service version.
    pub service: Arc<Service>,
    /// The applicant; not for the holder of a slip.
    pub applicant: Option<Party>,
    /// What was applied for; for the holder of a slip only answers and papers' names.
    pub content: DraftContent,
    /// The papers.
    pub documents: Vec<DocumentRecord>,
    /// What happened, oldest first.
    pub events: Vec<EventRecord>,
    /// What was decided and why, oldest first.
    pub decisions: Vec<DecisionView>,
    /// The certificate that came of it.
    pub certificate: Option<CertificateId>,
    /// Its appointments, oldest first; the last may be held.
    pub bookings: Vec<BookingRecord>,
}

/// A decision, opened.
pub struct DecisionView {
    /// As stored.
    pub record: DecisionRecord,
    /// Why.
    pub body: DecisionBody,
}

/// What is sealed of a decision: enough to recompute it.
#[derive(Clone, Serialize, Deserialize)]
pub struct DecisionBody {
    /// The officer's reasons.
    pub reasons: String,
    /// The evidence asked for, or accepted as still to follow, by id.
    pub evidence: Vec<String>,
    /// The requirements that did not hold, by id.
    pub failing: Vec<String>,
    /// How each requirement came out.
    pub traces: Vec<(String, Trace)>,
}

impl CaseFile {
    /// The appointment that the case holds.
    pub fn appointment(&self) -> Option<&BookingRecord> {
        self.bookings.iter().find(|booking| booking.ended_at.is_none())
    }
}

/// A case with what is needed to work on it.
pub(crate) struct LoadedCase {
    pub file: CaseFile,
    pub ring: KeyRing,
}

impl CaseFile {
    /// The clocks of the pinned version.
    pub fn clocks<'a>(&'a self, current: &'a Current, zone: &'a jiff::tz::TimeZone) -> Clocks<'a> {
        Clocks { calendar: &current.files.calendar, zone, times: &self.service.times }
    }
}

/// Opens one's own case, as applicant or as who filed it.
pub async fn open_own(ctx: &Ctx, id: CaseId) -> Result<CaseFile> {
    ctx.person()?;
    load(ctx, id, Purpose::Own).await.map(|loaded| loaded.file).map_err(hide)
}

/// Opens a case for whoever holds its slip.
pub async fn follow(ctx: &Ctx, id: CaseId) -> Result<CaseFile> {
    load(ctx, id, Purpose::Follow).await.map(|loaded| loaded.file).map_err(hide)
}

/// Opens a case for the officer who handles it.
pub async fn open(ctx: &Ctx, id: CaseId) -> Result<CaseFile> {
    load(ctx, id, Purpose::HandleCase).await.map(|loaded| loaded.file)
}

/// Opens a case for an auditor: what happened and why, not who the applicant is.
pub(crate) async fn audited(ctx: &Ctx, id: CaseId, mandate: &AuditFacts) -> Result<CaseFile> {
    let on = On { purpose: Purpose::Audit, mandate: Some(mandate) };
    load_classes(ctx, id, on, vec![DataClass::situation()]).await.map(|loaded| loaded.file)
}

/// For what a case is opened, and under which mandate, where it is for an audit.
#[derive(Clone, Copy)]
pub(crate) struct On<'a> {
    purpose: Purpose,
    mandate: Option<&'a AuditFacts>,
}

impl From<Purpose> for On<'_> {
    fn from(purpose: Purpose) -> Self {
        On { purpose, mandate: None }
    }
}

/// What the policy must know of a case.
pub(crate) fn facts(ctx: &Ctx, case: &Case, service: &Service) -> CaseFacts {
    let asked = match &case.stage {
        Stage::CorrectionAsked { evidence, .. } => evidence.as_slice(),
        _ => &[],
    };
    let asked = asked.iter().filter_map(|id| service.evidence_named(id));
    CaseFacts {
        asked: asked.map(|evidence| evidence.class.clone()).collect(),
        books: service.booking().is_some(),
        slip_ended: case.slip_until(&ctx.app.zone()).is_some_and(|last| ctx.today() > last),
        id: case.id,
        applicant: case.applicant,
        filed_by: case.filed_by,
        authority: case.authority.clone(),
        assignee: case.assignee,
        open: case.stage.is_open(),
        service: case.service.clone(),
        classes: service.classes(),
    }
}

/// Judges access to a case.
pub(crate) async fn enter(
    ctx: &Ctx,
    facts: &CaseFacts,
    action: Action,
    purpose: Purpose,
    classes: &[DataClass],
) -> Result<Entry> {
    // An official who takes in at a window stands on the slip that its holder shows.
    let standing = match purpose {
        Purpose::Intake => Standing::Slip(facts),
        _ => Standing::Case(facts),
    };
    let subject = facts.applicant;
    ctx.entry(Ask { action, purpose, subject, standing, classes, fields: classes.len() }).await
}

/// The stored case with its pinned service version, and the keys that judging it will ask for;
/// nothing is opened.
pub(crate) async fn peek(ctx: &Ctx, id: CaseId) -> Result<(Case, Arc<Service>)> {
    let read = tx_job!([], |tx| tx.find_all((cases::of(id), keys::of_case(id))).await);
    let (case, keys) = ctx.app.store.read("cases.find", read).await?;
    let case = case.ok_or(AppError::NotFound)?;
    ctx.has_keys(case.applicant, keys);
    let service = ctx.app.catalogue.current().version(&case.service)?;
    Ok((case, service))
}

pub(crate) async fn load(ctx: &Ctx, id: CaseId, purpose: Purpose) -> Result<LoadedCase> {
    load_wanted(ctx, id, purpose.into(), None).await
}

/// Opens a case as far as some classes of data; for all that its version may hold, see [`load`].
/// A look takes two steps, judging and opening; where
/// the case moved on in between, it is judged anew.
pub(crate) async fn load_classes(
    ctx: &Ctx,
    id: CaseId,
    on: On<'_>,
    classes: Vec<DataClass>,
) -> Result<LoadedCase> {
    load_wanted(ctx, id, on, Some(&classes)).await
}

async fn load_wanted(
    ctx: &Ctx,
    id: CaseId,
    on: On<'_>,
    wanted: Option<&[DataClass]>,
) -> Result<LoadedCase> {
    for _ in 0..LOOKS {
        match look(ctx, id, on, wanted).await {
            Err(AppError::Conflict) => {}
            other => return other,
        }
    }
    look(ctx, id, on, wanted).await
}

async fn look(
    ctx: &Ctx,
    id: CaseId,
    on: On<'_>,
    wanted: Option<&[DataClass]>,
) -> Result<LoadedCase> {
    let (case, service) = peek(ctx, id).await?;
    let classes = match (wanted, on.purpose) {
        (Some(wanted), _) => wanted.to_vec(),
        (None, Purpose::Follow) => vec![DataClass::situation()],
        (None, _) => service.classes(),
    };
    let applicant = case.applicant;
    let facts = facts(ctx, &case, &service);
    let entry = match on.mandate {
        None => enter(ctx, &facts, Action::Read, on.purpose, &classes).await?,
        Some(mandate) => {
            let standing = Standing::Audit { case: &facts, mandate };
            let (action, purpose, fields) = (Action::Read, on.purpose, classes.len());
            let subject = applicant;
            ctx.entry(Ask { action, purpose, subject, standing, classes: &classes, fields }).await?
        }
    };
    let ring = ctx.keys(applicant, &classes).await?;
    let revision = case.revision;
    let looked = ctx.app.store.run_tx(
        "cases.open",
        entered_job!([entry], |tx| {
            let key = id.to_string();
            let all = (
                cases::of(id),
                contents::of(&key),
                papers::of_parent(&key),
                cases::events(id),
                decisions::of_case(id),
                certificates::of_case(id),
                bookings::of_case(id),
                persons::of(applicant),
            );
            let (case, contents, documents, events, decided, certificate, booked, applicant) =
                tx.find_all(all).await?;
            // Judged on what was read before: if that changed, nothing was looked at, and no entry
            // may say so.
            let case = match case {
                Some(case) if case.revision == revision => case,
                _ => return Ok(End::Rollback(AppError::Conflict)),
            };
            let held = Held {
                case,
                contents,
                documents,
                events,
                decisions: decided,
                certificate,
                bookings: booked,
                applicant,
            };
            Ok(End::Commit(held))
        }),
    );
    let looked = looked.await.map_err(AppError::from)?;
    let permit = entry.permit(&looked.receipt)?;
    let file = unseal_case(ctx, &ring, service, looked.value, &classes, &permit)?;
    Ok(LoadedCase { file, ring })
}

struct Held {
    case: Case,
    contents: Vec<ContentRecord>,
    documents: Vec<DocumentRecord>,
    events: Vec<EventRecord>,
    decisions: Vec<DecisionRecord>,
    certificate: Option<CertificateId>,
    bookings: Vec<BookingRecord>,
    applicant: Option<PersonRecord>,
}

fn unseal_case(
    ctx: &Ctx,
    ring: &KeyRing,
    service: Arc<Service>,
    held: Held,
    classes: &[DataClass],
    permit: &onewindow_gate::Permit,
) -> Result<CaseFile> {
    let key = held.case.id.to_string();
    let covered = |class: &str| classes.iter().any(|known| known.as_str() == class);
    let contents = held.contents.into_iter().filter(|record| covered(&record.class)).collect();
    let content = content::open(ctx, ring, &key, &service, contents, permit)?;
    let applicant = match held.applicant {
        Some(record) if covered(DataClass::identity().as_str()) => {
            Some(unseal(ctx, ring, record, permit)?)
        }
        _ => None,
    };
    let mut opened = Vec::with_capacity(held.decisions.len());
    for record in held.decisions {
        let place = decision_place(held.case.id, record.seq);
        let sealed = record.reasons.clone();
        let body = ring.open(ctx, &DataClass::situation(), place, sealed, permit)?;
        opened.push(DecisionView { record, body });
    }
    Ok(CaseFile {
        case: held.case,
        service,
        applicant,
        content,
        documents: held.documents,
        events: held.events,
        decisions: opened,
        certificate: held.certificate,
        bookings: held.bookings,
    })
}

/// Where a decision's sealed part stands.
pub(crate) fn decision_place(case: CaseId, seq: u32) -> Location {
    Location::new("decisions", "reasons", format!("{case}/{seq}"))
}

/// Opens a paper of a case, for its officer, or for whose case it is.
pub async fn view_document(ctx: &Ctx, id: CaseId, document: DocumentId) -> Result<Opened> {
    let purpose = match ctx.actor.officer() {
        Some(_) => Purpose::HandleCase,
        None => Purpose::Own,
    };
    let (case, service) = peek(ctx, id).await?;
    let read = tx_job!([], |tx| papers::find(tx, document).await);
    let record = ctx.app.store.read("documents.find", read).await?;
    let record = record.filter(|r| r.parent == id.to_string()).ok_or(AppError::NotFound)?;
    let class = DataClass::new(record.class.clone());
    let classes = [class];
    let facts = facts(ctx, &case, &service);
    let entry = enter(ctx, &facts, Action::Read, purpose, &classes).await?;
    let ring = ctx.keys(case.applicant, &classes).await?;
    let permit = ctx.on_record("cases.view_document", &entry).await;
    let permit = permit.map_err(|error| match ctx.actor.officer() {
        Some(_) => error,
        None => hide(error),
    })?;
    documents::open(ctx, &ring, &service, &record, &permit).await
}

//! Steps of the officer who handles a case.

use onewindow_model::actor::{Officer, Role};
use onewindow_model::case::{Case, Clocks, DecisionKind, EventKind, Refusal};
use onewindow_model::class::DataClass;
use onewindow_model::id::{CaseId, NoticeId, OfficerId};
use onewindow_model::purpose::{Action, Purpose};
use onewindow_model::reasons::Reasons;
use onewindow_model::service::Service;
use onewindow_model::service::situation::{Facts, Situation};
use onewindow_rules::{EVALUATOR_VERSION, Truth};
use onewindow_store::End;
use onewindow_store::entities::bookings as places;
use onewindow_store::entities::cases::{self, EventRecord};
use onewindow_store::entities::certificates::{self, CertificateRecord};
use onewindow_store::entities::decisions::{self, DecisionRecord};
use onewindow_store::entities::notices::{self, NoticeRecord};
use onewindow_store::entities::outbox::{self, JobRecord};

use super::answer::still_to_follow;
use super::view::{DecisionBody, LoadedCase, decision_place, enter, facts, load, peek};
use crate::bookings;
use crate::ctx::Ctx;
use crate::entry::entered_job;
use crate::error::{AppError, Result};

/// What is written with a step beside the case itself.
#[derive(Clone, Default)]
pub(crate) struct Written {
    /// The decision on record.
    pub decision: Option<DecisionRecord>,
    /// Whether the applicant gets a notice of it.
    pub notice: bool,
    /// A certificate that is issued with it.
    pub certificate: Option<CertificateRecord>,
    /// A job that follows from it.
    pub job: Option<JobRecord>,
    /// What becomes of the appointment; one of a case that ends without a result is given back.
    pub appointment: Option<bookings::Change>,
}

/// As whose hand an official acts on a case: their own, or that of the absent officer who handles
/// it. Whether they may, the gate judges.
pub(super) fn hand(officer: &Officer, case: &Case) -> (OfficerId, Option<OfficerId>) {
    let absent = case.assignee.filter(|assignee| *assignee != officer.id);
    let absent = absent.filter(|absent| officer.stands_in_for(*absent, Role::CaseOfficer));
    (absent.unwrap_or(officer.id), absent)
}

/// Takes a case on.
pub async fn assign(ctx: &Ctx, id: CaseId) -> Result<()> {
    let officer = ctx.official()?.id;
    let (case, service) = peek(ctx, id).await?;
    let facts = facts(ctx, &case, &service);
    let entry = enter(ctx, &facts, Action::Assign, Purpose::HandleCase, &[]).await?;
    ctx.refuse_if_denied(&entry).await?;
    let next = case.assign(officer)?;
    let now = ctx.now;
    let done = ctx.app.store.run_tx(
        "cases.assign",
        entered_job!([entry, next], |tx| {
            cases::update(tx, &next, now).await?;
            Ok(End::Commit(()))
        }),
    );
    done.await.map(|_| ()).map_err(AppError::from)
}

/// Gives a case back to the list.
pub async fn release(ctx: &Ctx, id: CaseId) -> Result<()> {
    let officer = ctx.official()?;
    let (case, service) = peek(ctx, id).await?;
    allowed(ctx, &case, &service, Purpose::HandleCase).await?;
    let (hand, _) = hand(officer, &case);
    let next = case.release(hand)?;
    step(ctx, &service, next, Action::Write, Purpose::HandleCase, None, Written::default()).await
}

/// 受理.
pub async fn accept(ctx: &Ctx, id: CaseId) -> Result<()> {
    act(ctx, id, DecisionKind::Accept, None, Vec::new(), |case, by, _, clocks| {
        case.accept(by, ctx.now, clocks)
    })
    .await
}

/// 不予受理, with reasons.
pub async fn refuse_intake(ctx: &Ctx, id: CaseId, reasons: String) -> Result<()> {
    act(ctx, id, DecisionKind::RefuseIntake, Some(reasons), Vec::new(), |case, by, _, clocks| {
        case.refuse_intake(by, ctx.now, clocks)
    })
    .await
}

/// 补正: everything missing, named once, with what is wrong with it.
pub async fn ask_correction(
    ctx: &Ctx,
    id: CaseId,
    evidence: Vec<String>,
    reasons: String,
) -> Result<()> {
    let asked = evidence.clone();
    act(
        ctx,
        id,
        DecisionKind::AskCorrection,
        Some(reasons),
        evidence,
        move |case, by, service, clocks| case.ask_correction(by, asked, service, ctx.now, clocks),
    )
    .await
}

/// 撤回, by whose case it is.
pub async fn withdraw(ctx: &Ctx, id: CaseId) -> Result<()> {
    ctx.person()?;
    let (case, service) = peek(ctx, id).await?;
    allowed(ctx, &case, &service, Purpose::Own).await.map_err(crate::entry::hide)?;
    let next = case.withdraw(ctx.now)?;
    step(
        ctx,
        &service,
        next,
        Action::Write,
        Purpose::Own,
        Some(EventKind::Withdrawn),
        Written::default(),
    )
    .await
    .map_err(crate::entry::hide)
}

/// Whether the actor may change the case at all; a refusal is on record.
pub(crate) async fn allowed(
    ctx: &Ctx,
    case: &Case,
    service: &Service,
    purpose: Purpose,
) -> Result<()> {
    let classes = [DataClass::situation()];
    let entry = enter(ctx, &facts(ctx, case, service), Action::Write, purpose, &classes).await?;
    ctx.refuse_if_denied(&entry).await
}

async fn act(
    ctx: &Ctx,
    id: CaseId,
    kind: DecisionKind,
    reasons: Option<String>,
    evidence: Vec<String>,
    transition: impl FnOnce(Case, OfficerId, &Service, Clocks<'_>) -> std::result::Result<Case, Refusal>,
) -> Result<()> {
    let officer = ctx.official()?;
    let reasons = reasons.map(|text| Reasons::parse(&text)).transpose()?;
    let reasons = reasons.map(Reasons::into_string);
    let loaded = load(ctx, id, Purpose::HandleCase).await?;
    let current = ctx.app.catalogue.current();
    let zone = ctx.app.zone();
    let clocks = loaded.file.clocks(&current, &zone);
    let (hand, _) = hand(officer, &loaded.file.case);
    let next = transition(loaded.file.case.clone(), hand, &loaded.file.service, clocks)?;
    // 容缺受理: the letter says what was missing when it was accepted.
    let evidence = match kind {
        DecisionKind::Accept => still_to_follow(&loaded.file),
        _ => evidence,
    };
    let body = body(ctx, &loaded, reasons.unwrap_or_default(), evidence);
    let decision = record(ctx, &loaded, kind, officer, &body)?;
    let written = Written { decision: Some(decision), notice: true, ..Written::default() };
    let service = loaded.file.service.clone();
    let event = next.stage.name().into();
    step(ctx, &service, next, Action::Write, Purpose::HandleCase, Some(event), written).await
}

/// What goes on record of a decision, with how each requirement came out on the day of receipt.
pub(super) fn body(
    ctx: &Ctx,
    loaded: &LoadedCase,
    reasons: String,
    evidence: Vec<String>,
) -> DecisionBody {
    let current = ctx.app.catalogue.current();
    let file = &loaded.file;
    let facts = Facts {
        answers: &file.content.answers,
        today: ctx.app.zone().to_datetime(file.case.received_at).date(),
        regions: &current.files.regions,
    };
    let situation = Situation::of(&file.service, facts);
    let findings = situation.intake.iter().chain(&situation.decision);
    let failing = findings.clone().filter(|f| f.truth == Truth::False);
    DecisionBody {
        reasons,
        evidence,
        failing: failing.map(|f| f.requirement.id.clone()).collect(),
        traces: findings.map(|f| (f.requirement.id.clone(), f.trace.clone())).collect(),
    }
}

/// Seals a decision for its place.
pub(super) fn record(
    ctx: &Ctx,
    loaded: &LoadedCase,
    kind: DecisionKind,
    officer: &Officer,
    body: &DecisionBody,
) -> Result<DecisionRecord> {
    let case = loaded.file.case.id;
    let (_, in_place_of) = hand(officer, &loaded.file.case);
    let seq = u32::try_from(loaded.file.decisions.len()).unwrap_or(u32::MAX).saturating_add(1);
    let place = decision_place(case, seq);
    Ok(DecisionRecord {
        seq,
        kind,
        at: ctx.now,
        officer: officer.id,
        in_place_of,
        evaluator: EVALUATOR_VERSION.to_string(),
        calendar: calendar_hash(ctx),
        reasons: loaded.ring.seal(ctx, &DataClass::situation(), &place, body)?,
    })
}

/// SHA-256 over the calendar's exceptions, so that a replay counts the same days.
fn calendar_hash(ctx: &Ctx) -> String {
    let current = ctx.app.catalogue.current();
    let lines: String = current
        .files
        .calendar
        .exceptions()
        .map(|(date, working)| format!("{date} {}\n", if working { "work" } else { "off" }))
        .collect();
    let digest = ring::digest::digest(&ring::digest::SHA256, lines.as_bytes());
    onewindow_gate::seal::hex(digest.as_ref())
}

/// Writes a transition with everything that belongs to it, in one transaction.
pub(crate) async fn step(
    ctx: &Ctx,
    service: &Service,
    next: Case,
    action: Action,
    purpose: Purpose,
    event: Option<EventKind>,
    written: Written,
) -> Result<()> {
    ctx.trusted()?;
    let (before, _) = peek(ctx, next.id).await?;
    let classes = [DataClass::situation()];
    let entry = enter(ctx, &facts(ctx, &before, service), action, purpose, &classes).await?;
    let event = event.map(|kind| super::event(ctx, kind, purpose)).transpose()?;
    let notice = written.notice.then(|| NoticeRecord {
        id: NoticeId::fresh(ctx.now, &*ctx.app.random),
        person: next.applicant,
        case: Some(next.id),
        kind: next.stage.name().into(),
        at: ctx.now,
        read_at: None,
    });
    let now = ctx.now;
    let done = ctx.app.store.run_tx(
        "cases.step",
        entered_job!([entry, next, event, notice, written], |tx| {
            cases::update(tx, &next, now).await?;
            if let Some(decision) = &written.decision {
                decisions::insert(tx, next.id, decision).await?;
            }
            if let Some(change) = &written.appointment
                && let Err(taken) = bookings::apply(tx, next.id, change, now).await?
            {
                return Ok(End::Rollback(taken));
            }
            if let Some(event) = &event {
                cases::add_event(tx, next.id, event).await?;
                if next.stage.frees_appointment() && places::end(tx, next.id, now).await? {
                    let freed = EventRecord { kind: EventKind::BookingFreed, ..event.clone() };
                    cases::add_event(tx, next.id, &freed).await?;
                }
            }
            if let Some(notice) = &notice {
                notices::insert(tx, notice).await?;
            }
            if let Some(certificate) = &written.certificate {
                certificates::insert(tx, certificate).await?;
            }
            if let Some(job) = &written.job {
                outbox::insert(tx, job).await?;
            }
            Ok(End::Commit(()))
        }),
    );
    done.await.map(|_| ()).map_err(AppError::from)
}

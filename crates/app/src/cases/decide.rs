//! Examining and deciding.

use onewindow_model::case::{Case, DecisionKind, EventKind, Verdict};
use onewindow_model::id::{CaseId, JobId};
use onewindow_model::purpose::{Action, Purpose};
use onewindow_model::reasons::Reasons;
use onewindow_store::entities::outbox::JobRecord;

use super::act::{Written, allowed, body, hand, record, step};
use super::answer::still_to_follow;
use super::view::{LoadedCase, load, peek};
use crate::certificates;
use crate::ctx::Ctx;
use crate::error::{AppError, Invalid, Result};

/// A decision as the officer makes it.
pub struct Decision {
    /// Granted or refused.
    pub verdict: Verdict,
    /// Why, for the letter.
    pub reasons: String,
}

/// 审查 is done: the decision can be made.
pub async fn examine(ctx: &Ctx, id: CaseId) -> Result<()> {
    let officer = ctx.official()?;
    let (case, service) = peek(ctx, id).await?;
    allowed(ctx, &case, &service, Purpose::HandleCase).await?;
    let (hand, _) = hand(officer, &case);
    let next = case.examine(hand, ctx.now)?;
    let written = Written::default();
    step(
        ctx,
        &service,
        next,
        Action::Write,
        Purpose::HandleCase,
        Some(EventKind::Examined),
        written,
    )
    .await
}

/// 决定: with reasons, and with the certificate when it is granted.
pub async fn decide(ctx: &Ctx, id: CaseId, decision: Decision) -> Result<()> {
    let officer = ctx.official()?;
    let reasons = Reasons::parse(&decision.reasons)?.into_string();
    let loaded = load(ctx, id, Purpose::HandleCase).await?;
    let (hand, _) = hand(officer, &loaded.file.case);
    let next = loaded.file.case.clone().decide(hand, decision.verdict, ctx.now)?;
    let body = body(ctx, &loaded, reasons, Vec::new());
    // Where a 准予条件 is known to fail, nobody has the power to grant. What was accepted with gaps
    // (容缺受理) is granted when they are filled: afterwards nothing can be handed in any more.
    let open = !body.failing.is_empty() || !still_to_follow(&loaded.file).is_empty();
    if decision.verdict == Verdict::Granted && open {
        return Err(AppError::Invalid(Invalid::Verdict));
    }
    let kind = match decision.verdict {
        Verdict::Granted => DecisionKind::Grant,
        Verdict::Refused => DecisionKind::Refuse,
    };
    let on_record = record(ctx, &loaded, kind, officer, &body)?;
    let job = JobRecord {
        id: JobId::fresh(ctx.now, &*ctx.app.random),
        job: "deliver".to_owned(),
        subject: id.to_string(),
        due_at: ctx.now,
        attempts: 0,
    };
    let written =
        Written { decision: Some(on_record), notice: true, job: Some(job), ..Written::default() };
    if decision.verdict == Verdict::Refused {
        return decided(ctx, &loaded, &next, written).await;
    }
    for _ in 0..DRAWS {
        let certificate = certificates::make(ctx, &loaded).await?;
        let place = certificate.as_ref().map(|made| (made.list, made.place));
        let written = Written { certificate, ..written.clone() };
        match (decided(ctx, &loaded, &next, written).await, place) {
            (Err(AppError::Conflict), Some(at)) if certificates::is_taken(ctx, at).await? => {}
            (done, _) => return done,
        }
    }
    Err(AppError::Conflict)
}

/// Two decisions at once may draw one place in the status list for their certificates. Whoever comes
/// second draws again, so often.
const DRAWS: usize = 4;

async fn decided(ctx: &Ctx, loaded: &LoadedCase, next: &Case, written: Written) -> Result<()> {
    let (action, purpose) = (Action::Write, Purpose::HandleCase);
    let (service, event) = (&loaded.file.service, Some(EventKind::Decided));
    step(ctx, service, next.clone(), action, purpose, event, written).await
}

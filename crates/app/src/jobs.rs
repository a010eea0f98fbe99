//! Jobs in the background: silence counted, corrections lapsed, outcomes delivered.

use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use onewindow_model::actor::Actor;
use onewindow_model::case::{Case, Clocks, EventKind, Stage, StageName};
use onewindow_model::id::CaseId;
use onewindow_model::purpose::{Action, Purpose};
use onewindow_store::entities::cases;
use onewindow_store::entities::outbox::{self, JobRecord};
use onewindow_store::{End, Working, tx_job};

use crate::cases::{Written, step};
use crate::ctx::{App, Ctx};
use crate::error::{AppError, Result};
use crate::supervise::again_and_again;

/// Cases or jobs taken in one round.
const ROUND: u32 = 100;

/// How often the jobs look for work.
const PAUSE: Duration = Duration::from_millis(500);

/// How long they let storage alone that cannot be reached: the log should not be full of it.
const AWAY: Duration = Duration::from_secs(2);

/// A round that takes longer hangs: it is given up, and the next one begins. What it was doing is
/// done as a whole or not at all.
const LONGEST: Duration = Duration::from_secs(600);

/// Runs until the returned task is aborted.
pub fn spawn(app: Arc<App>) -> tokio::task::JoinHandle<()> {
    tokio::spawn(again_and_again(PAUSE, LONGEST, move || {
        let app = Arc::clone(&app);
        async move {
            // What failed has said so by itself.
            if matches!(round(&app).await, Err(AppError::Away)) {
                tokio::time::sleep(AWAY).await;
            }
        }
    }))
}

/// One round of everything; also what tests call after moving their clock. What fails keeps nothing
/// else from being done, unless storage is away; the first failure is given back.
pub async fn round(app: &Arc<App>) -> Result<()> {
    let done = work(app).await;
    app.rounds.ended(app.clock.elapsed(), done.is_ok());
    done
}

async fn work(app: &Arc<App>) -> Result<()> {
    // By a clock that jumped, silence would count that nobody kept.
    let clock = crate::clock_watch::round(app).await;
    if !matches!(clock, Ok(None)) {
        return clock.map(|_| ());
    }
    let ctx = app.ctx(Actor::System { job: "clocks".to_owned() });
    let silent: Working<'_, Result<()>> =
        Box::pin(overdue(&ctx, StageName::Received, "accept-by-silence", |case, ctx, clocks| {
            case.accept_by_silence(ctx.now, clocks)
        }));
    let lapsed =
        Box::pin(overdue(&ctx, StageName::CorrectionAsked, "lapse", |case, ctx, clocks| {
            case.lapse(ctx.now, clocks)
        }));
    let staffed = Box::pin(crate::staffing::round(&ctx));
    let delivered = Box::pin(deliver_due(&ctx));
    let taken_over = Box::pin(take_over_imports(&ctx));
    let swept = Box::pin(crate::sweep::round(&ctx));
    in_turn([silent, lapsed, staffed, delivered, taken_over, swept]).await
}

async fn in_turn(jobs: impl IntoIterator<Item = Working<'_, Result<()>>>) -> Result<()> {
    let mut first = Ok(());
    for job in jobs {
        match job.await {
            Ok(()) => {}
            // What comes after it would fare the same; and whoever waits must hear of it.
            Err(AppError::Away) => return Err(AppError::Away),
            Err(error) => {
                tracing::error!(%error, "a background job failed");
                first = first.and(Err(error));
            }
        }
    }
    first
}

/// What was imported beside the running server is served from the next request on.
async fn take_over_imports(ctx: &Ctx) -> Result<()> {
    match ctx.app.reload_catalogue().await {
        Ok(false) => Ok(()),
        Ok(true) if ctx.app.settings.demo => {
            let system = ctx.system("demo");
            crate::demo::seed(&system, &ctx.app.start.catalogue).await
        }
        Ok(true) => Ok(()),
        Err(why) => Err(AppError::Internal(format!("the catalogue stays as it was: {why}"))),
    }
}

async fn overdue(
    ctx: &Ctx,
    stage: StageName,
    job: &str,
    transition: impl Fn(
        Case,
        &Ctx,
        Clocks<'_>,
    ) -> std::result::Result<Case, onewindow_model::case::Refusal>,
) -> Result<()> {
    let today = ctx.today();
    let system = ctx.system(job);
    let mut after = None;
    loop {
        let read = tx_job!([after], |tx| cases::overdue(tx, stage, today, &after, ROUND).await);
        let found = ctx.app.store.read("cases.overdue", read).await?;
        let Some(last) = found.last().map(|(key, _)| key.clone()) else { return Ok(()) };
        for (_, case) in found {
            let number = case.number.clone();
            match past(&system, case, &transition).await {
                // An officer was a moment faster; the next round sees how it stands.
                Ok(()) | Err(AppError::Conflict) => {}
                Err(AppError::Away) => return Err(AppError::Away),
                // One case must not keep the others waiting.
                Err(error) => tracing::error!(job, %number, %error, "a case was left as it is"),
            }
        }
        after = Some(last);
    }
}

/// Takes one case past its day.
async fn past(
    system: &Ctx,
    case: Case,
    transition: &impl Fn(
        Case,
        &Ctx,
        Clocks<'_>,
    ) -> std::result::Result<Case, onewindow_model::case::Refusal>,
) -> Result<()> {
    let current = system.app.catalogue.current();
    let zone = system.app.zone();
    let service = current.version(&case.service)?;
    let clocks = Clocks { calendar: &current.files.calendar, zone: &zone, times: &service.times };
    // Its day may be later than the one it is kept under: the calendar decides.
    let Ok(next) = transition(case, system, clocks) else { return Ok(()) };
    let event = next.stage.name().into();
    let written = Written { notice: true, ..Written::default() };
    let (action, purpose) = (Action::Write, Purpose::HandleCase);
    step(system, &service, next, action, purpose, Some(event), written).await
}

async fn deliver_due(ctx: &Ctx) -> Result<()> {
    let now = ctx.now;
    let read = tx_job!([], |tx| outbox::due(tx, now, ROUND).await);
    for job in ctx.app.store.read("outbox.due", read).await? {
        let done = match job.job.as_str() {
            "deliver" => deliver(ctx, &job).await,
            crate::staffing::RELEASE => crate::staffing::release_cases(ctx, &job).await,
            other => Err(AppError::Internal(format!("no job `{other}`"))),
        };
        match settle(ctx, &job, done).await {
            Ok(()) => {}
            Err(AppError::Away) => return Err(AppError::Away),
            Err(error) => tracing::error!(job = job.job, %error, "a job could not be marked"),
        }
    }
    Ok(())
}

/// 送达: the letter, and the certificate if there is one, lie on the applicant's page.
async fn deliver(ctx: &Ctx, job: &JobRecord) -> Result<()> {
    let id: CaseId = job.subject.parse().map_err(|_| AppError::NotFound)?;
    let read = tx_job!([], |tx| cases::find(tx, id).await);
    let case = ctx.app.store.read("cases.find", read).await?.ok_or(AppError::NotFound)?;
    if matches!(case.stage, Stage::Delivered { .. }) {
        return Ok(());
    }
    let service = ctx.app.catalogue.current().version(&case.service)?;
    let next = case.deliver(ctx.now)?;
    let system = ctx.system("deliver");
    let written = Written { notice: true, ..Written::default() };
    let (action, purpose) = (Action::Write, Purpose::Deliver);
    step(&system, &service, next, action, purpose, Some(EventKind::Delivered), written).await
}

/// Marks a job as done, or puts it off: a little longer each time, at most an hour.
async fn settle(ctx: &Ctx, job: &JobRecord, done: Result<()>) -> Result<()> {
    let (id, now) = (job.id, ctx.now);
    let failure = match done {
        Ok(()) => None,
        Err(error) => {
            tracing::warn!(job = job.job, subject = job.subject, %error, "a job is put off");
            Some(error.to_string())
        }
    };
    let wait = SignedDuration::from_secs(1_i64 << job.attempts.min(12));
    let later = now.saturating_add(wait.min(SignedDuration::from_hours(1))).unwrap_or(now);
    let written = ctx.app.store.run_tx(
        "outbox.settle",
        tx_job!([failure], |tx| {
            match &failure {
                None => outbox::done(tx, id, now).await?,
                Some(error) => outbox::retry(tx, id, later, error).await?,
            }
            Ok(End::<(), AppError>::Commit(()))
        }),
    );
    written.await.map(|_| ()).map_err(AppError::from)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// What becomes of jobs that end like this, and how many of them were begun.
    async fn ended(ends: Vec<Result<()>>) -> (Result<()>, usize) {
        let begun = AtomicUsize::new(0);
        let jobs = ends.into_iter().map(|end| -> Working<'_, Result<()>> {
            let begun = &begun;
            Box::pin(async move {
                begun.fetch_add(1, Ordering::SeqCst);
                end
            })
        });
        (in_turn(jobs).await, begun.load(Ordering::SeqCst))
    }

    #[tokio::test]
    async fn only_a_database_that_is_away_ends_a_round() {
        let busy = vec![Ok(()), Err(AppError::Busy), Err(AppError::Full), Ok(())];
        let (end, begun) = ended(busy).await;
        assert!(matches!(end, Err(AppError::Busy)) && begun == 4, "{end:?} after {begun}");
        let away = vec![Err(AppError::Full), Err(AppError::Away), Ok(())];
        let (end, begun) = ended(away).await;
        assert!(matches!(end, Err(AppError::Away)) && begun == 2, "{end:?} after {begun}");
    }
}

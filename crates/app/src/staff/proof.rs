//! Whether an answer proves that an official is there.

use onewindow_model::id::OfficerId;
use onewindow_model::passkey::{Ended, EventKind, Question};
use onewindow_model::sign_in::Subject;
use onewindow_passkeys::{Refused, claimed};
use onewindow_store::entities::officers::OfficerRecord;
use onewindow_store::entities::passkey_events::{self, PasskeyEvent};
use onewindow_store::entities::passkey_questions::QuestionRecord;
use onewindow_store::entities::passkeys::{self, PasskeyRecord};
use onewindow_store::entities::sessions;
use onewindow_store::{End, tx_job};

use super::questions::{self, Browser};
use super::{Refusal, event};
use crate::ctx::Ctx;
use crate::error::{AppError, Result};

/// The official whose passkey an answer proves. The question is used up, whatever comes of it.
pub(super) async fn proved(
    ctx: &Ctx,
    browser: &Browser,
    purpose: Question,
    answer: &str,
) -> Result<OfficerRecord> {
    let question = questions::take(ctx, browser, purpose).await?;
    let claim = claimed(answer).map_err(Refusal::from)?;
    let credential = claim.credential;
    let read = tx_job!([credential], |tx| passkeys::find(tx, &credential).await);
    let known = ctx.app.store.read("passkeys.find", read).await?.ok_or(Refusal::Unknown)?;
    match known.ended {
        Some((_, Ended::Copied)) => return Err(Refusal::Copied.into()),
        Some((_, Ended::Removed)) => return Err(Refusal::Unknown.into()),
        None => {}
    }
    owned(ctx, &question, claim.handle, &known)?;
    let checked = ctx.party()?.check(&question.state, answer, &known.body);
    if checked == Err(Refused::Copied) {
        block(ctx, &known).await?;
    }
    let answered = checked.map_err(Refusal::from)?;
    let official = match super::find(&ctx.app, known.officer).await {
        Err(AppError::NotFound) => return Err(Refusal::Left.into()),
        found => found?,
    };
    let (now, body) = (ctx.now, answered.passkey);
    let write = tx_job!([known, body], |tx| {
        passkeys::used(tx, &known, &body, now).await?;
        Ok(End::<(), AppError>::Commit(()))
    });
    ctx.app.store.run_tx("passkeys.used", write).await.map_err(AppError::from)?;
    Ok(official)
}

/// The device says the same owner as the register, and where one official must answer, it is them.
/// A device that was told whose passkeys to look for need not say whose it is.
fn owned(
    ctx: &Ctx,
    question: &QuestionRecord,
    handle: Option<Vec<u8>>,
    known: &PasskeyRecord,
) -> Result<()> {
    let says_so = match handle {
        Some(handle) => handle == ctx.handle(known.officer),
        None => question.officer.is_some(),
    };
    let expected = |officer: OfficerId| officer == known.officer;
    match says_so && question.officer.is_none_or(expected) {
        true => Ok(()),
        false => Err(Refusal::Other.into()),
    }
}

/// Two devices count for one passkey, so one of them is a copy: neither comes in with it any more,
/// and whoever is in goes out.
async fn block(ctx: &Ctx, known: &PasskeyRecord) -> Result<()> {
    let event = PasskeyEvent {
        credential: Some(known.credential.clone()),
        name: Some(known.name.clone()),
        ..event(ctx, known.officer, EventKind::Copied)
    };
    let (credential, now) = (known.credential.clone(), ctx.now);
    let everywhere = Subject::Officer(known.officer);
    let write = tx_job!([event, credential], |tx| {
        passkeys::end(tx, &credential, Ended::Copied, now).await?;
        passkey_events::append(tx, &event).await?;
        sessions::delete_all(tx, everywhere).await?;
        Ok(End::<(), AppError>::Commit(()))
    });
    ctx.app.store.run_tx("passkeys.block", write).await.map_err(AppError::from)?;
    tracing::warn!(officer = %known.officer, "a passkey has counted back and was blocked");
    Ok(())
}

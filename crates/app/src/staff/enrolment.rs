//! Enrolment: a code, given out once by whoever answers for it, makes an official's first passkey.

use jiff::SignedDuration;
use onewindow_gate::Vault;
use onewindow_model::clock::Random;
use onewindow_model::id::OfficerId;
use onewindow_model::passkey::{EventKind, Question};
use onewindow_model::reference::EnrolmentCode;
use onewindow_store::entities::enrolments::{self, EnrolmentRecord};
use onewindow_store::entities::officers::OfficerRecord;
use onewindow_store::entities::passkey_events::{self, PasskeyEvent};
use onewindow_store::{End, StoreError, Tx, tx_job};

use super::passkeys::{MOST, made};
use super::questions::{self, About, Browser};
use super::{Refusal, event};
use crate::ctx::Ctx;
use crate::error::{AppError, Result};

/// How long a code serves.
pub const SERVES_FOR: SignedDuration = SignedDuration::from_hours(72);

/// A code that is to be given out, with what is kept of it.
#[derive(Clone)]
pub(crate) struct Drawn {
    pub code: EnrolmentCode,
    record: EnrolmentRecord,
    event: PasskeyEvent,
}

/// Who enrols, and what their browser is asked.
pub struct Enrolling {
    /// The official.
    pub official: OfficerRecord,
    /// What the browser is given.
    pub options: String,
}

/// Gives out a code for an official, in the place of earlier ones that were not used. It is shown
/// once: only a keyed hash is kept.
pub async fn issue(ctx: &Ctx, officer: OfficerId) -> Result<EnrolmentCode> {
    super::find(&ctx.app, officer).await?;
    let drawn = draw(ctx, officer)?;
    let write = tx_job!([drawn], |tx| {
        put(tx, &drawn).await?;
        Ok(End::<(), AppError>::Commit(()))
    });
    ctx.app.store.run_tx("enrolments.issue", write).await.map_err(AppError::from)?;
    Ok(drawn.code)
}

/// Draws a code, to be [`put`] in the transaction that gives reason for it.
pub(crate) fn draw(ctx: &Ctx, officer: OfficerId) -> Result<Drawn> {
    let event = event(ctx, officer, EventKind::CodeIssued);
    drawn(&ctx.app.vault, &*ctx.app.random, event)
}

/// The same where no platform runs: a code for whom an event is about, from its moment on.
pub(super) fn drawn(vault: &Vault, random: &dyn Random, event: PasskeyEvent) -> Result<Drawn> {
    let code = EnrolmentCode::draw(random);
    let until = event.at.checked_add(SERVES_FOR);
    let record = EnrolmentRecord {
        code: hash(vault, &code),
        officer: event.officer,
        until: until.map_err(|error| AppError::Internal(error.to_string()))?,
        used_at: None,
    };
    Ok(Drawn { code, record, event })
}

/// Keeps what is kept of a code, and puts on record that it was given out.
pub(crate) async fn put(tx: &mut Tx<'_>, drawn: &Drawn) -> std::result::Result<(), StoreError> {
    enrolments::put(tx, &drawn.record).await?;
    passkey_events::append(tx, &drawn.event).await
}

/// Asks the browser of whoever brought a code for a passkey.
pub async fn begin(ctx: &Ctx, browser: &Browser, code: &EnrolmentCode) -> Result<()> {
    ctx.party()?;
    let hash = hash(&ctx.app.vault, code);
    let read = tx_job!([hash], |tx| enrolments::find(tx, &hash).await);
    let found = ctx.app.store.read("enrolments.find", read).await?.ok_or(Refusal::CodeUnknown)?;
    if found.used_at.is_some() {
        return Err(Refusal::CodeUsed.into());
    }
    if found.until <= ctx.now {
        return Err(Refusal::CodeOver.into());
    }
    ask(ctx, browser, found.officer, found.code).await.map(|_| ())
}

/// Who enrols in this browser, and what it is asked.
pub async fn begun(ctx: &Ctx, browser: &Browser) -> Result<Enrolling> {
    let question = questions::pending(ctx, browser, Question::Enrol).await?;
    let officer = question.officer.ok_or(Refusal::Expired)?;
    Ok(Enrolling { official: official(ctx, officer).await?, options: question.options })
}

/// Registers the passkey that a browser's answer brings, and uses the code up. After an answer that
/// is none, the same browser is asked again: the code is not lost by it.
pub async fn finish(
    ctx: &Ctx,
    browser: &Browser,
    name: &str,
    answer: &str,
) -> Result<OfficerRecord> {
    let question = questions::take(ctx, browser, Question::Enrol).await?;
    let (Some(officer), Some(code)) = (question.officer, question.code) else {
        return Err(Refusal::Expired.into());
    };
    let official = official(ctx, officer).await?;
    let made = ctx.party()?.take_new(&question.state, answer).map_err(Refusal::from);
    let made = match made {
        Ok(new) => made_by(ctx, officer, name, new),
        Err(why) => {
            ask(ctx, browser, officer, code).await?;
            return Err(why.into());
        }
    };
    let now = ctx.now;
    let write = tx_job!([made, code], |tx| {
        enrolments::spend(tx, &code, now).await?;
        made.put(tx).await?;
        Ok(End::<(), AppError>::Commit(()))
    });
    match ctx.app.store.run_tx("enrolments.finish", write).await.map_err(made::refused) {
        Ok(_) => Ok(official),
        // Used, replaced or over meanwhile.
        Err(AppError::Conflict) => Err(Refusal::CodeUsed.into()),
        Err(error) => Err(error),
    }
}

fn made_by(
    ctx: &Ctx,
    officer: OfficerId,
    name: &str,
    new: onewindow_passkeys::Answered,
) -> made::Made {
    let event =
        PasskeyEvent { actor: officer.to_string(), ..event(ctx, officer, EventKind::Added) };
    made::Made::new(ctx, event, name, new)
}

async fn ask(ctx: &Ctx, browser: &Browser, officer: OfficerId, code: Vec<u8>) -> Result<String> {
    let official = official(ctx, officer).await?;
    let known = questions::passkeys_of(ctx, officer).await?;
    if known.len() >= MOST {
        return Err(Refusal::Many.into());
    }
    let asked = ctx.new_passkey(&official, &known)?;
    let about = About { purpose: Question::Enrol, officer: Some(officer), code: Some(code) };
    questions::ask(ctx, browser, about, asked).await
}

/// The official of a code; who has left does not come in with it.
async fn official(ctx: &Ctx, officer: OfficerId) -> Result<OfficerRecord> {
    match super::find(&ctx.app, officer).await {
        Err(AppError::NotFound) => Err(Refusal::Left.into()),
        found => found,
    }
}

fn hash(vault: &Vault, code: &EnrolmentCode) -> Vec<u8> {
    vault.lookup("enrolment", code.as_str()).to_vec()
}

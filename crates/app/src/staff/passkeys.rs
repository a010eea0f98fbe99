//! An official's passkeys: signing in with one, proving to be still there, and looking after them.

pub(super) mod made;

use onewindow_model::passkey::{Ended, EventKind, Question};
use onewindow_store::entities::enrolments;
use onewindow_store::entities::officers::OfficerRecord;
use onewindow_store::entities::passkey_events::{self, PasskeyEvent};
use onewindow_store::entities::passkeys::{self, PasskeyRecord};
use onewindow_store::{End, tx_job};

use super::questions::{self, About, Browser};
use super::{Refusal, event, proof};
use crate::ctx::Ctx;
use crate::error::{AppError, Result};

/// The most passkeys that one official has.
pub const MOST: usize = 10;

/// Events that a page shows.
const SHOWN: u32 = 100;

/// Asks a browser who is there.
pub async fn ask_sign_in(ctx: &Ctx, browser: &Browser) -> Result<String> {
    let asked = ctx.party()?.ask(&[]).map_err(Refusal::from)?;
    let about = About { purpose: Question::SignIn, officer: None, code: None };
    questions::ask(ctx, browser, about, asked).await
}

/// The official that a browser's answer proves.
pub async fn sign_in(ctx: &Ctx, browser: &Browser, answer: &str) -> Result<OfficerRecord> {
    proof::proved(ctx, browser, Question::SignIn, answer).await
}

/// Asks a browser whether the official who is signed in there is still there.
pub async fn ask_confirm(ctx: &Ctx, browser: &Browser) -> Result<String> {
    let officer = ctx.official()?.id;
    let known = questions::passkeys_of(ctx, officer).await?;
    let known: Vec<_> = known.into_iter().filter(serves).map(|one| one.credential).collect();
    let asked = ctx.party()?.ask(&known).map_err(Refusal::from)?;
    let about = About { purpose: Question::Confirm, officer: Some(officer), code: None };
    questions::ask(ctx, browser, about, asked).await
}

/// Takes the answer of the official who is signed in; another's is none.
pub async fn confirm(ctx: &Ctx, browser: &Browser, answer: &str) -> Result<OfficerRecord> {
    let officer = ctx.official()?.id;
    let proved = proof::proved(ctx, browser, Question::Confirm, answer).await?;
    match proved.officer.id == officer {
        true => Ok(proved),
        false => Err(Refusal::Other.into()),
    }
}

/// The official's own passkeys, oldest first, blocked ones too.
pub async fn list(ctx: &Ctx) -> Result<Vec<PasskeyRecord>> {
    questions::passkeys_of(ctx, ctx.official()?.id).await
}

/// What stands on record of the official's ways in, newest first.
pub async fn record(ctx: &Ctx) -> Result<Vec<PasskeyEvent>> {
    let officer = ctx.official()?.id;
    let read = tx_job!([], |tx| passkey_events::of_officer(tx, officer, SHOWN).await);
    Ok(ctx.app.store.read("passkeys.record", read).await?)
}

/// Asks a browser for one more passkey of the official who is signed in.
pub async fn ask_add(ctx: &Ctx, browser: &Browser) -> Result<String> {
    let officer = ctx.official()?.id;
    let known = questions::passkeys_of(ctx, officer).await?;
    if known.len() >= MOST {
        return Err(Refusal::Many.into());
    }
    let official = super::find(&ctx.app, officer).await?;
    let asked = ctx.new_passkey(&official, &known)?;
    let about = About { purpose: Question::Add, officer: Some(officer), code: None };
    questions::ask(ctx, browser, about, asked).await
}

/// Registers the passkey that the answer brings.
pub async fn add(ctx: &Ctx, browser: &Browser, name: &str, answer: &str) -> Result<()> {
    let officer = ctx.official()?.id;
    let question = questions::take(ctx, browser, Question::Add).await?;
    if question.officer != Some(officer) {
        return Err(Refusal::Other.into());
    }
    let new = ctx.party()?.take_new(&question.state, answer).map_err(Refusal::from)?;
    let made = made::Made::new(ctx, event(ctx, officer, EventKind::Added), name, new);
    let write = tx_job!([made], |tx| {
        made.put(tx).await?;
        Ok(End::<(), AppError>::Commit(()))
    });
    ctx.app.store.run_tx("passkeys.add", write).await.map(|_| ()).map_err(made::refused)
}

/// Gives one of the official's passkeys another name.
pub async fn rename(ctx: &Ctx, key: &str, name: &str) -> Result<()> {
    let found = own(ctx, key).await?;
    let name = made::named(ctx, name);
    let event = of(ctx, EventKind::Renamed, &found, Some(name.clone()));
    let credential = found.credential;
    let write = tx_job!([event, credential, name], |tx| {
        passkeys::rename(tx, &credential, &name).await?;
        passkey_events::append(tx, &event).await?;
        Ok(End::<(), AppError>::Commit(()))
    });
    Ok(ctx.app.store.run_tx("passkeys.rename", write).await.map(|_| ())?)
}

/// Takes one of the official's passkeys away; the last one that serves only when a code for a new
/// one waits.
pub async fn remove(ctx: &Ctx, key: &str) -> Result<()> {
    let found = own(ctx, key).await?;
    let event = of(ctx, EventKind::Removed, &found, Some(found.name.clone()));
    let (officer, now) = (found.officer, ctx.now);
    let write = tx_job!([event, found], |tx| {
        let all = passkeys::of_officer(tx, officer).await?;
        let others = all.iter().filter(|one| serves(one) && one.credential != found.credential);
        let others = others.count();
        if others == 0 && serves(&found) && !enrolments::waits(tx, officer, now).await? {
            return Ok(End::Rollback(AppError::Passkey(Refusal::Last)));
        }
        passkeys::end(tx, &found.credential, Ended::Removed, now).await?;
        passkey_events::append(tx, &event).await?;
        Ok(End::<(), AppError>::Commit(()))
    });
    Ok(ctx.app.store.run_tx("passkeys.remove", write).await.map(|_| ())?)
}

/// What names a passkey in an address: a hash of its id, which may be long.
pub fn key(passkey: &PasskeyRecord) -> String {
    let hash = ring::digest::digest(&ring::digest::SHA256, &passkey.credential);
    hash.as_ref().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a passkey can be used.
pub fn serves(passkey: &PasskeyRecord) -> bool {
    passkey.ended.is_none()
}

async fn own(ctx: &Ctx, name: &str) -> Result<PasskeyRecord> {
    let all = list(ctx).await?;
    all.into_iter().find(|one| key(one) == name).ok_or(AppError::NotFound)
}

fn of(ctx: &Ctx, kind: EventKind, passkey: &PasskeyRecord, name: Option<String>) -> PasskeyEvent {
    let credential = Some(passkey.credential.clone());
    PasskeyEvent { credential, name, ..event(ctx, passkey.officer, kind) }
}

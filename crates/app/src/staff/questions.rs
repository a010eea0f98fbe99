//! What a browser is asked for a passkey: kept here, for five minutes and one answer.

use jiff::SignedDuration;
use onewindow_model::id::OfficerId;
use onewindow_model::passkey::Question;
use onewindow_passkeys::{Asked, Member, Party};
use onewindow_store::entities::officers::OfficerRecord;
use onewindow_store::entities::passkey_questions::{self, QuestionRecord};
use onewindow_store::entities::passkeys::{self, PasskeyRecord};
use onewindow_store::{End, tx_job};

use super::Refusal;
use crate::ctx::Ctx;
use crate::error::{AppError, Result};

/// How long an answer is waited for.
pub const ASKED_FOR: SignedDuration = SignedDuration::from_mins(5);

/// Which browser is asked: a hash of a secret that only its cookie has.
pub type Browser = [u8; 32];

/// Whom a question is for, and what it hangs on.
#[derive(Clone)]
pub(super) struct About {
    pub purpose: Question,
    pub officer: Option<OfficerId>,
    pub code: Option<Vec<u8>>,
}

impl Ctx {
    /// The site as browsers know it, where it can have passkeys at all.
    pub(super) fn party(&self) -> Result<&Party> {
        self.app.passkeys.as_ref().map_err(|_| AppError::Passkey(Refusal::Unready))
    }

    /// What devices know an official by: it says nothing about them.
    pub(super) fn handle(&self, officer: OfficerId) -> [u8; 16] {
        let hash = self.app.vault.lookup("passkey-owner", &officer.to_string());
        let mut handle = [0; 16];
        handle.iter_mut().zip(hash).for_each(|(byte, of)| *byte = of);
        handle
    }

    /// Asks for a new passkey of an official.
    pub(super) fn new_passkey(
        &self,
        official: &OfficerRecord,
        known: &[PasskeyRecord],
    ) -> Result<Asked> {
        let member = Member {
            handle: self.handle(official.officer.id),
            login: &official.login,
            name: &official.name,
        };
        let known: Vec<_> = known.iter().map(|passkey| passkey.credential.clone()).collect();
        Ok(self.party()?.ask_new(&member, &known).map_err(Refusal::from)?)
    }
}

/// Keeps a question for a browser, and gives what the browser is to be told.
pub(super) async fn ask(
    ctx: &Ctx,
    browser: &Browser,
    about: About,
    asked: Asked,
) -> Result<String> {
    let until = ctx.now.checked_add(ASKED_FOR);
    let question = QuestionRecord {
        browser: browser.to_vec(),
        purpose: about.purpose,
        officer: about.officer,
        code: about.code,
        options: asked.options.clone(),
        state: asked.state,
        until: until.map_err(|error| AppError::Internal(error.to_string()))?,
    };
    let now = ctx.now;
    let write = tx_job!([question], |tx| {
        passkey_questions::sweep(tx, now).await?;
        passkey_questions::put(tx, &question).await?;
        Ok(End::<(), AppError>::Commit(()))
    });
    ctx.app.store.run_tx("passkeys.ask", write).await.map_err(AppError::from)?;
    Ok(asked.options)
}

/// The question that a browser has before it, without answering it.
pub(super) async fn pending(
    ctx: &Ctx,
    browser: &Browser,
    purpose: Question,
) -> Result<QuestionRecord> {
    let (browser, now) = (*browser, ctx.now);
    let read = tx_job!([], |tx| passkey_questions::find(tx, &browser, purpose, now).await);
    let found = ctx.app.store.read("passkeys.asked", read).await?;
    Ok(found.ok_or(Refusal::Expired)?)
}

/// Takes the question of a browser away: there is one answer to it, right or wrong.
pub(super) async fn take(
    ctx: &Ctx,
    browser: &Browser,
    purpose: Question,
) -> Result<QuestionRecord> {
    let (browser, now) = (*browser, ctx.now);
    let write = tx_job!([], |tx| {
        let taken = passkey_questions::take(tx, &browser, purpose, now).await?;
        Ok(End::<_, AppError>::Commit(taken))
    });
    let taken = ctx.app.store.run_tx("passkeys.answered", write).await.map_err(AppError::from)?;
    Ok(taken.value.ok_or(Refusal::Expired)?)
}

/// The passkeys of an official that serve or were blocked.
pub(super) async fn passkeys_of(ctx: &Ctx, officer: OfficerId) -> Result<Vec<PasskeyRecord>> {
    let read = tx_job!([], |tx| passkeys::of_officer(tx, officer).await);
    Ok(ctx.app.store.read("passkeys.of_officer", read).await?)
}

//! What somebody had typed when their session ended: kept for half an hour, for them alone.
//!
//! Sealed under a key that takes both the node's master key and a token that only their browser
//! has, and bound to who they were and to the page. Nobody else can open it, whatever they try;
//! once it is opened it is gone. See docs/adr/0009-kept-forms.md.

use jiff::SignedDuration;
use onewindow_model::actor::Actor;
use onewindow_store::entities::kept::{self, KeptRecord};
use onewindow_store::{End, tx_job};

use crate::ctx::{App, Ctx};
use crate::error::{AppError, Result};
use crate::sessions;

/// Fields by name, as they were typed.
pub type Typed = Vec<(String, String)>;

/// Longest form that is kept, in bytes.
const LONGEST: usize = 64 * 1024;

/// How long a form is kept.
pub const KEPT_FOR: SignedDuration = SignedDuration::from_mins(30);

/// Keeps a form that came after its session had ended, for whoever that session was. `session` is
/// the hash of its token, `token` the secret that will open the form. False where it cannot be
/// kept: the session is unknown, was nobody's, or the form is too long.
pub async fn put(
    app: &App,
    session: [u8; 32],
    token: [u8; 32],
    page: &str,
    typed: &Typed,
) -> Result<bool> {
    let ended = sessions::load(app, session).await?;
    let Some(about) = ended.and_then(|ended| about(&ended.actor, page)) else { return Ok(false) };
    let plain = serde_json::to_vec(typed).map_err(|error| AppError::Internal(error.to_string()))?;
    if plain.len() > LONGEST {
        return Ok(false);
    }
    let now = app.now();
    let record = KeptRecord {
        token_hash: hash(&token),
        session: session.to_vec(),
        sealed: app.vault.seal_kept(&token, &about, &plain, &*app.random)?,
        until: now.checked_add(KEPT_FOR).map_err(|e| AppError::Internal(e.to_string()))?,
    };
    let write = tx_job!([record], |tx| {
        kept::sweep(tx, now).await?;
        kept::put(tx, &record).await?;
        Ok(End::<(), AppError>::Commit(()))
    });
    app.store.run_tx("kept.put", write).await.map_err(AppError::from)?;
    Ok(true)
}

/// Gives a kept form back to whoever typed it, on the page where they did, once.
pub async fn take(ctx: &Ctx, token: [u8; 32], page: &str) -> Result<Option<Typed>> {
    let Some(about) = about(&ctx.actor, page) else { return Ok(None) };
    let (hash, now) = (hash(&token), ctx.now);
    let read = tx_job!([hash], |tx| kept::find(tx, &hash, now).await);
    let Some(sealed) = ctx.app.store.read("kept.find", read).await? else { return Ok(None) };
    // Another person, or another page: it stays sealed, and stays theirs until its time is over.
    let Ok(plain) = ctx.app.vault.open_kept(&token, &about, &sealed) else { return Ok(None) };
    let remove = tx_job!([hash], |tx| {
        let there = kept::remove(tx, &hash).await?;
        Ok(End::<bool, AppError>::Commit(there))
    });
    let removed = ctx.app.store.run_tx("kept.take", remove).await.map_err(AppError::from)?;
    let typed = serde_json::from_slice(&plain);
    let typed = typed.map_err(|error| AppError::Internal(format!("a kept form: {error}")))?;
    Ok(removed.value.then_some(typed))
}

/// Whose it is and where it belongs; nobody known keeps nothing.
fn about(actor: &Actor, page: &str) -> Option<String> {
    match actor {
        Actor::Person { person, .. } => Some(format!("person {person}\n{page}")),
        Actor::Officer(officer) => Some(format!("officer {}\n{page}", officer.id)),
        Actor::Stranger
        | Actor::SlipHolder { .. }
        | Actor::Machine { .. }
        | Actor::System { .. } => None,
    }
}

fn hash(token: &[u8; 32]) -> Vec<u8> {
    ring::digest::digest(&ring::digest::SHA256, token).as_ref().to_vec()
}

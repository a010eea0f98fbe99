//! Requests that a program may send twice without having them done twice (`Idempotency-Key`).
//!
//! Under its key a request is begun, done, and its answer kept for a day: sealed under a key that
//! takes both the node's master key and the program's own, and bound to who sent it. The same
//! request under the same key is given the same answer; another one is refused. A request that
//! failed did nothing, and its key is free again.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use onewindow_model::actor::Actor;
use onewindow_store::entities::repeated;
use onewindow_store::{End, tx_job};
use ring::digest::{SHA256, digest};

use crate::ctx::{App, Ctx};
use crate::error::{AppError, Result};

/// How long an answer is kept.
pub const KEPT_FOR: SignedDuration = SignedDuration::from_hours(24);

/// After so long without an answer a request is thought lost, such as when the power went. No
/// request is given more time than that by the edge.
const LOST: SignedDuration = SignedDuration::from_mins(5);

/// Who sends a request. Nothing else can be done with it: not even whoever audits, who acts nowhere,
/// gives more away by it.
#[derive(Clone)]
pub struct Sender {
    app: Arc<App>,
    now: Timestamp,
    about: Option<String>,
}

impl From<&Ctx> for Sender {
    fn from(ctx: &Ctx) -> Sender {
        Sender { app: Arc::clone(&ctx.app), now: ctx.now, about: about(&ctx.actor) }
    }
}

impl From<&Sender> for Sender {
    fn from(sender: &Sender) -> Sender {
        sender.clone()
    }
}

/// A request that was begun.
#[derive(Clone)]
pub struct Begun {
    hash: Vec<u8>,
    token: [u8; 32],
    about: String,
    at: Timestamp,
}

/// What came of a request under a key.
pub enum Came {
    /// It is the first: do it.
    First(Begun),
    /// It was done, with this answer.
    Done(Vec<u8>),
    /// The first one is still under way.
    UnderWay,
    /// Something else was asked under this key.
    Other,
}

/// Begins a request. `request` is the SHA-256 of everything that was asked.
pub async fn begin(sender: impl Into<Sender>, key: &str, request: [u8; 32]) -> Result<Came> {
    let sender = sender.into();
    let about = sender.about.clone().ok_or(AppError::NotFound)?;
    let hash = sender.app.vault.lookup("repeated", &format!("{about}\n{key}")).to_vec();
    let begun = Begun { hash: hash.clone(), token: token(key), about, at: sender.now };
    let now = sender.now;
    let until = now.saturating_add(KEPT_FOR).unwrap_or(Timestamp::MAX);
    let came = sender.app.store.run_tx(
        "repeated.begin",
        tx_job!([hash], |tx| {
            let known = repeated::find(tx, &hash, now).await?;
            let lost = |known: &repeated::RepeatedRecord| {
                known.sealed.is_none() && now.duration_since(known.begun_at) > LOST
            };
            let known = known.filter(|known| !lost(known));
            if known.is_none() {
                repeated::begin(tx, &hash, &request, now, until).await?;
            }
            Ok(End::<_, AppError>::Commit(known))
        }),
    );
    let came = match came.await.map_err(AppError::from) {
        // Both came at the same moment, and the other was faster.
        Err(AppError::Conflict) => return Ok(Came::UnderWay),
        other => other?.value,
    };
    Ok(match came {
        None => Came::First(begun),
        Some(known) if known.request != request => Came::Other,
        Some(known) => match known.sealed {
            None => Came::UnderWay,
            Some(sealed) => {
                Came::Done(sender.app.vault.open_kept(&begun.token, &begun.about, &sealed)?)
            }
        },
    })
}

/// Keeps the answer of a request that was done.
pub async fn end(sender: impl Into<Sender>, begun: &Begun, answer: &[u8]) -> Result<()> {
    let app = sender.into().app;
    let sealed = app.vault.seal_kept(&begun.token, &begun.about, answer, &*app.random)?;
    let (hash, at) = (begun.hash.clone(), begun.at);
    let kept = app.store.run_tx(
        "repeated.end",
        tx_job!([hash, sealed], |tx| {
            repeated::end(tx, &hash, at, &sealed).await?;
            Ok(End::<_, AppError>::Commit(()))
        }),
    );
    kept.await.map(|_| ()).map_err(AppError::from)
}

/// Forgets a request that did nothing.
pub async fn forget(sender: impl Into<Sender>, begun: &Begun) -> Result<()> {
    let app = sender.into().app;
    let hash = begun.hash.clone();
    let forgotten = app.store.run_tx(
        "repeated.forget",
        tx_job!([hash], |tx| {
            repeated::remove(tx, &hash).await?;
            Ok(End::<_, AppError>::Commit(()))
        }),
    );
    forgotten.await.map(|_| ()).map_err(AppError::from)
}

/// Whose it is; who is not known has no requests to repeat.
fn about(actor: &Actor) -> Option<String> {
    match actor {
        Actor::Person { person, .. } => Some(format!("repeated person {person}")),
        Actor::Officer(officer) => Some(format!("repeated officer {}", officer.id)),
        Actor::Machine { client, .. } => Some(format!("repeated machine {client}")),
        Actor::Stranger | Actor::SlipHolder { .. } | Actor::System { .. } => None,
    }
}

fn token(key: &str) -> [u8; 32] {
    let mut token = [0; 32];
    token.copy_from_slice(digest(&SHA256, key.as_bytes()).as_ref());
    token
}

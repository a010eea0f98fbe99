use std::fmt;
use std::pin::Pin;

use jiff::Timestamp;
use onewindow_model::actor::Actor;
use onewindow_model::sign_in::{Method, Subject};

use super::TokenHash;

/// What a session stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionData {
    /// Who acts.
    pub actor: Actor,
    /// How they proved who they are.
    pub method: Method,
    /// When they signed in.
    pub started_at: Timestamp,
    /// When they last proved who they are: at sign-in, or at a step-up since.
    pub authenticated_at: Timestamp,
    /// When the session was last used, to within [`TOUCH_EVERY`](super::TOUCH_EVERY).
    pub seen_at: Timestamp,
}

impl SessionData {
    /// A session that begins now.
    pub fn begun(actor: Actor, method: Method, now: Timestamp) -> Self {
        Self { actor, method, started_at: now, authenticated_at: now, seen_at: now }
    }
}

/// The store of sessions could not answer. Nothing may be concluded about the session.
#[derive(Debug)]
pub struct SessionFault(pub String);

impl fmt::Display for SessionFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sessions cannot be read: {}", self.0)
    }
}

impl std::error::Error for SessionFault {}

/// What the methods of [`Sessions`] return.
pub type StoreAnswer<'a, T> = Pin<Box<dyn Future<Output = Result<T, SessionFault>> + Send + 'a>>;

/// Where sessions are kept, by the hash of their token.
pub trait Sessions: Send + Sync {
    /// The session, unless it is unknown, revoked or past its limits at `now`.
    fn load(&self, token: TokenHash, now: Timestamp) -> StoreAnswer<'_, Option<SessionData>>;

    /// Keeps a new session.
    fn create(&self, token: TokenHash, data: SessionData) -> StoreAnswer<'_, ()>;

    /// Puts a new session in the place of an old one, in one step: from then on `old` is unknown.
    /// An unknown `old` is no error.
    fn rotate(&self, old: TokenHash, new: TokenHash, data: SessionData) -> StoreAnswer<'_, ()>;

    /// Ends a session. An unknown one is no error.
    fn revoke(&self, token: TokenHash, now: Timestamp) -> StoreAnswer<'_, ()>;

    /// Ends all sessions of somebody; how many of them still stood at `now`.
    fn revoke_all(&self, subject: Subject, now: Timestamp) -> StoreAnswer<'_, usize>;

    /// Notes that a session was used.
    fn touch(&self, token: TokenHash, now: Timestamp) -> StoreAnswer<'_, ()>;
}

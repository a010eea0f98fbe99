//! Sessions, by the hash of their token.

use jiff::Timestamp;
use onewindow_model::sign_in::{Method, Subject};

use crate::{Query, RowOf, StoreError, Tx, params};

/// A session as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRecord {
    /// SHA-256 of the token that the browser holds.
    pub token_hash: Vec<u8>,
    /// Who acts, as JSON of ids.
    pub actor: String,
    /// How its holder proved who they are.
    pub method: Method,
    /// When it was made.
    pub started_at: Timestamp,
    /// When its holder last proved who they are.
    pub authenticated_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
}

macro_rules! columns {
    () => {
        "token_hash, actor, method, started_at, authenticated_at, seen_at"
    };
}

/// The session of a token hash.
pub fn of(token_hash: &[u8]) -> Query<Option<SessionRecord>> {
    let sql = concat!("SELECT ", columns!(), " FROM sessions WHERE token_hash = $1");
    Query::new(sql, params![token_hash], |rows| {
        rows.first().map(|row| read(row.of("sessions"))).transpose()
    })
}

fn read(row: RowOf<'_>) -> Result<SessionRecord, StoreError> {
    Ok(SessionRecord {
        token_hash: row.get("token_hash")?,
        actor: row.get("actor")?,
        method: row.parse("method")?,
        started_at: row.get("started_at")?,
        authenticated_at: row.get("authenticated_at")?,
        seen_at: row.get("seen_at")?,
    })
}

/// Adds a session of somebody.
pub async fn insert(
    tx: &mut Tx<'_>,
    session: &SessionRecord,
    subject: Subject,
) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO sessions (token_hash, actor, subject, method, started_at, authenticated_at, \
         seen_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            &session.token_hash,
            &session.actor,
            subject.to_string(),
            session.method.as_str(),
            session.started_at,
            session.authenticated_at,
            session.seen_at
        ],
    )
    .await
}

/// Marks a session as used; an unknown one is no error.
pub async fn touch(tx: &mut Tx<'_>, token_hash: &[u8], now: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE sessions SET seen_at = $2 WHERE token_hash = $1";
    tx.execute(sql, params![token_hash, now]).await.map(|_| ())
}

/// Ends a session; an unknown one is no error.
pub async fn delete(tx: &mut Tx<'_>, token_hash: &[u8]) -> Result<(), StoreError> {
    let sql = "DELETE FROM sessions WHERE token_hash = $1";
    tx.execute(sql, params![token_hash]).await.map(|_| ())
}

/// Ends all sessions of somebody, and gives them.
pub async fn delete_all(
    tx: &mut Tx<'_>,
    subject: Subject,
) -> Result<Vec<SessionRecord>, StoreError> {
    let sql = concat!("DELETE FROM sessions WHERE subject = $1 RETURNING ", columns!());
    let rows = tx.query(sql, params![subject.to_string()]).await?;
    rows.iter().map(|row| read(row.of("sessions"))).collect()
}

/// Takes away sessions that were started before; the number taken.
pub async fn sweep(tx: &mut Tx<'_>, started_before: Timestamp) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM sessions WHERE started_at < $1", params![started_before]).await
}

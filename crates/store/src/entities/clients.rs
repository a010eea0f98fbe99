//! Programs of agencies, and the tokens that they hold for a short time.

use jiff::Timestamp;
use onewindow_model::id::ClientId;

use crate::{RowOf, StoreError, Tx, params};

/// A program as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientRecord {
    /// Its id.
    pub id: ClientId,
    /// What it is called.
    pub name: String,
    /// The authority that it acts for.
    pub organisation: String,
    /// What it may do, names separated by spaces.
    pub scopes: String,
    /// SHA-256 of its secret.
    pub secret_hash: Vec<u8>,
    /// When it was let in.
    pub made_at: Timestamp,
    /// Until when.
    pub until: Timestamp,
    /// When it was put out before that.
    pub revoked_at: Option<Timestamp>,
}

/// Something on record of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientEvent {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: String,
    /// By whom.
    pub by: String,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, name, organisation, scopes, secret_hash, made_at, until, revoked_at \
             FROM api_clients ",
            $rest
        )
    };
}

fn read(row: RowOf<'_>) -> Result<ClientRecord, StoreError> {
    Ok(ClientRecord {
        id: row.parse("id")?,
        name: row.get("name")?,
        organisation: row.get("organisation")?,
        scopes: row.get("scopes")?,
        secret_hash: row.get("secret_hash")?,
        made_at: row.get("made_at")?,
        until: row.get("until")?,
        revoked_at: row.get("revoked_at")?,
    })
}

/// Lets a program in.
pub async fn insert(tx: &mut Tx<'_>, client: &ClientRecord) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO api_clients (id, name, organisation, scopes, secret_hash, made_at, until) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            client.id.to_string(),
            &client.name,
            &client.organisation,
            &client.scopes,
            &client.secret_hash,
            client.made_at,
            client.until
        ],
    )
    .await
}

/// A program, whether it is still let in or not.
pub async fn find(tx: &mut Tx<'_>, id: ClientId) -> Result<Option<ClientRecord>, StoreError> {
    let row = tx.query_opt(select!("WHERE id = $1"), params![id.to_string()]).await?;
    row.map(|row| read(row.of("api_clients"))).transpose()
}

/// All programs, in the order in which they were let in.
pub async fn all(tx: &mut Tx<'_>) -> Result<Vec<ClientRecord>, StoreError> {
    let rows = tx.query(select!("ORDER BY id"), params![]).await?;
    rows.iter().map(|row| read(row.of("api_clients"))).collect()
}

/// Puts a program out, with every token that it holds. [`StoreError::Conflict`] when it is out.
pub async fn revoke(tx: &mut Tx<'_>, id: ClientId, now: Timestamp) -> Result<(), StoreError> {
    let id = id.to_string();
    tx.execute_one(
        "UPDATE api_clients SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL",
        params![&id, now],
    )
    .await?;
    tx.execute("DELETE FROM api_tokens WHERE client = $1", params![&id]).await.map(|_| ())
}

/// Puts something on record of a program.
pub async fn add_event(
    tx: &mut Tx<'_>,
    id: ClientId,
    event: &ClientEvent,
) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO api_client_events (client, seq, at, what, by_whom) \
         SELECT $1, coalesce(max(seq), 0) + 1, $2, $3, $4 \
         FROM api_client_events WHERE client = $1",
        params![id.to_string(), event.at, &event.what, &event.by],
    )
    .await
}

/// What is on record of a program, oldest first.
pub async fn events(tx: &mut Tx<'_>, id: ClientId) -> Result<Vec<ClientEvent>, StoreError> {
    let sql = "SELECT at, what, by_whom FROM api_client_events WHERE client = $1 ORDER BY seq";
    let rows = tx.query(sql, params![id.to_string()]).await?;
    let events = rows.iter().map(|row| {
        let row = row.of("api_client_events");
        Ok(ClientEvent { at: row.get("at")?, what: row.get("what")?, by: row.get("by_whom")? })
    });
    events.collect()
}

/// Gives a program a token.
pub async fn insert_token(
    tx: &mut Tx<'_>,
    token_hash: &[u8],
    client: ClientId,
    scopes: &str,
    until: Timestamp,
) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO api_tokens (token_hash, client, scopes, until) VALUES ($1, $2, $3, $4)",
        params![token_hash, client.to_string(), scopes, until],
    )
    .await
}

/// The program of a token and the token's scopes, while both count.
pub async fn by_token(
    tx: &mut Tx<'_>,
    token_hash: &[u8],
    now: Timestamp,
) -> Result<Option<(ClientId, String, String)>, StoreError> {
    let sql = "SELECT api_clients.id AS id, organisation, api_tokens.scopes AS scopes \
               FROM api_tokens JOIN api_clients ON api_clients.id = api_tokens.client \
               WHERE token_hash = $1 AND api_tokens.until > $2 AND api_clients.until > $2 \
               AND revoked_at IS NULL";
    let row = tx.query_opt(sql, params![token_hash, now]).await?;
    row.map(|row| {
        let row = row.of("api_tokens");
        Ok((row.parse("id")?, row.get("organisation")?, row.get("scopes")?))
    })
    .transpose()
}

/// Takes away tokens whose time is over.
pub async fn sweep_tokens(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM api_tokens WHERE until <= $1", params![now]).await
}

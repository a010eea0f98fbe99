//! Sign-ins under way at the identity provider.

use jiff::Timestamp;
use onewindow_model::id::PersonId;
use onewindow_model::service::steps::Assurance;

use crate::{RowOf, StoreError, Tx, params};

/// A sign-in as stored.
#[derive(Clone)]
pub struct SignInRecord {
    /// SHA-256 of what the answer must bring back.
    pub state_hash: Vec<u8>,
    /// SHA-256 of the secret of the browser where it was begun.
    pub browser: Vec<u8>,
    /// Where it goes on.
    pub back_to: String,
    /// The level that is needed, for a step-up.
    pub level: Option<Assurance>,
    /// Who must prove it, for a step-up.
    pub person: Option<PersonId>,
    /// Until when an answer counts.
    pub until: Timestamp,
}

/// Notes that a sign-in is under way.
pub async fn insert(tx: &mut Tx<'_>, record: &SignInRecord) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO sign_ins (state_hash, browser, back_to, level, person, until) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![
            &record.state_hash,
            &record.browser,
            &record.back_to,
            record.level.map(Assurance::as_str),
            record.person.map(|person| person.to_string()),
            record.until
        ],
    )
    .await
}

/// Takes the sign-in of that state out, if it was begun in that browser and is not too old.
pub async fn take(
    tx: &mut Tx<'_>,
    state_hash: &[u8],
    browser: &[u8],
    now: Timestamp,
) -> Result<Option<SignInRecord>, StoreError> {
    let sql = "DELETE FROM sign_ins WHERE state_hash = $1 AND browser = $2 AND until > $3 \
               RETURNING state_hash, browser, back_to, level, person, until";
    let row = tx.query_opt(sql, params![state_hash, browser, now]).await?;
    row.map(|row| read(row.of("sign_ins"))).transpose()
}

fn read(row: RowOf<'_>) -> Result<SignInRecord, StoreError> {
    Ok(SignInRecord {
        state_hash: row.get("state_hash")?,
        browser: row.get("browser")?,
        back_to: row.get("back_to")?,
        level: row.parse_opt("level")?,
        person: row.parse_opt("person")?,
        until: row.get("until")?,
    })
}

/// Takes away those that are too old.
pub async fn sweep(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM sign_ins WHERE until <= $1", params![now]).await
}

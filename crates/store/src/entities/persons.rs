//! Parties and the mandates between them.

use jiff::Timestamp;
use onewindow_model::id::{MandateId, PersonId};
use onewindow_model::service::Audience;

use crate::{Query, RowOf, StoreError, Tx, params};

/// A party as stored.
#[derive(Clone)]
pub struct PersonRecord {
    /// Its id.
    pub id: PersonId,
    /// Natural or legal.
    pub kind: Audience,
    /// Keyed hash of its number, if it has one.
    pub lookup: Option<Vec<u8>>,
    /// Sealed identity.
    pub identity: Vec<u8>,
    /// Sealed contacts.
    pub contact: Vec<u8>,
    /// Guards changes.
    pub revision: u32,
}

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT id, kind, lookup, identity, contact, revision FROM persons ", $rest)
    };
}

/// Adds a party; [`StoreError::Unique`] when its number is known already.
pub async fn insert(
    tx: &mut Tx<'_>,
    person: &PersonRecord,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO persons (id, kind, lookup, identity, contact, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![
            person.id.to_string(),
            person.kind.as_str(),
            person.lookup.clone(),
            &person.identity,
            &person.contact,
            now
        ],
    )
    .await
}

/// Puts another identity into a record; [`StoreError::Conflict`] when somebody else was faster.
pub async fn update_identity(
    tx: &mut Tx<'_>,
    id: PersonId,
    revision: u32,
    identity: &[u8],
) -> Result<(), StoreError> {
    tx.execute_one(
        "UPDATE persons SET identity = $3, revision = revision + 1 WHERE id = $1 AND revision = $2",
        params![id.to_string(), revision, identity],
    )
    .await
}

/// The party of that id.
pub async fn find(tx: &mut Tx<'_>, id: PersonId) -> Result<Option<PersonRecord>, StoreError> {
    tx.find(of(id)).await
}

/// The same, to travel with other queries.
pub fn of(id: PersonId) -> Query<Option<PersonRecord>> {
    Query::new(select!("WHERE id = $1"), params![id.to_string()], |rows| {
        rows.first().map(|row| read(row.of("persons"))).transpose()
    })
}

/// The party with that number's keyed hash.
pub async fn by_lookup(tx: &mut Tx<'_>, lookup: &[u8]) -> Result<Option<PersonRecord>, StoreError> {
    let row = tx.query_opt(select!("WHERE lookup = $1"), params![lookup]).await?;
    row.map(|row| read(row.of("persons"))).transpose()
}

fn read(row: RowOf<'_>) -> Result<PersonRecord, StoreError> {
    Ok(PersonRecord {
        id: row.parse("id")?,
        kind: row.parse("kind")?,
        lookup: row.get("lookup")?,
        identity: row.get("identity")?,
        contact: row.get("contact")?,
        revision: row.get("revision")?,
    })
}

/// Records that `agent` may act for `principal`.
pub async fn insert_mandate(
    tx: &mut Tx<'_>,
    id: MandateId,
    principal: PersonId,
    agent: PersonId,
    ground: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO mandates (id, principal, agent, ground, since) VALUES ($1, $2, $3, $4, $5)",
        params![id.to_string(), principal.to_string(), agent.to_string(), ground, now],
    )
    .await
}

/// For whom `agent` may act at this moment.
pub async fn principals(
    tx: &mut Tx<'_>,
    agent: PersonId,
    now: Timestamp,
) -> Result<Vec<PersonId>, StoreError> {
    let rows = tx
        .query(
            "SELECT id, principal FROM mandates WHERE agent = $1 AND since <= $2 \
             AND revoked_at IS NULL AND (until IS NULL OR until > $2) ORDER BY id",
            params![agent.to_string(), now],
        )
        .await?;
    rows.iter().map(|row| Ok(row.of("mandates").parse("principal")?)).collect()
}

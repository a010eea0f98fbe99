//! Officials.

use onewindow_model::actor::{Officer, Role};
use onewindow_model::id::OfficerId;

use crate::{Query, RowOf, StoreError, Tx, params};

/// An official as stored.
#[derive(Clone)]
pub struct OfficerRecord {
    /// What they act as.
    pub officer: Officer,
    /// The name by which they sign in.
    pub login: String,
    /// Their name; citizens see a pseudonym.
    pub name: String,
}

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT id, login, name, organisation, office, roles FROM officers ", $rest)
    };
}

/// Adds an official, or brings the one with that login up to date.
pub async fn upsert(tx: &mut Tx<'_>, record: &OfficerRecord) -> Result<(), StoreError> {
    let officer = &record.officer;
    let roles: Vec<_> = officer.roles.iter().map(|role| role.as_str()).collect();
    tx.execute_one(
        "INSERT INTO officers (id, login, name, organisation, office, roles) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (login) DO UPDATE SET \
         name = excluded.name, organisation = excluded.organisation, office = excluded.office, \
         roles = excluded.roles",
        params![
            officer.id.to_string(),
            &record.login,
            &record.name,
            &officer.organisation,
            officer.office.as_ref(),
            roles.join(" ")
        ],
    )
    .await
}

/// The official of that id, unless they have left.
pub fn of(id: OfficerId) -> Query<Option<OfficerRecord>> {
    Query::new(select!("WHERE id = $1 AND left_at IS NULL"), params![id.to_string()], |rows| {
        rows.first().map(|row| read(row.of("officers"))).transpose()
    })
}

/// All officials in service, by login.
pub async fn all(tx: &mut Tx<'_>) -> Result<Vec<OfficerRecord>, StoreError> {
    let rows = tx.query(select!("WHERE left_at IS NULL ORDER BY login"), params![]).await?;
    rows.iter().map(|row| read(row.of("officers"))).collect()
}

fn read(row: RowOf<'_>) -> Result<OfficerRecord, StoreError> {
    let names: String = row.get("roles")?;
    let roles = names
        .split_whitespace()
        .map(|name| name.parse::<Role>().map_err(|error| row.error("roles", error.to_string())))
        .collect::<Result<_, _>>()?;
    Ok(OfficerRecord {
        officer: Officer {
            id: row.parse("id")?,
            organisation: row.get("organisation")?,
            office: row.get("office")?,
            roles,
        },
        login: row.get("login")?,
        name: row.get("name")?,
    })
}

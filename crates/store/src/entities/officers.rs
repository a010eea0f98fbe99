//! Officials.

use jiff::Timestamp;
use onewindow_model::actor::{Officer, Role};
use onewindow_model::id::OfficerId;
use onewindow_model::staffing::Post;

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
    /// Since when they are here; who is known already keeps theirs.
    pub since: Timestamp,
    /// When somebody last looked over what they may do.
    pub reviewed_at: Timestamp,
    /// When it went on record that their rights are suspended.
    pub suspended_at: Option<Timestamp>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, login, name, organisation, office, roles, since, reviewed_at, \
             suspended_at FROM officers ",
            $rest
        )
    };
}

/// Adds an official, or brings the one with that login up to date.
pub async fn upsert(tx: &mut Tx<'_>, record: &OfficerRecord) -> Result<(), StoreError> {
    let officer = &record.officer;
    tx.execute_one(
        "INSERT INTO officers (id, login, name, organisation, office, roles, since, reviewed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (login) DO UPDATE SET \
         name = excluded.name, organisation = excluded.organisation, office = excluded.office, \
         roles = excluded.roles",
        params![
            officer.id.to_string(),
            &record.login,
            &record.name,
            &officer.organisation,
            officer.office.as_ref(),
            names(&officer.roles),
            record.since,
            record.reviewed_at
        ],
    )
    .await
}

/// Adds an official; [`StoreError::Unique`] when the login is taken, by whoever has left too.
pub async fn insert(tx: &mut Tx<'_>, record: &OfficerRecord) -> Result<(), StoreError> {
    let officer = &record.officer;
    tx.execute_one(
        "INSERT INTO officers (id, login, name, organisation, office, roles, since, reviewed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            officer.id.to_string(),
            &record.login,
            &record.name,
            &officer.organisation,
            officer.office.as_ref(),
            names(&officer.roles),
            record.since,
            record.reviewed_at
        ],
    )
    .await
}

/// Gives an official another post; [`StoreError::Conflict`] when they have left. Whoever gave it
/// has looked over what they may do.
pub async fn moved(
    tx: &mut Tx<'_>,
    id: OfficerId,
    post: &Post,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute_one(
        "UPDATE officers SET organisation = $2, office = $3, roles = $4, reviewed_at = $5, \
         suspended_at = NULL WHERE id = $1 AND left_at IS NULL",
        params![id.to_string(), &post.organisation, post.office.as_ref(), names(&post.roles), now],
    )
    .await
}

/// Marks an official as gone; who is gone already stays so.
pub async fn left(tx: &mut Tx<'_>, id: OfficerId, now: Timestamp) -> Result<(), StoreError> {
    let sql = "UPDATE officers SET left_at = $2 WHERE id = $1 AND left_at IS NULL";
    tx.execute(sql, params![id.to_string(), now]).await.map(|_| ())
}

/// Takes an official back who was put out.
pub async fn back(tx: &mut Tx<'_>, id: OfficerId) -> Result<(), StoreError> {
    tx.execute_one("UPDATE officers SET left_at = NULL WHERE id = $1", params![id.to_string()])
        .await
}

/// Somebody has looked over what an official may do; suspended rights count again.
pub async fn reviewed(tx: &mut Tx<'_>, id: OfficerId, now: Timestamp) -> Result<(), StoreError> {
    tx.execute_one(
        "UPDATE officers SET reviewed_at = $2, suspended_at = NULL \
         WHERE id = $1 AND left_at IS NULL",
        params![id.to_string(), now],
    )
    .await
}

/// Notes that it is on record that an official's rights are suspended; true for the first to do so.
pub async fn suspended(tx: &mut Tx<'_>, id: OfficerId, now: Timestamp) -> Result<bool, StoreError> {
    let sql = "UPDATE officers SET suspended_at = $2 WHERE id = $1 AND suspended_at IS NULL";
    Ok(tx.execute(sql, params![id.to_string(), now]).await? == 1)
}

/// Officials whose rights were last looked over before a moment, and of whose suspension nothing is
/// on record. The first of them.
pub async fn unreviewed(
    tx: &mut Tx<'_>,
    before: Timestamp,
    limit: u32,
) -> Result<Vec<OfficerRecord>, StoreError> {
    let sql = select!(
        "WHERE left_at IS NULL AND suspended_at IS NULL AND reviewed_at < $1 ORDER BY id LIMIT $2"
    );
    let rows = tx.query(sql, params![before, limit]).await?;
    rows.iter().map(|row| read(row.of("officers"))).collect()
}

/// The officials of an organisation in service, by login.
pub async fn of_organisation(
    tx: &mut Tx<'_>,
    organisation: &str,
) -> Result<Vec<OfficerRecord>, StoreError> {
    let sql = select!("WHERE organisation = $1 AND left_at IS NULL ORDER BY login LIMIT 1000");
    let rows = tx.query(sql, params![organisation]).await?;
    rows.iter().map(|row| read(row.of("officers"))).collect()
}

/// Some of them: those after a login.
pub async fn of_organisation_after(
    tx: &mut Tx<'_>,
    organisation: &str,
    after: &str,
    limit: u32,
) -> Result<Vec<OfficerRecord>, StoreError> {
    let sql = select!(
        "WHERE organisation = $1 AND left_at IS NULL AND login > $2 ORDER BY login LIMIT $3"
    );
    let rows = tx.query(sql, params![organisation, after, limit]).await?;
    rows.iter().map(|row| read(row.of("officers"))).collect()
}

/// The official of that login, unless they have left.
pub async fn by_login(tx: &mut Tx<'_>, login: &str) -> Result<Option<OfficerRecord>, StoreError> {
    let sql = select!("WHERE login = $1 AND left_at IS NULL");
    let row = tx.query_opt(sql, params![login]).await?;
    row.map(|row| read(row.of("officers"))).transpose()
}

/// Whether a login was ever given to anybody.
pub async fn knows_login(tx: &mut Tx<'_>, login: &str) -> Result<bool, StoreError> {
    let row = tx.query_opt("SELECT id FROM officers WHERE login = $1", params![login]).await?;
    Ok(row.is_some())
}

/// An official, whether they have left or not: for what is on record of them.
pub async fn ever(tx: &mut Tx<'_>, id: OfficerId) -> Result<Option<OfficerRecord>, StoreError> {
    let row = tx.query_opt(select!("WHERE id = $1"), params![id.to_string()]).await?;
    row.map(|row| read(row.of("officers"))).transpose()
}

/// The official of that id, unless they have left.
pub async fn find(tx: &mut Tx<'_>, id: OfficerId) -> Result<Option<OfficerRecord>, StoreError> {
    tx.find(of(id)).await
}

/// The same, to be asked for alone.
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

fn names(roles: &[Role]) -> String {
    roles.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(" ")
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
            stands_in: Vec::new(),
        },
        login: row.get("login")?,
        name: row.get("name")?,
        since: row.get("since")?,
        reviewed_at: row.get("reviewed_at")?,
        suspended_at: row.get("suspended_at")?,
    })
}

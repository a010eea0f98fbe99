//! Issued certificates, insert only.

use jiff::Timestamp;
use onewindow_model::id::{CaseId, CertificateId, PersonId};

use crate::{Query, RowOf, StoreError, Tx, params};

/// A certificate as stored.
#[derive(Clone)]
pub struct CertificateRecord {
    /// Its id.
    pub id: CertificateId,
    /// Its holder.
    pub person: PersonId,
    /// The case from which it came.
    pub case: Option<CaseId>,
    /// Its type.
    pub kind: String,
    /// The data class that it is sealed under.
    pub class: String,
    /// Who issued it.
    pub authority: String,
    /// Its status list.
    pub list: i64,
    /// Its place there.
    pub place: i64,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// Until when it is valid.
    pub expires_at: Option<Timestamp>,
    /// The sealed SD-JWT.
    pub sealed: Vec<u8>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, person, case_id, type, class, authority, list, place, issued_at, \
             expires_at, sealed FROM certificates ",
            $rest
        )
    };
}

/// Puts a certificate on record; [`StoreError::Unique`] when its place in the list is taken.
pub async fn insert(tx: &mut Tx<'_>, record: &CertificateRecord) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO certificates (id, person, case_id, type, class, authority, list, place, \
         issued_at, expires_at, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            record.id.to_string(),
            record.person.to_string(),
            record.case.map(|case| case.to_string()),
            &record.kind,
            &record.class,
            &record.authority,
            record.list,
            record.place,
            record.issued_at,
            record.expires_at,
            &record.sealed
        ],
    )
    .await
}

/// The certificate of that id.
pub async fn find(
    tx: &mut Tx<'_>,
    id: CertificateId,
) -> Result<Option<CertificateRecord>, StoreError> {
    let row = tx.query_opt(select!("WHERE id = $1"), params![id.to_string()]).await?;
    row.map(|row| read(row.of("certificates"))).transpose()
}

/// The certificates of a person, newest first.
pub async fn of_person(
    tx: &mut Tx<'_>,
    person: PersonId,
) -> Result<Vec<CertificateRecord>, StoreError> {
    let sql = select!("WHERE person = $1 ORDER BY issued_at DESC LIMIT 200");
    let rows = tx.query(sql, params![person.to_string()]).await?;
    rows.iter().map(|row| read(row.of("certificates"))).collect()
}

/// The certificate of a case.
pub fn of_case(case: CaseId) -> Query<Option<CertificateId>> {
    let sql = "SELECT id FROM certificates WHERE case_id = $1";
    Query::new(sql, params![case.to_string()], |rows| {
        rows.first().map(|row| Ok(row.of("certificates").parse("id")?)).transpose()
    })
}

/// Places of a list whose certificates are revoked now.
pub async fn revoked_places(tx: &mut Tx<'_>, list: i64) -> Result<Vec<i64>, StoreError> {
    let rows = tx
        .query(
            "SELECT c.id, c.place FROM certificates c JOIN revocations r ON r.certificate = c.id \
             WHERE c.list = $1 AND r.stage IN ('in-force', 'upheld') ORDER BY c.place",
            params![list],
        )
        .await?;
    rows.iter().map(|row| Ok(row.of("certificates").get("place")?)).collect()
}

fn read(row: RowOf<'_>) -> Result<CertificateRecord, StoreError> {
    Ok(CertificateRecord {
        id: row.parse("id")?,
        person: row.parse("person")?,
        case: row.parse_opt("case_id")?,
        kind: row.get("type")?,
        class: row.get("class")?,
        authority: row.get("authority")?,
        list: row.get("list")?,
        place: row.get("place")?,
        issued_at: row.get("issued_at")?,
        expires_at: row.get("expires_at")?,
        sealed: row.get("sealed")?,
    })
}

/// The status list that was begun last.
pub async fn last_list(tx: &mut Tx<'_>) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT list FROM certificates ORDER BY list DESC LIMIT 1";
    let row = tx.query_opt(sql, params![]).await?;
    row.map(|row| Ok(row.of("certificates").get("list")?)).transpose()
}

/// Whether a place of a status list is taken.
pub async fn is_taken(tx: &mut Tx<'_>, list: i64, place: i64) -> Result<bool, StoreError> {
    let sql = "SELECT id FROM certificates WHERE list = $1 AND place = $2";
    Ok(tx.query_opt(sql, params![list, place]).await?.is_some())
}

/// Whether there is such a list: whether any certificate has its status in it.
pub async fn is_list(tx: &mut Tx<'_>, list: i64) -> Result<bool, StoreError> {
    let sql = "SELECT id FROM certificates WHERE list = $1 LIMIT 1";
    Ok(tx.query_opt(sql, params![list]).await?.is_some())
}

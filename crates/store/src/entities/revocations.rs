//! Procedures that may end in a certificate's revocation.

use jiff::Timestamp;
use onewindow_model::id::{CertificateId, OfficerId, PersonId, RevocationId};

use crate::{RowOf, StoreError, Tx, params};

/// A procedure as stored.
#[derive(Clone)]
pub struct RevocationRecord {
    /// Its id.
    pub id: RevocationId,
    /// The certificate.
    pub certificate: CertificateId,
    /// Its holder.
    pub person: PersonId,
    /// The authority that issued it.
    pub authority: String,
    /// The ground, an id of the certificate type's rules.
    pub rule: String,
    /// The first officer.
    pub proposed_by: OfficerId,
    /// When.
    pub proposed_at: Timestamp,
    /// Sealed reasons.
    pub reasons: Vec<u8>,
    /// `proposed`, `declined`, `in-force`, `appealed`, `upheld` or `lifted`.
    pub stage: String,
    /// The second officer.
    pub second: Option<OfficerId>,
    /// Sealed appeal.
    pub appeal: Option<Vec<u8>>,
    /// When it was made.
    pub appealed_at: Option<Timestamp>,
    /// The officer who judged the appeal.
    pub judged_by: Option<OfficerId>,
    /// Sealed judgement.
    pub judgement: Option<Vec<u8>>,
    /// Guards changes.
    pub revision: u32,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, certificate, person, authority, rule, proposed_by, proposed_at, reasons, \
             stage, second, appeal, appealed_at, judged_by, judgement, revision FROM revocations ",
            $rest
        )
    };
}

/// Opens a procedure; [`StoreError::Unique`] when one is open for that certificate.
pub async fn insert(tx: &mut Tx<'_>, record: &RevocationRecord) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO revocations (id, certificate, person, authority, rule, proposed_by, \
         proposed_at, reasons, stage, revision) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, \
         'proposed', 1)",
        params![
            record.id.to_string(),
            record.certificate.to_string(),
            record.person.to_string(),
            &record.authority,
            &record.rule,
            record.proposed_by.to_string(),
            record.proposed_at,
            &record.reasons
        ],
    )
    .await
}

/// Writes the next stage; [`StoreError::Conflict`] when somebody else was faster.
pub async fn update(
    tx: &mut Tx<'_>,
    record: &RevocationRecord,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute_one(
        "UPDATE revocations SET stage = $3, second = $4, second_at = coalesce(second_at, $9), \
         appeal = $5, appealed_at = $6, judged_by = $7, judgement = $8, \
         judged_at = CASE WHEN $7 IS NULL THEN NULL ELSE coalesce(judged_at, $9) END, \
         revision = revision + 1 WHERE id = $1 AND revision = $2",
        params![
            record.id.to_string(),
            record.revision,
            &record.stage,
            record.second.map(|id| id.to_string()),
            record.appeal.clone(),
            record.appealed_at,
            record.judged_by.map(|id| id.to_string()),
            record.judgement.clone(),
            now
        ],
    )
    .await
}

/// The procedure of that id.
pub async fn find(
    tx: &mut Tx<'_>,
    id: RevocationId,
) -> Result<Option<RevocationRecord>, StoreError> {
    let row = tx.query_opt(select!("WHERE id = $1"), params![id.to_string()]).await?;
    row.map(|row| read(row.of("revocations"))).transpose()
}

/// The procedures about a certificate, newest first.
pub async fn of_certificate(
    tx: &mut Tx<'_>,
    certificate: CertificateId,
) -> Result<Vec<RevocationRecord>, StoreError> {
    let sql = select!("WHERE certificate = $1 ORDER BY proposed_at DESC");
    let rows = tx.query(sql, params![certificate.to_string()]).await?;
    rows.iter().map(|row| read(row.of("revocations"))).collect()
}

/// Procedures of an authority that wait for an officer: a second signature, or a judgement on an
/// appeal. The 200 that wait longest.
pub async fn waiting(
    tx: &mut Tx<'_>,
    authority: &str,
) -> Result<Vec<RevocationRecord>, StoreError> {
    let sql = select!(
        "WHERE authority = $1 AND stage IN ('proposed', 'appealed') \
         ORDER BY proposed_at, id LIMIT 200"
    );
    let rows = tx.query(sql, params![authority]).await?;
    rows.iter().map(|row| read(row.of("revocations"))).collect()
}

fn read(row: RowOf<'_>) -> Result<RevocationRecord, StoreError> {
    Ok(RevocationRecord {
        id: row.parse("id")?,
        certificate: row.parse("certificate")?,
        person: row.parse("person")?,
        authority: row.get("authority")?,
        rule: row.get("rule")?,
        proposed_by: row.parse("proposed_by")?,
        proposed_at: row.get("proposed_at")?,
        reasons: row.get("reasons")?,
        stage: row.get("stage")?,
        second: row.parse_opt("second")?,
        appeal: row.get("appeal")?,
        appealed_at: row.get("appealed_at")?,
        judged_by: row.parse_opt("judged_by")?,
        judgement: row.get("judgement")?,
        revision: row.get("revision")?,
    })
}

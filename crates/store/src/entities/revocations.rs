//! Procedures that may end in a certificate's revocation.

use jiff::Timestamp;
use onewindow_model::id::{CertificateId, OfficerId, RevocationId};
use onewindow_model::revocation::{Appeal, Procedure, Said, Signed, Stage, StageName};

use crate::row::RowError;
use crate::{RowOf, StoreError, Tx, params};

/// A procedure as stored: its texts are sealed.
pub type RevocationRecord = Procedure<Vec<u8>>;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, certificate, person, authority, rule, proposed_by, proposed_at, reasons, \
             stage, second, second_at, refusal, appeal, appealed_at, judged_by, judged_at, \
             judgement, revision FROM revocations ",
            $rest
        )
    };
    (with type $rest:literal) => {
        concat!(
            "SELECT id, certificate, person, authority, rule, proposed_by, proposed_at, reasons, \
             stage, second, second_at, refusal, appeal, appealed_at, judged_by, judged_at, \
             judgement, revision, (SELECT type FROM certificates WHERE certificates.id = \
             revocations.certificate) AS type FROM revocations ",
            $rest
        )
    };
}

/// A procedure with its certificate's type.
pub type OfType = (String, RevocationRecord);

/// Opens a procedure; [`StoreError::Unique`] when one is open for that certificate.
pub async fn insert(tx: &mut Tx<'_>, record: &RevocationRecord) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO revocations (id, certificate, person, authority, rule, proposed_by, \
         proposed_at, reasons, stage, revision) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            record.id.to_string(),
            record.certificate.to_string(),
            record.person.to_string(),
            &record.authority,
            &record.rule,
            record.proposal.by.to_string(),
            record.proposal.at,
            &record.proposal.reasons,
            record.stage.name().as_str(),
            record.revision
        ],
    )
    .await
}

/// Writes a procedure as it became; [`StoreError::Conflict`] when somebody else was faster.
pub async fn update(tx: &mut Tx<'_>, record: &RevocationRecord) -> Result<(), StoreError> {
    let stage = &record.stage;
    let second = stage.second();
    let judgement = stage.judgement();
    tx.execute_one(
        "UPDATE revocations SET stage = $3, second = $4, second_at = $5, refusal = $6, \
         appeal = $7, appealed_at = $8, judged_by = $9, judged_at = $10, judgement = $11, \
         revision = $2 WHERE id = $1 AND revision = $2 - 1",
        params![
            record.id.to_string(),
            record.revision,
            stage.name().as_str(),
            second.map(|second| second.by.to_string()),
            second.map(|second| second.at),
            stage.refusal().cloned(),
            stage.appeal().map(|appeal| appeal.text.clone()),
            stage.appeal().map(|appeal| appeal.at),
            judgement.map(|said| said.by.to_string()),
            judgement.map(|said| said.at),
            judgement.map(|said| said.reasons.clone())
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
    row.map(|row| Ok(read(row.of("revocations"))?)).transpose()
}

/// The procedures about a certificate, newest first.
pub async fn of_certificate(
    tx: &mut Tx<'_>,
    certificate: CertificateId,
) -> Result<Vec<RevocationRecord>, StoreError> {
    let sql = select!("WHERE certificate = $1 ORDER BY proposed_at DESC, id DESC");
    all(tx.query(sql, params![certificate.to_string()]).await?)
}

/// Procedures of an authority that wait for an officer: a second signature, or a judgement on an
/// appeal. The 200 that wait longest.
pub async fn waiting(tx: &mut Tx<'_>, authority: &str) -> Result<Vec<OfType>, StoreError> {
    let sql = select!(
        with type "WHERE authority = $1 AND stage IN ('proposed', 'appealed') \
         ORDER BY proposed_at, id LIMIT 200"
    );
    with_type(&tx.query(sql, params![authority]).await?)
}

/// What an officer proposed and a second one declined from a moment on. The last 50.
pub async fn declined_of(
    tx: &mut Tx<'_>,
    officer: OfficerId,
    since: Timestamp,
) -> Result<Vec<OfType>, StoreError> {
    let sql = select!(
        with type "WHERE proposed_by = $1 AND stage = 'declined' AND second_at >= $2 \
         ORDER BY second_at DESC LIMIT 50"
    );
    with_type(&tx.query(sql, params![officer.to_string(), since]).await?)
}

fn with_type(rows: &[crate::Row]) -> Result<Vec<OfType>, StoreError> {
    let rows = rows.iter().map(|row| row.of("revocations"));
    rows.map(|row| Ok((row.get("type")?, read(row)?))).collect()
}

fn all(rows: Vec<crate::Row>) -> Result<Vec<RevocationRecord>, StoreError> {
    rows.iter().map(|row| Ok(read(row.of("revocations"))?)).collect()
}

fn read(row: RowOf<'_>) -> Result<RevocationRecord, RowError> {
    Ok(RevocationRecord {
        id: row.parse("id")?,
        certificate: row.parse("certificate")?,
        person: row.parse("person")?,
        authority: row.get("authority")?,
        rule: row.get("rule")?,
        proposal: Said {
            by: row.parse("proposed_by")?,
            at: row.get("proposed_at")?,
            reasons: row.get("reasons")?,
        },
        stage: stage(row)?,
        revision: row.get("revision")?,
    })
}

/// The stage with the columns that belong to it; one that is missing fails by its name.
fn stage(row: RowOf<'_>) -> Result<Stage<Vec<u8>>, RowError> {
    let second = || Ok(Signed { by: row.parse("second")?, at: row.get("second_at")? });
    let appeal = || Ok(Appeal { at: row.get("appealed_at")?, text: row.get("appeal")? });
    let judgement = || {
        let (by, at) = (row.parse("judged_by")?, row.get("judged_at")?);
        Ok(Said { by, at, reasons: row.get("judgement")? })
    };
    Ok(match row.parse("stage")? {
        StageName::Proposed => Stage::Proposed,
        StageName::Declined => Stage::Declined { second: second()?, reasons: row.get("refusal")? },
        StageName::InForce => Stage::InForce { second: second()? },
        StageName::Appealed => Stage::Appealed { second: second()?, appeal: appeal()? },
        StageName::Upheld => {
            Stage::Upheld { second: second()?, appeal: appeal()?, judgement: judgement()? }
        }
        StageName::Lifted => {
            Stage::Lifted { second: second()?, appeal: appeal()?, judgement: judgement()? }
        }
    })
}

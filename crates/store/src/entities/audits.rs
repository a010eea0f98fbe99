//! Samples of cases drawn for an audit, insert only.

use jiff::Timestamp;
use onewindow_model::id::{CaseId, DrawId, GrantId, OfficerId};

use crate::{Row, StoreError, Tx, params};

/// A draw as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawRecord {
    /// Its id.
    pub id: DrawId,
    /// The mandate under which it was drawn.
    pub grant: GrantId,
    /// Of whose cases.
    pub organisation: String,
    /// By whom.
    pub auditor: OfficerId,
    /// When.
    pub at: Timestamp,
    /// What the audit is for.
    pub purpose: String,
    /// What the draw followed from.
    pub seed: Vec<u8>,
    /// How many cases there were to draw from.
    pub population: u32,
}

/// Puts a draw on record with its cases, in their order.
pub async fn insert(
    tx: &mut Tx<'_>,
    draw: &DrawRecord,
    cases: &[CaseId],
) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO audit_draws (id, grant_id, organisation, auditor, at, purpose, seed, \
         population) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            draw.id.to_string(),
            draw.grant.to_string(),
            &draw.organisation,
            draw.auditor.to_string(),
            draw.at,
            &draw.purpose,
            &draw.seed,
            draw.population
        ],
    )
    .await?;
    for (place, case) in (1_u32..).zip(cases) {
        tx.execute_one(
            "INSERT INTO audit_samples (draw, place, case_id) VALUES ($1, $2, $3)",
            params![draw.id.to_string(), place, case.to_string()],
        )
        .await?;
    }
    Ok(())
}

/// The draws under a mandate, newest first.
pub async fn of_grant(tx: &mut Tx<'_>, grant: GrantId) -> Result<Vec<DrawRecord>, StoreError> {
    let rows = tx
        .query(
            "SELECT id, grant_id, organisation, auditor, at, purpose, seed, population \
             FROM audit_draws WHERE grant_id = $1 ORDER BY at DESC, id DESC LIMIT 100",
            params![grant.to_string()],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// The draw of that id.
pub async fn find(tx: &mut Tx<'_>, id: DrawId) -> Result<Option<DrawRecord>, StoreError> {
    let sql = "SELECT id, grant_id, organisation, auditor, at, purpose, seed, population \
               FROM audit_draws WHERE id = $1";
    tx.query_opt(sql, params![id.to_string()]).await?.as_ref().map(read).transpose()
}

/// The cases of a draw, in their order.
pub async fn cases(tx: &mut Tx<'_>, draw: DrawId) -> Result<Vec<CaseId>, StoreError> {
    let sql = "SELECT case_id FROM audit_samples WHERE draw = $1 ORDER BY place";
    let rows = tx.query(sql, params![draw.to_string()]).await?;
    rows.iter().map(|row| Ok(row.of("audit_samples").parse("case_id")?)).collect()
}

/// How many cases were drawn under a mandate.
pub async fn drawn(tx: &mut Tx<'_>, grant: GrantId) -> Result<usize, StoreError> {
    let sql = "SELECT count(*) AS drawn FROM audit_samples s JOIN audit_draws d ON d.id = s.draw \
               WHERE d.grant_id = $1";
    let row = tx.query_opt(sql, params![grant.to_string()]).await?;
    let drawn: u32 = row.map_or(Ok(0), |row| row.of("audit_samples").get("drawn"))?;
    Ok(usize::try_from(drawn).unwrap_or(usize::MAX))
}

fn read(row: &Row) -> Result<DrawRecord, StoreError> {
    let row = row.of("audit_draws");
    Ok(DrawRecord {
        id: row.parse("id")?,
        grant: row.parse("grant_id")?,
        organisation: row.get("organisation")?,
        auditor: row.parse("auditor")?,
        at: row.get("at")?,
        purpose: row.get("purpose")?,
        seed: row.get("seed")?,
        population: row.get("population")?,
    })
}

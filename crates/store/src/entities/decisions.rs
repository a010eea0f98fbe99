//! What officers decided, insert only.

use jiff::Timestamp;
use onewindow_model::case::DecisionKind;
use onewindow_model::id::{CaseId, OfficerId};

use crate::{Query, Row, StoreError, Tx, params};

/// A decision as stored.
#[derive(Clone)]
pub struct DecisionRecord {
    /// Its place among the case's decisions.
    pub seq: u32,
    /// What.
    pub kind: DecisionKind,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub officer: OfficerId,
    /// In whose place, where a deputy decided.
    pub in_place_of: Option<OfficerId>,
    /// Version of the evaluator of conditions.
    pub evaluator: String,
    /// Hash of the working-day calendar.
    pub calendar: String,
    /// Sealed reasons, facts and trace.
    pub reasons: Vec<u8>,
}

/// Puts a decision on record, at the next place.
pub async fn insert(
    tx: &mut Tx<'_>,
    case: CaseId,
    decision: &DecisionRecord,
) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO decisions (case_id, seq, kind, at, officer, evaluator, calendar, reasons, \
         in_place_of) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            case.to_string(),
            decision.seq,
            decision.kind.as_str(),
            decision.at,
            decision.officer.to_string(),
            &decision.evaluator,
            &decision.calendar,
            &decision.reasons,
            decision.in_place_of.map(|absent| absent.to_string())
        ],
    )
    .await
}

/// All decisions of a case, in order.
pub fn of_case(case: CaseId) -> Query<Vec<DecisionRecord>> {
    let sql = "SELECT case_id, seq, kind, at, officer, evaluator, calendar, reasons, in_place_of \
               FROM decisions WHERE case_id = $1 ORDER BY seq";
    Query::new(sql, params![case.to_string()], |rows| {
        let read = |row: &Row| {
            let row = row.of("decisions");
            Ok(DecisionRecord {
                seq: row.get("seq")?,
                kind: row.parse("kind")?,
                at: row.get("at")?,
                officer: row.parse("officer")?,
                evaluator: row.get("evaluator")?,
                calendar: row.get("calendar")?,
                reasons: row.get("reasons")?,
                in_place_of: row.parse_opt("in_place_of")?,
            })
        };
        rows.iter().map(read).collect()
    })
}

//! Notices to parties: that something happened, never what it says.

use jiff::Timestamp;
use onewindow_model::id::{CaseId, NoticeId, PersonId};

use crate::{StoreError, Tx, params};

/// A notice as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRecord {
    /// Its id.
    pub id: NoticeId,
    /// To whom.
    pub person: PersonId,
    /// About which case.
    pub case: Option<CaseId>,
    /// What happened: `accepted`, `correction-asked`, `decided`, `revoked` and the like.
    pub kind: String,
    /// When.
    pub at: Timestamp,
    /// When it was read.
    pub read_at: Option<Timestamp>,
}

/// Adds a notice.
pub async fn insert(tx: &mut Tx<'_>, notice: &NoticeRecord) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO notices (id, person, case_id, kind, at) VALUES ($1, $2, $3, $4, $5)",
        params![
            notice.id.to_string(),
            notice.person.to_string(),
            notice.case.map(|case| case.to_string()),
            &notice.kind,
            notice.at
        ],
    )
    .await
}

/// The notices of a person, newest first.
pub async fn of_person(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<NoticeRecord>, StoreError> {
    let rows = tx
        .query(
            "SELECT id, person, case_id, kind, at, read_at FROM notices WHERE person = $1 \
             ORDER BY at DESC, id DESC LIMIT 100",
            params![person.to_string()],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let row = row.of("notices");
            Ok(NoticeRecord {
                id: row.parse("id")?,
                person: row.parse("person")?,
                case: row.parse_opt("case_id")?,
                kind: row.get("kind")?,
                at: row.get("at")?,
                read_at: row.get("read_at")?,
            })
        })
        .collect()
}

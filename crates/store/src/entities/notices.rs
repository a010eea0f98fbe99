//! Notices to parties: that something happened, never what it says.

use jiff::Timestamp;
use onewindow_model::id::{CaseId, NoticeId, PersonId};
use onewindow_model::notice::NoticeKind;

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
    /// What happened.
    pub kind: NoticeKind,
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
            notice.kind.as_str(),
            notice.at
        ],
    )
    .await
}

/// Which service it was at which window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// The service, an id of the catalogue.
    pub service: String,
    /// The office, an id of the catalogue, where the clerk sits at one.
    pub office: Option<String>,
}

/// Adds a notice of what was done at a window.
pub async fn insert_window(
    tx: &mut Tx<'_>,
    notice: &NoticeRecord,
    window: &Window,
) -> Result<(), StoreError> {
    insert(tx, notice).await?;
    tx.execute_one(
        "UPDATE notices SET service = $2, place = $3 WHERE id = $1",
        params![notice.id.to_string(), &window.service, window.office.as_ref()],
    )
    .await
}

/// The notices of a person, newest first, with the window where there was one.
pub async fn of_person(
    tx: &mut Tx<'_>,
    person: PersonId,
) -> Result<Vec<(NoticeRecord, Option<Window>)>, StoreError> {
    let rows = tx
        .query(
            "SELECT id, person, case_id, kind, at, read_at, service, place FROM notices \
             WHERE person = $1 ORDER BY at DESC, id DESC LIMIT 100",
            params![person.to_string()],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let row = row.of("notices");
            let service: Option<String> = row.get("service")?;
            let office = row.get("place")?;
            let notice = NoticeRecord {
                id: row.parse("id")?,
                person: row.parse("person")?,
                case: row.parse_opt("case_id")?,
                kind: row.parse("kind")?,
                at: row.get("at")?,
                read_at: row.get("read_at")?,
            };
            Ok((notice, service.map(|service| Window { service, office })))
        })
        .collect()
}

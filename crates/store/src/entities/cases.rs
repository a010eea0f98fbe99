//! Cases and their timelines.

use jiff::Timestamp;
use jiff::civil::Date;
use onewindow_model::case::{Case, EventActor, EventKind, Stage, StageName};
use onewindow_model::id::{CaseId, OfficerId, PersonId};
use onewindow_model::reference::CaseNumber;
use onewindow_model::service::ServiceRef;

use crate::{Query, Row, RowOf, StoreError, Tx, Write, params};

macro_rules! columns {
    () => {
        "id, number, service, version, authority, applicant, filed_by, channel, received_at, \
         stage, state, due, correction_used, assignee, revision"
    };
}

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT ", columns!(), " FROM cases ", $rest)
    };
}

fn state(stage: &Stage) -> Result<String, StoreError> {
    serde_json::to_string(stage).map_err(|error| StoreError::Other(error.to_string()))
}

/// Adds a case; `claim` is the keyed hash of its slip's code, `office` where it was taken in.
pub async fn insert(
    tx: &mut Tx<'_>,
    case: &Case,
    claim: Option<&[u8]>,
    office: Option<&str>,
) -> Result<(), StoreError> {
    tx.write_all(vec![inserting(case, claim, office)?]).await
}

/// The same, to travel with other writes.
pub fn inserting(
    case: &Case,
    claim: Option<&[u8]>,
    office: Option<&str>,
) -> Result<Write, StoreError> {
    Ok(Write::one(
        "INSERT INTO cases (id, number, service, version, authority, applicant, filed_by, \
         channel, office, received_at, stage, state, due, correction_used, assignee, claim, \
         revision, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, \
         $14, $15, $16, $17, $10)",
        params![
            case.id.to_string(),
            case.number.as_str(),
            &case.service.id,
            case.service.version,
            &case.authority,
            case.applicant.to_string(),
            case.filed_by.to_string(),
            case.channel.as_str(),
            office,
            case.received_at,
            case.stage.name().as_str(),
            state(&case.stage)?,
            case.stage.due(),
            case.correction_used,
            case.assignee.map(|id| id.to_string()),
            claim,
            case.revision
        ],
    ))
}

/// Writes a transition: `case` is the new state, whose revision is one more than the one read.
/// [`StoreError::Conflict`] when somebody else was faster.
pub async fn update(tx: &mut Tx<'_>, case: &Case, now: Timestamp) -> Result<(), StoreError> {
    tx.execute_one(
        "UPDATE cases SET stage = $3, state = $4, due = $5, correction_used = $6, \
         assignee = $7, revision = $8, updated_at = $9 WHERE id = $1 AND revision = $2",
        params![
            case.id.to_string(),
            case.revision.saturating_sub(1),
            case.stage.name().as_str(),
            state(&case.stage)?,
            case.stage.due(),
            case.correction_used,
            case.assignee.map(|id| id.to_string()),
            case.revision,
            now
        ],
    )
    .await
}

/// The case of that id.
pub async fn find(tx: &mut Tx<'_>, id: CaseId) -> Result<Option<Case>, StoreError> {
    tx.find(of(id)).await
}

/// The same, to travel with other queries.
pub fn of(id: CaseId) -> Query<Option<Case>> {
    Query::new(select!("WHERE id = $1"), params![id.to_string()], |rows| {
        rows.first().map(|row| read(row.of("cases"))).transpose()
    })
}

/// The case of that number.
pub async fn by_number(tx: &mut Tx<'_>, number: &CaseNumber) -> Result<Option<Case>, StoreError> {
    let row = tx.query_opt(select!("WHERE number = $1"), params![number.as_str()]).await?;
    row.map(|row| read(row.of("cases"))).transpose()
}

/// The case of that number, if the slip's code fits.
pub async fn by_claim(
    tx: &mut Tx<'_>,
    number: &CaseNumber,
    claim: &[u8],
) -> Result<Option<Case>, StoreError> {
    let sql = select!("WHERE number = $1 AND claim = $2");
    let row = tx.query_opt(sql, params![number.as_str(), claim]).await?;
    row.map(|row| read(row.of("cases"))).transpose()
}

/// The cases of a person, newest first, from the one before `before` on.
pub async fn of_person_before(
    tx: &mut Tx<'_>,
    person: PersonId,
    before: Option<CaseId>,
    limit: u32,
) -> Result<Vec<Case>, StoreError> {
    // Ids are ordered by time, and none is as large as this.
    let before = before.map_or_else(|| "~".to_owned(), |id| id.to_string());
    let sql =
        select!("WHERE (applicant = $1 OR filed_by = $1) AND id < $2 ORDER BY id DESC LIMIT $3");
    let rows = tx.query(sql, params![person.to_string(), before, limit]).await?;
    rows.iter().map(|row| read(row.of("cases"))).collect()
}

/// The cases of a person, as applicant or as who filed them, newest first.
pub async fn of_person(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<Case>, StoreError> {
    let sql = select!("WHERE applicant = $1 OR filed_by = $1 ORDER BY received_at DESC LIMIT 200");
    let rows = tx.query(sql, params![person.to_string()]).await?;
    rows.iter().map(|row| read(row.of("cases"))).collect()
}

/// The open cases that an official handles, oldest first. The first of them.
pub async fn open_of(
    tx: &mut Tx<'_>,
    officer: OfficerId,
    limit: u32,
) -> Result<Vec<Case>, StoreError> {
    let sql = select!(
        "WHERE assignee = $1 AND stage IN ('received', 'correction-asked', 'accepted', \
         'examined', 'decided') ORDER BY received_at, id LIMIT $2"
    );
    let rows = tx.query(sql, params![officer.to_string(), limit]).await?;
    rows.iter().map(|row| read(row.of("cases"))).collect()
}

/// The open cases of an authority that an official handles, oldest first: those after another.
pub async fn open_of_after(
    tx: &mut Tx<'_>,
    officer: OfficerId,
    authority: &str,
    after: Option<CaseId>,
    limit: u32,
) -> Result<Vec<Case>, StoreError> {
    let sql = select!(
        "WHERE assignee = $1 AND authority = $2 AND id > $3 AND stage IN ('received', \
         'correction-asked', 'accepted', 'examined', 'decided') ORDER BY id LIMIT $4"
    );
    let after = after.map(|id| id.to_string()).unwrap_or_default();
    let rows = tx.query(sql, params![officer.to_string(), authority, after, limit]).await?;
    rows.iter().map(|row| read(row.of("cases"))).collect()
}

/// The cases of an authority, open or closed, newest first: those before a moment and an id.
pub async fn of_authority(
    tx: &mut Tx<'_>,
    authority: &str,
    before: Option<(Timestamp, CaseId)>,
    limit: u32,
) -> Result<Vec<Case>, StoreError> {
    let sql = select!(
        "WHERE authority = $1 AND (received_at, id) < ($2, $3) \
         ORDER BY received_at DESC, id DESC LIMIT $4"
    );
    let (at, id) = super::from_top(before);
    let rows = tx.query(sql, params![authority, at, id, limit]).await?;
    rows.iter().map(|row| read(row.of("cases"))).collect()
}

/// How many open cases of an authority each official handles.
pub async fn handled(
    tx: &mut Tx<'_>,
    authority: &str,
) -> Result<Vec<(OfficerId, u32)>, StoreError> {
    let sql = "SELECT assignee, count(*) AS held FROM cases WHERE authority = $1 \
               AND assignee IS NOT NULL AND stage IN ('received', 'correction-asked', \
               'accepted', 'examined', 'decided') GROUP BY assignee ORDER BY assignee";
    let rows = tx.query(sql, params![authority]).await?;
    let held = rows.iter().map(|row| row.of("cases"));
    held.map(|row| Ok((row.parse("assignee")?, row.get("held")?))).collect()
}

/// The ids of all cases of an authority, in order.
pub async fn ids_of_authority(tx: &mut Tx<'_>, authority: &str) -> Result<Vec<CaseId>, StoreError> {
    let sql = "SELECT id FROM cases WHERE authority = $1 ORDER BY id";
    let rows = tx.query(sql, params![authority]).await?;
    rows.iter().map(|row| Ok(row.of("cases").parse("id")?)).collect()
}

/// Where a page of the work list starts: after this deadline and case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkKey {
    /// Deadline of the last case shown; the largest for cases without.
    pub due: String,
    /// Id of the last case shown.
    pub id: String,
}

/// The start of the index of the work list: open cases of an authority.
macro_rules! open_cases {
    ($rest:literal) => {
        concat!(
            "SELECT ",
            columns!(),
            " FROM cases WHERE authority = $1 AND stage IN ('received', 'correction-asked', \
             'accepted', 'examined', 'decided') ",
            $rest
        )
    };
}

/// One page of the open cases of an authority, by deadline.
///
/// Those of the day on which the page before ended, and those of later days: each a stretch of the
/// index. SQLite finds no stretch for the pair `(day, id) > (…)`, because the day is an expression,
/// and would walk past all that comes before.
pub fn work_list(authority: &str, after: &WorkKey, limit: u32) -> Query<Vec<Case>> {
    let sql = concat!(
        "SELECT ",
        columns!(),
        " FROM (SELECT ",
        columns!(),
        " FROM (",
        open_cases!("AND coalesce(due, '9999-12-31') = $2 AND id > $3 ORDER BY id LIMIT $4"),
        ") AS tied UNION ALL SELECT ",
        columns!(),
        " FROM (",
        open_cases!(
            "AND coalesce(due, '9999-12-31') > $2 \
             ORDER BY coalesce(due, '9999-12-31'), id LIMIT $4"
        ),
        ") AS later) AS page ORDER BY coalesce(due, '9999-12-31'), id LIMIT $4"
    );
    Query::new(sql, params![authority, &after.due, &after.id, limit], |rows| {
        rows.iter().map(|row| read(row.of("cases"))).collect()
    })
}

/// One page of the cases in a stage whose day has passed, with the keys to go on after.
pub async fn overdue(
    tx: &mut Tx<'_>,
    stage: StageName,
    today: Date,
    after: &Option<WorkKey>,
    limit: u32,
) -> Result<Vec<(WorkKey, Case)>, StoreError> {
    let sql =
        select!("WHERE stage = $1 AND due < $2 AND (due, id) > ($3, $4) ORDER BY due, id LIMIT $5");
    let (due, id) = after.as_ref().map_or(("", ""), |key| (&key.due, &key.id));
    let rows = tx.query(sql, params![stage.as_str(), today, due, id, limit]).await?;
    let keyed = |row: &Row| {
        let row = row.of("cases");
        let key = WorkKey { due: row.get("due")?, id: row.get("id")? };
        Ok((key, read(row)?))
    };
    rows.iter().map(keyed).collect()
}

/// One event of a case's timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRecord {
    /// When.
    pub at: Timestamp,
    /// What.
    pub kind: EventKind,
    /// By what kind of actor.
    pub actor: EventActor,
    /// At which office, if at one.
    pub place: Option<String>,
}

/// Adds an event at the end of a timeline.
pub async fn add_event(
    tx: &mut Tx<'_>,
    case: CaseId,
    event: &EventRecord,
) -> Result<(), StoreError> {
    tx.write_all(vec![adding_event(case, event)]).await
}

/// The same, to travel with other writes.
pub fn adding_event(case: CaseId, event: &EventRecord) -> Write {
    Write::one(
        "INSERT INTO case_events (case_id, seq, at, kind, actor, place) \
         SELECT $1, coalesce(max(seq), 0) + 1, $2, $3, $4, $5 FROM case_events \
         WHERE case_id = $1",
        params![
            case.to_string(),
            event.at,
            event.kind.as_str(),
            event.actor.as_str(),
            event.place.as_ref()
        ],
    )
}

/// The event with which the timeline of a new case begins. It asks for no other: two cases that come
/// at once would meet in the place where both look.
pub fn first_event(case: CaseId, event: &EventRecord) -> Write {
    Write::one(
        "INSERT INTO case_events (case_id, seq, at, kind, actor, place) \
         VALUES ($1, 1, $2, $3, $4, $5)",
        params![
            case.to_string(),
            event.at,
            event.kind.as_str(),
            event.actor.as_str(),
            event.place.as_ref()
        ],
    )
}

/// The timeline of a case, oldest first.
pub fn events(case: CaseId) -> Query<Vec<EventRecord>> {
    let sql =
        "SELECT case_id, at, kind, actor, place FROM case_events WHERE case_id = $1 ORDER BY seq";
    Query::new(sql, params![case.to_string()], |rows| {
        let read = |row: &Row| {
            let row = row.of("case_events");
            Ok(EventRecord {
                at: row.get("at")?,
                kind: row.parse("kind")?,
                actor: row.parse("actor")?,
                place: row.get("place")?,
            })
        };
        rows.iter().map(read).collect()
    })
}

fn read(row: RowOf<'_>) -> Result<Case, StoreError> {
    let number: String = row.get("number")?;
    let state: String = row.get("state")?;
    Ok(Case {
        id: row.parse("id")?,
        number: number.parse().map_err(|e| row.error("number", format!("{e}")))?,
        service: ServiceRef { id: row.get("service")?, version: row.get("version")? },
        authority: row.get("authority")?,
        applicant: row.parse("applicant")?,
        filed_by: row.parse("filed_by")?,
        channel: row.parse("channel")?,
        received_at: row.get("received_at")?,
        stage: serde_json::from_str(&state)
            .map_err(|e| row.error("state", format!("not a stage: {e}")))?,
        correction_used: row.get("correction_used")?,
        assignee: row.parse_opt("assignee")?,
        revision: row.get("revision")?,
    })
}

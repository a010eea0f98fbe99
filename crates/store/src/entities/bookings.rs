//! Appointments: places in slots, held by cases.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use onewindow_model::booking::Slot;
use onewindow_model::booking::slot::{clock, read_clock};
use onewindow_model::id::CaseId;

use super::cases;
use crate::{Query, Row, RowOf, StoreError, Tx, params};

/// One appointment of a case, held or ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookingRecord {
    /// Counts up within the case.
    pub seq: u32,
    /// When and where.
    pub slot: Slot,
    /// How long it is, in minutes.
    pub minutes: u16,
    /// When it was taken.
    pub booked_at: Timestamp,
    /// When it was moved, cancelled or freed.
    pub ended_at: Option<Timestamp>,
}

/// A place that is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Of which service; its versions share the places.
    pub service: String,
    /// When and where.
    pub slot: Slot,
    /// How many places the slot has.
    pub capacity: u16,
    /// How long it is, in minutes.
    pub minutes: u16,
}

/// Takes the lowest free place of a slot for a case that holds none; false when all are taken.
///
/// Each attempt is a guarded insert: the unique index of held places decides between two that come
/// at once, whatever was read before.
pub async fn take(
    tx: &mut Tx<'_>,
    case: CaseId,
    wanted: &Wanted,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let (slot, time) = (&wanted.slot, clock(wanted.slot.time));
    let held = tx
        .query(
            "SELECT place FROM bookings WHERE service = $1 AND office = $2 AND day = $3 \
             AND time = $4 AND ended_at IS NULL",
            params![&wanted.service, &slot.office, slot.day, &time],
        )
        .await?;
    let held: Result<Vec<u32>, _> =
        held.iter().map(|row| row.of("bookings").get("place")).collect();
    let held = held?;
    let sql = "SELECT coalesce(max(seq), 0) AS seq FROM bookings WHERE case_id = $1";
    let row = tx.query_one(sql, params![case.to_string()]).await?;
    let seq = row.of("bookings").get::<u32>("seq")?.saturating_add(1);
    for place in (1..=u32::from(wanted.capacity)).filter(|place| !held.contains(place)) {
        let taken = tx
            .execute(
                "INSERT INTO bookings (case_id, seq, service, office, day, time, place, minutes, \
                 booked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
                 ON CONFLICT (service, office, day, time, place) WHERE ended_at IS NULL DO NOTHING",
                params![
                    case.to_string(),
                    seq,
                    &wanted.service,
                    &slot.office,
                    slot.day,
                    &time,
                    place,
                    u32::from(wanted.minutes),
                    now
                ],
            )
            .await?;
        if taken == 1 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Gives the place of a case back; whether it held one.
pub async fn end(tx: &mut Tx<'_>, case: CaseId, now: Timestamp) -> Result<bool, StoreError> {
    let sql = "UPDATE bookings SET ended_at = $2 WHERE case_id = $1 AND ended_at IS NULL";
    Ok(tx.execute(sql, params![case.to_string(), now]).await? > 0)
}

/// All appointments of a case, oldest first; the last may be held.
pub fn of_case(case: CaseId) -> Query<Vec<BookingRecord>> {
    let sql = "SELECT seq, office, day, time, minutes, booked_at, ended_at FROM bookings \
               WHERE case_id = $1 ORDER BY seq";
    Query::new(sql, params![case.to_string()], |rows| {
        let read = |row: &Row| {
            let row = row.of("bookings");
            Ok(BookingRecord {
                seq: row.get("seq")?,
                slot: slot(row)?,
                minutes: u16::try_from(row.get::<u32>("minutes")?).unwrap_or(u16::MAX),
                booked_at: row.get("booked_at")?,
                ended_at: row.get("ended_at")?,
            })
        };
        rows.iter().map(read).collect()
    })
}

/// How many places of a service are held, by slot, from one day to another. Nothing personal.
pub async fn held(
    tx: &mut Tx<'_>,
    service: &str,
    from: Date,
    to: Date,
) -> Result<BTreeMap<Slot, u32>, StoreError> {
    let sql = "SELECT office, day, time, count(*) AS held FROM bookings \
               WHERE service = $1 AND day >= $2 AND day <= $3 AND ended_at IS NULL \
               GROUP BY office, day, time";
    let rows = tx.query(sql, params![service, from, to]).await?;
    rows.iter()
        .map(|row| {
            let row = row.of("bookings");
            Ok((slot(row)?, row.get("held")?))
        })
        .collect()
}

/// An appointment on an office's list: nothing personal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// When.
    pub slot: Slot,
    /// Its case.
    pub case: onewindow_model::case::Case,
}

/// Where a page of an office's list starts: after this appointment, or at this day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueKey {
    /// Day of the last one shown.
    pub day: Date,
    /// Its time of day, `09:30`; empty to begin with the day.
    pub time: String,
    /// Its case; empty to begin with the day.
    pub case: String,
}

/// The appointments of an office, in order, a page at a time.
pub async fn at_office(
    tx: &mut Tx<'_>,
    office: &str,
    after: &DueKey,
    limit: u32,
) -> Result<Vec<Due>, StoreError> {
    let sql = "SELECT case_id, office, day, time FROM bookings \
               WHERE office = $1 AND ended_at IS NULL AND (day, time, case_id) > ($2, $3, $4) \
               ORDER BY day, time, case_id LIMIT $5";
    let params = params![office, after.day, &after.time, &after.case, limit];
    let rows = tx.query(sql, params).await?;
    let mut due = Vec::with_capacity(rows.len());
    for row in &rows {
        let row = row.of("bookings");
        let (slot, case) = (slot(row)?, row.parse("case_id")?);
        let case = cases::find(tx, case).await?;
        let lost = || row.error("case_id", "no such case".to_owned());
        due.push(Due { slot, case: case.ok_or_else(lost)? });
    }
    Ok(due)
}

fn slot(row: RowOf<'_>) -> Result<Slot, StoreError> {
    let time: String = row.get("time")?;
    let time = read_clock(&time).ok_or_else(|| row.error("time", "no time of day".to_owned()))?;
    Ok(Slot { day: row.get("day")?, time, office: row.get("office")? })
}

//! A clock that jumps: noticed, and nothing of legal effect counted by it until it is right again.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use onewindow_store::entities::meta;
use onewindow_store::{End, Store, tx_job};

use crate::ctx::App;
use crate::error::{AppError, Result};

/// What a clock may be set by at once, as time services do, without a word.
pub const SLACK: SignedDuration = SignedDuration::from_secs(60);

/// How often the moment is put on record.
const NOTE: SignedDuration = SignedDuration::from_secs(60);

/// Under which name.
pub(crate) const SEEN: &str = "clock-seen";

/// That the clock cannot be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// By how much it is off, as far as we can tell; negative when it is behind.
    pub off: SignedDuration,
}

/// Compares the clock with time that nobody sets.
#[derive(Default)]
pub struct ClockWatch(Mutex<Watch>);

#[derive(Default)]
struct Watch {
    last: Option<(Timestamp, Duration)>,
    noted: Option<Timestamp>,
    /// The latest moment known from before the start, if the clock was behind it.
    known: Option<Timestamp>,
    held: Option<Held>,
}

impl ClockWatch {
    /// What is wrong with the clock.
    pub fn held(&self) -> Option<Held> {
        self.lock().held
    }

    /// Looks at it: `now` by the clock, `elapsed` by time that nobody sets.
    fn look(&self, now: Timestamp, elapsed: Duration) -> Option<Held> {
        let mut watch = self.lock();
        let before = watch.held;
        if let Some((then, at)) = watch.last.replace((now, elapsed)) {
            let drift =
                now.duration_since(then).saturating_sub(signed(elapsed)).saturating_add(signed(at));
            let off = before.map_or(drift, |held| held.off.saturating_add(drift));
            let grave = off.abs() > SLACK;
            watch.held = grave.then_some(Held { off });
        }
        if watch.known.is_some_and(|known| now >= known) {
            (watch.known, watch.held) = (None, None);
        }
        match (before, watch.held) {
            (None, Some(held)) => {
                let seconds = held.off.as_secs();
                tracing::error!(
                    seconds,
                    "the clock jumped: deadlines are not counted until it is right"
                );
            }
            (Some(_), None) => tracing::warn!("the clock is right again: deadlines are counted"),
            _ => {}
        }
        watch.held
    }

    /// Whether the moment is to be put on record now.
    fn is_due(&self, now: Timestamp) -> bool {
        let mut watch = self.lock();
        let due = watch.noted.is_none_or(|noted| now.duration_since(noted) >= NOTE);
        if due {
            watch.noted = Some(now);
        }
        due
    }

    fn lock(&self) -> MutexGuard<'_, Watch> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn signed(time: Duration) -> SignedDuration {
    SignedDuration::try_from(time).unwrap_or(SignedDuration::MAX)
}

/// At a start: a clock behind what is on record was set back, or was ahead before. `is_right` says that
/// somebody has looked.
pub(crate) async fn begin(store: &Store, now: Timestamp, is_right: bool) -> Result<ClockWatch> {
    let read = tx_job!([], |tx| meta::get(tx, SEEN).await);
    let seen = store.read("clock.seen", read).await?.and_then(|seen| seen.parse().ok());
    let watch = ClockWatch::default();
    if let Some(seen) =
        seen.filter(|seen| !is_right && now.saturating_add(SLACK).is_ok_and(|now| now < *seen))
    {
        let off = now.duration_since(seen);
        tracing::error!(%seen, "the clock is behind what is on record: deadlines are not counted; if it is right, start with --clock-is-right");
        let mut inner = watch.lock();
        (inner.known, inner.held) = (Some(seen), Some(Held { off }));
    }
    Ok(watch)
}

/// Looks at the clock and keeps on record how late it is.
pub(crate) async fn round(app: &Arc<App>) -> Result<Option<Held>> {
    let (now, elapsed) = (app.clock.now(), app.clock.elapsed());
    let held = app.clock_watch.look(now, elapsed);
    if held.is_none() && app.clock_watch.is_due(now) {
        let seen = now.to_string();
        let noted = tx_job!([seen], |tx| {
            meta::set(tx, SEEN, &seen).await?;
            Ok(End::<_, AppError>::Commit(()))
        });
        app.store.run_tx("clock.note", noted).await.map_err(AppError::from)?;
    }
    Ok(held)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).unwrap()
    }

    fn looks(watch: &ClockWatch, looks: &[(i64, u64)]) -> Vec<Option<i64>> {
        let look = |(now, elapsed): &(i64, u64)| {
            watch.look(at(*now), Duration::from_secs(*elapsed)).map(|held| held.off.as_secs())
        };
        looks.iter().map(look).collect()
    }

    #[test]
    fn small_settings_and_long_pauses_are_no_jumps() {
        let said = looks(&ClockWatch::default(), &[(0, 0), (59, 1), (1, 2), (86_400, 86_401)]);
        assert_eq!(said, [None; 4]);
    }

    #[test]
    fn a_jump_holds_until_the_clock_is_set_right() {
        let day = 86_400;
        let said = looks(&ClockWatch::default(), &[(0, 0), (day + 1, 1), (day + 9, 9), (12, 10)]);
        assert_eq!(said, [None, Some(day), Some(day), None]);
        let said = looks(&ClockWatch::default(), &[(0, 0), (-3_600, 0), (-3_590, 10), (15, 15)]);
        assert_eq!(said, [None, Some(-3_600), Some(-3_600), None]);
    }
}

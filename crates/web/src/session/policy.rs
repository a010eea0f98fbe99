use jiff::{SignedDuration, Timestamp};

use super::SessionData;

/// A session that is not used for this long has ended. What was typed so far is in the draft.
pub const IDLE_LIMIT: SignedDuration = SignedDuration::from_mins(30);

/// A session ends this long after sign-in, used or not: one working day at a desk.
pub const ABSOLUTE_LIMIT: SignedDuration = SignedDuration::from_hours(10);

/// Use is written down at most this often, so that reading pages does not become writing.
pub const TOUCH_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// Whether a session still stands at `now`. A session from the future does not.
pub fn is_live(data: &SessionData, now: Timestamp) -> bool {
    let idle = now.duration_since(data.seen_at);
    let age = now.duration_since(data.started_at);
    let skew = SignedDuration::from_mins(-5);
    (skew..IDLE_LIMIT).contains(&idle) && (skew..ABSOLUTE_LIMIT).contains(&age)
}

#[cfg(test)]
mod tests {
    use super::*;
    use onewindow_model::actor::Actor;

    fn seen(started: &str, seen: &str) -> SessionData {
        SessionData {
            actor: Actor::Stranger,
            started_at: started.parse().unwrap(),
            seen_at: seen.parse().unwrap(),
        }
    }

    #[test]
    fn sessions_end_when_idle_and_when_old() {
        let now: Timestamp = "2026-11-23T12:00:00Z".parse().unwrap();
        let live = |started, last| is_live(&seen(started, last), now);
        assert!(live("2026-11-23T11:00:00Z", "2026-11-23T11:59:00Z"));
        assert!(!live("2026-11-23T11:00:00Z", "2026-11-23T11:30:00Z"), "idle");
        assert!(!live("2026-11-23T02:00:00Z", "2026-11-23T11:59:00Z"), "old");
        assert!(!live("2026-11-23T12:10:00Z", "2026-11-23T12:10:00Z"), "from the future");
    }
}

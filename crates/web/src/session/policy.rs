use jiff::{SignedDuration, Timestamp};

use super::SessionData;

/// A session that is not used for this long has ended. What was typed so far is in the draft.
pub const IDLE_LIMIT: SignedDuration = SignedDuration::from_mins(30);

/// A session ends this long after sign-in, used or not: one working day at a desk.
pub const ABSOLUTE_LIMIT: SignedDuration = SignedDuration::from_hours(10);

/// For this long after somebody proved who they are, they may do what cannot be left to an open
/// screen: deciding, exporting. Later they prove it once more (step-up).
pub const FRESH_LIMIT: SignedDuration = SignedDuration::from_mins(5);

/// How far clocks of one installation may differ.
const SKEW: SignedDuration = SignedDuration::from_mins(-5);

/// Use is written down at most this often, so that reading pages does not become writing.
pub const TOUCH_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// Whether a session still stands at `now`. A session from the future does not.
pub fn is_live(data: &SessionData, now: Timestamp) -> bool {
    let idle = now.duration_since(data.seen_at);
    let age = now.duration_since(data.started_at);
    (SKEW..IDLE_LIMIT).contains(&idle) && (SKEW..ABSOLUTE_LIMIT).contains(&age)
}

/// Whether whoever holds a session has just proved who they are.
pub fn is_fresh(data: &SessionData, now: Timestamp) -> bool {
    (SKEW..FRESH_LIMIT).contains(&now.duration_since(data.authenticated_at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use onewindow_model::actor::Actor;
    use onewindow_model::sign_in::Method;

    fn seen(started: &str, seen: &str) -> SessionData {
        let begun = SessionData::begun(Actor::Stranger, Method::Passkey, started.parse().unwrap());
        SessionData { seen_at: seen.parse().unwrap(), ..begun }
    }

    #[test]
    fn freshness_is_counted_from_the_last_proof() {
        let now: Timestamp = "2026-11-23T12:00:00Z".parse().unwrap();
        let early = seen("2026-11-23T08:00:00Z", "2026-11-23T12:00:00Z");
        assert!(!is_fresh(&early, now), "use alone proves nothing");
        let proved =
            |at: &str| SessionData { authenticated_at: at.parse().unwrap(), ..early.clone() };
        assert!(is_fresh(&proved("2026-11-23T11:56:00Z"), now));
        assert!(!is_fresh(&proved("2026-11-23T11:55:00Z"), now));
        assert!(!is_fresh(&proved("2026-11-23T12:06:00Z"), now), "from the future");
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

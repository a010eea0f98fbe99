use jiff::{SignedDuration, Timestamp};
use onewindow_model::actor::Actor;
use onewindow_model::sign_in::Method;

use super::{SessionData, TOUCH_EVERY};

/// After so long without use the desk of an official locks, unless the operator says otherwise.
pub const LOCK_AFTER: SignedDuration = SignedDuration::from_mins(10);

/// Whether whoever holds a session has proved within that time who they are, or cannot: in a
/// demonstration nobody proves anything.
pub fn is_proved(data: &SessionData, within: SignedDuration, now: Timestamp) -> bool {
    data.method == Method::Demonstration || now.duration_since(data.authenticated_at) < within
}

/// How often use of a session is written down, so that a desk in use does not lock.
pub(super) fn touch_every(data: &SessionData, lock_after: SignedDuration) -> SignedDuration {
    if data.locks() { TOUCH_EVERY.min(lock_after / 4) } else { TOUCH_EVERY }
}

/// Whether an official must prove that they are there before the desk opens again.
pub fn is_locked(data: &SessionData, after: SignedDuration, now: Timestamp) -> bool {
    data.locks() && now.duration_since(data.seen_at) >= after
}

impl SessionData {
    /// Whether the session is one that locks: that of an official with a passkey. In a demonstration
    /// there would be nothing to unlock it with.
    pub fn locks(&self) -> bool {
        matches!(self.actor, Actor::Officer(_)) && self.method == Method::Passkey
    }
}

#[cfg(test)]
mod tests {
    use onewindow_model::service::steps::Assurance;

    use super::*;

    fn officer() -> Actor {
        let officer = format!(r#"{{"id":"{}","organisation":"a","roles":[]}}"#, "0".repeat(26));
        Actor::Officer(serde_json::from_str(&officer).unwrap())
    }

    #[test]
    fn only_the_desk_of_an_official_locks() {
        let now: Timestamp = "2026-11-23T12:00:00Z".parse().unwrap();
        let person = "0".repeat(26).parse().unwrap();
        let person = Actor::Person { person, assurance: Assurance::Substantial };
        let locked = |actor: &Actor, method, minutes| {
            let seen = now - SignedDuration::from_mins(minutes);
            is_locked(&SessionData::begun(actor.clone(), method, seen), LOCK_AFTER, now)
        };
        assert!(!locked(&officer(), Method::Passkey, 9));
        assert!(locked(&officer(), Method::Passkey, 10));
        assert!(!locked(&officer(), Method::Demonstration, 29));
        assert!(!locked(&person, Method::Oidc, 29));
    }

    #[test]
    fn use_is_noted_before_the_desk_locks() {
        let begun = |method| SessionData::begun(officer(), method, Timestamp::UNIX_EPOCH);
        let minute = SignedDuration::from_mins(1);
        assert!(touch_every(&begun(Method::Passkey), minute) < minute);
        assert_eq!(touch_every(&begun(Method::Passkey), LOCK_AFTER), TOUCH_EVERY);
        assert_eq!(touch_every(&begun(Method::Demonstration), minute), TOUCH_EVERY);
    }
}

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

use super::{IDLE_LIMIT, TokenHash};

/// More names than this are not kept at once: they are asked for anew.
const MOST: usize = 10_000;

/// What the people who are signed in are called, for the header of their pages.
///
/// A person's name lies sealed, and every look at it is on record. It is looked at once, as their
/// own look, and then kept in memory for as long as a session may lie idle: a record of each page
/// that greets somebody would bury the looks that matter to them.
#[derive(Default)]
pub struct Names(Mutex<HashMap<TokenHash, (String, Timestamp)>>);

impl Names {
    /// The name of whoever holds that session, unless it is too old.
    pub fn get(&self, session: TokenHash, now: Timestamp) -> Option<String> {
        let names = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (name, since) = names.get(&session)?;
        (now.duration_since(*since) < IDLE_LIMIT).then(|| name.clone())
    }

    /// Keeps the name of whoever holds that session.
    pub fn keep(&self, session: TokenHash, name: &str, now: Timestamp) {
        let mut names = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if names.len() >= MOST {
            names.clear();
        }
        names.insert(session, (name.to_owned(), now));
    }

    /// Forgets who held that session.
    pub fn forget(&self, session: TokenHash) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&session);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::SessionToken;

    #[test]
    fn a_name_is_kept_for_its_session_and_not_for_ever() {
        let token = |digit: &str| SessionToken::parse(&digit.repeat(64)).unwrap().hash();
        let now: Timestamp = "2026-11-23T08:00:00Z".parse().unwrap();
        let names = Names::default();
        names.keep(token("a"), "林晓屿", now);
        assert_eq!(names.get(token("a"), now).as_deref(), Some("林晓屿"));
        assert_eq!(names.get(token("b"), now), None);
        assert_eq!(names.get(token("a"), now + IDLE_LIMIT), None);
        names.forget(token("a"));
        assert_eq!(names.get(token("a"), now), None);
    }
}

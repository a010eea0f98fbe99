//! Sessions in memory, for tests.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;
use onewindow_model::sign_in::Subject;

use super::{SessionData, SessionFault, Sessions, StoreAnswer, TokenHash, is_live};

#[derive(Default)]
pub(crate) struct InMemory {
    kept: Mutex<HashMap<TokenHash, SessionData>>,
    pub(crate) broken: AtomicBool,
}

impl InMemory {
    pub(crate) fn len(&self) -> usize {
        self.kept.lock().unwrap().len()
    }

    fn answer<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut HashMap<TokenHash, SessionData>) -> T,
    ) -> StoreAnswer<'_, T> {
        let answer = if self.broken.load(Ordering::SeqCst) {
            Err(SessionFault("broken on purpose".into()))
        } else {
            Ok(act(&mut self.kept.lock().unwrap()))
        };
        Box::pin(std::future::ready(answer))
    }
}

impl Sessions for InMemory {
    fn load(&self, token: TokenHash, now: Timestamp) -> StoreAnswer<'_, Option<SessionData>> {
        self.answer(|kept| kept.get(&token).filter(|data| is_live(data, now)).cloned())
    }

    fn create(&self, token: TokenHash, data: SessionData) -> StoreAnswer<'_, ()> {
        self.answer(|kept| drop(kept.insert(token, data)))
    }

    fn rotate(&self, old: TokenHash, new: TokenHash, data: SessionData) -> StoreAnswer<'_, ()> {
        self.answer(|kept| {
            kept.remove(&old);
            kept.insert(new, data);
        })
    }

    fn revoke(&self, token: TokenHash, _now: Timestamp) -> StoreAnswer<'_, ()> {
        self.answer(|kept| drop(kept.remove(&token)))
    }

    fn revoke_all(&self, subject: Subject, now: Timestamp) -> StoreAnswer<'_, usize> {
        self.answer(|kept| {
            let theirs = kept.extract_if(|_, data| data.actor.subject() == Some(subject));
            theirs.filter(|(_, data)| is_live(data, now)).count()
        })
    }

    fn touch(&self, token: TokenHash, now: Timestamp) -> StoreAnswer<'_, ()> {
        self.answer(|kept| {
            if let Some(data) = kept.get_mut(&token) {
                data.seen_at = now;
            }
        })
    }
}

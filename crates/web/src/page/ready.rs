use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use onewindow_app::catalogue::Current;
use onewindow_model::lang::Lang;

/// More pages than this are not kept at once: at some 60 KB each that is 30 MB.
const MOST: usize = 512;

/// Public pages that are the same for every reader who is not signed in, but for the token in their
/// forms: rendered once for each catalogue, day, language and print.
#[derive(Default)]
pub struct ReadyPages(Mutex<Ready>);

#[derive(Default)]
struct Ready {
    /// From what the pages were made.
    of: Option<(Arc<Current>, Date)>,
    pages: HashMap<Key, Arc<[String]>>,
}

/// What a page depends on besides the catalogue and the day.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub path: String,
    pub lang: Lang,
    pub large_print: bool,
    /// The header says whether the clock can be trusted.
    pub clock_held: bool,
}

impl ReadyPages {
    /// The page with this token in its forms, if it is ready.
    pub(super) fn get(
        &self,
        current: &Arc<Current>,
        day: Date,
        key: &Key,
        token: &str,
    ) -> Option<String> {
        let parts = {
            let ready = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            ready.is_of(current, day).then(|| ready.pages.get(key).cloned())??
        };
        Some(parts.join(token))
    }

    /// Keeps a page that was rendered with this token, without it.
    pub(super) fn put(&self, current: &Arc<Current>, day: Date, key: Key, token: &str, html: &str) {
        let parts = html.split(token).map(str::to_owned).collect();
        let mut ready = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !ready.is_of(current, day) {
            *ready = Ready { of: Some((Arc::clone(current), day)), pages: HashMap::new() };
        }
        if ready.pages.len() >= MOST {
            ready.pages.clear();
        }
        ready.pages.insert(key, parts);
    }
}

impl Ready {
    fn is_of(&self, current: &Arc<Current>, day: Date) -> bool {
        self.of.as_ref().is_some_and(|(of, on)| Arc::ptr_eq(of, current) && *on == day)
    }
}

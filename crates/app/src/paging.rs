//! Lists that go on: a page of one, and where the next begins.

/// Some of a list, in its order.
pub struct Page<T, K> {
    /// Them.
    pub items: Vec<T>,
    /// Where the next page starts, if there is one.
    pub next: Option<K>,
}

impl<T, K> Page<T, K> {
    /// The first `limit` of what was found when one more was asked for.
    pub(crate) fn of(mut found: Vec<T>, limit: u32, key: impl Fn(&T) -> K) -> Page<T, K> {
        let most = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = found.len() > most;
        found.truncate(most);
        let next = found.last().filter(|_| more).map(key);
        Page { items: found, next }
    }

    /// The same page of what its items become.
    pub(crate) fn map<U>(self, each: impl FnMut(T) -> U) -> Page<U, K> {
        Page { items: self.items.into_iter().map(each).collect(), next: self.next }
    }
}

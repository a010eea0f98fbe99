//! Where a page of a list starts: a text that means nothing to whoever passes it on.

use std::fmt::Display;
use std::str::FromStr;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::errors::{Place, WebError};
use crate::session::hex;

/// What a list can be asked.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Paging {
    /// Where the page starts: `next` of the page before.
    #[schemars(length(max = 400))]
    cursor: Option<String>,
    /// How many items at most.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<u32>,
}

/// Items on a page where nobody says how many.
const LIMIT: u32 = 20;

impl Paging {
    /// How many items at most.
    pub fn limit(&self) -> u32 {
        self.limit.unwrap_or(LIMIT).clamp(1, 100)
    }

    /// Where the page starts, read by `read`; 422 for what is none of our cursors.
    pub fn start<K>(&self, read: impl FnOnce(&str) -> Option<K>) -> Result<Option<K>, WebError> {
        self::read(self.cursor.as_deref(), read)
    }
}

/// Where a page starts, by a cursor that came along; 422 for what is none of ours.
pub(super) fn read<K>(
    cursor: Option<&str>,
    read: impl FnOnce(&str) -> Option<K>,
) -> Result<Option<K>, WebError> {
    let Some(cursor) = cursor else { return Ok(None) };
    let key = text(cursor).and_then(|text| read(&text));
    let place = || Place::Parameter("cursor".to_owned());
    key.map(Some).ok_or_else(|| WebError::unfit().at(place(), "api-cursor", &[]))
}

/// The key of a moment and an id, as a text.
pub(super) fn moment((at, id): &(Timestamp, impl Display)) -> String {
    format!("{}~{id}", at.as_microsecond())
}

/// That key, out of its text.
pub(super) fn read_moment<I: FromStr>(text: &str) -> Option<(Timestamp, I)> {
    let (at, id) = text.split_once('~')?;
    Some((Timestamp::from_microsecond(at.parse().ok()?).ok()?, id.parse().ok()?))
}

/// The cursor that stands for a key.
pub(super) fn cursor(key: &str) -> String {
    hex(key.as_bytes())
}

fn text(cursor: &str) -> Option<String> {
    let (pairs, rest) = cursor.as_bytes().as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    let bytes = pairs.iter().map(|[high, low]| {
        let byte = digit(high)? << 4 | digit(low)?;
        u8::try_from(byte).ok()
    });
    let text = String::from_utf8(bytes.collect::<Option<Vec<_>>>()?).ok()?;
    // No key has control characters, and the store refuses a NUL.
    (!text.contains(char::is_control)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_and_nothing_else_is_one() {
        let paging = |cursor: &str| Paging { cursor: Some(cursor.to_owned()), limit: None };
        let start = |cursor: &str| paging(cursor).start(|key| key.parse::<i64>().ok());
        assert_eq!(start(&cursor("42")).unwrap(), Some(42));
        for bad in ["", "4", "zz", &cursor("x"), "ff"] {
            assert!(start(bad).is_err(), "{bad}");
        }
        let any = |cursor: &str| paging(cursor).start(|key| Some(key.to_owned()));
        assert!(any(&cursor("a")).is_ok() && any(&cursor("a\0")).is_err());
        assert_eq!(Paging { cursor: None, limit: Some(7) }.limit(), 7);
    }
}

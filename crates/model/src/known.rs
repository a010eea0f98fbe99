//! What a source says, and what it does not say.

use serde::{Deserialize, Serialize};

/// A value taken from a source that may be silent about it.
///
/// Silence is not a default: a page must say "not stated in the source", and an analysis must not
/// conclude anything from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Known<T> {
    /// The source says so.
    Known(T),
    /// The source does not say.
    NotInSource,
}

impl<T> Known<T> {
    /// The value, if the source says one.
    pub fn known(&self) -> Option<&T> {
        match self {
            Known::Known(value) => Some(value),
            Known::NotInSource => None,
        }
    }

    /// True when the source is silent.
    pub fn is_silent(&self) -> bool {
        matches!(self, Known::NotInSource)
    }
}

impl<T> Known<Vec<T>> {
    /// The items; none when the source is silent. For walking, never for deciding.
    pub fn items(&self) -> &[T] {
        self.known().map_or(&[], Vec::as_slice)
    }
}

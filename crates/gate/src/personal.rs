//! A personal value at rest.

use std::marker::PhantomData;

use onewindow_model::class::DataClass;
use onewindow_model::id::PersonId;

use crate::seal::Location;

/// A sealed value about a person. It can be carried, not looked at.
///
/// It deliberately has no `Debug`, `Display`, `Serialize`, `Clone`, `PartialEq` or `Deref`, and
/// stops compiling when it gets one (`tests/gate/absent.rs`).
pub struct Personal<T> {
    pub(crate) person: PersonId,
    pub(crate) class: DataClass,
    pub(crate) location: Location,
    pub(crate) sealed: Vec<u8>,
    kind: PhantomData<fn() -> T>,
}

impl<T> Personal<T> {
    /// A sealed value as it stands in a row.
    pub fn sealed(person: PersonId, class: DataClass, location: Location, sealed: Vec<u8>) -> Self {
        Personal { person, class, location, sealed, kind: PhantomData }
    }

    /// Whom it is about.
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// How sensitive it is.
    pub fn class(&self) -> &DataClass {
        &self.class
    }
}

//! Data classes: how sensitive a piece of personal data is.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::Text;

/// The name of a data class, such as `identity` or `health`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DataClass(String);

impl DataClass {
    /// A class by its name; [`DataClasses`] says whether it exists.
    pub fn new(name: impl Into<String>) -> DataClass {
        DataClass(name.into())
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Name and number of a person (身份信息).
    pub fn identity() -> DataClass {
        DataClass::new("identity")
    }

    /// Ways to reach a person (联系方式).
    pub fn contact() -> DataClass {
        DataClass::new("contact")
    }

    /// Answers to situation questions, and what was concluded from them (情形信息).
    pub fn situation() -> DataClass {
        DataClass::new("situation")
    }

    /// Records of who looked at a person's data (访问记录).
    pub fn access() -> DataClass {
        DataClass::new("access")
    }

    /// Classes that the platform itself needs, whatever the catalogue collects.
    pub fn built_in() -> [DataClass; 4] {
        [Self::identity(), Self::contact(), Self::situation(), Self::access()]
    }
}

impl Borrow<str> for DataClass {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DataClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What the catalogue says of one class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassInfo {
    /// What people call it.
    pub name: Text,
    /// 1 (least) to 10: what one look counts in a budget; from 3 on a reason must be given.
    pub weight: u8,
    /// The wider class, if any.
    pub parent: Option<DataClass>,
}

/// The classes of a catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DataClasses(pub BTreeMap<DataClass, ClassInfo>);

impl DataClasses {
    /// What is known of a class.
    pub fn get(&self, class: &str) -> Option<&ClassInfo> {
        self.0.get(class)
    }
}

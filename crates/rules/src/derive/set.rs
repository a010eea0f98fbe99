use std::collections::BTreeMap;
use std::sync::Arc;

use thiserror::Error;

use super::{Derivation, MAX_DERIVATIONS};
use crate::facts::{FactSet, is_reserved, names_a_fact};
use crate::problem::Problem;

/// The derived facts of a service, checked, in the order of its file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Derivations {
    all: Vec<Arc<Derivation>>,
    places: BTreeMap<String, usize>,
}

/// Why a derivation is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DeriveError {
    /// More than [`MAX_DERIVATIONS`].
    #[error("more than {MAX_DERIVATIONS} derived facts; take away what no condition uses")]
    TooMany,
    /// The id is not snake case.
    #[error(
        "`{id}` cannot name a derived fact; use lower-case letters, digits and underscores, starting with a letter, at most 64"
    )]
    BadId {
        /// The id as written.
        id: String,
    },
    /// The id is a word of the condition language or of CEL.
    #[error("`{id}` is a word of the condition language; choose another id")]
    Reserved {
        /// The id as written.
        id: String,
    },
    /// A question asks for a fact of this id.
    #[error("`{id}` is asked for already; choose another id, since nobody answers a derived fact")]
    IsFact {
        /// The id of both.
        id: String,
    },
    /// Two derivations have this id.
    #[error("two derived facts are named `{id}`; give each its own id")]
    Duplicate {
        /// The id of both.
        id: String,
    },
    /// The formula is wrong; spans point into it.
    #[error("{}", problems.first().map(ToString::to_string).unwrap_or_default())]
    Formula {
        /// Everything that is wrong with it, at least one.
        problems: Vec<Problem>,
    },
}

impl Derivations {
    /// Checks names and formulas, given as pairs, and keeps their order. All that is wrong is
    /// reported at once, each with the position of the derivation it is about.
    pub fn compile(
        pairs: &[(&str, &str)],
        facts: &FactSet,
    ) -> Result<Self, Vec<(usize, DeriveError)>> {
        let siblings: Vec<&str> = pairs.iter().map(|(id, _)| *id).collect();
        let mut errors = Vec::new();
        let mut set = Self::default();
        for (place, (id, source)) in pairs.iter().enumerate() {
            if place == MAX_DERIVATIONS {
                errors.push((place, DeriveError::TooMany));
                break;
            }
            if let Some(error) = bad_name(id, facts) {
                errors.push((place, error));
            }
            if set.places.insert((*id).to_owned(), place).is_some() {
                errors.push((place, DeriveError::Duplicate { id: (*id).to_owned() }));
            }
            match Derivation::compile(id, source, facts, &siblings) {
                Ok(derivation) => set.all.push(Arc::new(derivation)),
                Err(problems) => errors.push((place, DeriveError::Formula { problems })),
            }
        }
        if errors.is_empty() { Ok(set) } else { Err(errors) }
    }

    /// The derivation of that name.
    pub fn get(&self, id: &str) -> Option<&Arc<Derivation>> {
        self.places.get(id).and_then(|place| self.all.get(*place))
    }

    /// All of them, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Arc<Derivation>> {
        self.all.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

impl<'a> IntoIterator for &'a Derivations {
    type Item = &'a Arc<Derivation>;
    type IntoIter = std::slice::Iter<'a, Arc<Derivation>>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.iter()
    }
}

fn bad_name(id: &str, facts: &FactSet) -> Option<DeriveError> {
    let id = id.to_owned();
    if is_reserved(&id) {
        Some(DeriveError::Reserved { id })
    } else if !names_a_fact(&id) {
        Some(DeriveError::BadId { id })
    } else if facts.get(&id).is_some() {
        Some(DeriveError::IsFact { id })
    } else {
        None
    }
}

#[cfg(test)]
mod tests;

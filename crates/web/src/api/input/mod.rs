//! What handlers take in. Each kind of input reads strictly, and draws itself into the document.

mod body;
mod files;
mod named;
mod once;
mod path;
mod query;
mod slip;

pub(super) use body::Body;
pub(super) use files::File;
pub(super) use named::{Day, ID, Id};
pub(super) use once::{Json, Nothing, Once, OneFile};
pub(super) use path::At;
pub(super) use query::Asked;
pub(super) use slip::Slip;

use super::check::{What, Wrong};
use crate::errors::{Place, WebError};

/// Puts what does not fit its schema into words.
fn refused(wrong: Vec<Wrong>, place: impl Fn(String) -> Place) -> WebError {
    wrong.into_iter().fold(WebError::bad_request(), |error, Wrong { pointer, what }| {
        let place = place(pointer);
        match what {
            What::Missing => error.at(place, "api-missing", &[]),
            What::Unknown => error.at(place, "api-unknown", &[]),
            What::Type(wanted) => error.at(place, "api-type", &[("wanted", &wanted)]),
            What::NotOneOf(allowed) if allowed.is_empty() => error.at(place, "api-value", &[]),
            What::NotOneOf(allowed) => error.at(place, "api-one-of", &[("allowed", &allowed)]),
            What::Least(least) => error.at(place, "api-least", &[("least", &least)]),
            What::Most(most) => error.at(place, "api-most", &[("most", &most)]),
        }
    })
}

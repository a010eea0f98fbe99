//! Auditing: a mandate's record and list of cases, samples, and what was drawn.
//!
//! | path | what |
//! |---|---|
//! | `/audit` | the mandates in force |
//! | `/audit/mandates/{mandate}` | record of rights, newest cases, samples, drawing one |
//! | `/audit/samples/{draw}` | a sample |
//! | `/audit/samples/{draw}/cases/{case}` | one case of it, on record |

mod case;
mod mandate;
mod mandates;
mod sample;

use crate::audience::Routes;

const MANDATES: &str = crate::page::AUDIT;
const MANDATE: &str = "/audit/mandates/{mandate}";
const DRAW: &str = "/audit/mandates/{mandate}/draw";
const SAMPLE: &str = "/audit/samples/{draw}";
const CASE: &str = "/audit/samples/{draw}/cases/{case}";

/// All pages of auditors.
pub fn routes() -> Routes {
    Routes::new()
        .get(MANDATES, mandates::show)
        .get(MANDATE, mandate::show)
        .post(DRAW, mandate::draw)
        .get(SAMPLE, sample::show)
        .get(CASE, case::show)
}

/// Reads an id out of a path; what is none leads nowhere.
fn id<T: std::str::FromStr>(text: &str) -> Result<T, crate::errors::WebError> {
    text.parse().map_err(|_| crate::errors::WebError::not_found())
}

//! Service files: one service each, read in full and with every reference checked.

mod booking;
mod conditions;
mod derive;
mod evidence;
mod examples;
mod facts;
mod form;
mod head;
pub mod law;
mod numbers;
mod outcome;
mod proof;
mod read;
mod remedy;
mod retention;
mod special;
mod steps;
mod times;
mod visits;
mod words;

#[cfg(test)]
mod schema_test;
#[cfg(test)]
mod tests;

pub(crate) use outcome::WAYS;
pub(crate) use read::parts as check_parts;
pub(crate) use words::CHANNELS;

/// Every key that a service file may have.
pub(crate) const SERVICE_KEYS: &[&str] = read::SERVICE.keys;

use onewindow_model::service::Service;

use crate::finding::{Finding, has_errors};
use crate::shared::Shared;

/// What came of reading a service file.
#[derive(Debug)]
pub struct Read {
    /// The service, when nothing makes the file unusable.
    pub service: Option<Service>,
    /// Everything that was found, in the order of the file.
    pub findings: Vec<Finding>,
}

/// Reads the text of a service file. `file_name` is what findings call it.
///
/// Any input has a result: findings instead of panics, whatever the text holds.
pub fn read_service(file_name: &str, text: &str, shared: &Shared) -> Read {
    read::read(file_name, text, shared)
}

/// Reads the text of a service file, or says everything that makes it unusable.
pub fn parse_service(
    file_name: &str,
    text: &str,
    shared: &Shared,
) -> Result<Service, Vec<Finding>> {
    let Read { service, findings } = read_service(file_name, text, shared);
    match service {
        Some(service) if !has_errors(&findings) => Ok(service),
        _ => Err(findings),
    }
}

//! The schema, step by step, in both dialects under one number. To add a step: a file in
//! `migrations/sqlite/`, one in `migrations/postgres/`, a line here. A step that has been released
//! is never edited; a correction is a new step.

use ring::digest;

use crate::StoreError;

/// One step of the schema. Steps are numbered from 1 without gaps.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// Its place in the order.
    pub number: u32,
    /// The part of the file name between number and extension.
    pub name: &'static str,
    /// Its statements for SQLite, run in one transaction.
    pub sqlite: &'static str,
    /// Its statements for PostgreSQL, run in one transaction.
    pub postgres: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

macro_rules! step {
    ($number:literal, $name:literal, $file:literal) => {
        Migration {
            number: $number,
            name: $name,
            sqlite: include_str!(concat!("../migrations/sqlite/", $file)),
            postgres: include_str!(concat!("../migrations/postgres/", $file)),
        }
    };
}

/// The steps of this program.
pub const MIGRATIONS: &[Migration] = &[
    step!(1, "meta", "0001_meta.sql"),
    step!(2, "spine", "0002_spine.sql"),
    step!(3, "bookings", "0003_bookings.sql"),
    step!(4, "window_notices", "0004_window_notices.sql"),
    step!(5, "indexes", "0005_indexes.sql"),
    step!(6, "kept_forms", "0006_kept_forms.sql"),
    step!(7, "revocations", "0007_revocations.sql"),
    step!(8, "clerk_drafts", "0008_clerk_drafts.sql"),
    step!(9, "session_subjects", "0009_session_subjects.sql"),
    step!(10, "repeated_requests", "0010_repeated_requests.sql"),
    step!(11, "api_clients", "0011_api_clients.sql"),
    step!(12, "passkeys", "0012_passkeys.sql"),
    step!(13, "staffing", "0013_staffing.sql"),
    step!(14, "sign_ins", "0014_sign_ins.sql"),
    step!(15, "drafts_in_place", "0015_drafts_in_place.sql"),
];

impl Migration {
    /// SHA-256 of the text in hexadecimal. Line ends do not count: a checkout may change them.
    pub(crate) fn checksum(&self, dialect: Dialect) -> String {
        let text = match dialect {
            Dialect::Sqlite => self.sqlite,
            Dialect::Postgres => self.postgres,
        };
        let hash = digest::digest(&digest::SHA256, text.replace("\r\n", "\n").as_bytes());
        crate::hex::encode(hash.as_ref())
    }

    /// A step that was applied before must have had the same text.
    pub(crate) fn is_known_as(&self, name: &str, same_text: bool) -> Result<(), StoreError> {
        match same_text {
            true => Ok(()),
            false => refuse(format!(
                "step {} was applied as `{name}` with another text than `{}` has now",
                self.number, self.name
            )),
        }
    }
}

pub(crate) fn in_order(steps: &[Migration]) -> Result<(), StoreError> {
    for (step, number) in steps.iter().zip(1_u32..) {
        if step.number != number {
            return refuse(format!("step {number} is missing, found {}", step.number));
        }
    }
    Ok(())
}

/// Refuses a database with steps that this program does not know.
pub(crate) fn newer(number: i64, name: String, known: usize) -> Result<(), StoreError> {
    refuse(format!(
        "the database is at step {number} ({name}), this program knows {known} steps; \
         use the newer program or restore the matching backup"
    ))
}

pub(crate) fn refuse<T>(why: String) -> Result<T, StoreError> {
    Err(StoreError::Migration(why))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::MIGRATIONS;

    #[test]
    fn every_file_is_a_step_and_every_step_a_file() {
        for dialect in ["sqlite", "postgres"] {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(dialect);
            let mut files: Vec<String> = std::fs::read_dir(folder)
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect();
            files.sort();
            let steps = MIGRATIONS.iter();
            let steps: Vec<String> =
                steps.map(|step| format!("{:04}_{}.sql", step.number, step.name)).collect();
            assert_eq!(files, steps, "{dialect}");
        }
    }
}

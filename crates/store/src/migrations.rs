//! The schema, step by step. To add one: a file in `migrations/sqlite/`, a line here.

use crate::Migration;

macro_rules! step {
    ($number:literal, $name:literal, $file:literal) => {
        Migration {
            number: $number,
            name: $name,
            sql: include_str!(concat!("../migrations/sqlite/", $file)),
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
];

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::MIGRATIONS;

    #[test]
    fn every_file_is_a_step_and_every_step_a_file() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/sqlite");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let steps: Vec<String> =
            MIGRATIONS.iter().map(|step| format!("{:04}_{}.sql", step.number, step.name)).collect();
        assert_eq!(files, steps);
    }
}

//! Where a sealed value stands: it opens nowhere else.

use onewindow_model::class::DataClass;
use onewindow_model::id::PersonId;

/// Table, column and row of a sealed value.
#[derive(Clone, PartialEq, Eq)]
pub struct Location {
    table: &'static str,
    column: &'static str,
    row: String,
}

impl Location {
    /// A place in the database, or `uploads`/`content`/document id for a file.
    pub fn new(table: &'static str, column: &'static str, row: impl Into<String>) -> Location {
        Location { table, column, row: row.into() }
    }

    /// Associated data: each part with its length before it, so that no two places collide.
    pub(crate) fn associated(&self, person: PersonId, class: &DataClass, version: u32) -> Vec<u8> {
        let person = person.to_string();
        let parts = [self.table, self.column, &self.row, &person, class.as_str()];
        let mut data = b"onewindow/sealed/1".to_vec();
        for part in parts {
            data.extend(u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
            data.extend(part.as_bytes());
        }
        data.extend(version.to_be_bytes());
        data
    }
}

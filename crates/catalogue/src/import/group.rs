//! Rows that stand together and are one record.

use serde_json::Value;

use super::mapping::Mapping;
use super::source::Record;

/// Gathers rows until one says something else.
pub(super) struct Groups<'m> {
    mapping: &'m Mapping,
    waiting: Option<(String, Record)>,
}

/// The most rows of one record.
const MOST_ROWS: usize = 1000;

impl<'m> Groups<'m> {
    pub(super) fn new(mapping: &'m Mapping) -> Groups<'m> {
        Groups { mapping, waiting: None }
    }

    /// Takes a row; comes back with the records that are complete now, in order.
    pub(super) fn add(&mut self, record: Record) -> [Option<Record>; 2] {
        let Some(key) = self.key(&record) else { return [self.end(), Some(record)] };
        match &mut self.waiting {
            Some((known, first)) if *known == key && first.rows < MOST_ROWS => {
                join(first, record);
                [None, None]
            }
            _ => [self.waiting.replace((key, with_rows(record))).map(|(_, done)| done), None],
        }
    }

    /// The record that was waiting for more rows.
    pub(super) fn end(&mut self) -> Option<Record> {
        self.waiting.take().map(|(_, record)| record)
    }

    fn key(&self, record: &Record) -> Option<String> {
        let rule = self.mapping.group.as_ref()?;
        let value = record.value.as_ref().ok()?;
        rule.one(&self.mapping.scope(value)).ok().flatten()
    }
}

/// The row itself is the first of the record's `rows`.
fn with_rows(mut record: Record) -> Record {
    if let Ok(Value::Object(fields)) = &mut record.value {
        let row = Value::Object(fields.clone());
        fields.insert("rows".to_owned(), Value::Array(vec![row]));
    }
    record
}

fn join(first: &mut Record, row: Record) {
    first.rows += row.rows;
    let (Ok(Value::Object(fields)), Ok(row)) = (&mut first.value, row.value) else { return };
    if let Some(Value::Array(rows)) = fields.get_mut("rows") {
        rows.push(row);
    }
}

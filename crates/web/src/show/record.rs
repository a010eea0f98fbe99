use std::collections::BTreeMap;

use super::Show;
use crate::lists::Row;

impl Show<'_> {
    /// A record of a register as rows, in the order in which the catalogue names its fields; fields
    /// that it does not name come last, under their id. None where the content is no record.
    pub fn record(&self, register: &str, content: &[u8]) -> Option<Vec<Row>> {
        let mut record: BTreeMap<String, String> = serde_json::from_slice(content).ok()?;
        let named = self.current.files.registers.get(register);
        let fields = named.map_or(&[][..], |register| &register.fields);
        let mut rows = Vec::with_capacity(record.len());
        for field in fields {
            if let Some(value) = record.remove(&field.id) {
                rows.push(Row::new(self.l.words(&field.name), self.plain(&value)));
            }
        }
        rows.extend(record.into_iter().map(|(id, value)| Row::new(id, self.plain(&value))));
        Some(rows)
    }

    /// Days and regions in words, everything else as the register has it.
    fn plain(&self, value: &str) -> crate::l10n::Words {
        if let Ok(date) = value.parse::<jiff::civil::Date>() {
            return self.l.date(date).into();
        }
        match self.current.files.regions.get(value) {
            Some(region) => self.l.words(&region.name),
            None => value.into(),
        }
    }
}

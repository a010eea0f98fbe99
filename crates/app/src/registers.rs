//! Register connectors: what a department already knows is fetched, not asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

/// One record of a register: its fields by id.
pub type Record = BTreeMap<String, String>;

/// A register that can be asked by identity number or credit code.
pub trait Register: Send + Sync {
    /// The record kept under that number, if any.
    fn find(&self, number: &str) -> Result<Option<Record>, RegisterFault>;
}

/// The register could not be asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the register cannot be reached: {0}")]
pub struct RegisterFault(pub String);

/// The registers of this node, by their id in the catalogue.
#[derive(Clone, Default)]
pub struct Registers(BTreeMap<String, Arc<dyn Register>>);

/// A register kept in a file of the catalogue folder: right for small offices and for trying out.
pub struct FileRegister(BTreeMap<String, Record>);

impl FileRegister {
    /// A register from its records by number.
    pub fn new(records: BTreeMap<String, Record>) -> FileRegister {
        FileRegister(records)
    }
}

impl Register for FileRegister {
    fn find(&self, number: &str) -> Result<Option<Record>, RegisterFault> {
        Ok(self.0.get(number).cloned())
    }
}

impl Registers {
    /// Connects a register.
    pub fn connect(&mut self, id: impl Into<String>, register: Arc<dyn Register>) {
        self.0.insert(id.into(), register);
    }

    /// A connected register.
    pub(crate) fn get(&self, id: &str) -> Option<Arc<dyn Register>> {
        self.0.get(id).cloned()
    }
}

//! Register connectors: what a department already knows is fetched, not asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use onewindow_catalogue::records::Records;

pub use onewindow_catalogue::records::Record;

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

/// A register kept in files, read at the start.
pub struct FileRegister {
    records: Arc<Records>,
    register: String,
}

impl FileRegister {
    /// One register of those in the files.
    pub fn new(records: Arc<Records>, register: impl Into<String>) -> FileRegister {
        FileRegister { records, register: register.into() }
    }
}

impl Register for FileRegister {
    fn find(&self, number: &str) -> Result<Option<Record>, RegisterFault> {
        Ok(self.records.find(&self.register, number).cloned())
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

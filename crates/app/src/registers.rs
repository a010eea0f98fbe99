//! Register connectors: what a department already knows is fetched, not asked for.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use onewindow_catalogue::records::Records;
use tokio::time::timeout;

pub use onewindow_catalogue::records::Record;

use crate::ctx::App;

/// How long a register may take to answer. Whoever applies waits for it, with the page open.
pub const PATIENCE: Duration = Duration::from_secs(2);

/// What a register says, when it says it: the record kept under a number, if any.
pub type Answer<'a> =
    Pin<Box<dyn Future<Output = Result<Option<Record>, RegisterFault>> + Send + 'a>>;

/// A register that can be asked by identity number or credit code.
pub trait Register: Send + Sync {
    /// The record kept under that number, if any. Dropped unfinished when it takes too long.
    fn find<'a>(&'a self, number: &'a str) -> Answer<'a>;
}

/// The register could not be asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegisterFault {
    /// It said so itself, or nothing is there.
    #[error("the register cannot be reached: {0}")]
    Unreachable(String),
    /// It said nothing for so long.
    #[error("the register does not answer within {0:?}")]
    NoAnswer(Duration),
}

/// The registers of this node, by their id in the catalogue.
#[derive(Default)]
pub struct Registers(RwLock<BTreeMap<String, Connector>>);

/// A register with how long it may take.
#[derive(Clone)]
pub(crate) struct Connector {
    register: Arc<dyn Register>,
    patience: Duration,
    /// Whether the last question was left without an answer.
    silent: Arc<AtomicBool>,
}

/// Whether a register could not be asked when it was asked last, or is not connected at all: what
/// it holds is then not known to be nothing.
pub fn does_not_answer(app: &App, id: &str) -> bool {
    app.registers.get(id).is_none_or(|connector| connector.silent.load(Ordering::Relaxed))
}

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
    fn find<'a>(&'a self, number: &'a str) -> Answer<'a> {
        let record = self.records.find(&self.register, number).cloned();
        Box::pin(std::future::ready(Ok(record)))
    }
}

impl Registers {
    /// Connects a register, in place of the one with that id.
    pub fn connect(&self, id: impl Into<String>, register: Arc<dyn Register>) {
        self.connect_within(id, register, PATIENCE);
    }

    /// The same, with how long this one may take to answer.
    pub fn connect_within(
        &self,
        id: impl Into<String>,
        register: Arc<dyn Register>,
        patience: Duration,
    ) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(id.into(), Connector { register, patience, silent: Arc::default() });
    }

    /// A connected register.
    pub(crate) fn get(&self, id: &str) -> Option<Connector> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }
}

impl Connector {
    /// Asks, and waits no longer than its patience.
    pub(crate) async fn find(&self, number: &str) -> Result<Option<Record>, RegisterFault> {
        let answered = timeout(self.patience, self.register.find(number)).await;
        let answered = answered.unwrap_or(Err(RegisterFault::NoAnswer(self.patience)));
        self.silent.store(answered.is_err(), Ordering::Relaxed);
        answered
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    struct Silent;

    impl Register for Silent {
        fn find<'a>(&'a self, _: &'a str) -> Answer<'a> {
            Box::pin(std::future::pending())
        }
    }

    #[tokio::test]
    async fn nobody_waits_for_a_register_longer_than_its_patience() {
        let registers = Registers::default();
        registers.connect("population", Arc::new(Silent));
        let connector = registers.get("population").unwrap();
        let began = Instant::now();
        let waited = timeout(PATIENCE * 5, connector.find("1")).await.expect("an end");
        assert_eq!(waited, Err(RegisterFault::NoAnswer(PATIENCE)));
        assert!(began.elapsed() >= PATIENCE);
    }
}

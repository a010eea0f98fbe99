//! Time and randomness as parameters.

use std::time::Duration;

use jiff::Timestamp;

/// Where the time comes from. The binary hands in the system clock, tests a set one.
pub trait Clock: Send + Sync {
    /// The moment, with microsecond precision.
    fn now(&self) -> Timestamp;
    /// Time since some moment, which goes on evenly whatever the clock is set to.
    fn elapsed(&self) -> Duration;
}

/// Where randomness comes from. The binary hands in the system's, tests a seeded one.
pub trait Random: Send + Sync {
    /// Fills the buffer with unpredictable bytes.
    fn fill(&self, buffer: &mut [u8]);
}

/// `N` unpredictable bytes.
pub fn random_bytes<const N: usize>(random: &dyn Random) -> [u8; N] {
    let mut bytes = [0; N];
    random.fill(&mut bytes);
    bytes
}

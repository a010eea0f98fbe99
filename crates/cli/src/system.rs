//! The one place that asks the system for time and randomness.

use jiff::Timestamp;
use onewindow_model::clock::{Clock, Random};
use ring::rand::{SecureRandom, SystemRandom};

/// The system's clock, cut to microseconds, which is what storage keeps.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the binary hands the system's clock in")]
    fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
    }
}

/// The system's generator.
pub struct SystemSource(SystemRandom);

impl SystemSource {
    /// A handle on it.
    pub fn new() -> SystemSource {
        SystemSource(SystemRandom::new())
    }
}

impl Random for SystemSource {
    fn fill(&self, buffer: &mut [u8]) {
        if self.0.fill(buffer).is_err() {
            // Going on without randomness would hand out keys and tokens that can be guessed.
            tracing::error!("the system gives no randomness");
            std::process::abort();
        }
    }
}

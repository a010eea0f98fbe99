//! The one place that asks the system for time and randomness.

use std::time::Duration;

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

    // A machine that slept has not set its clock: time asleep counts where the system counts it.
    #[cfg(target_os = "linux")]
    fn elapsed(&self) -> Duration {
        let read = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
        let seconds = u64::try_from(read.tv_sec).unwrap_or_default();
        Duration::new(seconds, u32::try_from(read.tv_nsec).unwrap_or_default())
    }

    // Elsewhere a jump goes unnoticed while the node runs.
    #[cfg(not(target_os = "linux"))]
    fn elapsed(&self) -> Duration {
        self.now().duration_since(Timestamp::UNIX_EPOCH).unsigned_abs()
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

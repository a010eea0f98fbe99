//! Time and randomness of the system, as the binary hands them in.

use jiff::Timestamp;
use onewindow_model::clock::{Clock, Random};
use ring::rand::{SecureRandom, SystemRandom};
use std::time::Duration;

/// The system's clock, cut to microseconds.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "a program that serves hands the clock in")]
    fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
    }

    fn elapsed(&self) -> Duration {
        let read = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
        let seconds = u64::try_from(read.tv_sec).unwrap_or_default();
        Duration::new(seconds, u32::try_from(read.tv_nsec).unwrap_or_default())
    }
}

/// The system's generator.
pub struct SystemSource(pub SystemRandom);

impl Random for SystemSource {
    fn fill(&self, buffer: &mut [u8]) {
        if self.0.fill(buffer).is_err() {
            std::process::abort();
        }
    }
}

//! Time and randomness that tests decide.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use onewindow_model::clock::{Clock, Random};

/// Far enough from nothing that tests can go back to any year.
const FAR: Duration = Duration::from_secs(1 << 40);

/// A clock that moves only when told to.
pub struct SetClock(Mutex<(Timestamp, Duration)>);

impl SetClock {
    /// A clock at a moment, written as in RFC 3339.
    pub fn at(moment: &str) -> SetClock {
        SetClock(Mutex::new((moment.parse().expect("a moment"), FAR)))
    }

    /// Lets time pass.
    pub fn pass(&self, time: SignedDuration) {
        self.jump(time);
        let mut set = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        set.1 = match time.is_negative() {
            true => set.1.saturating_sub(time.unsigned_abs()),
            false => set.1.saturating_add(time.unsigned_abs()),
        };
    }

    /// Sets the clock, while no time passes.
    pub fn jump(&self, by: SignedDuration) {
        let mut set = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        set.0 = set.0.checked_add(by).expect("within the range of times");
    }
}

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).0
    }

    fn elapsed(&self) -> Duration {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).1
    }
}

/// SplitMix64: different at each call, the same in each run.
pub struct Seeded {
    state: Mutex<u64>,
    stuck: AtomicBool,
}

impl Seeded {
    /// Randomness from a seed.
    pub fn new(seed: u64) -> Seeded {
        Seeded { state: Mutex::new(seed), stuck: AtomicBool::new(false) }
    }

    /// From now on whoever draws the place of a certificate, which takes eight octets, draws the
    /// same one.
    pub fn stick(&self) {
        self.stuck.store(true, Ordering::Relaxed);
    }
}

impl Random for Seeded {
    fn fill(&self, buffer: &mut [u8]) {
        if buffer.len() == 8 && self.stuck.load(Ordering::Relaxed) {
            return buffer.fill(1);
        }
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        for chunk in buffer.chunks_mut(8) {
            *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = *state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^= mixed >> 31;
            chunk.iter_mut().zip(mixed.to_le_bytes()).for_each(|(to, from)| *to = from);
        }
    }
}

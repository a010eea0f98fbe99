//! Randomness as a parameter, so that a run can be repeated in a test.

use ring::rand::{SecureRandom, SystemRandom};

/// The random source gave nothing. Nothing was issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the random source failed")]
pub struct EntropyFailed;

/// A source of unpredictable bytes for salts, decoys and status list indexes.
pub trait Entropy {
    /// Fills `out` completely or fails.
    fn fill(&mut self, out: &mut [u8]) -> Result<(), EntropyFailed>;
}

impl<F: FnMut(&mut [u8]) -> Result<(), EntropyFailed>> Entropy for F {
    fn fill(&mut self, out: &mut [u8]) -> Result<(), EntropyFailed> {
        self(out)
    }
}

/// The operating system's generator, through ring.
#[derive(Debug, Clone)]
pub struct SystemEntropy(SystemRandom);

impl SystemEntropy {
    /// A handle; the generator itself belongs to the system.
    pub fn new() -> Self {
        SystemEntropy(SystemRandom::new())
    }
}

impl Default for SystemEntropy {
    fn default() -> Self {
        Self::new()
    }
}

impl Entropy for SystemEntropy {
    fn fill(&mut self, out: &mut [u8]) -> Result<(), EntropyFailed> {
        self.0.fill(out).map_err(|_| EntropyFailed)
    }
}

/// A number below `bound`, every one equally likely. `bound` must not be 0 (then 0 is given).
pub(crate) fn below(bound: u64, entropy: &mut dyn Entropy) -> Result<u64, EntropyFailed> {
    if bound <= 1 {
        return Ok(0);
    }
    // Values from the last, incomplete run of `bound` would favour small numbers.
    let rest = (u64::MAX % bound + 1) % bound;
    loop {
        let mut bytes = [0_u8; 8];
        entropy.fill(&mut bytes)?;
        let drawn = u64::from_le_bytes(bytes);
        if drawn <= u64::MAX - rest {
            return Ok(drawn % bound);
        }
    }
}

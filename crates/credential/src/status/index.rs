//! Choosing the index of a new certificate.

use crate::entropy::{Entropy, EntropyFailed, below};

/// An index below `size` for which `is_used` says no, every free one equally likely; `None` if
/// the list is full. Random indexes keep the order of issuing out of the certificates.
pub fn choose_unused(
    size: u64,
    is_used: &dyn Fn(u64) -> bool,
    entropy: &mut dyn Entropy,
) -> Result<Option<u64>, EntropyFailed> {
    if size == 0 {
        return Ok(None);
    }
    for _ in 0..64 {
        let index = below(size, entropy)?;
        if !is_used(index) {
            return Ok(Some(index));
        }
    }
    // Nearly full: count what is free and take one of it.
    let free = (0..size).filter(|&index| !is_used(index)).count() as u64;
    if free == 0 {
        return Ok(None);
    }
    let chosen = below(free, entropy)?;
    Ok((0..size).filter(|&index| !is_used(index)).nth(usize::try_from(chosen).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SystemEntropy;

    #[test]
    fn finds_the_last_free_index_and_then_none() {
        let mut entropy = SystemEntropy::new();
        assert_eq!(choose_unused(100_000, &|i| i != 77_777, &mut entropy), Ok(Some(77_777)));
        assert_eq!(choose_unused(1000, &|_| true, &mut entropy), Ok(None));
        assert_eq!(choose_unused(0, &|_| false, &mut entropy), Ok(None));
    }

    #[test]
    fn reaches_every_index_and_nothing_beyond() {
        let mut entropy = SystemEntropy::new();
        let mut hits = [0_u32; 10];
        for _ in 0..5000 {
            let index = choose_unused(10, &|i| i == 3, &mut entropy).unwrap().unwrap();
            hits[usize::try_from(index).unwrap()] += 1;
        }
        assert_eq!(hits[3], 0);
        assert!(hits.iter().enumerate().all(|(i, &n)| i == 3 || n > 400), "{hits:?}");
    }

    #[test]
    fn a_failing_source_is_not_papered_over() {
        let mut dead = |_: &mut [u8]| Err(EntropyFailed);
        assert_eq!(choose_unused(10, &|_| false, &mut dead), Err(EntropyFailed));
    }
}

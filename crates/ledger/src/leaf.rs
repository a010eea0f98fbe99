//! A commitment to one access entry.

use std::fmt;

use ring::digest;

/// Separates leaf hashes from every other use of SHA-256 in the platform. 24 octets; the last one
/// is the version of the construction.
pub const LEAF_TAG: &[u8; 24] = b"onewindow/access-leaf\x00\x00\x01";

/// SHA-256 over tag, nonce and the canonical octets of one access entry (32 octets).
///
/// The leaf is public; the nonce and the entry are not. Without the 256-bit nonce nobody can
/// confirm a guessed entry against a leaf.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Leaf([u8; 32]);

impl Leaf {
    /// The leaf of `canonical` under `nonce`.
    ///
    /// Tag and nonce have fixed lengths, so no two different inputs share one octet string.
    pub fn of(nonce: &[u8; 32], canonical: &[u8]) -> Leaf {
        let mut hash = digest::Context::new(&digest::SHA256);
        hash.update(LEAF_TAG);
        hash.update(nonce);
        hash.update(canonical);
        let mut octets = [0_u8; 32];
        octets.copy_from_slice(hash.finish().as_ref());
        Leaf(octets)
    }

    /// A leaf read back from storage.
    pub const fn from_bytes(octets: [u8; 32]) -> Leaf {
        Leaf(octets)
    }

    /// The 32 octets of the hash.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Leaf {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|octet| write!(out, "{octet:02x}"))
    }
}

impl fmt::Debug for Leaf {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Leaf({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::Leaf;

    // Computed with another program:
    // printf 'onewindow/access-leaf\0\0\1' ; 32 x 07 ; printf 'entry'  | sha256sum
    const VECTOR: &str = "af93ff62033092b1989e32384bb04092bd36bcafa22a66f68b6810192db50cf0";

    #[test]
    fn matches_a_vector_computed_elsewhere() {
        assert_eq!(Leaf::of(&[7; 32], b"entry").to_string(), VECTOR);
    }

    #[test]
    fn nonce_and_entry_both_count() {
        let leaf = Leaf::of(&[7; 32], b"entry");
        assert_ne!(leaf, Leaf::of(&[8; 32], b"entry"));
        assert_ne!(leaf, Leaf::of(&[7; 32], b"entrz"));
        assert_eq!(leaf, Leaf::from_bytes(*leaf.as_bytes()));
    }
}

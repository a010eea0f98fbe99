//! Proof, inside one process, that a set of leaves is durable.

use crate::Leaf;

/// The leaves of one committed transaction.
///
/// Holding a receipt means that the entries behind its leaves survive a power cut. The gate asks
/// for one before it opens sealed data: no receipt, no key, no data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    leaves: Vec<Leaf>,
}

impl Receipt {
    /// To be called by the commit of `onewindow-store` and by nothing else: whoever calls it
    /// states that the transaction holding these leaves is on stable storage. The tidy test
    /// refuses this name in every other room.
    pub fn after_commit(leaves: Vec<Leaf>) -> Receipt {
        Receipt { leaves }
    }

    /// Whether `leaf` was committed with this transaction.
    pub fn contains(&self, leaf: &Leaf) -> bool {
        self.leaves.contains(leaf)
    }

    /// The committed leaves in the order in which the transaction noted them.
    pub fn leaves(&self) -> &[Leaf] {
        &self.leaves
    }
}

#[cfg(test)]
mod tests {
    use super::Receipt;
    use crate::Leaf;

    #[test]
    fn speaks_only_for_its_own_leaves() {
        let (own, other) = (Leaf::of(&[1; 32], b"own"), Leaf::of(&[1; 32], b"other"));
        let receipt = Receipt::after_commit(vec![own]);
        assert!(receipt.contains(&own));
        assert!(!receipt.contains(&other));
        assert_eq!(receipt.leaves(), [own]);
    }
}

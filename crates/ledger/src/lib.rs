//! The access log, as bytes.
//!
//! This room knows nothing of persons, cases or services and imports nothing of ours, so that an
//! auditor can read it alone. A use case turns each access entry into a [`Leaf`]; the store hands
//! back a [`Receipt`] once the leaves are durable; the gate opens sealed data only against one.
//!
//! The Merkle log that makes the leaves provable to outsiders (sequence, tiles, checkpoints,
//! proofs) belongs in this room too and builds on the same two types.

mod leaf;
mod receipt;

pub use leaf::{LEAF_TAG, Leaf};
pub use receipt::Receipt;

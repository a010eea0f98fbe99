//! Sealing at rest: a master key in a file, a data key per person and class wrapped by it, and
//! AES-256-GCM-SIV (RFC 8452) per value, bound to its place.

mod keyfile;
mod location;
mod vault;

pub use keyfile::{KeyFileError, MasterKey};
pub use location::Location;
pub use vault::{KeyRow, SealError, Vault};

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

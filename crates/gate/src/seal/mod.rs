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
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digit = |value: u8| DIGITS.get(usize::from(value)).copied().unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

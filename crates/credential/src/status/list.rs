//! The bit array.

use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

use crate::limits::STATUS_LIST_BYTES;

/// Bits that one entry takes. We issue 1 or 2; 4 and 8 are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bits {
    /// Valid or invalid.
    One,
    /// Also suspended.
    Two,
    /// Read only.
    Four,
    /// Read only.
    Eight,
}

impl Bits {
    /// As the number of the `bits` member.
    pub fn count(self) -> u8 {
        match self {
            Bits::One => 1,
            Bits::Two => 2,
            Bits::Four => 4,
            Bits::Eight => 8,
        }
    }

    /// From the number of the `bits` member.
    pub fn from_count(count: u64) -> Option<Self> {
        [Bits::One, Bits::Two, Bits::Four, Bits::Eight]
            .into_iter()
            .find(|bits| u64::from(bits.count()) == count)
    }

    fn mask(self) -> u8 {
        u8::MAX >> (8 - self.count())
    }

    fn per_byte(self) -> u64 {
        u64::from(8 / self.count())
    }
}

/// What an entry says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// 0: it stands.
    Valid,
    /// 1: revoked for good.
    Invalid,
    /// 2: does not count for the time being.
    Suspended,
    /// A value that the draft leaves to applications or to the future. Never counts as valid.
    Other(u8),
}

impl Status {
    fn value(self) -> u8 {
        match self {
            Status::Valid => 0,
            Status::Invalid => 1,
            Status::Suspended => 2,
            Status::Other(value) => value,
        }
    }

    fn from_value(value: u8) -> Self {
        match value {
            0 => Status::Valid,
            1 => Status::Invalid,
            2 => Status::Suspended,
            other => Status::Other(other),
        }
    }
}

/// A list could not be made, changed or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StatusListError {
    /// More entries than [`crate::limits::STATUS_LIST_BYTES`] hold.
    #[error("the list is larger than the limit")]
    TooLarge,
    /// No entry has this index.
    #[error("the index lies outside the list")]
    Outside,
    /// The value does not fit into the list's bits.
    #[error("the value does not fit into the list's bits")]
    Value,
    /// Not a zlib stream.
    #[error("not a zlib stream")]
    Compression,
}

/// A list of entries, all valid at first. Entries are packed from the low bit of each byte up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusList {
    bits: Bits,
    bytes: Vec<u8>,
}

impl StatusList {
    /// A list of at least `size` entries, rounded up to whole bytes. A large list hides one
    /// certificate among many and costs little, because it is compressed.
    pub fn new(bits: Bits, size: u64) -> Result<Self, StatusListError> {
        let bytes = usize::try_from(size.div_ceil(bits.per_byte()))
            .ok()
            .filter(|&bytes| bytes <= STATUS_LIST_BYTES)
            .ok_or(StatusListError::TooLarge)?;
        Ok(StatusList { bits, bytes: vec![0; bytes] })
    }

    /// Bits of an entry.
    pub fn bits(&self) -> Bits {
        self.bits
    }

    /// Number of entries.
    pub fn size(&self) -> u64 {
        self.bytes.len() as u64 * self.bits.per_byte()
    }

    /// The entry at `index`; `None` outside the list.
    pub fn get(&self, index: u64) -> Option<Status> {
        let (place, shift) = self.place(index)?;
        let byte = self.bytes.get(place)?;
        Some(Status::from_value((byte >> shift) & self.bits.mask()))
    }

    /// Changes the entry at `index`.
    pub fn set(&mut self, index: u64, status: Status) -> Result<(), StatusListError> {
        let mask = self.bits.mask();
        let value = status.value();
        if value > mask {
            return Err(StatusListError::Value);
        }
        let (place, shift) = self.place(index).ok_or(StatusListError::Outside)?;
        let byte = self.bytes.get_mut(place).ok_or(StatusListError::Outside)?;
        *byte = (*byte & !(mask << shift)) | (value << shift);
        Ok(())
    }

    /// The array as the `lst` member has it, before base64url.
    pub fn compress(&self) -> Vec<u8> {
        compress_to_vec_zlib(&self.bytes, 9)
    }

    /// Reads a zlib stream, giving up as soon as it grows beyond the limit.
    pub fn decompress(bits: Bits, compressed: &[u8]) -> Result<Self, StatusListError> {
        use miniz_oxide::inflate::TINFLStatus;
        match decompress_to_vec_zlib_with_limit(compressed, STATUS_LIST_BYTES) {
            Ok(bytes) => Ok(StatusList { bits, bytes }),
            Err(error) if error.status == TINFLStatus::HasMoreOutput => {
                Err(StatusListError::TooLarge)
            }
            Err(_) => Err(StatusListError::Compression),
        }
    }

    fn place(&self, index: u64) -> Option<(usize, u8)> {
        let place = usize::try_from(index / self.bits.per_byte()).ok()?;
        let shift = u8::try_from(index % self.bits.per_byte()).ok()? * self.bits.count();
        Some((place, shift))
    }
}

#[cfg(test)]
#[path = "list_tests.rs"]
mod tests;

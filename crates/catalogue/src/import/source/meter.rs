//! What is read is counted, and what unpacks to far more than it is comes to an end.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// The most bytes that one packed file may unpack to.
pub(super) const MOST_UNPACKED: u64 = 8 << 30;

/// How many times its size a file may unpack to once more than [`FREE`] came out of it.
pub(super) const MOST_TIMES: u64 = 200;

/// As much may come out of any file, however small it is.
pub(super) const FREE: u64 = 64 << 20;

/// Bytes counted so far, for whoever wants to know.
#[derive(Clone, Debug, Default)]
pub(super) struct Count(Rc<Cell<u64>>);

impl Count {
    pub(super) fn get(&self) -> u64 {
        self.0.get()
    }

    fn add(&self, read: usize) -> u64 {
        self.0.set(self.0.get().saturating_add(u64::try_from(read).unwrap_or(u64::MAX)));
        self.get()
    }
}

/// Counts what is read through it.
pub(super) struct Counted<R> {
    pub input: R,
    pub count: Count,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(into)?;
        self.count.add(read);
        Ok(read)
    }
}

impl<R: io::Seek> io::Seek for Counted<R> {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        self.input.seek(to)
    }
}

/// What comes out of a packed file: an error as soon as it is too much for what went in.
pub(super) struct Unpacked<R> {
    pub input: R,
    /// Bytes that came out of this file so far, over all members of an archive.
    pub out: Count,
    /// Bytes of the packed file.
    pub packed: u64,
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(into)?;
        let out = self.out.add(read);
        let allowed = FREE.max(self.packed.saturating_mul(MOST_TIMES)).min(MOST_UNPACKED);
        if out > allowed {
            let text = format!(
                "the file unpacks to more than {allowed} bytes from {}: it may be made to fill \
                 memory or disk; unpack it by hand if you trust it",
                self.packed
            );
            return Err(io::Error::new(io::ErrorKind::InvalidData, text));
        }
        Ok(read)
    }
}

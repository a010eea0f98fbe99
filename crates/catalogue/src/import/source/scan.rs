//! Bytes of a source with the lines that they stand in.

use std::io::{self, BufRead, Read};

use super::LONGEST;

/// Bytes of a source, with the line that the next one stands in.
pub(super) struct Scan<'i> {
    input: &'i mut dyn BufRead,
    /// The line of the next byte, from 1.
    pub line: usize,
}

/// A line of a source.
pub(super) struct Line {
    /// Its number, from 1.
    pub number: usize,
    /// Its bytes with the line break; none when it is longer than a record may be.
    pub bytes: Option<Vec<u8>>,
}

impl<'i> Scan<'i> {
    pub(super) fn new(input: &'i mut dyn BufRead) -> Scan<'i> {
        Scan { input, line: 1 }
    }

    /// The next byte without taking it.
    pub(super) fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.input.fill_buf()?.first().copied())
    }

    /// The next byte.
    pub(super) fn byte(&mut self) -> io::Result<Option<u8>> {
        let next = self.peek()?;
        if next.is_some() {
            self.input.consume(1);
        }
        self.line += usize::from(next == Some(b'\n'));
        Ok(next)
    }

    /// Takes everything before the next byte of that value; false at the end.
    pub(super) fn seek(&mut self, wanted: u8) -> io::Result<bool> {
        loop {
            let ready = self.input.fill_buf()?;
            if ready.is_empty() {
                return Ok(false);
            }
            let before = ready.iter().position(|byte| *byte == wanted);
            let taken = ready.get(..before.unwrap_or(ready.len())).unwrap_or_default();
            self.line += taken.iter().filter(|byte| **byte == b'\n').count();
            let taken = taken.len();
            self.input.consume(taken);
            if before.is_some() {
                return Ok(true);
            }
        }
    }

    /// The next line; `None` at the end.
    pub(super) fn whole_line(&mut self) -> io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        let limit = u64::try_from(LONGEST).unwrap_or(u64::MAX);
        let mut input: &mut dyn BufRead = self.input;
        let read = (&mut input).take(limit).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            return Ok(None);
        }
        let number = self.line;
        self.line += 1;
        if read >= LONGEST && bytes.last() != Some(&b'\n') {
            self.input.skip_until(b'\n')?;
            return Ok(Some(Line { number, bytes: None }));
        }
        Ok(Some(Line { number, bytes: Some(bytes) }))
    }
}

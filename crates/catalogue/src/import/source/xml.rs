//! XML in which each record is an element of a certain name. Prefixes of names do not matter.
//!
//! A document type is passed over and none of its entities is known, so that none can be expanded.

use std::io;

use super::scan::Scan;
use super::xml_value::{local, value};
use super::{LONGEST, Met, Problem, Record, Stopped, too_long};

pub(super) fn read<E>(
    scan: &mut Scan<'_>,
    element: &str,
    take: &mut dyn FnMut(Met) -> Result<(), E>,
) -> Result<(), Stopped<E>> {
    while scan.seek(b'<')? {
        let line = scan.line;
        let mut piece = Piece::default();
        let tag = piece.tag(scan)?;
        let Tag::Open { name, empty } = tag else { continue };
        if local(&name) != element {
            continue;
        }
        let whole = empty || rest(scan, &mut piece, element)?;
        let record = match (whole, piece.bytes()) {
            (_, None) => Err(too_long()),
            (false, _) => {
                let help = "close it, or fetch the file again if it was cut off";
                Err(Problem::new("open-element", format!("`<{name}>` is not closed"), help))
            }
            (true, Some(bytes)) => value(&String::from_utf8_lossy(&bytes)),
        };
        let record = match record {
            Ok(value) => Record::good(line, value),
            Err(why) => Record::bad(line, why),
        };
        take(Met::Record(record)).map_err(Stopped::Taker)?;
    }
    Ok(())
}

/// Takes everything to the end of the element; false when the file ends before, or too much came.
fn rest(scan: &mut Scan<'_>, piece: &mut Piece, element: &str) -> io::Result<bool> {
    let mut depth = 1_usize;
    while depth > 0 {
        piece.text(scan)?;
        if piece.size > LONGEST {
            return Ok(false);
        }
        match piece.tag(scan)? {
            Tag::Open { name, empty: false } if local(&name) == element => depth += 1,
            Tag::Close(name) if local(&name) == element => depth -= 1,
            Tag::End => return Ok(false),
            _ => {}
        }
    }
    Ok(true)
}

/// What begins with `<`.
enum Tag {
    Open { name: String, empty: bool },
    Close(String),
    Other,
    End,
}

/// The bytes of a record as they are taken.
#[derive(Default)]
struct Piece {
    kept: Vec<u8>,
    size: usize,
}

impl Piece {
    fn bytes(self) -> Option<Vec<u8>> {
        (self.size <= LONGEST).then_some(self.kept)
    }

    fn byte(&mut self, scan: &mut Scan<'_>) -> io::Result<Option<u8>> {
        let byte = scan.byte()?;
        if let Some(byte) = byte {
            self.size += 1;
            if self.size <= LONGEST {
                self.kept.push(byte);
            }
        }
        Ok(byte)
    }

    /// Takes what stands before the next `<`.
    fn text(&mut self, scan: &mut Scan<'_>) -> io::Result<()> {
        while self.size <= LONGEST && !matches!(scan.peek()?, None | Some(b'<')) {
            self.byte(scan)?;
        }
        Ok(())
    }

    /// Takes what begins with `<`, to its `>`.
    fn tag(&mut self, scan: &mut Scan<'_>) -> io::Result<Tag> {
        let start = self.kept.len();
        if self.byte(scan)?.is_none() {
            return Ok(Tag::End);
        }
        match scan.peek()? {
            Some(b'!') => self.declaration(scan, start),
            Some(b'?') => self.until(scan, start, b"?>"),
            _ => self.element(scan, start),
        }
    }

    /// A comment, character data, or a document type with what it holds in brackets.
    fn declaration(&mut self, scan: &mut Scan<'_>, start: usize) -> io::Result<Tag> {
        let mut open = 0_i32;
        while let Some(byte) = self.byte(scan)? {
            let so_far = self.kept.get(start..).unwrap_or_default();
            match (so_far, byte) {
                (b"<!--", _) => return self.until(scan, start, b"-->"),
                (b"<![CDATA[", _) => return self.until(scan, start, b"]]>"),
                (_, b'[') if so_far.len() > 9 => open += 1,
                (_, b']') if so_far.len() > 9 => open -= 1,
                (_, b'>') if open <= 0 => return Ok(Tag::Other),
                _ => {}
            }
            if self.size > LONGEST {
                return Ok(Tag::Other);
            }
        }
        Ok(Tag::End)
    }

    fn until(&mut self, scan: &mut Scan<'_>, start: usize, end: &[u8]) -> io::Result<Tag> {
        // `<!-->` is no comment that has ended.
        let least = start + end.len() + 2;
        while self.byte(scan)?.is_some() {
            if self.size > LONGEST || (self.kept.len() >= least && self.kept.ends_with(end)) {
                return Ok(Tag::Other);
            }
        }
        Ok(Tag::End)
    }

    fn element(&mut self, scan: &mut Scan<'_>, start: usize) -> io::Result<Tag> {
        let mut quote = None;
        while let Some(byte) = self.byte(scan)? {
            match (quote, byte) {
                (None, b'"' | b'\'') => quote = Some(byte),
                (Some(open), close) if open == close => quote = None,
                (None, b'>') => return Ok(read_tag(self.kept.get(start..).unwrap_or_default())),
                _ => {}
            }
            if self.size > LONGEST {
                return Ok(Tag::Other);
            }
        }
        Ok(Tag::End)
    }
}

fn read_tag(bytes: &[u8]) -> Tag {
    let text = String::from_utf8_lossy(bytes);
    let inside = text.trim_start_matches('<').trim_end_matches('>');
    let (close, inside) = match inside.strip_prefix('/') {
        Some(inside) => (true, inside),
        None => (false, inside),
    };
    let name = inside.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
    match close {
        true => Tag::Close(name.to_owned()),
        false => Tag::Open { name: name.to_owned(), empty: inside.ends_with('/') },
    }
}

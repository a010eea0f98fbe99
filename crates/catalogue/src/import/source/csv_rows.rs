//! Rows of a table. A row that cannot be read costs itself, and not those after it.

use std::collections::VecDeque;
use std::io;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::LONGEST;
use super::scan::{Line, Scan};

/// The most lines that one row may go over.
const MOST_LINES: usize = 1000;

/// A row of a table.
pub(super) struct Row {
    /// The line at which it starts, from 1.
    pub line: usize,
    pub cells: Result<Vec<String>, Broken>,
    lines: Vec<Line>,
}

/// Why a row is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// It is longer than a record may be.
    TooLong,
    /// A quote is opened and not closed.
    OpenQuote,
}

/// Cuts a source into rows.
pub(super) struct Rows<'s, 'i> {
    scan: &'s mut Scan<'i>,
    delimiter: u8,
    /// Lines that were taken for a part of a row and were not.
    back: VecDeque<Line>,
}

impl<'s, 'i> Rows<'s, 'i> {
    pub(super) fn new(scan: &'s mut Scan<'i>, delimiter: u8) -> Rows<'s, 'i> {
        Rows { scan, delimiter, back: VecDeque::new() }
    }

    /// The next row; `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Row>> {
        let Some(first) = self.line()? else { return Ok(None) };
        let Some(bytes) = &first.bytes else {
            return Ok(Some(self.made(vec![first], Err(Broken::TooLong))));
        };
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return self.next_after_blank();
        }
        let mut cells = Cells::new(self.delimiter);
        let mut size = bytes.len();
        let mut complete = cells.feed(bytes);
        let mut lines = vec![first];
        while !complete {
            let next = self.line()?;
            let Some(Line { bytes: Some(bytes), number }) = next else {
                // A file may end without a line break, but not within quotes.
                let ended = next.is_none() && cells.end();
                if let Some(long) = next {
                    lines.push(long);
                }
                let cells = if ended { Ok(cells.texts()) } else { Err(Broken::OpenQuote) };
                return Ok(Some(self.made(lines, cells)));
            };
            size += bytes.len();
            complete = cells.feed(&bytes);
            lines.push(Line { bytes: Some(bytes), number });
            if !complete && (size > LONGEST || lines.len() > MOST_LINES) {
                return Ok(Some(self.made(lines, Err(Broken::OpenQuote))));
            }
        }
        Ok(Some(self.made(lines, Ok(cells.texts()))))
    }

    /// A row of those lines; if it is none, all but its first are looked at again.
    fn made(&mut self, lines: Vec<Line>, cells: Result<Vec<String>, Broken>) -> Row {
        let mut row = Row { line: lines.first().map_or(0, |line| line.number), cells, lines };
        if row.lines.len() > 1 && !well_quoted(&row.lines, self.delimiter) {
            row.cells = Err(Broken::OpenQuote);
        }
        if row.cells.is_err() {
            self.back_after_first(&mut row);
        }
        row
    }

    /// Puts back all lines of a row but its first: a quote too many has swallowed them.
    pub(super) fn back_after_first(&mut self, row: &mut Row) -> bool {
        let swallowed = row.lines.split_off(row.lines.len().min(1));
        let some = !swallowed.is_empty();
        for line in swallowed.into_iter().rev() {
            self.back.push_front(line);
        }
        some
    }

    fn next_after_blank(&mut self) -> io::Result<Option<Row>> {
        loop {
            let Some(line) = self.line()? else { return Ok(None) };
            let blank =
                line.bytes.as_ref().is_some_and(|bytes| bytes.iter().all(u8::is_ascii_whitespace));
            if !blank {
                self.back.push_front(line);
                return self.next();
            }
        }
    }

    fn line(&mut self) -> io::Result<Option<Line>> {
        match self.back.pop_front() {
            Some(line) => Ok(Some(line)),
            None => self.scan.whole_line(),
        }
    }
}

/// True when every quote that closes a cell stands at its end. Over several lines, one that does not
/// is the quote that opens a cell of another row.
fn well_quoted(lines: &[Line], delimiter: u8) -> bool {
    let mut bytes = lines.iter().filter_map(|line| line.bytes.as_ref()).flatten().peekable();
    let (mut fresh, mut quoted) = (true, false);
    while let Some(byte) = bytes.next() {
        let ends = |byte: u8| byte == delimiter || byte == b'\n' || byte == b'\r';
        match (quoted, *byte) {
            (false, b'"') if fresh => quoted = true,
            (false, byte) => fresh = ends(byte),
            (true, b'"') => match bytes.peek() {
                Some(b'"') => {
                    bytes.next();
                }
                Some(next) if !ends(**next) => return false,
                _ => (quoted, fresh) = (false, false),
            },
            (true, _) => {}
        }
    }
    true
}

/// The cells of one row, as its lines are fed in.
struct Cells {
    reader: Reader,
    out: Vec<u8>,
    ends: Vec<usize>,
    filled: usize,
    ended: usize,
}

impl Cells {
    fn new(delimiter: u8) -> Cells {
        let reader = ReaderBuilder::new().delimiter(delimiter).build();
        Cells { reader, out: vec![0; 1024], ends: vec![0; 64], filled: 0, ended: 0 }
    }

    /// Feeds a line; true when the row is complete.
    fn feed(&mut self, mut bytes: &[u8]) -> bool {
        loop {
            let (out, ends) = (self.out.get_mut(self.filled..), self.ends.get_mut(self.ended..));
            let (Some(out), Some(ends)) = (out, ends) else { return true };
            let (result, read, wrote, ended) = self.reader.read_record(bytes, out, ends);
            bytes = bytes.get(read..).unwrap_or_default();
            self.filled += wrote;
            self.ended += ended;
            match result {
                ReadRecordResult::InputEmpty => return false,
                ReadRecordResult::OutputFull => self.out.resize(self.out.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record | ReadRecordResult::End => return true,
            }
        }
    }

    /// The input ends here; false when that is within quotes.
    fn end(&mut self) -> bool {
        // A line break closes every row but one with an open quote.
        if !self.feed(b"\n") {
            return false;
        }
        true
    }

    fn texts(&self) -> Vec<String> {
        let mut from = 0;
        let ends = self.ends.get(..self.ended).unwrap_or_default();
        let cell = |end: &usize| {
            let bytes = self.out.get(from..*end).unwrap_or_default();
            from = *end;
            String::from_utf8_lossy(bytes).into_owned()
        };
        ends.iter().map(cell).collect()
    }
}

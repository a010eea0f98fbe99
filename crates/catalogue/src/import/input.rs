//! Records of a source, one by one.

use std::io::{self, BufRead, Read};

use serde_json::Value;

/// How a source writes its records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line (<https://jsonlines.org>).
    JsonLines,
}

/// A record with its line, or why it is none.
#[derive(Debug)]
pub struct Record {
    /// The line at which it starts, from 1.
    pub line: usize,
    /// The record.
    pub value: Result<Value, String>,
}

/// Reads records one by one.
pub trait RecordReader {
    /// The next record; `None` at the end.
    fn next(&mut self) -> io::Result<Option<Record>>;
}

/// The most bytes of one record.
const LONGEST: usize = 1 << 20;

impl Format {
    /// A reader for this format.
    pub fn reader<'r>(self, input: impl BufRead + 'r) -> Box<dyn RecordReader + 'r> {
        match self {
            Format::JsonLines => Box::new(JsonLines { input, line: 0 }),
        }
    }
}

struct JsonLines<R> {
    input: R,
    line: usize,
}

impl<R: BufRead> RecordReader for JsonLines<R> {
    fn next(&mut self) -> io::Result<Option<Record>> {
        loop {
            let mut bytes = Vec::new();
            let limit = u64::try_from(LONGEST).unwrap_or(u64::MAX);
            let read = self.input.by_ref().take(limit).read_until(b'\n', &mut bytes)?;
            if read == 0 {
                return Ok(None);
            }
            self.line += 1;
            let too_long = read >= LONGEST && bytes.last() != Some(&b'\n');
            if too_long {
                self.input.skip_until(b'\n')?;
            }
            let blank = bytes.iter().all(u8::is_ascii_whitespace);
            if too_long || !blank {
                let value = if too_long {
                    Err(format!("longer than {LONGEST} bytes"))
                } else {
                    json(&bytes)
                };
                return Ok(Some(Record { line: self.line, value }));
            }
        }
    }
}

fn json(bytes: &[u8]) -> Result<Value, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "not UTF-8".to_owned())?;
    let text = text.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']);
    match serde_json::from_str(text) {
        Ok(value @ Value::Object(_)) => Ok(value),
        Ok(_) => Err("not a JSON object".to_owned()),
        Err(error) => {
            // Its own line would be counted within the record, beside that of the record.
            let said = error.to_string();
            let what = said.split(" at line ").next().unwrap_or_default();
            Err(format!("not JSON: {what}, at column {}", error.column()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_numbers_and_bad_ones_say_why() {
        let mut input = b"{\"a\":1}\n\n[1]\n{oops\n\xff\n".to_vec();
        input.extend(std::iter::repeat_n(b'x', LONGEST + 5));
        input.extend(b"\n{\"b\":2}");
        let mut reader = Format::JsonLines.reader(input.as_slice());
        let mut seen = Vec::new();
        while let Some(record) = reader.next().unwrap() {
            seen.push((record.line, record.value.is_ok()));
        }
        assert_eq!(seen, [(1, true), (3, false), (4, false), (5, false), (6, false), (7, true)]);
    }

    #[test]
    fn what_is_cut_off_names_one_place_only() {
        let mut reader = Format::JsonLines.reader(&b"{\"a\":1}\n{\"a\": 5\n"[..]);
        reader.next().unwrap();
        let cut = reader.next().unwrap().unwrap();
        let why = cut.value.unwrap_err();
        assert_eq!((cut.line, &*why), (2, "not JSON: EOF while parsing an object, at column 7"));
    }
}

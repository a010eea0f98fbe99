//! A JSON text that has a list of the records somewhere. The text is never in memory as a whole.

use std::io;

use super::scan::Scan;
use super::{DEEPEST, LONGEST, Met, Problem, Record, Stopped, json_lines, too_long};

/// What the scan is inside of.
enum Frame {
    List,
    /// An object, with the key whose value comes next.
    Object(Option<String>),
}

pub(super) fn read<E>(
    scan: &mut Scan<'_>,
    path: &str,
    take: &mut dyn FnMut(Met) -> Result<(), E>,
) -> Result<(), Stopped<E>> {
    let mut frames: Vec<Frame> = Vec::new();
    let mut found = false;
    while let Some(byte) = scan.byte()? {
        match byte {
            b'[' if is_at(&frames, path) => {
                found = true;
                elements(scan, take)?;
                forget_key(&mut frames);
            }
            b'[' => frames.push(Frame::List),
            b'{' => frames.push(Frame::Object(None)),
            b']' | b'}' => {
                frames.pop();
                forget_key(&mut frames);
            }
            b'"' => {
                let text = string(scan)?;
                if let Some(Frame::Object(key @ None)) = frames.last_mut() {
                    *key = text;
                }
            }
            b',' => forget_key(&mut frames),
            _ => {}
        }
        if frames.len() > 10 * DEEPEST {
            return Err(no_list("the file is nested too deeply").into());
        }
    }
    if found {
        return Ok(());
    }
    let wanted = if path.is_empty() { "at the top".to_owned() } else { format!("at `{path}`") };
    Err(no_list(&format!("there is no list {wanted}; say under `records` where it is")).into())
}

fn no_list(text: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, text.to_owned())
}

/// True when the value that comes next is the one at the path.
fn is_at(frames: &[Frame], path: &str) -> bool {
    let keys: Option<Vec<&str>> = frames
        .iter()
        .map(|frame| match frame {
            Frame::Object(key) => key.as_deref(),
            Frame::List => None,
        })
        .collect();
    keys.is_some_and(|keys| keys.join(".") == path)
}

fn forget_key(frames: &mut [Frame]) {
    if let Some(Frame::Object(key)) = frames.last_mut() {
        *key = None;
    }
}

/// The rest of a string whose quote was taken; nothing when no path could name it.
fn string(scan: &mut Scan<'_>) -> io::Result<Option<String>> {
    let mut bytes = vec![b'"'];
    while let Some(byte) = scan.byte()? {
        if bytes.len() <= 1024 {
            bytes.push(byte);
        }
        match byte {
            b'\\' => {
                let escaped = scan.byte()?;
                bytes.extend(escaped);
            }
            b'"' => break,
            _ => {}
        }
    }
    Ok(serde_json::from_slice(&bytes).ok())
}

/// Hands over the elements of the list whose bracket was taken.
fn elements<E>(
    scan: &mut Scan<'_>,
    take: &mut dyn FnMut(Met) -> Result<(), E>,
) -> Result<(), Stopped<E>> {
    loop {
        match scan.peek()? {
            None => {
                let help = "the file was cut off: fetch it again";
                let why = Problem::new("cut-off", "the list of records does not end", help);
                return take(Met::Record(Record::bad(scan.line, why))).map_err(Stopped::Taker);
            }
            Some(b']') => {
                scan.byte()?;
                return Ok(());
            }
            Some(byte) if byte == b',' || byte.is_ascii_whitespace() => {
                scan.byte()?;
            }
            Some(_) => {
                let line = scan.line;
                let record = match element(scan)? {
                    Some(bytes) => json_lines::object(&bytes),
                    None => Err(too_long()),
                };
                let record = match record {
                    Ok(value) => Record::good(line, value),
                    Err(why) => Record::bad(line, why),
                };
                take(Met::Record(record)).map_err(Stopped::Taker)?;
            }
        }
    }
}

/// The bytes of one element; none when there are too many.
fn element(scan: &mut Scan<'_>) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    let (mut size, mut depth, mut quoted) = (0_usize, 0_usize, false);
    while let Some(byte) = scan.peek()? {
        let outside = depth == 0 && !quoted && size > 0;
        if outside && matches!(byte, b',' | b']') {
            break;
        }
        scan.byte()?;
        size += 1;
        if size <= LONGEST {
            bytes.push(byte);
        }
        match byte {
            b'\\' if quoted => {
                if let Some(escaped) = scan.byte()? {
                    size += 1;
                    bytes.push(escaped);
                }
            }
            // No string of JSON goes over a line: one that does was not closed.
            b'"' => quoted = !quoted,
            b'\n' => quoted = false,
            b'{' | b'[' if !quoted => depth += 1,
            b'}' | b']' if !quoted => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            _ => {}
        }
    }
    Ok((size <= LONGEST).then_some(bytes))
}

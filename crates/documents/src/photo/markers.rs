use crate::Problem;

/// A camera writes about ten scans into a progressive JPEG. Each scan costs a pass over the whole
/// picture, so a small file with thousands of them would keep a processor busy for minutes.
const MAX_SCANS: usize = 64;

/// The primary picture of a JPEG file, from SOI to EOI (ISO/IEC 10918-1, annex B).
///
/// The decoder fills missing rows with grey and says nothing, which would keep a half paper as a
/// whole one; and phones append films and second pictures after EOI, which must not be kept.
pub(super) fn primary(bytes: &[u8]) -> Result<&[u8], Problem> {
    let mut at = 2;
    let mut scans = 0;
    loop {
        let marker = next_marker(bytes, &mut at).ok_or(Problem::Truncated)?;
        match marker {
            0xD9 if scans == 0 => return Err(Problem::Damaged),
            0xD9 => return bytes.get(..at).ok_or(Problem::Truncated),
            0x01 | 0xD0..=0xD7 => {}
            0xD8 => return Err(Problem::Damaged),
            _ => {
                let length = bytes.get(at..at + 2).ok_or(Problem::Truncated)?;
                let length = length.iter().fold(0, |n, b| n << 8 | usize::from(*b));
                if length < 2 {
                    return Err(Problem::Damaged);
                }
                at += length;
                if marker == 0xDA {
                    scans += 1;
                    if scans > MAX_SCANS {
                        return Err(Problem::Damaged);
                    }
                }
            }
        }
    }
}

/// Moves `at` behind the next marker, over entropy-coded data, stuffed zeros and fill bytes.
fn next_marker(bytes: &[u8], at: &mut usize) -> Option<u8> {
    loop {
        *at += memchr::memchr(0xFF, bytes.get(*at..)?)? + 1;
        match *bytes.get(*at)? {
            0x00 => *at += 1,
            0xFF => {}
            marker => {
                *at += 1;
                return Some(marker);
            }
        }
    }
}

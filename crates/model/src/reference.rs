//! Numbers that people read aloud: case numbers and claim codes.
//!
//! Both use Crockford's base 32 alphabet (no I, L, O, U), so that what is misread can be mended,
//! and end in a check letter, so that a slip of the pen is noticed before anything is looked up.

use std::fmt;
use std::str::FromStr;

use crate::clock::{Random, random_bytes};

/// Crockford's base 32 alphabet in lower case.
pub const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Why a typed number was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReferenceError {
    /// Not the right count of letters and digits.
    #[error("the number has the wrong length")]
    Length,
    /// A character that is never used.
    #[error("the number has a character that is not used")]
    Character,
    /// The last letter does not fit the others.
    #[error("the number has a slip in it")]
    Check,
}

fn check_letter(digits: &[u8]) -> u8 {
    // Weighted sum modulo the prime 31: finds every single slip and every swap of neighbours.
    let sum = digits
        .iter()
        .zip(2u32..)
        .fold(0u32, |sum, (digit, weight)| (sum + u32::from(*digit) * weight) % 31);
    u8::try_from(sum).unwrap_or_default()
}

fn draw<const N: usize>(random: &dyn Random) -> String {
    let digits = random_bytes::<N>(random).map(|byte| byte % 31);
    let check = check_letter(&digits);
    let letters = digits.iter().chain([&check]);
    letters.filter_map(|digit| ALPHABET.get(usize::from(*digit))).map(|b| char::from(*b)).collect()
}

fn read(text: &str, length: usize) -> Result<String, ReferenceError> {
    let mut digits = Vec::with_capacity(length);
    for letter in text.chars().filter(|c| !matches!(c, '-' | '–' | '－' | ' ' | '\u{3000}')) {
        let folded = match letter.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            wide @ '０'..='９' => {
                char::from(b'0' + u8::try_from(wide as u32 - 0xff10).unwrap_or(0))
            }
            other => other,
        };
        let digit = ALPHABET.iter().position(|known| char::from(*known) == folded);
        digits.push(u8::try_from(digit.ok_or(ReferenceError::Character)?).unwrap_or_default());
    }
    let (body, check) = match digits.split_last() {
        Some((check, body)) if digits.len() == length => (body, *check),
        _ => return Err(ReferenceError::Length),
    };
    if check_letter(body) != check {
        return Err(ReferenceError::Check);
    }
    Ok(digits
        .iter()
        .filter_map(|d| ALPHABET.get(usize::from(*d)))
        .map(|b| char::from(*b))
        .collect())
}

fn grouped(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (place, letter) in text.chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            f.write_str("-")?;
        }
        write!(f, "{}", letter.to_ascii_uppercase())?;
    }
    Ok(())
}

macro_rules! reference {
    ($(#[$doc:meta])* $name:ident, $random:literal, $length:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $name {
            /// Draws a new one; the caller sees to it that it is not taken.
            pub fn draw(random: &dyn Random) -> Self {
                Self(draw::<$random>(random))
            }

            /// The form for storage: lower case, without hyphens.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                grouped(&self.0, f)
            }
        }

        impl FromStr for $name {
            type Err = ReferenceError;
            fn from_str(text: &str) -> Result<Self, ReferenceError> {
                read(text, $length).map(Self)
            }
        }
    };
}

reference! {
    /// A case number, shown as `XXXX-XXXX-XXXX`. It names a case and authorises nothing.
    CaseNumber, 11, 12
}
reference! {
    /// The code on a receipt slip, 15 random letters (74 bits) and a check letter. Whoever holds
    /// it may follow the case; only its keyed hash is kept.
    ClaimCode, 15, 16
}

reference! {
    /// The code with which an official registers a passkey, 15 random letters (74 bits) and a check
    /// letter. Whoever holds it becomes that official, once; only its keyed hash is kept.
    EnrolmentCode, 15, 16
}

impl fmt::Debug for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CaseNumber({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Count;
    impl Random for Count {
        fn fill(&self, buffer: &mut [u8]) {
            for (byte, value) in buffer.iter_mut().zip(3u8..) {
                *byte = value.wrapping_mul(41);
            }
        }
    }

    #[test]
    fn reads_what_it_writes_however_it_is_typed() {
        let number = CaseNumber::draw(&Count);
        let shown = number.to_string();
        assert_eq!(shown.parse::<CaseNumber>().unwrap(), number);
        assert_eq!(shown.to_lowercase().replace('-', " ").parse::<CaseNumber>().unwrap(), number);
    }

    #[test]
    fn every_single_slip_and_swap_is_found() {
        let number = CaseNumber::draw(&Count).as_str().to_owned();
        for place in 0..number.len() {
            for letter in &ALPHABET[..31] {
                let mut bytes = number.clone().into_bytes();
                if bytes[place] == *letter {
                    continue;
                }
                bytes[place] = *letter;
                let text = String::from_utf8(bytes).unwrap();
                assert_eq!(text.parse::<CaseNumber>(), Err(ReferenceError::Check), "{text}");
            }
        }
        for place in 0..number.len() - 1 {
            let mut bytes = number.clone().into_bytes();
            bytes.swap(place, place + 1);
            let text = String::from_utf8(bytes).unwrap();
            if text != number {
                assert!(text.parse::<CaseNumber>().is_err(), "{text}");
            }
        }
    }
}

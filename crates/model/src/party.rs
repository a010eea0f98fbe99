//! Parties: natural and legal persons, and the numbers that identify them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::service::Audience;

/// What is known of a party's identity. Personal: travels only sealed or inside the gate.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Name as in the register.
    pub name: String,
    /// Identity number or credit code; none for someone without a number.
    pub number: Option<Identifier>,
    /// Date of birth of a natural person, as far as known.
    pub born: Option<Date>,
}

/// How a party is reached. Personal: travels only sealed or inside the gate.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contacts {
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Postal address.
    pub address: Option<String>,
}

/// A number that names exactly one party.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "number")]
pub enum Identifier {
    /// 公民身份号码, 18 characters (GB 11643).
    Citizen(String),
    /// 统一社会信用代码, 18 characters (GB 32100).
    Organisation(String),
}

/// Whether two spellings are the same name: spaces, dots between names and case do not count.
pub fn same_name(one: &str, other: &str) -> bool {
    let plain = |name: &str| -> String {
        let letters = name.chars().filter(|c| !c.is_whitespace() && !matches!(c, '·' | '.' | '．'));
        letters.flat_map(char::to_lowercase).collect()
    };
    plain(one) == plain(other)
}

/// Why a number was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentifierError {
    /// Not 18 characters.
    #[error("the number must have 18 characters")]
    Length,
    /// A character that cannot stand there.
    #[error("the number has a character that cannot stand there")]
    Character,
    /// The last character does not fit the others.
    #[error("the last character does not fit: one of the others is wrong")]
    Check,
}

impl Identifier {
    /// Reads an identity number or a credit code, whichever it is, with its check character.
    pub fn parse(text: &str) -> Result<Identifier, IdentifierError> {
        let folded: String =
            text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
        if folded.len() != 18 {
            return Err(IdentifierError::Length);
        }
        let citizen = folded.bytes().take(17).all(|b| b.is_ascii_digit())
            && citizen_check(&folded) == folded.bytes().last();
        if citizen {
            return Ok(Identifier::Citizen(folded));
        }
        match organisation_check(&folded) {
            Some(check) if Some(check) == folded.bytes().last() => {
                Ok(Identifier::Organisation(folded))
            }
            Some(_) => Err(IdentifierError::Check),
            None => Err(IdentifierError::Character),
        }
    }

    /// The number itself.
    pub fn number(&self) -> &str {
        match self {
            Identifier::Citizen(number) | Identifier::Organisation(number) => number,
        }
    }

    /// Whom such a number names.
    pub fn audience(&self) -> Audience {
        match self {
            Identifier::Citizen(_) => Audience::NaturalPerson,
            Identifier::Organisation(_) => Audience::LegalPerson,
        }
    }
}

/// ISO 7064 MOD 11-2, as GB 11643 uses it.
fn citizen_check(text: &str) -> Option<u8> {
    let sum = text.bytes().take(17).enumerate().fold(0u32, |sum, (place, byte)| {
        let weight = 2u32.pow(u32::try_from(17 - place).unwrap_or_default()) % 11;
        sum + u32::from(byte.wrapping_sub(b'0')) * weight
    });
    b"10X98765432".get(usize::try_from(sum % 11).ok()?).copied()
}

/// GB 32100: weights are powers of 3 modulo 31 over 31 characters.
fn organisation_check(text: &str) -> Option<u8> {
    const LETTERS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let mut weight = 1u32;
    let mut sum = 0u32;
    for byte in text.bytes().take(17) {
        let value = LETTERS.iter().position(|letter| *letter == byte)?;
        sum += u32::try_from(value).ok()? * weight;
        weight = weight * 3 % 31;
    }
    LETTERS.get(usize::try_from((31 - sum % 31) % 31).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_however_it_is_spaced() {
        assert!(same_name("阿依古丽·买买提", "阿依古丽．买买提 "));
        assert!(same_name("Lin Xiaoyu", "LIN XIAOYU"));
        assert!(!same_name("林晓屿", "林晓宇"));
    }

    #[test]
    fn reads_both_kinds_and_finds_slips() {
        let citizen = Identifier::parse("11010519491231002x");
        assert!(matches!(citizen, Ok(Identifier::Citizen(_))));
        assert_eq!(Identifier::parse("110105194912310021").err(), Some(IdentifierError::Check));
        assert!(matches!(Identifier::parse("91350100M000100Y43"), Ok(Identifier::Organisation(_))));
        assert_eq!(Identifier::parse("123").err(), Some(IdentifierError::Length));
        assert!(Identifier::parse("中10105194912310").is_err());
    }
}

//! Typed identifiers: one append-only list, so that a case id can never be passed for a person id.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;

use crate::clock::{Random, random_bytes};
use crate::reference::ALPHABET;

/// A text that is not an identifier.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an identifier is 26 letters and digits, not `{0}`")]
pub struct IdError(pub String);

/// 48 bits of milliseconds, then 80 random bits: ordered by time, not guessable.
fn fresh(now: Timestamp, random: &dyn Random) -> u128 {
    let millis = u128::try_from(now.as_millisecond()).unwrap_or_default() & 0xffff_ffff_ffff;
    let mut low = [0u8; 16];
    low[6..].copy_from_slice(&random_bytes::<10>(random));
    (millis << 80) | u128::from_be_bytes(low)
}

fn write(value: u128, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut letters = [b'0'; 26];
    for (letter, step) in letters.iter_mut().zip((0..26).rev()) {
        let index = usize::try_from((value >> (5 * step)) & 31).unwrap_or_default();
        *letter = ALPHABET.get(index).copied().unwrap_or(b'0');
    }
    f.write_str(std::str::from_utf8(&letters).unwrap_or_default())
}

fn parse(text: &str) -> Result<u128, IdError> {
    let error = || IdError(text.chars().take(40).collect());
    if text.len() != 26 || text.as_bytes().first().is_none_or(|first| *first > b'7') {
        return Err(error());
    }
    text.bytes().try_fold(0u128, |value, byte| {
        let digit = ALPHABET.iter().position(|letter| *letter == byte).ok_or_else(error)?;
        Ok((value << 5) | u128::try_from(digit).unwrap_or_default())
    })
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u128);

        impl $name {
            /// A new identifier: ordered by time, and with 80 random bits.
            pub fn fresh(now: Timestamp, random: &dyn Random) -> Self {
                Self(fresh(now, random))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write(self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                parse(text).map(Self)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(d)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

ids! {
    /// A natural or legal person in the platform's own register of parties.
    PersonId,
    /// An official: window clerk, case officer, supervisor.
    OfficerId,
    /// An application that is being filled in.
    DraftId,
    /// A case: an application that was submitted.
    CaseId,
    /// A file handed in, already cleaned.
    DocumentId,
    /// An issued certificate.
    CertificateId,
    /// A procedure that may end in a certificate's revocation.
    RevocationId,
    /// An entry of the access log.
    EntryId,
    /// A job waiting to be done.
    JobId,
    /// A mandate of one party for another.
    MandateId,
    /// A certificate shown at a counter for a short time.
    PresentationId,
    /// A letter or notice to a party.
    NoticeId,
    /// A program of an agency.
    ClientId,
    /// A change of what an official may do, proposed by one administrator for a second.
    GrantId,
    /// A random sample of cases drawn for an audit.
    DrawId,
}

impl PersonId {
    /// Nobody: whom an entry is about that shows something of which nothing is personal.
    pub const NOBODY: PersonId = PersonId(0);
}

/// What is kept under a draft's id stands under the same id once it is a case.
impl From<DraftId> for CaseId {
    fn from(draft: DraftId) -> CaseId {
        CaseId(draft.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Ones;
    impl Random for Ones {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.fill(0xff);
        }
    }

    #[test]
    fn text_and_value_are_one() {
        let now = Timestamp::from_millisecond(1_760_000_000_000).unwrap();
        let id = CaseId::fresh(now, &Ones);
        let text = id.to_string();
        assert_eq!(text.len(), 26);
        assert_eq!(text.parse::<CaseId>().unwrap(), id);
    }

    #[test]
    fn what_is_not_an_id_is_said() {
        for wrong in ["", "zz", "8zzzzzzzzzzzzzzzzzzzzzzzzz", "0123456789012345678901234u"] {
            assert!(wrong.parse::<CaseId>().is_err(), "{wrong}");
        }
    }
}

//! Passkeys (WebAuthn): what the browser is asked, and whether its answer is one.
//!
//! Nothing here knows officials, sessions or storage. A [`Asked`] goes to the browser with its
//! options and stays here with its state; the answer is held against that state, once. Options,
//! states, answers and passkeys are texts, so that no other room learns the library's types.

mod party;
mod refused;
#[cfg(feature = "testing")]
#[expect(clippy::expect_used, reason = "tests may stop")]
pub mod testing;

pub use party::{Answered, Asked, Claim, Member, Party, claimed};
pub use refused::{Refused, Unfit};

//! What ties an answer of the provider to one sign-in in one browser.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use ring::hmac;

/// One sign-in under way.
///
/// Nonce and PKCE verifier are derived from a secret that the browser alone holds and from the state,
/// so neither is stored, and neither can be had without that browser.
pub struct Attempt {
    pub(crate) state: String,
    pub(crate) nonce: String,
    pub(crate) verifier: String,
}

impl Attempt {
    /// The attempt of this state in the browser that holds this secret.
    pub fn of(browser: &[u8; 32], state: &[u8; 32]) -> Attempt {
        let key = hmac::Key::new(hmac::HMAC_SHA256, browser);
        let derive = |purpose: &str| {
            let mut context = hmac::Context::with_key(&key);
            context.update(purpose.as_bytes());
            context.update(state);
            URL_SAFE_NO_PAD.encode(context.sign())
        };
        Attempt {
            state: URL_SAFE_NO_PAD.encode(state),
            nonce: derive("onewindow oidc nonce 1"),
            verifier: derive("onewindow oidc verifier 1"),
        }
    }

    /// Reads a state as it comes back in an address.
    pub fn read_state(text: &str) -> Option<[u8; 32]> {
        URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
    }

    /// RFC 7636, section 4.2.
    pub(crate) fn challenge(&self) -> String {
        URL_SAFE_NO_PAD.encode(digest(&SHA256, self.verifier.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attempt_is_of_its_browser_and_its_state() {
        let one = Attempt::of(&[1; 32], &[2; 32]);
        let again = Attempt::of(&[1; 32], &[2; 32]);
        assert_eq!((&one.nonce, &one.verifier), (&again.nonce, &again.verifier));
        assert_eq!(Attempt::read_state(&one.state), Some([2; 32]));
        assert_ne!(one.nonce, one.verifier);
        for other in [Attempt::of(&[1; 32], &[3; 32]), Attempt::of(&[3; 32], &[2; 32])] {
            assert!(one.nonce != other.nonce && one.verifier != other.verifier);
        }
        assert!(one.verifier.len() >= 43, "RFC 7636, section 4.1");
        assert!(Attempt::read_state("AAAA").is_none() && Attempt::read_state("ä").is_none());
    }

    #[test]
    fn the_challenge_is_that_of_the_standard() {
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".to_owned();
        let attempt = Attempt { state: String::new(), nonce: String::new(), verifier };
        // RFC 7636, appendix B.
        assert_eq!(attempt.challenge(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }
}

use ring::hmac;

use crate::session::{SessionToken, hex, unhex};

/// What the tokens in one reader's forms are made from.
///
/// It is derived from the session's token, or from the visitor cookie before sign-in, so nothing
/// has to be stored, and a form filled before the session ran out is still known to be ours.
pub struct FormSecret(hmac::Key);

const PURPOSE: &[u8] = b"onewindow form token 1";
const BROWSER: &[u8] = b"onewindow browser 1";

impl FormSecret {
    /// The secret that belongs to a cookie.
    pub fn of(cookie: &SessionToken) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, cookie.secret()))
    }

    /// The token for a form: 64 hexadecimal digits.
    pub fn token(&self) -> String {
        hex(hmac::sign(&self.0, PURPOSE).as_ref())
    }

    /// What this browser is known by where something is asked of it and answered later: nothing that
    /// it can be made to say by others, and nothing that its cookie could be told from.
    pub fn browser(&self) -> [u8; 32] {
        let mut known = [0; 32];
        known.copy_from_slice(hmac::sign(&self.0, BROWSER).as_ref());
        known
    }

    /// Whether a token that came back is ours, in constant time.
    pub fn accepts(&self, token: &str) -> bool {
        unhex(token).is_some_and(|tag| hmac::verify(&self.0, PURPOSE, &tag).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_fits_only_its_own_cookie() {
        let secret =
            |digits: &str| FormSecret::of(&SessionToken::parse(&digits.repeat(32)).unwrap());
        let token = secret("ab").token();
        assert!(secret("ab").accepts(&token));
        assert!(!secret("cd").accepts(&token));
        assert!(!secret("ab").accepts(""));
        assert!(!token.contains("abab"), "the cookie does not show in the token");
    }
}

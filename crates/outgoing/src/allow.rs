//! The list of hosts that may be asked.

use http::Uri;

/// A host that may be asked, as the operator wrote it down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    host: String,
    port: Option<u16>,
    private: bool,
    plain: bool,
}

/// Why a host was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a host: write a name or an address, and a port if it is not the usual one, such as `login.example.cn` or `10.0.0.7:8443`"
)]
pub struct AllowError(String);

impl Allow {
    /// A host, and a port if it is another than that of the scheme.
    pub fn host(text: &str) -> Result<Allow, AllowError> {
        let refused = || AllowError(text.to_owned());
        let authority: http::uri::Authority = text.parse().map_err(|_| refused())?;
        let port = authority.port_u16();
        let host = authority.host();
        let shown = port.map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        if host.is_empty() || shown != text {
            return Err(refused());
        }
        let host = host.to_ascii_lowercase();
        Ok(Allow { host, port, private: false, plain: false })
    }

    /// The host may stand at a private address: on this machine or in the office's own network.
    pub fn private(mut self, private: bool) -> Allow {
        self.private = private;
        self
    }

    /// The host may be asked without TLS.
    pub fn plain(mut self, plain: bool) -> Allow {
        self.plain = plain;
        self
    }

    /// Whether it may stand at a private address.
    pub(crate) fn is_private(&self) -> bool {
        self.private
    }

    /// Whether the address is one of this host's.
    pub(crate) fn covers(&self, to: &Uri) -> bool {
        let (scheme, usual) = match to.scheme_str() {
            Some("https") => (true, 443),
            Some("http") => (self.plain, 80),
            _ => return false,
        };
        let host = to.host().is_some_and(|host| host.eq_ignore_ascii_case(&self.host));
        let port = to.port_u16().unwrap_or(usual);
        scheme && host && port == self.port.unwrap_or(usual)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covers(host: &str, plain: bool, to: &str) -> bool {
        Allow::host(host).unwrap().plain(plain).covers(&to.parse().unwrap())
    }

    #[test]
    fn a_host_covers_itself_at_its_port_by_tls() {
        assert!(covers("login.example.cn", false, "https://Login.Example.cn/a?b"));
        assert!(covers("login.example.cn", false, "https://login.example.cn:443/"));
        assert!(!covers("login.example.cn", false, "https://login.example.cn:8443/"));
        assert!(!covers("login.example.cn", false, "http://login.example.cn/"));
        assert!(!covers("login.example.cn", false, "https://login.example.cn.evil.example/"));
        assert!(!covers("login.example.cn", true, "ftp://login.example.cn/"));
        assert!(covers("127.0.0.1:9000", true, "http://127.0.0.1:9000/x"));
        assert!(covers("[::1]:9000", true, "http://[::1]:9000/x"));
    }

    #[test]
    fn an_address_is_no_host() {
        for bad in ["", "https://a", "a/b", "user@a", "a:b", ":80", "a:99999"] {
            assert!(Allow::host(bad).is_err(), "{bad}");
        }
    }
}

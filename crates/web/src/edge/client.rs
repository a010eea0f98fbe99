use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;

use axum::extract::{ConnectInfo, Request};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};

use super::Inner;
use crate::errors::WebError;
use crate::site::Site;

/// The network address that a request comes from, as far as we may believe it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

/// A block of addresses such as `10.0.0.0/8` (RFC 4632).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cidr {
    base: IpAddr,
    bits: u8,
}

impl FromStr for Cidr {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (base, bits) = text.split_once('/').unwrap_or((text, ""));
        let base: IpAddr = base.parse().map_err(|_| format!("`{text}` is not an address block"))?;
        let most = if base.is_ipv4() { 32 } else { 128 };
        let bits = match bits {
            "" => most,
            digits => digits.parse().ok().filter(|bits| *bits <= most).ok_or_else(|| {
                format!("`{text}` is not an address block: after `/` comes 0 to {most}")
            })?,
        };
        Ok(Self { base, bits })
    }
}

impl Cidr {
    /// Whether an address lies in the block.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.base, address.to_canonical()) {
            (IpAddr::V4(base), IpAddr::V4(address)) => {
                let mask = u32::MAX.checked_shl(32 - u32::from(self.bits)).unwrap_or(0);
                (base.to_bits() ^ address.to_bits()) & mask == 0
            }
            (IpAddr::V6(base), IpAddr::V6(address)) => {
                let mask = u128::MAX.checked_shl(128 - u32::from(self.bits)).unwrap_or(0);
                (base.to_bits() ^ address.to_bits()) & mask == 0
            }
            _ => false,
        }
    }
}

/// Finds the address of the client. `X-Forwarded-For` counts only from our own
/// proxies: the last entry that is not one of them. Where there are proxies, whoever comes past them
/// is not answered: they end TLS. This machine itself may ask how we are.
pub(crate) async fn client(site: &Site, mut request: Request, next: impl Inner) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    // A server that does not tell us the peer gets one shared bucket, which is the safe way round.
    let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)).to_canonical();
    if comes_past(peer, &site.proxies) {
        return WebError::past_proxy().into_response();
    }
    let address = behind_proxies(peer, request.headers(), &site.proxies);
    request.extensions_mut().insert(ClientAddress(address));
    next(request).await
}

fn comes_past(peer: IpAddr, proxies: &[Cidr]) -> bool {
    let through = proxies.is_empty() || proxies.iter().any(|block| block.contains(peer));
    !through && !peer.is_loopback()
}

fn behind_proxies(peer: IpAddr, headers: &HeaderMap, proxies: &[Cidr]) -> IpAddr {
    let ours = |address: IpAddr| proxies.iter().any(|block| block.contains(address));
    if !ours(peer) {
        return peer;
    }
    let entries: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .filter(|entry| !entry.is_empty())
        .collect();
    for entry in entries.into_iter().rev() {
        match named(entry) {
            Some(address) if ours(address) => {}
            Some(address) => return address.to_canonical(),
            None => return stand_in(entry),
        }
    }
    peer
}

/// The address in an entry, with or without brackets and port, as proxies write them.
fn named(entry: &str) -> Option<IpAddr> {
    let bare = entry.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(entry);
    let alone = bare.parse::<IpAddr>().ok();
    alone.or_else(|| entry.parse::<SocketAddr>().ok().map(|with_port| with_port.ip()))
}

/// A place of its own for a client that a proxy of ours names otherwise than by an address (RFC 7239
/// section 6 has `unknown` and made-up names): one client must not use up what all of them have.
fn stand_in(entry: &str) -> IpAddr {
    let hash = ring::digest::digest(&ring::digest::SHA256, entry.as_bytes());
    let mut octets = [0; 16];
    octets.iter_mut().zip(hash.as_ref()).for_each(|(to, from)| *to = *from);
    // Unique local addresses (RFC 4193) reach us over no network.
    octets[0] = 0xfd;
    IpAddr::V6(Ipv6Addr::from(octets))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn blocks_contain_their_addresses_only() {
        let block: Cidr = "10.1.0.0/16".parse().unwrap();
        assert!(block.contains("10.1.255.1".parse().unwrap()));
        assert!(block.contains("::ffff:10.1.2.3".parse().unwrap()));
        assert!(!block.contains("10.2.0.1".parse().unwrap()));
        assert!("0.0.0.0/0".parse::<Cidr>().unwrap().contains("9.9.9.9".parse().unwrap()));
        assert!("2001:db8::/32".parse::<Cidr>().unwrap().contains("2001:db8::1".parse().unwrap()));
        assert!("10.0.0.0/33".parse::<Cidr>().is_err());
        assert!("ten/8".parse::<Cidr>().is_err());
    }

    #[test]
    fn forwarded_addresses_count_only_from_our_proxies() {
        let proxies = ["10.0.0.0/8".parse().unwrap()];
        let headers = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("x-forwarded-for", value.parse().unwrap());
            headers
        };
        let seen = |peer: &str, value: &str| {
            behind_proxies(peer.parse().unwrap(), &headers(value), &proxies).to_string()
        };
        assert_eq!(seen("203.0.113.9", "198.51.100.1"), "203.0.113.9", "a stranger's claim");
        assert_eq!(seen("10.0.0.1", "1.1.1.1, 198.51.100.1, 10.0.0.2"), "198.51.100.1");
        assert_eq!(seen("10.0.0.1", " , "), "10.0.0.1");
    }

    #[tokio::test]
    async fn where_there_is_a_proxy_nobody_comes_past_it() {
        let mut parts = crate::shell::testing::parts();
        parts.site.proxies = vec!["10.0.0.0/8".parse().unwrap()];
        let shell = crate::shell::Shell::new(Arc::new(parts.site)).finish();
        for (peer, status) in [
            (Some("10.0.0.1:9"), 200),
            (Some("[::ffff:10.0.0.1]:9"), 200),
            (Some("127.0.0.1:9"), 200),
            (Some("[::1]:9"), 200),
            (Some("203.0.113.9:9"), 421),
            (Some("[2001:db8::1]:9"), 421),
            // Whoever cannot be told apart is a stranger.
            (None, 421),
        ] {
            let mut request = Request::get("/privacy").header("host", "localhost");
            // What a stranger claims does not help.
            request = request.header("x-forwarded-for", "10.0.0.1");
            if let Some(peer) = peer {
                request = request.extension(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
            }
            let request = request.body(axum::body::Body::empty()).unwrap();
            let answer = crate::shell::testing::send(&shell, request).await;
            assert_eq!(answer.status.as_u16(), status, "{peer:?}");
            assert_eq!(answer.body.contains("绕过了本站入口"), status == 421, "{peer:?}");
        }
    }

    #[test]
    fn clients_are_told_apart_however_a_proxy_writes_them() {
        let proxies = ["10.0.0.0/8".parse().unwrap()];
        let seen = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("x-forwarded-for", value.parse().unwrap());
            behind_proxies("10.0.0.1".parse().unwrap(), &headers, &proxies)
        };
        for (written, meant) in [
            ("198.51.100.1:5678", "198.51.100.1"),
            ("1.1.1.1, 198.51.100.1:80, 10.0.0.2:443", "198.51.100.1"),
            ("[2001:db8::1]:5678", "2001:db8::1"),
            ("[2001:db8::1]", "2001:db8::1"),
            ("::ffff:198.51.100.1", "198.51.100.1"),
        ] {
            assert_eq!(seen(written), meant.parse::<IpAddr>().unwrap(), "{written}");
        }
        assert_ne!(seen("_one"), seen("_two"));
        assert_ne!(seen("unknown"), "10.0.0.1".parse::<IpAddr>().unwrap(), "not the proxy's own");
        assert_eq!(seen("_one"), seen("8.8.8.8, _one, 10.9.9.9"));
    }
}

//! Unsafe configuration refuses to start, and says why.

use std::net::SocketAddr;

use super::Settings;

/// Refuses what would expose people's data or let strangers in. Each answer names the key of the
/// configuration file, which is also that of the flag.
pub fn check(settings: &Settings, address: SocketAddr) -> Result<(), String> {
    let base_url = settings.base_url.as_deref();
    let by_tls = base_url.is_some_and(|url| url.starts_with("https://"));
    if let Some(url) = base_url.filter(|url| !by_tls && !url.starts_with("http://")) {
        return Err(format!(
            "base_url {url}: must begin with https:// (or http:// for trying out)"
        ));
    }
    if let Some(url) = settings.place.database.as_ref().filter(|url| !url.is_guarded()) {
        return Err(format!(
            "database {url}: what people send would travel to that machine unencrypted; add \
             ?sslmode=verify-full&sslrootcert=FILE to its address, or use a database of this machine"
        ));
    }
    if settings.tls.is_some() && !by_tls {
        return Err("tls: say by which address people come: base_url https://…".to_owned());
    }
    if settings.operations.as_ref().is_some_and(|operations| operations.listen == address) {
        return Err(format!(
            "operations.listen {address}: people are served there; choose another port"
        ));
    }
    if address.ip().is_loopback() {
        return Ok(());
    }
    if settings.demo {
        return match settings.demo_code {
            true => Ok(()),
            false => Err(format!(
                "--demo lets anyone sign in as anyone and {address} can be reached from other \
                 machines; add --demo-code to ask for a one-time code, or listen on 127.0.0.1"
            )),
        };
    }
    if settings.proxies.is_empty() && settings.tls.is_none() {
        return Err(format!(
            "{address} can be reached from other machines and what people send would travel \
             unencrypted; name certificate and key under `tls` in the configuration file, or put a \
             TLS proxy in front and name its network with behind_proxy, or listen on 127.0.0.1"
        ));
    }
    match by_tls {
        true => Ok(()),
        false => {
            Err("behind a proxy, say by which address people come: base_url https://…".to_owned())
        }
    }
}

/// The host name of an address, without port, in lower case.
pub fn host_of(base_url: &str) -> Option<String> {
    let rest = base_url.split_once("://")?.1;
    let authority = rest.split('/').next()?;
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
        _ => authority,
    };
    Some(host.to_ascii_lowercase()).filter(|host| !host.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, Operations, Tls};
    use crate::serve::ServeArgs;
    use clap::Parser;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        args: ServeArgs,
    }

    fn settled(line: &str) -> Settings {
        let words = std::iter::once("onewindow").chain(line.split_whitespace());
        Settings::settle(&Line::parse_from(words).args, Config::default()).unwrap()
    }

    fn checked(line: &str, address: &str) -> Result<(), String> {
        check(&settled(line), address.parse().unwrap())
    }

    #[test]
    fn what_strangers_can_reach_must_be_guarded() {
        assert!(checked("--demo", "127.0.0.1:8080").is_ok());
        assert!(checked("", "[::1]:8080").is_ok());
        let open = checked("--demo", "0.0.0.0:8080").unwrap_err();
        assert!(open.contains("--demo-code"), "{open}");
        assert!(checked("--demo --demo-code", "0.0.0.0:8080").is_ok());
        let plain = checked("", "192.168.1.4:80").unwrap_err();
        assert!(plain.contains("behind_proxy") && plain.contains("`tls`"), "{plain}");
        let proxied = "--behind-proxy 10.0.0.0/8";
        assert!(checked(proxied, "10.0.0.5:80").unwrap_err().contains("base_url"));
        let whole = "--behind-proxy 10.0.0.0/8 --base-url https://a.example";
        assert!(checked(whole, "10.0.0.5:80").is_ok());
        assert!(checked("--base-url ftp://a", "127.0.0.1:1").is_err());
        let remote = checked("--database postgres://a@db.example/b", "127.0.0.1:1").unwrap_err();
        assert!(remote.contains("unencrypted"), "{remote}");
    }

    #[test]
    fn tls_here_needs_the_address_by_which_people_come() {
        let with_tls = |line: &str| {
            let tls = Tls { certificate: "c".into(), key: "k".into(), redirect_from: None };
            check(&Settings { tls: Some(tls), ..settled(line) }, "10.0.0.5:443".parse().unwrap())
        };
        assert!(with_tls("").unwrap_err().starts_with("tls: "));
        assert!(with_tls("--base-url http://a.example").unwrap_err().starts_with("tls: "));
        assert!(with_tls("--base-url https://a.example").is_ok());
    }

    #[test]
    fn operators_have_a_port_of_their_own() {
        let listen = "127.0.0.1:8080".parse().unwrap();
        let operations = Some(Operations { listen, allow: Vec::new() });
        let refused = check(&Settings { operations, ..settled("") }, listen).unwrap_err();
        assert!(refused.starts_with("operations.listen"), "{refused}");
    }

    #[test]
    fn hosts_are_read_off_addresses() {
        for (url, host) in [
            ("https://ZWFW.example.gov/x", "zwfw.example.gov"),
            ("http://127.0.0.1:8080", "127.0.0.1"),
            ("http://[::1]:80", "[::1]"),
        ] {
            assert_eq!(host_of(url).as_deref(), Some(host));
        }
        assert_eq!(host_of("nonsense"), None);
    }
}

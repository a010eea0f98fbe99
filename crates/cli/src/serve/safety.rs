//! Unsafe configuration refuses to start, and says why.

use std::net::SocketAddr;

use super::ServeArgs;

/// Refuses what would expose people's data or let strangers in.
pub fn check(args: &ServeArgs, address: SocketAddr) -> Result<(), String> {
    if let Some(url) = &args.base_url
        && !(url.starts_with("https://") || url.starts_with("http://"))
    {
        return Err(format!(
            "--base-url {url}: must begin with https:// (or http:// for trying out)"
        ));
    }
    if let Some(url) = args.database.url()?.filter(|url| !url.is_local()) {
        return Err(format!(
            "--database {url}: what people send would travel to that machine unencrypted; use a \
             database of this machine, or a tunnel that ends on it"
        ));
    }
    if address.ip().is_loopback() {
        return Ok(());
    }
    if args.demo {
        return match args.demo_code {
            true => Ok(()),
            false => Err(format!(
                "--demo lets anyone sign in as anyone and {address} can be reached from other \
                 machines; add --demo-code to ask for a one-time code, or listen on 127.0.0.1"
            )),
        };
    }
    if args.behind_proxy.is_empty() {
        return Err(format!(
            "{address} can be reached from other machines and what people send would travel \
             unencrypted; put a TLS proxy in front and name its network with --behind-proxy CIDR, \
             or listen on 127.0.0.1"
        ));
    }
    match &args.base_url {
        Some(url) if url.starts_with("https://") => Ok(()),
        _ => {
            Err("behind a proxy, say by which address people come: --base-url https://…".to_owned())
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
    use clap::Parser;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        args: ServeArgs,
    }

    fn checked(line: &str, address: &str) -> Result<(), String> {
        let words = std::iter::once("onewindow").chain(line.split_whitespace());
        check(&Line::parse_from(words).args, address.parse().unwrap())
    }

    #[test]
    fn what_strangers_can_reach_must_be_guarded() {
        assert!(checked("--demo", "127.0.0.1:8080").is_ok());
        assert!(checked("", "[::1]:8080").is_ok());
        let open = checked("--demo", "0.0.0.0:8080").unwrap_err();
        assert!(open.contains("--demo-code"), "{open}");
        assert!(checked("--demo --demo-code", "0.0.0.0:8080").is_ok());
        let plain = checked("", "192.168.1.4:80").unwrap_err();
        assert!(plain.contains("--behind-proxy"), "{plain}");
        let proxied = "--behind-proxy 10.0.0.0/8";
        assert!(checked(proxied, "10.0.0.5:80").unwrap_err().contains("--base-url"));
        let whole = "--behind-proxy 10.0.0.0/8 --base-url https://a.example";
        assert!(checked(whole, "10.0.0.5:80").is_ok());
        assert!(checked("--base-url ftp://a", "127.0.0.1:1").is_err());
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

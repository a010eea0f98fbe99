//! How the node meets the world: configuration, certificate, ports.

use std::fs::File;
use std::net::SocketAddr;
use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use onewindow_app::health::Finding;
use onewindow_web::server::Tls;
use tokio::net::TcpListener;

use crate::serve::{Settings, host_of, is_safe, sign_in_of};

/// With less than this to go somebody should see that the certificate is renewed.
const RENEW: SignedDuration = SignedDuration::from_hours(14 * 24);

/// Examines what is settled, without opening anything for others.
pub async fn examine(settings: &Settings, now: Timestamp) -> Vec<Finding> {
    let address = match settings.address().await {
        Ok(address) => address,
        Err(why) => {
            let remedy = "name an address of this machine and a port";
            return vec![Finding::problem("configuration", why, remedy)];
        }
    };
    let sound = is_safe(settings, address).and_then(|()| sign_in_of(settings).map(|_| ()));
    let remedy = "a start refuses this: change that key, or the file that it names";
    let mut findings = vec![match sound {
        Ok(()) => Finding::well("configuration", "it can be started with"),
        Err(why) => Finding::problem("configuration", why, remedy),
    }];
    if let Some(tls) = &settings.tls {
        findings.extend(certificate(&tls.certificate, &tls.key, settings, now));
    }
    let runs = runs(&settings.place.data);
    let mut ports = vec![("listen", address)];
    ports.extend(
        settings.tls.as_ref().and_then(|tls| Some(("tls.redirect_from", tls.redirect_from?))),
    );
    ports.extend(settings.operations.as_ref().map(|one| ("operations.listen", one.listen)));
    for (key, address) in ports {
        findings.push(port(key, address, runs).await);
    }
    findings
}

fn certificate(
    certificate: &Path,
    key: &Path,
    settings: &Settings,
    now: Timestamp,
) -> Vec<Finding> {
    let tls = match Tls::load(certificate, key) {
        Ok(tls) => tls,
        Err(why) => {
            let remedy = "put certificate and key in place that belong together";
            return vec![Finding::problem("tls", why.to_string(), remedy)];
        }
    };
    let mut findings = vec![Finding::well("tls", "certificate and key belong together")];
    let host = settings.base_url.as_deref().and_then(host_of);
    if let Some(Err(why)) = host.map(|host| tls.names(&host)) {
        let remedy = "ask for a certificate that names the host of base_url";
        findings.push(Finding::problem("tls", why, remedy));
    }
    findings.push(match tls.ends_at() {
        None => Finding::note("tls", "it cannot be read off the certificate when it ends"),
        Some(end) if end <= now => Finding::problem(
            "tls",
            format!("the certificate ended at {end}"),
            "renew it now: browsers let nobody in. A renewed file is taken over within a minute",
        ),
        Some(end) if end.duration_since(now) < RENEW => Finding::problem(
            "tls",
            format!("the certificate ends at {end}"),
            "see that it is renewed: a renewed file is taken over within a minute",
        ),
        Some(end) => Finding::well("tls", format!("the certificate ends at {end}")),
    });
    findings
}

/// Whether a node has this folder in use.
fn runs(data: &Path) -> bool {
    let lock = File::open(data.join("in-use.lock")).map(|file| file.try_lock());
    matches!(lock, Ok(Err(std::fs::TryLockError::WouldBlock)))
}

async fn port(key: &str, address: SocketAddr, runs: bool) -> Finding {
    match TcpListener::bind(address).await {
        Ok(_) if runs => Finding::problem(
            "ports",
            format!("{key}: the node runs, and nothing listens on {address}"),
            "it was started with another address: start it again, or correct the configuration",
        ),
        Ok(_) => Finding::well("ports", format!("{key}: {address} is free")),
        Err(_) if runs => {
            Finding::well("ports", format!("{key}: the node runs, {address} is taken"))
        }
        Err(why) => Finding::problem(
            "ports",
            format!("{key}: {address} cannot be listened on: {why}"),
            "see what has it: ss -ltnp; or choose another. Ports below 1024 need a right of their own: see the end of packaging/onewindow.service",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onewindow_app::health::State;

    fn at(text: &str) -> SocketAddr {
        text.parse().unwrap()
    }

    #[tokio::test]
    async fn a_port_that_somebody_else_has_is_a_problem() {
        let other = TcpListener::bind(at("127.0.0.1:0")).await.unwrap();
        let address = other.local_addr().unwrap();
        assert_eq!(port("listen", address, false).await.state, State::Problem);
        assert_eq!(port("listen", address, true).await.state, State::Ok);
        drop(other);
        assert_eq!(port("listen", address, false).await.state, State::Ok);
        assert_eq!(port("listen", address, true).await.state, State::Problem);
    }

    #[test]
    fn a_node_that_runs_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!runs(folder.path()));
        let lock = File::create(folder.path().join("in-use.lock")).unwrap();
        assert!(!runs(folder.path()));
        lock.try_lock().unwrap();
        assert!(runs(folder.path()));
    }
}

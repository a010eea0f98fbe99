//! Flags and file together: what this start is to be.

use std::net::SocketAddr;
use std::path::PathBuf;

use onewindow_app::start::Place;
use onewindow_web::edge::Cidr;

use super::ServeArgs;
use crate::config::{Config, Desk, Operations, Outgoing, SignIn, Tls};

/// What was settled. Nothing has been tried yet.
#[derive(Debug)]
pub struct Settings {
    pub demo: bool,
    pub demo_code: bool,
    pub listen: String,
    pub place: Place,
    pub catalogue: PathBuf,
    pub base_url: Option<String>,
    pub hosts: Vec<String>,
    pub proxies: Vec<Cidr>,
    pub tls: Option<Tls>,
    pub operations: Option<Operations>,
    pub desk: Desk,
    pub sign_in: Option<SignIn>,
    pub outgoing: Outgoing,
}

impl Settings {
    /// Flags go before the file; lists add up.
    pub fn settle(args: &ServeArgs, config: Config) -> Result<Settings, String> {
        let mut place = args.installation.place(&config)?;
        let catalogue = args.installation.catalogue(&config);
        if args.demo && args.installation.folder.data.is_none() && config.data.is_none() {
            place.data = PathBuf::from("data/demo");
        }
        let mut proxies = config.behind_proxy;
        for proxy in &args.behind_proxy {
            proxies.push(proxy.parse().map_err(|_| {
                format!("--behind-proxy {proxy}: not a network; write it as 10.0.0.0/8 or fd00::/8")
            })?);
        }
        let mut hosts = config.hosts;
        hosts.extend(args.host.iter().map(|host| host.to_ascii_lowercase()));
        let listen = args.listen.clone().or(config.listen);
        Ok(Settings {
            demo: args.demo,
            demo_code: args.demo_code,
            listen: listen.unwrap_or_else(|| "127.0.0.1:8080".to_owned()),
            place,
            catalogue,
            base_url: args.base_url.clone().or(config.base_url),
            hosts,
            proxies,
            tls: config.tls,
            operations: config.operations,
            desk: config.desk,
            sign_in: config.sign_in,
            outgoing: config.outgoing,
        })
    }

    /// The address to listen on.
    pub async fn address(&self) -> Result<SocketAddr, String> {
        let listen = &self.listen;
        let mut found = tokio::net::lookup_host(listen)
            .await
            .map_err(|error| format!("listen {listen}: {error}; write it as 127.0.0.1:8080"))?;
        found.next().ok_or_else(|| format!("listen {listen}: no such address"))
    }

    /// The address by which people come.
    pub fn base_url(&self, address: SocketAddr) -> String {
        let base_url = self.base_url.clone().unwrap_or_else(|| format!("http://{address}"));
        base_url.trim_end_matches('/').to_owned()
    }
}

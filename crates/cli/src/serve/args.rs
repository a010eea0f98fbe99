//! What `serve` takes.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

use crate::database::DatabaseArg;

/// `onewindow serve`.
#[derive(Args, Clone, Debug)]
pub struct ServeArgs {
    /// Fill the platform with invented people and let anyone sign in as anyone.
    #[arg(long)]
    pub demo: bool,
    /// Ask for a one-time code at each demonstration sign-in; needed beyond this machine.
    #[arg(long, requires = "demo")]
    pub demo_code: bool,
    /// Where to listen.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub listen: String,
    /// The folder of database, uploads and keys [default: data, with --demo data/demo].
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Where the database is, unless in the data folder.
    #[command(flatten)]
    pub database: DatabaseArg,
    /// The folder of the catalogue.
    #[arg(long, value_name = "DIR", default_value = "catalogue")]
    pub catalogue: PathBuf,
    /// The address by which people reach the platform, such as https://zwfw.example.gov.
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// A network whose proxies terminate TLS and set X-Forwarded-For, such as 10.0.0.0/8.
    #[arg(long, value_name = "CIDR")]
    pub behind_proxy: Vec<String>,
    /// A further host name to answer to.
    #[arg(long, value_name = "NAME")]
    pub host: Vec<String>,
}

impl ServeArgs {
    /// The address to listen on.
    pub async fn address(&self) -> Result<SocketAddr, String> {
        let mut found = tokio::net::lookup_host(&self.listen).await.map_err(|error| {
            format!("--listen {}: {error}; write it as 127.0.0.1:8080", self.listen)
        })?;
        found.next().ok_or_else(|| format!("--listen {}: no such address", self.listen))
    }

    /// The data folder.
    pub fn data(&self) -> PathBuf {
        self.data.clone().unwrap_or_else(|| match self.demo {
            true => PathBuf::from("data/demo"),
            false => PathBuf::from("data"),
        })
    }
}

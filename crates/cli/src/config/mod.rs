//! The configuration file: what an installation is, in one place. Flags go before it.

mod command;
pub mod keys;
mod read;
mod reference;
mod sign_in;

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use jiff::SignedDuration;
use onewindow_catalogue::yaml::MAX_BYTES;
use onewindow_web::edge::Cidr;

pub use command::{ConfigArgs, run};
pub use sign_in::{Outgoing, SignIn};

/// What the file says. Files that it names have not been opened yet.
#[derive(Debug, Default)]
pub struct Config {
    pub listen: Option<String>,
    pub base_url: Option<String>,
    pub hosts: Vec<String>,
    pub behind_proxy: Vec<Cidr>,
    pub data: Option<PathBuf>,
    pub catalogue: Option<PathBuf>,
    pub database_url_file: Option<PathBuf>,
    pub tls: Option<Tls>,
    pub sign_in: Option<SignIn>,
    pub outgoing: Outgoing,
    pub operations: Option<Operations>,
    pub desk: Desk,
    pub log_form: Option<LogForm>,
    pub log_filter: Option<String>,
}

/// Where TLS ends here.
#[derive(Debug)]
pub struct Tls {
    pub certificate: PathBuf,
    pub key: PathBuf,
    pub redirect_from: Option<SocketAddr>,
}

/// The second listener.
#[derive(Debug)]
pub struct Operations {
    pub listen: SocketAddr,
    /// Who may ask, besides this machine.
    pub allow: Vec<Cidr>,
}

/// Where officials work.
#[derive(Clone, Copy, Debug, Default)]
pub struct Desk {
    pub lock_after: Option<SignedDuration>,
    pub confirm_after: Option<SignedDuration>,
}

/// How a line of the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogForm {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Reads a file. The error is ready to be shown.
pub fn load(path: &Path) -> Result<Config, String> {
    let shown = path.display();
    let bytes = std::fs::read(path).map_err(|why| match why.kind() {
        ErrorKind::NotFound => format!(
            "there is no configuration file `{shown}`; name another with --config FILE, or unset \
             ONEWINDOW_CONFIG"
        ),
        _ => format!("the configuration file `{shown}` cannot be read: {why}"),
    })?;
    if bytes.len() > MAX_BYTES {
        return Err(format!("`{shown}` has more than {MAX_BYTES} bytes: not a configuration file"));
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| format!("`{shown}` is not UTF-8; save it in that encoding"))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    read::read(&shown.to_string(), &text, folder).map_err(|findings| {
        let shown: Vec<_> = findings.iter().map(|finding| finding.human()).collect();
        format!("the configuration has mistakes\n\n{}", shown.join("\n"))
    })
}

/// The first line of a file that holds a secret; refused when other users of the machine could read it.
pub fn secret(path: &Path) -> Result<String, String> {
    let shown = path.display();
    let failed = |why: std::io::Error| {
        let remedy = match why.kind() {
            std::io::ErrorKind::PermissionDenied => {
                "; it must belong to the user that runs the node"
            }
            _ => "",
        };
        format!("the secret in `{shown}` cannot be read: {why}{remedy}")
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(path).map_err(failed)?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(format!(
                "`{shown}` holds a secret and other users of this machine can read it; run: chmod 600 \
                 {shown}"
            ));
        }
    }
    let text = std::fs::read_to_string(path).map_err(failed)?;
    match text.lines().next().map(str::trim).filter(|line| !line.is_empty()) {
        Some(line) => Ok(line.to_owned()),
        None => Err(format!("`{shown}` is empty; its first line should hold the secret")),
    }
}

#[cfg(test)]
mod tests;

//! The file into a [`Config`], each mistake with its place.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use jiff::SignedDuration;
use onewindow_catalogue::finding::Finding;
use onewindow_catalogue::reader::{Fields, Reader, Shape};
use onewindow_catalogue::source::SourceFile;
use onewindow_catalogue::yaml::{self, Node, Value};
use onewindow_web::edge::Cidr;

use super::keys::{self, Key, Section};
use super::{Config, Desk, LogForm, Operations, Tls};

/// The longest value.
pub(super) const MOST: usize = 2_000;

/// Reads the text of a file in `folder`, from where paths in it are counted.
pub fn read(name: &str, text: &str, folder: &Path) -> Result<Config, Vec<Finding>> {
    let file = SourceFile::new(name, text);
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Ok(Config::default());
    }
    let root = yaml::parse(&file)?;
    let mut reading = Reading { r: Reader::new(&file, Vec::new()), folder };
    let config = reading.config(&root).unwrap_or_default();
    match reading.r.finish() {
        findings if findings.is_empty() => Ok(config),
        findings => Err(findings),
    }
}

pub(super) struct Reading<'f, 't> {
    pub(super) r: Reader<'f, 't>,
    folder: &'f Path,
}

impl Reading<'_, '_> {
    fn config(&mut self, root: &Node) -> Option<Config> {
        let f = self.section(root, &keys::FILE)?;
        let log = self.inside(&f, &keys::LOG, Self::log).unwrap_or_default();
        Some(Config {
            listen: self.at(&f, &keys::LISTEN, Self::address),
            base_url: self.at(&f, &keys::BASE_URL, Self::url),
            hosts: self.at(&f, &keys::HOSTS, Self::hosts).unwrap_or_default(),
            behind_proxy: self.at(&f, &keys::BEHIND_PROXY, Self::networks).unwrap_or_default(),
            data: self.at(&f, &keys::DATA, Self::path),
            catalogue: self.at(&f, &keys::CATALOGUE, Self::path),
            database_url_file: self.inside(&f, &keys::DATABASE, |reading, f| {
                reading.at(f, &keys::DATABASE_URL_FILE, Self::path)
            }),
            tls: self.inside(&f, &keys::TLS, Self::tls),
            sign_in: self.inside(&f, &keys::SIGN_IN, Self::sign_in),
            outgoing: self.inside(&f, &keys::OUTGOING, Self::outgoing).unwrap_or_default(),
            operations: self.inside(&f, &keys::OPERATIONS, Self::operations),
            desk: self.inside(&f, &keys::DESK, Self::desk).unwrap_or_default(),
            log_form: log.0,
            log_filter: log.1,
        })
    }

    fn log(&mut self, f: &Fields<'_>) -> Option<(Option<LogForm>, Option<String>)> {
        let forms = [("text", LogForm::Text), ("json", LogForm::Json)];
        let form = self.at(f, &keys::LOG_FORM, |reading, n| reading.r.one_of(n, &forms));
        Some((form, self.at(f, &keys::LOG_FILTER, Self::filter)))
    }

    fn desk(&mut self, f: &Fields<'_>) -> Option<Desk> {
        Some(Desk {
            lock_after: self.at(f, &keys::DESK_LOCK_AFTER, Self::span),
            confirm_after: self.at(f, &keys::DESK_CONFIRM_AFTER, Self::span),
        })
    }

    fn tls(&mut self, f: &Fields<'_>) -> Option<Tls> {
        let certificate = self.at(f, &keys::TLS_CERTIFICATE, Self::path);
        let key = self.at(f, &keys::TLS_KEY, Self::path);
        let redirect_from = self.at(f, &keys::TLS_REDIRECT_FROM, Self::socket);
        Some(Tls { certificate: certificate?, key: key?, redirect_from })
    }

    fn operations(&mut self, f: &Fields<'_>) -> Option<Operations> {
        let listen = self.at(f, &keys::OPERATIONS_LISTEN, Self::socket);
        let allow = self.at(f, &keys::OPERATIONS_ALLOW, Self::networks).unwrap_or_default();
        let operations = Operations { listen: listen?, allow };
        if !operations.listen.ip().is_loopback() && operations.allow.is_empty() {
            let listen = operations.listen;
            let message = format!("{listen} can be reached from other machines");
            let help = "say who may ask there, as in `allow: [10.1.0.0/16]`, or write 127.0.0.1";
            self.r.error("open-to-all", f.node, message, help);
        }
        Some(operations)
    }

    /// A session ends after half an hour without use, so a desk that locks later never does.
    fn span(&mut self, node: &Node) -> Option<SignedDuration> {
        let seconds = match &node.value {
            Value::Scalar(scalar) => scalar.text.strip_suffix('s').and_then(|s| s.parse().ok()),
            _ => None,
        };
        match seconds {
            None => self.r.whole(node, 1..=30).map(SignedDuration::from_mins),
            Some(seconds @ 10..=59) => Some(SignedDuration::from_secs(seconds)),
            Some(seconds) => {
                let message = format!("{seconds} seconds are out of range");
                self.r.error("out-of-range", node, message, "write 10s to 59s, or 1 to 30 minutes");
                None
            }
        }
    }

    /// A mapping whose keys are those of the table.
    fn section<'n>(&mut self, node: &'n Node, section: &Section) -> Option<Fields<'n>> {
        let mut names: Vec<&str> = section.keys.iter().map(|key| key.name).collect();
        if section.name.is_empty() {
            names.extend(keys::SECTIONS.iter().map(|section| section.name));
        }
        let required: Vec<&str> = section.required.iter().map(|key| key.name).collect();
        let what = match section.name {
            "" => "the configuration".to_owned(),
            name => format!("`{name}`"),
        };
        self.r.fields(node, &Shape { what: &what, keys: &names, required: &required })
    }

    fn inside<T>(
        &mut self,
        f: &Fields<'_>,
        section: &Section,
        read: impl FnOnce(&mut Self, &Fields<'_>) -> Option<T>,
    ) -> Option<T> {
        let inner = self.section(f.get(section.name)?, section)?;
        read(self, &inner)
    }

    pub(super) fn at<'n, T>(
        &mut self,
        f: &Fields<'n>,
        key: &Key,
        read: impl FnOnce(&mut Self, &'n Node) -> Option<T>,
    ) -> Option<T> {
        read(self, f.get(key.name)?)
    }

    /// A path, counted from the folder of the file.
    pub(super) fn path(&mut self, node: &Node) -> Option<PathBuf> {
        Some(self.folder.join(self.r.string(node, MOST)?))
    }

    pub(super) fn url(&mut self, node: &Node) -> Option<String> {
        let url = self.r.string(node, MOST)?;
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        if rest.is_some_and(|host| !host.is_empty() && !host.contains(['?', '#', ' ', '@'])) {
            return Some(url);
        }
        let message = format!("`{url}` is not the address of a site");
        self.r.error("bad-url", node, message, "write it as https://zwfw.example.gov");
        None
    }

    /// Where to listen; a name is looked up later.
    fn address(&mut self, node: &Node) -> Option<String> {
        let text = self.r.string(node, MOST)?;
        let port = text.rsplit_once(':').filter(|(host, _)| !host.is_empty());
        if port.is_some_and(|(_, port)| port.parse::<u16>().is_ok()) {
            return Some(text);
        }
        let message = format!("`{text}` is not an address with a port");
        self.r.error("bad-address", node, message, "write it as 127.0.0.1:8080 or [::1]:8080");
        None
    }

    fn socket(&mut self, node: &Node) -> Option<SocketAddr> {
        let text = self.address(node)?;
        let parsed = text.parse().ok();
        if parsed.is_none() {
            let message = format!("`{text}` is not an IP address with a port");
            self.r.error("bad-address", node, message, "write it as 127.0.0.1:9090");
        }
        parsed
    }

    fn networks(&mut self, node: &Node) -> Option<Vec<Cidr>> {
        self.r.list(node, |r, node| {
            let text = r.string(node, MOST)?;
            let parsed = text.parse::<Cidr>();
            if let Err(why) = &parsed {
                r.error("bad-network", node, why.clone(), "write it as 10.0.0.0/8 or fd00::/8");
            }
            parsed.ok()
        })
    }

    fn hosts(&mut self, node: &Node) -> Option<Vec<String>> {
        self.r.list(node, |r, node| {
            let host = r.string(node, 253)?.to_ascii_lowercase();
            let odd = |c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '.');
            if host.contains(odd) {
                let message = format!("`{host}` is not a host name");
                r.error(
                    "bad-host",
                    node,
                    message,
                    "write the name alone, without https:// and port",
                );
                return None;
            }
            Some(host)
        })
    }

    fn filter(&mut self, node: &Node) -> Option<String> {
        let text = self.r.string(node, MOST)?;
        if let Err(why) = crate::log::targets(&text) {
            let message = format!("`{text}` does not say what to log: {why}");
            self.r.error(
                "bad-filter",
                node,
                message,
                "write it as info or info,onewindow_web=debug",
            );
            return None;
        }
        Some(text)
    }
}

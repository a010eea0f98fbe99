//! Where a database is: a file, or a PostgreSQL server.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use tokio_postgres::config::{Host, SslMode};

use crate::pg::tls::Verified;

/// Where a database is.
#[derive(Clone)]
pub enum Target {
    /// An SQLite file of this machine.
    File(PathBuf),
    /// A PostgreSQL database.
    Postgres(PostgresUrl),
}

/// The address of a PostgreSQL database. It may hold a password: what is shown of it does not.
#[derive(Clone)]
pub struct PostgresUrl(pub(crate) Box<tokio_postgres::Config>, pub(crate) Option<Verified>);

/// Why a text is no address of a database.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotATarget {
    /// Another scheme.
    #[error("the address of a database begins with postgres:// or postgresql://")]
    Scheme,
    /// Not to be read.
    #[error("this is no address of a PostgreSQL database: {0}")]
    Unreadable(String),
    /// It does not say how the connection is guarded.
    #[error("the address of the database: {0}")]
    Tls(String),
    /// It leaves out what would otherwise be guessed from the environment.
    #[error(
        "the address of the database names no {0}; write postgres://USER:PASSWORD@HOST:PORT/DATABASE"
    )]
    Missing(&'static str),
}

impl PostgresUrl {
    /// Reads `postgres://user:password@host:port/database`, with the parameters of libpq after a
    /// question mark. A host that begins with `%2F` is the folder of a Unix socket. With
    /// `sslmode=verify-full` and `sslrootcert=FILE` the connection is encrypted, and the server must be
    /// the one that a certificate of the file vouches for.
    pub fn parse(text: &str) -> Result<PostgresUrl, NotATarget> {
        if !["postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme)) {
            return Err(NotATarget::Scheme);
        }
        if is_ambiguous(text) {
            let why = "in a user's name or password write @ as %40, / as %2F, # as %23, ? as %3F and % as %25";
            return Err(NotATarget::Unreadable(why.to_owned()));
        }
        let (text, verified) = guarded(text)?;
        let mut config: tokio_postgres::Config =
            text.parse().map_err(|error: tokio_postgres::Error| {
                // The words of the parser name keys, never the value of one.
                let cause = std::error::Error::source(&error).map(ToString::to_string);
                NotATarget::Unreadable(cause.unwrap_or_else(|| "it cannot be read".to_owned()))
            })?;
        if config.get_hosts().is_empty() {
            return Err(NotATarget::Missing("host"));
        }
        if !config.get_hostaddrs().is_empty() {
            let why = "hostaddr is not taken: it would lead elsewhere than the host says";
            return Err(NotATarget::Unreadable(why.to_owned()));
        }
        if config.get_user().is_none() {
            return Err(NotATarget::Missing("user"));
        }
        if config.get_dbname().is_none() {
            return Err(NotATarget::Missing("database"));
        }
        if verified.is_some() {
            #[cfg(unix)]
            if config.get_hosts().iter().any(|host| matches!(host, Host::Unix(_))) {
                let why = "a Unix socket has no TLS, and needs none: leave sslmode out";
                return Err(NotATarget::Tls(why.to_owned()));
            }
            config.ssl_mode(SslMode::Require);
        }
        Ok(PostgresUrl(Box::new(config), verified))
    }

    /// Whether nobody on the way can read along: on this machine, or under TLS to a server that was
    /// verified.
    pub fn is_guarded(&self) -> bool {
        self.1.is_some() || self.is_local()
    }

    /// Whether every host is this machine: a Unix socket, or a loopback address.
    pub fn is_local(&self) -> bool {
        self.0.get_hosts().iter().all(|host| match host {
            #[cfg(unix)]
            Host::Unix(_) => true,
            Host::Tcp(name) => {
                name == "localhost"
                    || name.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
            }
        })
    }
}

/// Whether it has more than one reading. The rest of a password would be taken for a host or a
/// database, which are shown.
fn is_ambiguous(text: &str) -> bool {
    let (place, parameters) = text.split_once('?').unwrap_or((text, ""));
    let place = place.split_once("://").map_or(place, |(_, place)| place);
    let (authority, path) = place.split_once('/').unwrap_or((place, ""));
    let ats = authority.matches('@').count();
    ats > 1 || path.contains(['@', '#', '/']) || (ats == 0 && parameters.contains('@'))
}

/// Takes what concerns TLS out of an address: the driver knows less of it than libpq does.
fn guarded(text: &str) -> Result<(String, Option<Verified>), NotATarget> {
    let (place, parameters) = text.split_once('?').unwrap_or((text, ""));
    let (mut mode, mut roots, mut rest) = ("", "", Vec::new());
    for parameter in parameters.split('&').filter(|parameter| !parameter.is_empty()) {
        match parameter.split_once('=') {
            Some(("sslmode", value)) => mode = value,
            Some(("sslrootcert", value)) => roots = value,
            _ => rest.push(parameter),
        }
    }
    let place = match rest.is_empty() {
        true => place.to_owned(),
        false => format!("{place}?{}", rest.join("&")),
    };
    match (mode, roots) {
        ("" | "disable", "") => Ok((place, None)),
        ("verify-full", "") => Err(NotATarget::Tls(
            "sslmode=verify-full needs sslrootcert=FILE: the certificate, in PEM, of the authority \
             that vouches for the server"
                .to_owned(),
        )),
        ("verify-full", roots) => {
            Ok((place, Some(Verified::by(Path::new(roots)).map_err(NotATarget::Tls)?)))
        }
        _ => Err(NotATarget::Tls(
            "only sslmode=verify-full with sslrootcert=FILE makes sure who the server is; write that, \
             or nothing for a server of this machine"
                .to_owned(),
        )),
    }
}

impl fmt::Display for PostgresUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("postgres://")?;
        if let Some(user) = self.0.get_user() {
            write!(out, "{user}@")?;
        }
        let ports = self.0.get_ports();
        for (place, host) in self.0.get_hosts().iter().enumerate() {
            let comma = if place == 0 { "" } else { "," };
            match host {
                Host::Tcp(name) => write!(out, "{comma}{name}")?,
                #[cfg(unix)]
                Host::Unix(folder) => write!(out, "{comma}{}", folder.display())?,
            }
            // One port stands for all hosts.
            if let Some(port) = ports.get(place).or(ports.first()) {
                write!(out, ":{port}")?;
            }
        }
        write!(out, "/{}", self.0.get_dbname().unwrap_or_default())
    }
}

impl fmt::Debug for PostgresUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self}")
    }
}

impl fmt::Display for Target {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::File(path) => write!(out, "{}", path.display()),
            Target::Postgres(url) => write!(out, "{url}"),
        }
    }
}

impl fmt::Debug for Target {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self}")
    }
}

impl From<&Path> for Target {
    fn from(path: &Path) -> Target {
        Target::File(path.to_owned())
    }
}

impl From<&PathBuf> for Target {
    fn from(path: &PathBuf) -> Target {
        Target::File(path.clone())
    }
}

impl From<PathBuf> for Target {
    fn from(path: PathBuf) -> Target {
        Target::File(path)
    }
}

impl From<PostgresUrl> for Target {
    fn from(url: PostgresUrl) -> Target {
        Target::Postgres(url)
    }
}

impl From<&Target> for Target {
    fn from(target: &Target) -> Target {
        target.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::{NotATarget, PostgresUrl};

    #[test]
    fn a_password_is_never_shown() {
        let url = PostgresUrl::parse("postgres://ow:s3cret@db.example:5433/onewindow").unwrap();
        assert_eq!(format!("{url} {url:?}").matches("s3cret").count(), 0);
        assert_eq!(url.to_string(), "postgres://ow@db.example:5433/onewindow");
        let wrong = PostgresUrl::parse("postgres://ow:s3cret@db.example:port/onewindow");
        assert!(!wrong.unwrap_err().to_string().contains("s3cret"));
    }

    #[test]
    fn nothing_is_guessed_from_the_environment() {
        let missing = |text: &str| PostgresUrl::parse(text).unwrap_err();
        assert_eq!(missing("mysql://a@b/c"), NotATarget::Scheme);
        assert_eq!(missing("postgres://b/c"), NotATarget::Missing("user"));
        assert_eq!(missing("postgres://a@b"), NotATarget::Missing("database"));
        assert_eq!(missing("postgres://a@/c"), NotATarget::Missing("host"));
    }

    #[test]
    fn half_a_guard_is_refused() {
        let why = |text: &str| PostgresUrl::parse(text).unwrap_err().to_string();
        let at = "postgres://ow:s3cret@db.example/onewindow";
        for mode in ["require", "prefer", "verify-ca", "allow"] {
            assert!(why(&format!("{at}?sslmode={mode}")).contains("verify-full"), "{mode}");
        }
        assert!(why(&format!("{at}?sslmode=verify-full")).contains("sslrootcert"));
        let none = format!("{at}?sslmode=verify-full&sslrootcert=/nowhere/ca.pem");
        assert!(why(&none).contains("cannot be read") && !why(&none).contains("s3cret"));
        assert!(why("postgres://ow@localhost/ow?hostaddr=10.0.0.5").contains("hostaddr"));
        let plain = PostgresUrl::parse(&format!("{at}?sslmode=disable")).unwrap();
        assert!(!plain.is_guarded());
    }

    #[test]
    fn a_socket_and_loopback_are_local() {
        let local = |text: &str| PostgresUrl::parse(text).unwrap().is_local();
        assert!(local("postgres://a@%2Frun%2Fpostgresql/c"));
        assert!(local("postgres://a@127.0.0.1/c") && local("postgres://a@localhost/c"));
        assert!(!local("postgres://a@10.0.0.1/c") && !local("postgres://a@localhost,db/c"));
    }

    #[test]
    fn no_part_of_a_password_is_taken_for_something_that_is_shown() {
        for password in ["p@s", "p/s", "p@s/w#1", "a/b@c", "s#@/", "x?y@rest", "x?y"] {
            let text = format!("postgres://user:{password}@127.0.0.1:5432/onewindow");
            let refused = PostgresUrl::parse(&text).unwrap_err().to_string();
            assert!(refused.contains("%40") && !refused.contains(password), "{refused}");
        }
        let misread = "postgres://127.0.0.1/onewindow?user=u&password=p@x/y";
        assert!(PostgresUrl::parse(misread).is_err());
        let encoded = "postgres://user:p%40s%2Fw%231@127.0.0.1:5432/onewindow";
        let shown = PostgresUrl::parse(encoded).unwrap().to_string();
        assert_eq!(shown, "postgres://user@127.0.0.1:5432/onewindow");
    }
}

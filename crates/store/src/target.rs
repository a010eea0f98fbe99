//! Where a database is: a file, or a PostgreSQL server.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use tokio_postgres::config::Host;

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
pub struct PostgresUrl(pub(crate) Box<tokio_postgres::Config>);

/// Why a text is no address of a database.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotATarget {
    /// Another scheme.
    #[error("the address of a database begins with postgres:// or postgresql://")]
    Scheme,
    /// Not to be read.
    #[error("this is no address of a PostgreSQL database: {0}")]
    Unreadable(String),
    /// It leaves out what would otherwise be guessed from the environment.
    #[error(
        "the address of the database names no {0}; write postgres://USER:PASSWORD@HOST:PORT/DATABASE"
    )]
    Missing(&'static str),
}

impl PostgresUrl {
    /// Reads `postgres://user:password@host:port/database`, with the parameters of libpq after a
    /// question mark. A host that begins with `%2F` is the folder of a Unix socket.
    pub fn parse(text: &str) -> Result<PostgresUrl, NotATarget> {
        if !["postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme)) {
            return Err(NotATarget::Scheme);
        }
        let config: tokio_postgres::Config = text.parse().map_err(|error| {
            // The words of the parser name keys, never the value of one.
            let cause = std::error::Error::source(&error).map(ToString::to_string);
            NotATarget::Unreadable(cause.unwrap_or_else(|| "it cannot be read".to_owned()))
        })?;
        if config.get_hosts().is_empty() {
            return Err(NotATarget::Missing("host"));
        }
        if config.get_user().is_none() {
            return Err(NotATarget::Missing("user"));
        }
        if config.get_dbname().is_none() {
            return Err(NotATarget::Missing("database"));
        }
        Ok(PostgresUrl(Box::new(config)))
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
    fn a_socket_and_loopback_are_local() {
        let local = |text: &str| PostgresUrl::parse(text).unwrap().is_local();
        assert!(local("postgres://a@%2Frun%2Fpostgresql/c"));
        assert!(local("postgres://a@127.0.0.1/c") && local("postgres://a@localhost/c"));
        assert!(!local("postgres://a@10.0.0.1/c") && !local("postgres://a@localhost,db/c"));
    }
}

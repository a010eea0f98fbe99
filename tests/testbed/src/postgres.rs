//! Starting and stopping the server.

use std::{
    fs,
    net::{Ipv4Addr, TcpListener},
    os::unix::{
        fs::{PermissionsExt, chown},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use tempfile::TempDir;

/// Where Debian's package keeps the programs, by release.
const DEBIAN: &str = "/usr/lib/postgresql";

/// A server listens on a Unix socket in its own folder, keeps its promises about power cuts, and
/// knows nobody but `onewindow`. It has room for as many locks as one with the default settings.
const SETTINGS: &str = "
listen_addresses = ''
max_connections = 400
max_locks_per_transaction = 16
shared_buffers = 64MB
max_wal_size = 512MB
autovacuum = off
log_min_messages = warning
";

/// A server that is gone with its folder when this is dropped.
#[derive(Debug)]
pub struct Server {
    folder: TempDir,
    /// Where it listens beside its socket, under TLS.
    port: Option<u16>,
    binaries: PathBuf,
    user: Option<(u32, u32)>,
}

/// How a server is stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Sessions are ended, what is committed is written.
    Fast,
    /// As in a power cut of the server alone: nothing is written any more.
    Immediate,
}

impl Server {
    /// Makes a server and starts it.
    pub fn start() -> Result<Server, String> {
        Server::with(None)
    }

    /// Makes one that is reached by TLS as well, with a certificate and its key in PEM.
    pub fn encrypted(certificate: &str, key: &str) -> Result<Server, String> {
        Server::with(Some([("server.crt", certificate), ("server.key", key)]))
    }

    fn with(tls: Option<[(&str, &str); 2]>) -> Result<Server, String> {
        let binaries = binaries()?;
        let folder = tempfile::Builder::new().prefix("ow-pg-").tempdir().map_err(told)?;
        let user = unprivileged()?;
        if let Some((uid, gid)) = user {
            chown(folder.path(), Some(uid), Some(gid)).map_err(told)?;
        }
        let free = || TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr();
        let port = tls.map(|_| free().map(|address| address.port())).transpose().map_err(told)?;
        let server = Server { folder, port, binaries, user };
        let mut initdb = server.program("initdb");
        initdb.args(["--auth=trust", "--username=onewindow", "--encoding=UTF8"]);
        initdb.args(["--locale=C", "--no-sync", "--pgdata"]).arg(server.data());
        output(&mut initdb)?;
        let socket = format!("unix_socket_directories = '{}'\n", server.path().display());
        let file = server.data().join("postgresql.auto.conf");
        let listens = match port {
            Some(port) => format!("listen_addresses = '127.0.0.1'\nport = {port}\nssl = on\n"),
            None => String::new(),
        };
        fs::write(file, format!("{SETTINGS}{listens}{socket}")).map_err(told)?;
        for (name, text) in tls.into_iter().flatten() {
            server.private(name, text).map_err(told)?;
        }
        server.go_on()?;
        crate::ask(&server.url_of("postgres"), "CREATE DATABASE onewindow")?;
        Ok(server)
    }

    /// The address of its database.
    pub fn url(&self) -> String {
        self.url_of("onewindow")
    }

    /// The part of its address by TLS that is the same for every user and name: the port.
    pub fn port(&self) -> Option<u16> {
        self.port
    }

    fn private(&self, name: &str, text: &str) -> std::io::Result<()> {
        let path = self.data().join(name);
        fs::write(&path, text)?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600))?;
        match self.user {
            Some((uid, gid)) => chown(&path, Some(uid), Some(gid)),
            None => Ok(()),
        }
    }

    /// Stops it; it can go on afterwards.
    pub fn stop(&self, how: Stop) -> Result<(), String> {
        let mode = match how {
            Stop::Fast => "fast",
            Stop::Immediate => "immediate",
        };
        let mut stop = self.program("pg_ctl");
        stop.args(["stop", "-w", "-m", mode, "-D"]).arg(self.data());
        output(&mut stop).map(|_| ())
    }

    /// Starts it, again.
    pub fn go_on(&self) -> Result<(), String> {
        let mut start = self.program("pg_ctl");
        start.args(["start", "-w", "-t", "60", "-l"]).arg(self.path().join("log"));
        start.arg("-D").arg(self.data());
        // The server would keep a pipe open for ever.
        let done = start.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        match done.map_err(told)?.success() {
            true => Ok(()),
            false => Err(format!("PostgreSQL did not start:\n{}", self.log())),
        }
    }

    /// A shell command that stops it as a power cut would.
    pub fn command_to_stop(&self) -> String {
        self.shell(&format!("stop -w -m immediate -D {}", self.data().display()))
    }

    /// A shell command that starts it again.
    pub fn command_to_start(&self) -> String {
        let (log, data) = (self.path().join("log"), self.data());
        self.shell(&format!("start -w -l {} -D {} > /dev/null", log.display(), data.display()))
    }

    fn shell(&self, words: &str) -> String {
        let become_user = self
            .user
            .map(|(uid, gid)| format!("setpriv --reuid={uid} --regid={gid} --clear-groups "));
        let program = self.binaries.join("pg_ctl");
        format!("{}{} {words}", become_user.unwrap_or_default(), program.display())
    }

    /// What it wrote into its log.
    pub fn log(&self) -> String {
        fs::read_to_string(self.path().join("log")).unwrap_or_default()
    }

    fn url_of(&self, database: &str) -> String {
        let host = self.path().display().to_string().replace('/', "%2F");
        // With a port of its own the socket is named by it too.
        let port = self.port.map(|port| format!(":{port}")).unwrap_or_default();
        format!("postgres://onewindow@{host}{port}/{database}")
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn data(&self) -> PathBuf {
        self.path().join("data")
    }

    fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.binaries.join(name));
        command.current_dir(self.path());
        if let Some((uid, gid)) = self.user {
            command.uid(uid).gid(gid);
        }
        command
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may be stopped already.
        let _ = self.stop(Stop::Immediate);
    }
}

/// The folder of the programs: `ONEWINDOW_POSTGRES_BIN`, or the newest of Debian's.
pub fn binaries() -> Result<PathBuf, String> {
    if let Some(given) = std::env::var_os("ONEWINDOW_POSTGRES_BIN") {
        return Ok(PathBuf::from(given));
    }
    let releases = fs::read_dir(DEBIAN).into_iter().flatten().flatten();
    let known = releases.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let with_server =
        |release: &u32| Path::new(DEBIAN).join(format!("{release}/bin/initdb")).exists();
    match known.filter(with_server).max() {
        Some(release) => Ok(Path::new(DEBIAN).join(format!("{release}/bin"))),
        None => Err(format!(
            "there is no PostgreSQL server in {DEBIAN}; install the package `postgresql`, or name \
             the folder of its programs in ONEWINDOW_POSTGRES_BIN"
        )),
    }
}

/// PostgreSQL refuses to run as root: the package made a user for it.
fn unprivileged() -> Result<Option<(u32, u32)>, String> {
    let id = output(Command::new("id").arg("-u"))?;
    if id.trim() != "0" {
        return Ok(None);
    }
    let users = fs::read_to_string("/etc/passwd").map_err(told)?;
    let postgres = users.lines().find(|line| line.starts_with("postgres:"));
    let mut numbers = postgres.into_iter().flat_map(|line| line.split(':').skip(2));
    match (numbers.next().map(str::parse), numbers.next().map(str::parse)) {
        (Some(Ok(uid)), Some(Ok(gid))) => Ok(Some((uid, gid))),
        _ => Err("there is no user `postgres`, and PostgreSQL refuses to run as root".to_owned()),
    }
}

pub(crate) fn output(command: &mut Command) -> Result<String, String> {
    let done = command.stdin(Stdio::null()).output().map_err(told)?;
    match done.status.success() {
        true => Ok(String::from_utf8_lossy(&done.stdout).into_owned()),
        false => Err(format!(
            "`{}` failed: {}",
            command.get_program().to_string_lossy(),
            String::from_utf8_lossy(&done.stderr).trim()
        )),
    }
}

fn told(error: std::io::Error) -> String {
    error.to_string()
}

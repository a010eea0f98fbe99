//! A server of the dev build for the time of a step.

use crate::workspace;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// What the server prints on standard output when it is ready.
const READY: &str = "listening on ";
/// The first start makes keys, reads the catalogue and fills the database.
const START: Duration = Duration::from_secs(120);
const STOP: Duration = Duration::from_secs(15);

/// What kind of server a step needs.
pub struct Plan<'a> {
    /// The folder below `target` for its data and its log.
    pub name: &'static str,
    /// Further arguments.
    pub more: &'a [&'a str],
    /// A database instead of the file in its folder.
    pub database: Option<&'a str>,
    /// A port that somebody was told of already.
    pub port: Option<u16>,
}

/// A running `onewindow serve --demo` with an empty data folder of its own.
pub struct Server {
    child: Child,
    log: PathBuf,
    /// The address, as printed: `http://127.0.0.1:PORT`.
    pub base_url: String,
    /// The server's data folder; removed at the end when all went well.
    pub data: PathBuf,
}

impl Server {
    pub fn start(root: &Path, binary: &Path, plan: &Plan<'_>) -> Result<Self, String> {
        let folder = workspace::target(root).join(plan.name);
        let data = folder.join("data");
        let log = folder.join("server.log");
        let file = fresh(&folder, &data, &log).map_err(|e| format!("target/{}: {e}", plan.name))?;
        let errors = file.try_clone().map_err(|e| format!("the server's log: {e}"))?;
        let mut command = Command::new(binary);
        let listen = format!("127.0.0.1:{}", plan.port.unwrap_or(0));
        command.args(["serve", "--demo", "--listen", &listen, "--data"]).arg(&data);
        command.args(plan.more);
        // The environment of whoever runs the check must not choose the database.
        command.env_remove("ONEWINDOW_DATABASE");
        command.envs(plan.database.map(|url| ("ONEWINDOW_DATABASE", url)));
        command.current_dir(root).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(errors);
        let mut child = command.spawn().map_err(|e| format!("the server did not start: {e}"))?;
        let (tell, told) = channel();
        if let Some(stdout) = child.stdout.take() {
            std::thread::spawn(move || copy(BufReader::new(stdout), file, &tell));
        }
        let mut server = Self { child, log, base_url: String::new(), data };
        match server.wait_until_ready(&told) {
            Ok(url) => server.base_url = url,
            Err(why) => {
                server.print_log();
                return Err(why);
            }
        }
        println!("server at {}", server.base_url);
        Ok(server)
    }

    fn wait_until_ready(&mut self, told: &Receiver<String>) -> Result<String, String> {
        let start = Instant::now();
        while start.elapsed() < START {
            if let Ok(url) = told.recv_timeout(Duration::from_millis(100)) {
                return Ok(url);
            }
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(format!("the server ended with {status} before it was ready"));
            }
        }
        Err(format!("no line `{READY}http://…` within {} s", START.as_secs()))
    }

    /// Asks the server to end as a service manager would, and expects that it does so cleanly.
    pub fn stop(&mut self) -> Result<(), String> {
        if let Ok(Some(status)) = self.child.try_wait() {
            return Err(format!("the server ended by itself with {status}"));
        }
        let id = self.child.id().to_string();
        let asked = cfg!(unix) && Command::new("kill").args(["-TERM", &id]).status().is_ok();
        let start = Instant::now();
        while asked && start.elapsed() < STOP {
            if let Ok(Some(status)) = self.child.try_wait() {
                return if status.success() {
                    fs::remove_dir_all(&self.data).ok();
                    Ok(())
                } else {
                    Err(format!("asked to end, the server ended with {status}"))
                };
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        self.kill();
        if asked { Err("asked to end, the server did not".to_owned()) } else { Ok(()) }
    }

    fn kill(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }

    pub fn print_log(&self) {
        println!("--- the server's log");
        println!("{}", fs::read_to_string(&self.log).unwrap_or_default());
        println!("--- end of the server's log");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // No way out of a step may leave a server behind.
        if matches!(self.child.try_wait(), Ok(None)) {
            self.kill();
        }
    }
}

fn fresh(folder: &Path, data: &Path, log: &Path) -> std::io::Result<File> {
    fs::create_dir_all(folder)?;
    if data.exists() {
        fs::remove_dir_all(data)?;
    }
    fs::create_dir(data)?;
    File::create(log)
}

fn copy(lines: impl BufRead, mut log: File, tell: &Sender<String>) {
    for line in lines.lines().map_while(Result::ok) {
        writeln!(log, "{line}").ok();
        if let Some(url) = line.trim().strip_prefix(READY) {
            tell.send(url.trim().to_owned()).ok();
        }
    }
}

//! The processes of a bench: started, asked, measured from outside, stopped.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::serve::READY;

/// A server that stops when this is dropped.
pub struct Server {
    child: Child,
    /// Where it answers.
    pub address: String,
}

impl Server {
    /// Starts one of our own with these words and waits until it answers.
    pub fn start(words: &[&str]) -> Result<Server, String> {
        let mut command = ours()?;
        command.args(words).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(|error| error.to_string())?;
        let lines = child.stdout.take().map(|out| BufReader::new(out).lines());
        let mut lines = lines.ok_or("a server without a voice")?.map_while(Result::ok);
        match lines.find_map(|line| line.strip_prefix(READY).map(str::to_owned)) {
            Some(address) => Ok(Server { child, address }),
            None => Err(format!("`{}` ended before it answered", words.join(" "))),
        }
    }

    /// Seconds of processor time that it has used so far.
    pub fn cpu(&self) -> f64 {
        let file = format!("/proc/{}/stat", self.child.id());
        std::fs::read_to_string(file).ok().and_then(|text| ticks(&text)).unwrap_or_default() / 100.0
    }

    /// Octets of memory that it holds.
    pub fn memory(&self) -> u64 {
        let file = format!("/proc/{}/status", self.child.id());
        let text = std::fs::read_to_string(file).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = line.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok());
        kib.unwrap_or_default() * 1024
    }

    /// Its number among the system's processes.
    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The end of its input asks it to stop.
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

/// The fields `utime` and `stime` together; Linux counts both in hundredths of a second.
fn ticks(stat: &str) -> Option<f64> {
    // The name before them may hold spaces, and ends with the last bracket.
    let (_, rest) = stat.rsplit_once(')')?;
    let mut fields = rest.split_whitespace().skip(11);
    let (user, system): (u32, u32) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some(f64::from(user) + f64::from(system))
}

/// What one turn of asking came to.
#[derive(Clone, Debug, Default)]
pub struct Turn {
    pub answers: f64,
    pub seconds: f64,
    pub p50: f64,
    pub p99: f64,
    /// Mean size of an answer's body.
    pub bytes: u64,
    /// The first request that was not sent.
    pub next: usize,
    /// Seconds of the server's processor time.
    pub cpu: f64,
}

/// How a turn is asked.
pub struct Asking<'a> {
    pub requests: &'a Path,
    pub status: u16,
    pub once: bool,
    pub from: usize,
    pub connections: usize,
    pub seconds: f64,
}

/// Lets the generator ask a server; every answer must be the one that was wanted.
pub fn ask(server: &Server, asking: &Asking<'_>) -> Result<Turn, String> {
    let mut command = ours()?;
    command.args(["load", "--address", &server.address, "--requests"]).arg(asking.requests);
    command.args(["--status", &asking.status.to_string()]);
    command.args(["--once", if asking.once { "yes" } else { "no" }]);
    command.args(["--from", &asking.from.to_string()]);
    command.args(["--connections", &asking.connections.to_string()]);
    command.args(["--seconds", &asking.seconds.to_string()]);
    let before = server.cpu();
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| error.to_string())?;
    let cpu = server.cpu() - before;
    let told: Value = serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("the generator said nothing: {error}"))?;
    let number = |name: &str| told.get(name).and_then(Value::as_f64).unwrap_or_default();
    let count = |name: &str| told.get(name).and_then(Value::as_u64).unwrap_or_default();
    if count("wrong") > 0 {
        let first = told.get("first_wrong").and_then(Value::as_str).unwrap_or_default();
        return Err(format!("{} answers were not {}: {first}", count("wrong"), asking.status));
    }
    Ok(Turn {
        answers: number("answers"),
        seconds: number("seconds"),
        p50: number("p50_us"),
        p99: number("p99_us"),
        bytes: count("bytes"),
        next: usize::try_from(count("next")).unwrap_or(usize::MAX),
        cpu,
    })
}

fn ours() -> Result<Command, String> {
    Ok(Command::new(std::env::current_exe().map_err(|error| error.to_string())?))
}

#[cfg(test)]
mod tests {
    #[test]
    fn processor_time_is_read_behind_any_name() {
        let stat = "7 (a (b) c) S 1 7 7 0 -1 4194560 100 0 0 0 150 50 0 0 20 0 4 0 100";
        assert_eq!(super::ticks(stat), Some(200.0));
    }
}

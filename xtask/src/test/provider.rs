//! The identity provider of the journeys, for the server that a step starts.

use super::journeys;
use crate::workspace;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// What the provider prints when it is ready.
const READY: &str = "provider at ";

/// A provider that is running.
pub struct Provider {
    child: Child,
    /// Its address.
    pub issuer: String,
    /// The configuration of the server whose people sign in here.
    pub config: String,
    /// The port of that server, which the provider must know beforehand.
    pub node_port: u16,
}

impl Provider {
    pub fn start(root: &Path) -> Result<Self, String> {
        let folder = workspace::target(root).join("provider");
        fs::create_dir_all(&folder).map_err(|e| format!("target/provider: {e}"))?;
        let node_port = free_port().map_err(|e| format!("no port is free: {e}"))?;
        let mut child = Command::new("node")
            .args(["provider-alone.mjs", &format!("http://127.0.0.1:{node_port}")])
            .arg(&folder)
            .current_dir(journeys::folder(root))
            // It ends when this pipe does, however this process ends.
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|e| format!("the provider did not start: {e}"))?;
        let output = child.stdout.take().map(BufReader::new);
        let mut lines = output.into_iter().flat_map(BufRead::lines).map_while(Result::ok);
        let ready = lines.find_map(|line| line.strip_prefix(READY).map(str::to_owned));
        // It goes on talking, and would end when nobody listened.
        std::thread::spawn(move || lines.for_each(drop));
        let config = folder.join("onewindow.yaml").display().to_string();
        match ready {
            Some(issuer) => Ok(Self { child, issuer, config, node_port }),
            None => {
                child.wait().ok();
                Err("the provider ended before it was ready".to_owned())
            }
        }
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

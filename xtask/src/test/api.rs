//! Every operation of the API tried by schemathesis, against a fresh server.

use super::built;
use super::server::{Plan, Server};
use super::step::{Context, Outcome};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// Examples an operation and caller, in the whole check and in the campaign.
const EXAMPLES: [u32; 2] = [8, 10_000];

pub fn run(context: &Context) -> Outcome {
    let soak = std::env::var_os("ONEWINDOW_SOAK").is_some();
    let [few, many] = EXAMPLES;
    let examples = if soak { many } else { few };
    match tried(context, examples) {
        Err(why) => Outcome::Failed(why),
        Ok(lines) => match lines.iter().find(|line| line.starts_with("skipped")) {
            Some(skipped) => context.absent(skipped),
            None => {
                if soak {
                    println!("evidence: {examples} examples an operation; {}", lines.join("; "));
                }
                Outcome::Passed
            }
        },
    }
}

/// Runs the script against a server of its own; gives back what it said.
fn tried(context: &Context, examples: u32) -> Result<Vec<String>, String> {
    let binary = built::binary(context)?;
    // Requests are counted by the network that a proxy names; the script names many.
    let plan =
        Plan { name: "api", more: &["--behind-proxy", "127.0.0.1/32"], database: None, port: None };
    let mut server = Server::start(&context.root, &binary, &plan)?;
    let mut child = Command::new("sh")
        .args(["tests/api/run.sh", &examples.to_string()])
        .current_dir(&context.root)
        .env("BASE_URL", &server.base_url)
        .env("ONEWINDOW_BIN", &binary)
        .env("ONEWINDOW_DATA", &server.data)
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| format!("tests/api/run.sh did not start: {e}"))?;
    let mut lines = Vec::new();
    let output = child.stdout.take().map(BufReader::new);
    for line in output.into_iter().flat_map(BufRead::lines).map_while(Result::ok) {
        println!("{line}");
        let told = ["ok ", "skipped"].iter().any(|start| line.starts_with(start));
        lines.extend(told.then(|| line.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    let status = child.wait().map_err(|e| format!("tests/api/run.sh: {e}"))?;
    let stopped = server.stop();
    if !status.success() || stopped.is_err() {
        server.print_log();
    }
    if !status.success() {
        return Err(format!("an operation does otherwise than its document says: {status}"));
    }
    stopped.map(|()| lines)
}

//! The journeys: a fresh server, a real browser.

use super::server::Server;
use super::step::{Context, Outcome};
use super::{built, setup};
use crate::command;
use std::path::Path;
use std::process::Command;

pub fn run(context: &Context) -> Outcome {
    let binary = match built::binary(context) {
        Ok(binary) => binary,
        Err(why) => return Outcome::Failed(why),
    };
    if !built::has_command(&binary, "serve") {
        // The harness can prove itself without a server.
        let alone = node(context, &["self".to_owned()]).and_then(|mut c| command::run(&mut c));
        return match alone {
            Ok(()) => context.absent("self-test only: the binary has no command `serve` yet"),
            Err(why) => Outcome::Failed(why),
        };
    }
    with_server(context, &binary).into()
}

fn with_server(context: &Context, binary: &Path) -> Result<(), String> {
    let mut server = Server::start(&context.root, binary)?;
    let mut node = node(context, &context.journeys)?;
    node.env("BASE_URL", &server.base_url)
        .env("ONEWINDOW_BIN", binary)
        .env("ONEWINDOW_DATA", &server.data);
    if let Some(shim) = built::shim(context)? {
        node.env("ONEWINDOW_SHIM", shim);
    }
    let result = command::run(&mut node);
    let stopped = server.stop();
    if result.is_err() || stopped.is_err() {
        server.print_log();
    }
    result.and(stopped)
}

/// Node's own test runner over the journey files whose name contains one of `words`.
fn node(context: &Context, words: &[String]) -> Result<Command, String> {
    let folder = context.root.join("tests/journeys");
    let mut files: Vec<String> = std::fs::read_dir(&folder)
        .map_err(|e| format!("tests/journeys cannot be read: {e}"))?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".test.mjs"))
        .filter(|name| words.is_empty() || words.iter().any(|word| name.contains(word)))
        .collect();
    files.sort();
    if files.is_empty() {
        return Err(format!("no journey is called {}", words.join(" or ")));
    }
    let mut node = Command::new("node");
    node.args(["--test", "--test-reporter=spec"]).args(files).current_dir(folder);
    if let Some(chromium) = setup::chromium() {
        node.env("CHROMIUM", chromium);
    }
    Ok(node)
}

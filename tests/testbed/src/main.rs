//! Runs a command with a throw-away PostgreSQL server: `cargo run -p onewindow-testbed -- COMMAND`.

use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let mut words = std::env::args_os().skip(1);
    let Some(program) = words.next() else {
        return say("name a command to be run with a server of its own");
    };
    let server = match onewindow_testbed::Server::start() {
        Ok(server) => server,
        Err(why) => return say(&why),
    };
    let done =
        Command::new(program).args(words).env(onewindow_testbed::SERVER, server.url()).status();
    match done {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(status) => say(&format!("the command ended with {status}")),
        Err(error) => say(&error.to_string()),
    }
}

#[allow(clippy::print_stderr)]
fn say(why: &str) -> ExitCode {
    eprintln!("{why}");
    ExitCode::FAILURE
}

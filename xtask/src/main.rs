//! Developer tasks of OneWindow: `cargo xtask test`, `tidy`, `soak`, `bench`, `finding`
//! and `fixture`.
//!
//! Only `serde_json` and the standard library, so that the first check on a fresh machine starts
//! within seconds.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line task talks to its terminal"
)]

mod bench;
mod command;
mod fixture;
mod licences;
mod soak;
mod test;
mod tidy;
mod workspace;

use std::process::ExitCode;

const HELP: &str = "\
usage: cargo xtask COMMAND

  test [--install] [--quick] [--only STEP]... [JOURNEY...]
        the whole check; --quick leaves out what needs a browser or foreign software;
        --only runs the named steps; JOURNEY keeps the journey files whose name contains it
  tidy  the tree as text: import direction, lengths, words, dead files, locale keys
  soak [PART]... [--list] [--fresh]
        the long campaigns; resumes after what has already passed at this commit
  fixture NAME
        a node as this program leaves it behind, for the tests of later ones
  bench [--json] [--flows NAME,...] [--databases sqlite,postgres] [--concurrency N,...]
        [--seconds S] [--rounds N] [--cases N,...]
        flows of the release build beside their limits, in turn; see docs/performance.md
  finding [--held | --misses]
        whether people find what they need, beside two other searches; see docs/finding.md
";

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let command = args.next();
    let rest: Vec<String> = args.collect();
    let asks_help = rest.iter().any(|word| matches!(word.as_str(), "--help" | "-h"));
    let outcome = match command.as_deref() {
        Some(_) if asks_help => {
            print!("{HELP}");
            Ok(true)
        }
        Some("test") => test::run(&rest),
        Some("tidy") => tidy::command(&rest),
        Some("soak") => soak::run(&rest),
        Some("fixture") => fixture::run(&rest),
        Some("bench") => bench::run(&rest),
        Some("finding") => bench::finding(&rest),
        Some("help" | "--help" | "-h") => {
            print!("{HELP}");
            Ok(true)
        }
        Some(other) => Err(format!("there is no task `{other}`\n\n{HELP}")),
        None => Err(HELP.to_owned()),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

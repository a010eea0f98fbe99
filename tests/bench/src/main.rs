//! How fast the platform is, beside the limit of what it does: `cargo xtask bench`.
//!
//! `run` starts the others, each a process of its own: `serve`, the platform behind its edge;
//! `limit`, the least that the same requests could cost; `load`, who asks. Nothing that protects
//! people can be turned off here; the only difference from `onewindow serve` is how many requests
//! one address may make. See docs/adr/0014-bench.md and docs/performance.md.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line task talks to its terminal and to the process that started it"
)]

mod figures;
mod journal;
mod limit;
mod load;
mod options;
mod pgbench;
mod process;
mod requests;
mod run;
mod seed;
mod serve;
mod system;

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// That of `onewindow`, so that the platform is the one that is run; the limits get it too.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = match words.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        Some(("run", rest)) => run::run(rest),
        Some(("serve", rest)) => serve::run(rest),
        Some(("limit", rest)) => limit::run(rest),
        Some(("load", rest)) => load::run(rest),
        _ => Err(options::HELP.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

//! How well people find what they need: `cargo xtask finding`.
//!
//! Queries that people type, each with the services that answer it (`tests/finding/README.md`), are
//! put to the platform's search, to SQLite's FTS5 and to a plain search for substrings, in one run
//! over the same texts. `--held` takes the half that nobody looks at while changing the search;
//! `--misses` lists what the platform missed of the other half.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a task talks to its terminal")]

mod catalogues;
mod fts5;
mod measure;
mod queries;
mod substring;
mod table;

use std::path::Path;
use std::process::ExitCode;

use catalogues::Collection;
use measure::Measured;
use queries::Query;

/// Something that answers a query with ids, best first.
trait Engine {
    /// The ids of at most `most` services, and whether it is sure of them.
    fn find(&self, query: &Query, most: usize) -> (Vec<String>, bool);
}

/// As many answers as are looked at.
const MOST: usize = 50;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (held, misses) = match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => (false, false),
        ["--held"] => (true, false),
        ["--misses"] => (false, true),
        _ => {
            eprintln!("usage: finding [--held | --misses]");
            return ExitCode::from(2);
        }
    };
    match run(held, misses) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn run(held: bool, misses: bool) -> Result<(), String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.join("../..");
    let half = if held { "held.tsv" } else { "seen.tsv" };
    let queries = queries::read(&here.join(half))?;
    let mut measured = Vec::new();
    for collection in Collection::all(&root)? {
        let of: Vec<&Query> = queries.iter().filter(|q| q.group == collection.name).collect();
        let fts5 = fts5::Fts5::over(&collection).map_err(|why| format!("FTS5: {why}"))?;
        let substring = substring::Substring::over(&collection);
        let engines: [(&str, &dyn Engine); 3] =
            [("ours", &collection), ("FTS5", &fts5), ("substring", &substring)];
        for (name, engine) in engines {
            measured.extend(of.iter().map(|query| Measured::of(name, query, engine)));
        }
    }
    if misses {
        table::misses(&measured);
    }
    table::print(&measured);
    Ok(())
}

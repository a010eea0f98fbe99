//! `onewindow catalogue …`: checking a catalogue and importing into one.

pub mod check;
pub mod import;

use clap::{Args, Subcommand};

/// `onewindow catalogue`.
#[derive(Args, Debug)]
pub struct CatalogueArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: CatalogueCommand,
}

/// What to do with a catalogue.
#[derive(Subcommand, Debug)]
pub enum CatalogueCommand {
    /// Check a catalogue folder, or one service file in it.
    ///
    /// Exits with 0 when nothing was found, 1 when something was, and 2 when PATH is not there or
    /// is not a catalogue.
    Check(check::CheckArgs),
    /// Import services of another source by a mapping file.
    ///
    /// Exits with 0 when it was done (the report says what was skipped and why), 1 when the mapping
    /// file has findings or the import stopped, and 2 when a file cannot be read.
    Import(import::ImportArgs),
}

/// Does it, and gives the exit code.
pub fn run(
    args: CatalogueArgs,
    now: jiff::Timestamp,
    out: &mut dyn std::io::Write,
    err: &mut dyn std::io::Write,
) -> std::io::Result<u8> {
    match args.command {
        CatalogueCommand::Check(args) => check::run(&args, out, err),
        CatalogueCommand::Import(args) => import::run(&args, now, out, err),
    }
}

//! `onewindow catalogue …`: checking a catalogue and importing into one.

pub mod check;

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
}

/// Does it, and gives the exit code.
pub fn run(
    args: CatalogueArgs,
    out: &mut dyn std::io::Write,
    err: &mut dyn std::io::Write,
) -> std::io::Result<u8> {
    match args.command {
        CatalogueCommand::Check(args) => check::run(&args, out, err),
    }
}

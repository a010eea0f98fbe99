//! `onewindow config`.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{load, reference};

/// `onewindow config`.
#[derive(Args, Debug)]
pub struct ConfigArgs {
    #[command(subcommand)]
    command: ConfigCommand,
}

#[derive(Subcommand, Debug)]
enum ConfigCommand {
    /// Find mistakes in a configuration file, each with line and column.
    Check {
        /// The file.
        file: PathBuf,
    },
    /// Print every key with its meaning, as docs/configuration.md.
    Reference,
    /// Print every figure of /metrics with its meaning, as docs/metrics.md.
    Metrics,
}

/// Nothing is wrong.
const CLEAN: u8 = 0;
/// The file has mistakes, or cannot be read.
const WRONG: u8 = 1;

/// Does what was asked.
pub fn run(args: &ConfigArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<u8> {
    let file = match &args.command {
        ConfigCommand::Reference => {
            write!(out, "{}", reference::document())?;
            return Ok(CLEAN);
        }
        ConfigCommand::Metrics => {
            let document = onewindow_web::metrics::reference().map_err(io::Error::other)?;
            write!(out, "{document}")?;
            return Ok(CLEAN);
        }
        ConfigCommand::Check { file } => file,
    };
    match load(file) {
        Ok(_) => {
            writeln!(out, "{}: no mistakes", file.display())?;
            Ok(CLEAN)
        }
        Err(why) => {
            writeln!(err, "error: {why}")?;
            Ok(WRONG)
        }
    }
}

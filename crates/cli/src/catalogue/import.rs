//! `onewindow catalogue import --map FILE --from FILE --data DIR [--report FILE.json]
//! [--drop-limit PERCENT]`.

mod progress;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;
use onewindow_app::import::{Failure, Order};
use onewindow_catalogue::import::{ImportError, ImportReport};

use crate::installation::InstallationArgs;
use progress::Bar;

/// The import was done; records that were skipped are in the report.
pub const DONE: u8 = 0;
/// The mapping file has findings, or the import stopped.
pub const FAILED: u8 = 1;
/// A file is not there or cannot be read.
pub const UNREADABLE: u8 = 2;

/// What to import, how, and where to.
#[derive(Args, Debug)]
pub struct ImportArgs {
    /// The mapping file: how records of the source become services.
    #[arg(long, value_name = "FILE")]
    pub map: PathBuf,
    /// The source as it stands: plain, or packed as .gz, .tar, .tar.gz or .zip.
    #[arg(long, value_name = "FILE")]
    pub from: PathBuf,
    /// Write nothing when more records than so many per cent cannot be taken; 100 takes whatever can
    /// be taken.
    #[arg(long, value_name = "PERCENT", default_value_t = 3.0, value_parser = per_cent)]
    pub drop_limit: f64,
    /// Where to: a running server takes the services over by itself.
    #[command(flatten)]
    pub installation: InstallationArgs,
    /// Where to write what was read, imported and skipped, as JSON.
    #[arg(long, value_name = "FILE.json")]
    pub report: Option<PathBuf>,
}

/// Imports, writes the result to `out` or the reason why not to `err`, and returns the exit code.
pub fn run(
    args: &ImportArgs,
    now: Timestamp,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<u8> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (place, catalogue) = match args.installation.settle() {
        Ok(found) => found,
        Err(why) => {
            writeln!(err, "error: {why}")?;
            return Ok(UNREADABLE);
        }
    };
    let order = Order { map: &args.map, from: &args.from, drop_limit: args.drop_limit };
    let mut bar = Bar::new(err, io::IsTerminal::is_terminal(&io::stderr()));
    let mut tell = |rows, far| bar.tell(rows, far);
    let imported = onewindow_app::import::run(&order, &place, &catalogue, now, &mut tell);
    let imported = runtime.block_on(imported);
    bar.end();
    let report = match imported {
        Ok(report) => report,
        Err(failure @ Failure::Drops { .. }) => return drops(args, &failure, err),
        Err(Failure::Import(error)) => return refused(&error, err),
        Err(Failure::Start(error)) => {
            writeln!(err, "error: {error}")?;
            return Ok(UNREADABLE);
        }
    };
    out.write_all(report.human().as_bytes())?;
    kept(args, &report, err).map(|kept| if kept { DONE } else { FAILED })
}

/// Says what would be lost, and how to take the rest all the same.
fn drops(args: &ImportArgs, failure: &Failure, err: &mut dyn Write) -> io::Result<u8> {
    if let Failure::Drops { report, .. } = failure {
        err.write_all(report.summary().as_bytes())?;
        kept(args, report, err)?;
    }
    writeln!(err, "error: {failure}")?;
    let help = "mend the mapping or the source; or say --drop-limit PERCENT to leave them out";
    writeln!(err, "help: {help}; --report FILE.json lists each")?;
    Ok(FAILED)
}

/// Writes the report where it is wanted; false when that failed.
fn kept(args: &ImportArgs, report: &ImportReport, err: &mut dyn Write) -> io::Result<bool> {
    if let Some(path) = &args.report
        && let Err(why) = write_report(path, report)
    {
        writeln!(err, "error: the report `{}` cannot be written: {why}", path.display())?;
        return Ok(false);
    }
    Ok(true)
}

fn per_cent(text: &str) -> Result<f64, String> {
    match text.trim_end_matches('%').parse::<f64>() {
        Ok(number) if (0.0..=100.0).contains(&number) => Ok(number),
        _ => Err("write a number from 0 to 100".to_owned()),
    }
}

fn refused(error: &ImportError, err: &mut dyn Write) -> io::Result<u8> {
    if let ImportError::Mapping(findings) = error {
        for finding in findings {
            writeln!(err, "{}", finding.human())?;
        }
    }
    writeln!(err, "error: {error}")?;
    Ok(if matches!(error, ImportError::Unreadable(_)) { UNREADABLE } else { FAILED })
}

fn write_report(path: &Path, report: &ImportReport) -> io::Result<()> {
    let mut text = serde_json::to_vec_pretty(report).map_err(io::Error::other)?;
    text.push(b'\n');
    std::fs::write(path, text)
}

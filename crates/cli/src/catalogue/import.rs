//! `onewindow catalogue import --map FILE --from FILE --data DIR [--report FILE.json]`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;
use onewindow_app::import::Failure;
use onewindow_catalogue::import::{ImportError, ImportReport};

use crate::installation::InstallationArgs;

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
    /// The source.
    #[arg(long, value_name = "FILE")]
    pub from: PathBuf,
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
    let imported = onewindow_app::import::run(&args.map, &args.from, &place, &catalogue, now);
    let report = match runtime.block_on(imported) {
        Ok(report) => report,
        Err(Failure::Import(error)) => return refused(&error, err),
        Err(Failure::Start(error)) => {
            writeln!(err, "error: {error}")?;
            return Ok(UNREADABLE);
        }
    };
    out.write_all(report.human().as_bytes())?;
    if let Some(path) = &args.report
        && let Err(why) = write_report(path, &report)
    {
        writeln!(err, "error: the report `{}` cannot be written: {why}", path.display())?;
        return Ok(FAILED);
    }
    Ok(DONE)
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

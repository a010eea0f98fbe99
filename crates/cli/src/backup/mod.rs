//! `onewindow backup` and `onewindow restore`.

mod progress;
mod restore;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use onewindow_app::backup::{self, Backup, Kept, Manifest, Order};

use crate::installation::{DatabaseArg, FolderArgs, InstallationArgs};
use crate::system::SystemClock;
use onewindow_model::clock::Clock;
use progress::Progress;
pub use restore::{RestoreArgs, run as restore};

/// `onewindow backup`.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct BackupArgs {
    #[command(subcommand)]
    command: Option<BackupCommand>,
    /// The node. It may be running.
    #[command(flatten)]
    folder: FolderArgs,
    #[command(flatten)]
    database: DatabaseArg,
    /// A folder that does not exist yet; it appears when the backup is whole.
    #[arg(long, value_name = "DIR", required = true)]
    to: Option<PathBuf>,
    /// Another folder, for the keys: without them the backup cannot be read, and with them in the same
    /// place by everybody. It may hold the same keys from before.
    #[arg(long, value_name = "DIR")]
    keys_to: Option<PathBuf>,
}

#[derive(Subcommand, Debug)]
enum BackupCommand {
    /// Read a whole backup and compare it with what was written. Needs no keys.
    Verify {
        /// The backup.
        folder: PathBuf,
    },
}

/// Everything was done, or nothing is wrong.
const WELL: u8 = 0;
/// Nothing was done, or the backup is damaged.
const FAILED: u8 = 1;
/// The backup is there, but uploads were missing already.
const INCOMPLETE: u8 = 2;

/// Does what was asked.
pub fn run(args: &BackupArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<u8> {
    match (&args.command, &args.to) {
        (Some(BackupCommand::Verify { folder }), _) => verify(folder, out, err),
        (None, Some(to)) => make(args, to, out, err),
        (None, None) => Ok(FAILED),
    }
}

fn make(args: &BackupArgs, to: &Path, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<u8> {
    let installation = InstallationArgs {
        folder: args.folder.clone(),
        database: args.database.clone(),
        catalogue: None,
    };
    let place = match installation.settle() {
        Ok((place, _)) => place,
        Err(why) => return complain(err, &why),
    };
    let order = Order {
        place: &place,
        to,
        keys_to: args.keys_to.as_deref(),
        now: SystemClock.now(),
        product: env!("CARGO_PKG_VERSION"),
    };
    let mut progress = Progress::new(out);
    let done = runtime()?.block_on(backup::back_up(&order, &mut |told| progress.tell(told)));
    let (manifest, kept) = match done {
        Ok(done) => done,
        Err(why) => return complain(err, &format!("nothing was backed up: {why}")),
    };
    writeln!(out, "backup   {} in {}", summary(&manifest), to.display())?;
    match (kept, &args.keys_to) {
        (Some(Kept::Copied), Some(keys)) => writeln!(out, "keys     in {}", keys.display())?,
        (Some(Kept::Already), Some(keys)) => {
            writeln!(out, "keys     in {} already, the same", keys.display())?;
        }
        _ => writeln!(
            out,
            "keys     not in it: without them nobody can read it. Back them up once, apart: --keys-to"
        )?,
    }
    missing(&manifest, err)
}

/// Uploads that could not be backed up because they are not there: a fault of the node.
fn missing(manifest: &Manifest, err: &mut dyn Write) -> io::Result<u8> {
    let missing = &manifest.uploads.missing;
    if missing.is_empty() {
        return Ok(WELL);
    }
    writeln!(
        err,
        "problem  {} uploads are referred to but missing or damaged in the node itself; the rest is \
         backed up. Look for them in older backups: {}",
        missing.len(),
        missing.join(" ")
    )?;
    Ok(INCOMPLETE)
}

fn verify(folder: &Path, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<u8> {
    let mut progress = Progress::new(out);
    let checked = Backup::open(folder).and_then(|backup| {
        let wrong = backup.check(&mut |told| progress.tell(told))?;
        Ok((backup.manifest().clone(), wrong))
    });
    let (manifest, wrong) = match checked {
        Ok(checked) => checked,
        Err(why) => return complain(err, &why.to_string()),
    };
    for line in &wrong {
        writeln!(out, "problem  {line}")?;
    }
    if !wrong.is_empty() {
        return complain(err, "the backup is damaged: keep it, and make another one now");
    }
    for table in &manifest.tables {
        let (name, rows, hash) = (&table.name, table.rows, &table.sha256);
        writeln!(out, "ok       {name:18} {rows:>10} rows  sha256 {hash}")?;
    }
    writeln!(out, "ok       {}", summary(&manifest))?;
    Ok(WELL)
}

fn summary(manifest: &Manifest) -> String {
    let rows: u64 = manifest.tables.iter().map(|table| table.rows).sum();
    let bytes: u64 = manifest.tables.iter().map(|table| table.bytes).sum();
    let (uploads, more) = (manifest.uploads.count, manifest.uploads.bytes);
    format!(
        "of {}: {rows} rows, {uploads} uploads, {} KB",
        manifest.made_at,
        bytes.saturating_add(more).div_ceil(1_000)
    )
}

fn complain(err: &mut dyn Write, why: &str) -> io::Result<u8> {
    writeln!(err, "error: {why}")?;
    Ok(FAILED)
}

fn runtime() -> io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()
}

//! `onewindow restore`.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use onewindow_app::backup;
use onewindow_app::start::Place;

use super::progress::Progress;
use super::{complain, missing, runtime, summary};
use crate::installation::DatabaseArg;

/// `onewindow restore`.
#[derive(Args, Debug)]
pub struct RestoreArgs {
    /// The backup.
    #[arg(long, value_name = "DIR")]
    from: PathBuf,
    /// The keys that were backed up for it.
    #[arg(long, value_name = "DIR")]
    keys_from: PathBuf,
    /// The data folder to be: it must not exist yet, and appears when everything is proved.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    #[command(flatten)]
    database: DatabaseArg,
}

/// Restores.
pub fn run(args: &RestoreArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<u8> {
    let database = match args.database.url() {
        Ok(database) => database,
        Err(why) => return complain(err, &why),
    };
    let place = Place { data: args.data.clone(), database };
    let mut progress = Progress::new(out);
    let told = &mut |told: backup::Told<'_>| progress.tell(told);
    let done = runtime()?.block_on(backup::restore(&args.from, &args.keys_from, &place, told));
    let manifest = match done {
        Ok(manifest) => manifest,
        Err(why) => return complain(err, &format!("nothing was restored: {why}")),
    };
    for table in &manifest.tables {
        let (name, rows, hash) = (&table.name, table.rows, &table.sha256);
        writeln!(out, "proved   {name:18} {rows:>10} rows  sha256 {hash}")?;
    }
    writeln!(out, "restored {} to {}", summary(&manifest), place.target())?;
    writeln!(
        out,
        "         everybody must sign in again; what happened after that moment is not in it: see \
         docs/operate.md"
    )?;
    missing(&manifest, err)
}

//! `onewindow restore`.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use onewindow_app::backup;
use onewindow_app::start::Place;

use super::progress::Progress;
use super::{complain, missing, runtime, summary};
use crate::config;
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
    /// The configuration file, for where the database is.
    #[arg(long, value_name = "FILE", env = "ONEWINDOW_CONFIG")]
    config: Option<PathBuf>,
    #[command(flatten)]
    database: DatabaseArg,
}

impl RestoreArgs {
    fn place(&self) -> Result<Place, String> {
        let config = self.config.as_deref().map(config::load).transpose()?.unwrap_or_default();
        Ok(Place { data: self.data.clone(), database: self.database.settle(&config)? })
    }
}

/// Restores.
pub fn run(args: &RestoreArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<u8> {
    let place = match args.place() {
        Ok(place) => place,
        Err(why) => return complain(err, &why),
    };
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

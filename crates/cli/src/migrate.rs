//! `onewindow migrate --data DIR --to URL`: a node's data from its file to PostgreSQL.

use std::io::{self, Write};

use clap::Args;
use onewindow_app::moving::{self, Told};
use onewindow_app::start::PostgresUrl;

use crate::installation::FolderArgs;

/// `onewindow migrate`.
#[derive(Args, Debug)]
pub struct MigrateArgs {
    /// The node. Its uploads and keys stay where they are.
    #[command(flatten)]
    pub folder: FolderArgs,
    /// An empty PostgreSQL database: postgres://USER:PASSWORD@HOST:PORT/DATABASE. Other users of
    /// this machine can read a command line: give an address with a password by the variable.
    #[arg(long, value_name = "URL", env = "ONEWINDOW_DATABASE", hide_env_values = true)]
    pub to: String,
}

/// Everything is there, proved.
const MOVED: u8 = 0;
/// Nothing was moved.
const FAILED: u8 = 1;

/// Moves, tells `out` how it goes, and `err` why not.
pub fn run(args: &MigrateArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<u8> {
    let to =
        PostgresUrl::parse(&args.to).map_err(|why| format!("--to (or ONEWINDOW_DATABASE): {why}"));
    let (data, to) = match args.folder.config().and_then(|c| Ok((args.folder.data(&c), to?))) {
        Ok(found) => found,
        Err(why) => {
            writeln!(err, "error: {why}")?;
            return Ok(FAILED);
        }
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut told = |told: Told<'_>| {
        // Nobody reading is no reason to stop half-way.
        let _ = tell(&told, out);
    };
    match runtime.block_on(moving::run(&data, &to, &mut told)) {
        Ok(proved) => {
            for table in proved {
                let (name, rows, hash) = (&table.table, table.rows, &table.target_hash);
                writeln!(out, "proved   {name:18} {rows:>10} rows  sha256 {hash}")?;
            }
            writeln!(
                out,
                "moved to {to}; from now on start with that address: database.url_file, ONEWINDOW_DATABASE or --database"
            )?;
            Ok(MOVED)
        }
        Err(why) => {
            writeln!(err, "error: {why}")?;
            Ok(FAILED)
        }
    }
}

fn tell(told: &Told<'_>, out: &mut dyn Write) -> io::Result<()> {
    match told {
        Told::Rows { table, rows } if rows % 10_000 == 0 && *rows > 0 => {
            writeln!(out, "         {table:18} {rows:>10} rows")?;
        }
        Told::Rows { .. } => return Ok(()),
        Told::Passed { changed } => writeln!(out, "passed   {changed} rows brought over")?,
        Told::Stop => writeln!(
            out,
            "waiting  stop the node now (it need not be in a hurry): what it wrote meanwhile is \
             brought over then. Ctrl-C leaves everything as it was"
        )?,
    }
    out.flush()
}

//! `onewindow doctor`: finds what is wrong, and says what to do.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use onewindow_app::health::{Finding, examine};

use crate::installation::InstallationArgs;

/// `onewindow doctor`.
#[derive(Args, Debug)]
pub struct DoctorArgs {
    #[command(flatten)]
    pub installation: InstallationArgs,
}

/// Nothing is wrong.
const WELL: u8 = 0;
/// Something is.
const ILL: u8 = 1;

/// Examines the installation and writes what was found.
pub fn run(args: &DoctorArgs, out: &mut dyn Write) -> io::Result<u8> {
    let mut ill = compiler(out)?;
    let (place, catalogue) = match args.installation.settle() {
        Ok(found) => found,
        Err(why) => {
            writeln!(out, "problem  {why}")?;
            return Ok(ILL);
        }
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    for finding in runtime.block_on(examine(&place, &catalogue)) {
        match finding {
            Finding::Well(what) => writeln!(out, "ok       {what}")?,
            Finding::Ill { what, remedy } => {
                ill = true;
                writeln!(out, "problem  {what}\n         {remedy}")?;
            }
        }
    }
    Ok(if ill { ILL } else { WELL })
}

/// The build needs a C compiler; a missing one is only worth a word.
fn compiler(out: &mut dyn Write) -> io::Result<bool> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path)
        .flat_map(|folder| ["cc", "gcc", "clang"].map(|name| folder.join(name)))
        .find(|candidate: &PathBuf| Path::is_file(candidate));
    match found {
        Some(compiler) => {
            writeln!(out, "ok       C compiler for building: {}", compiler.display())?
        }
        None => writeln!(
            out,
            "note     no C compiler found; it is only needed for building (Debian: apt install gcc)"
        )?,
    }
    Ok(false)
}

//! `onewindow doctor`: finds what is wrong, and says what to do.

mod edge;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use onewindow_app::health::{Examination, Finding, State, examine};
use onewindow_model::clock::Clock;

use crate::installation::InstallationArgs;
use crate::serve::{ServeArgs, Settings};
use crate::system::SystemClock;

/// `onewindow doctor`.
#[derive(Args, Debug)]
pub struct DoctorArgs {
    #[command(flatten)]
    pub installation: InstallationArgs,
    /// Read the whole database and every upload as well.
    #[arg(long)]
    deep: bool,
    /// A folder of backups: see how old the newest is.
    #[arg(long, value_name = "DIR")]
    backups: Option<PathBuf>,
    /// How the findings are written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// A JSON array of objects with check, state, what and remedy.
    Json,
}

/// Nothing is wrong; there may be notes.
const WELL: u8 = 0;
/// There is a problem.
const ILL: u8 = 1;

/// Examines the installation and writes what was found.
pub fn run(args: &DoctorArgs, out: &mut dyn Write) -> io::Result<u8> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let findings = runtime.block_on(all(args));
    match args.format {
        Format::Text => findings.iter().try_for_each(|finding| tell(finding, out))?,
        Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(&findings)?)?,
    }
    let ill = findings.iter().any(|finding| finding.state == State::Problem);
    Ok(if ill { ILL } else { WELL })
}

async fn all(args: &DoctorArgs) -> Vec<Finding> {
    let settled = args.installation.folder.config().and_then(|config| {
        let args = ServeArgs { installation: args.installation.clone(), ..ServeArgs::default() };
        Settings::settle(&args, config)
    });
    let settings = match settled {
        Ok(settings) => settings,
        Err(why) => {
            let remedy = "correct that and run this again; docs/configuration.md has every key";
            return vec![Finding::problem("configuration", why, remedy)];
        }
    };
    let now = SystemClock.now();
    let mut findings = edge::examine(&settings, now).await;
    let examination = Examination {
        place: settings.place,
        catalogue: settings.catalogue,
        backups: args.backups.clone(),
        deep: args.deep,
        now,
    };
    findings.extend(examine(&examination).await);
    findings
}

fn tell(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let state = match finding.state {
        State::Ok => "ok",
        State::Note => "note",
        State::Problem => "problem",
    };
    writeln!(out, "{state:8} {:13} {}", finding.check, finding.what)?;
    match &finding.remedy {
        Some(remedy) => writeln!(out, "{:22} {remedy}", ""),
        None => Ok(()),
    }
}

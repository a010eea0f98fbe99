//! The `onewindow` binary: the platform on one machine.

mod backup;
mod catalogue;
mod certificate;
mod client;
mod config;
mod doctor;
mod installation;
mod log;
mod migrate;
mod serve;
mod staff;
mod system;

use std::io::{stderr, stdout};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use mimalloc::MiMalloc;
use onewindow_model::clock::Clock;

/// A quarter of the time of a submission is taking and giving back memory (docs/performance.md).
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// One-stop administrative services: at most one visit, proved; and every look at your data, shown
/// to you and provable.
#[derive(Parser)]
#[command(name = "onewindow", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the platform.
    Serve(serve::ServeArgs),
    /// Check a catalogue, or import into one.
    Catalogue(catalogue::CatalogueArgs),
    /// Verify a certificate.
    Certificate(certificate::CertificateArgs),
    /// Let programs of agencies use the API, and put them out.
    Client(client::ClientArgs),
    /// Find out what is wrong with an installation, and what to do.
    Doctor(doctor::DoctorArgs),
    /// Check a configuration file, or print what can stand in one.
    Config(config::ConfigArgs),
    /// Back a running node up: database and uploads in one folder, keys in another.
    Backup(backup::BackupArgs),
    /// Make a node's data of a backup.
    Restore(backup::RestoreArgs),
    /// Move a node's data from the file in its folder to PostgreSQL.
    Migrate(migrate::MigrateArgs),
    /// Bring in the first officials of a node.
    Staff(staff::StaffArgs),
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Serve(args) => runtime(serve::run(args)),
        command => {
            log::begin(None, None);
            match at_once(command) {
                Ok(code) => ExitCode::from(code),
                Err(error) => {
                    tracing::error!(%error, "the answer could not be written");
                    ExitCode::FAILURE
                }
            }
        }
    }
}

/// Commands that answer and end.
fn at_once(command: Command) -> std::io::Result<u8> {
    let (mut out, mut err) = (stdout().lock(), stderr());
    let now = system::SystemClock.now();
    match command {
        Command::Serve(_) => Ok(0),
        Command::Catalogue(args) => catalogue::run(args, now, &mut out, &mut err),
        Command::Certificate(args) => match args.command {
            certificate::CertificateCommand::Verify(args) => {
                certificate::verify(&args, now, &mut out, &mut err)
            }
        },
        Command::Client(args) => client::run(&args, now, &mut out, &mut err),
        Command::Backup(args) => backup::run(&args, &mut out, &mut err),
        Command::Restore(args) => backup::restore(&args, &mut out, &mut err),
        Command::Config(args) => config::run(&args, &mut out, &mut err),
        Command::Doctor(args) => doctor::run(&args, &mut out),
        Command::Migrate(args) => migrate::run(&args, &mut out, &mut err),
        Command::Staff(args) => staff::run(args, &mut out, &mut err),
    }
}

fn runtime(work: impl Future<Output = ExitCode>) -> ExitCode {
    match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime.block_on(work),
        Err(error) => {
            tracing::error!(%error, "no runtime");
            ExitCode::FAILURE
        }
    }
}

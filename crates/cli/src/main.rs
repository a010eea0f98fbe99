//! The `onewindow` binary: the platform on one machine.

mod catalogue;
mod certificate;
mod database;
mod doctor;
mod migrate;
mod serve;
mod system;

use std::io::{stderr, stdout};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use onewindow_model::clock::Clock;

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
    /// Find out what is wrong with an installation, and what to do.
    Doctor(doctor::DoctorArgs),
    /// Move a node's data from the file in its folder to PostgreSQL.
    Migrate(migrate::MigrateArgs),
}

fn main() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_env("ONEWINDOW_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr).init();
    let (mut out, mut err) = (stdout().lock(), stderr());
    let code = match Cli::parse().command {
        Command::Serve(args) => {
            drop(out);
            return runtime(serve::run(args));
        }
        Command::Catalogue(args) => {
            catalogue::run(args, system::SystemClock.now(), &mut out, &mut err)
        }
        Command::Certificate(args) => match args.command {
            certificate::CertificateCommand::Verify(args) => {
                certificate::verify(&args, system::SystemClock.now(), &mut out, &mut err)
            }
        },
        Command::Doctor(args) => doctor::run(&args, &mut out),
        Command::Migrate(args) => migrate::run(&args, &mut out, &mut err),
    };
    match code {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            tracing::error!(%error, "the answer could not be written");
            ExitCode::FAILURE
        }
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

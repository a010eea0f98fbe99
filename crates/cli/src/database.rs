//! Which database: the same argument at each command.

use clap::Args;
use onewindow_app::start::PostgresUrl;

/// `--database URL`.
#[derive(Args, Clone, Debug)]
pub struct DatabaseArg {
    /// A PostgreSQL database instead of a file in the data folder:
    /// postgres://USER:PASSWORD@HOST:PORT/DATABASE. Other users of this machine can read a command
    /// line; the variable is for addresses with a password.
    #[arg(
        id = "database",
        long = "database",
        value_name = "URL",
        env = "ONEWINDOW_DATABASE",
        hide_env_values = true,
        value_parser = PostgresUrl::parse
    )]
    pub url: Option<PostgresUrl>,
}

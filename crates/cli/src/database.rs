//! Which database: the same argument at each command.

use clap::Args;
use onewindow_app::start::PostgresUrl;

/// `--database URL`.
#[derive(Args, Clone, Debug)]
pub struct DatabaseArg {
    /// A PostgreSQL database instead of a file in the data folder:
    /// postgres://USER:PASSWORD@HOST:PORT/DATABASE. Other users of this machine can read a command
    /// line: give an address with a password by the variable.
    #[arg(
        id = "database",
        long = "database",
        value_name = "URL",
        env = "ONEWINDOW_DATABASE",
        hide_env_values = true
    )]
    // Not parsed by clap, which repeats what it cannot parse, passwords included.
    text: Option<String>,
}

impl DatabaseArg {
    /// The address, or what is wrong with it.
    pub fn url(&self) -> Result<Option<PostgresUrl>, String> {
        let parsed = self.text.as_deref().map(PostgresUrl::parse).transpose();
        parsed.map_err(|why| format!("--database (or ONEWINDOW_DATABASE): {why}"))
    }
}

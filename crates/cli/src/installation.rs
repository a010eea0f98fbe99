//! Which installation is meant: the same arguments at each command.

use std::path::PathBuf;

use clap::Args;
use onewindow_app::start::{Place, PostgresUrl};

use crate::config::{self, Config, keys};

/// `--config FILE`, `--data DIR`.
#[derive(Args, Clone, Debug, Default)]
pub struct FolderArgs {
    /// The configuration file; flags go before what it says.
    #[arg(long, value_name = "FILE", env = "ONEWINDOW_CONFIG")]
    pub config: Option<PathBuf>,
    #[arg(long, value_name = "DIR", help = keys::DATA.about)]
    pub data: Option<PathBuf>,
}

impl FolderArgs {
    /// What the configuration file says; nothing, when there is none.
    pub fn config(&self) -> Result<Config, String> {
        self.config.as_deref().map_or_else(|| Ok(Config::default()), config::load)
    }

    /// The data folder.
    pub fn data(&self, config: &Config) -> PathBuf {
        let data = self.data.clone().or_else(|| config.data.clone());
        data.unwrap_or_else(|| PathBuf::from("data"))
    }
}

/// Folder, database and catalogue.
#[derive(Args, Clone, Debug, Default)]
pub struct InstallationArgs {
    #[command(flatten)]
    pub folder: FolderArgs,
    #[command(flatten)]
    pub database: DatabaseArg,
    #[arg(long, value_name = "DIR", help = keys::CATALOGUE.about)]
    pub catalogue: Option<PathBuf>,
}

impl InstallationArgs {
    /// Where data is kept.
    pub fn place(&self, config: &Config) -> Result<Place, String> {
        Ok(Place { data: self.folder.data(config), database: self.database.settle(config)? })
    }

    /// The folder of the catalogue.
    pub fn catalogue(&self, config: &Config) -> PathBuf {
        let catalogue = self.catalogue.clone().or_else(|| config.catalogue.clone());
        catalogue.unwrap_or_else(|| PathBuf::from("catalogue"))
    }

    /// Both, by flags and file.
    pub fn settle(&self) -> Result<(Place, PathBuf), String> {
        let config = self.folder.config()?;
        Ok((self.place(&config)?, self.catalogue(&config)))
    }
}

/// `--database URL`.
#[derive(Args, Clone, Debug, Default)]
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
    /// The address by flag, variable or file, in this order; a file in the data folder, when there
    /// is none.
    pub fn settle(&self, config: &Config) -> Result<Option<PostgresUrl>, String> {
        let given = self.url()?;
        let Some(file) = config.database_url_file.as_ref().filter(|_| given.is_none()) else {
            return Ok(given);
        };
        let url = PostgresUrl::parse(&config::secret(file)?);
        url.map(Some).map_err(|why| format!("`{}` (database.url_file): {why}", file.display()))
    }

    /// The address, or what is wrong with it.
    pub fn url(&self) -> Result<Option<PostgresUrl>, String> {
        let parsed = self.text.as_deref().map(PostgresUrl::parse).transpose();
        parsed.map_err(|why| format!("--database (or ONEWINDOW_DATABASE): {why}"))
    }
}

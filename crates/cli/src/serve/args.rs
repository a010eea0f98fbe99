//! What `serve` takes.

use clap::Args;

use crate::config::keys;
use crate::installation::InstallationArgs;

/// `onewindow serve`.
#[derive(Args, Clone, Debug, Default)]
pub struct ServeArgs {
    /// Fill the platform with invented people and let anyone sign in as anyone.
    #[arg(long)]
    pub demo: bool,
    /// Ask for a one-time code at each demonstration sign-in; needed beyond this machine.
    #[arg(long, requires = "demo")]
    pub demo_code: bool,
    #[command(flatten)]
    pub installation: InstallationArgs,
    #[arg(long, value_name = "ADDR", help = keys::LISTEN.about)]
    pub listen: Option<String>,
    #[arg(long, value_name = "URL", help = keys::BASE_URL.about)]
    pub base_url: Option<String>,
    #[arg(long, value_name = "CIDR", help = keys::BEHIND_PROXY.about)]
    pub behind_proxy: Vec<String>,
    /// Count by the clock although it is behind what is on record; see docs/operate.md.
    #[arg(long)]
    pub clock_is_right: bool,
    #[arg(long, value_name = "NAME", help = keys::HOSTS.about)]
    pub host: Vec<String>,
}

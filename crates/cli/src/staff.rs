//! `onewindow staff invite`: officials of a node, made on the machine itself.

use std::io::{self, Write};

use clap::{Args, Subcommand};
use onewindow_app::staff::enrolment::SERVES_FOR;
use onewindow_app::staff::invite::{self, Invited};
use onewindow_model::actor::Role;
use onewindow_model::clock::Clock;

use crate::config::{Config, keys};
use crate::installation::InstallationArgs;
use crate::system::{SystemClock, SystemSource};

/// `onewindow staff`.
#[derive(Args, Debug)]
pub struct StaffArgs {
    #[command(subcommand)]
    command: StaffCommand,
}

#[derive(Subcommand, Debug)]
enum StaffCommand {
    /// Make one of the first officials of an organisation and print the code with which they register
    /// their passkey. Said again with the same particulars, it prints another code and the earlier
    /// one ends. Once the organisation has two administrators, rights are given in the desk.
    Invite(InviteArgs),
}

/// `onewindow staff invite`.
#[derive(Args, Debug)]
struct InviteArgs {
    #[command(flatten)]
    installation: InstallationArgs,
    #[arg(long, value_name = "URL", help = keys::BASE_URL.about)]
    base_url: Option<String>,
    /// The name by which they sign in, such as zhang.wei.
    #[arg(long, value_name = "NAME")]
    login: String,
    /// Their name.
    #[arg(long, value_name = "NAME")]
    name: String,
    /// The authority or centre that employs them, by its id in the catalogue.
    #[arg(long, value_name = "ID")]
    organisation: String,
    /// What they may do; can be said several times.
    #[arg(long = "role", value_name = "ROLE", required = true, value_parser = role)]
    roles: Vec<Role>,
}

fn role(text: &str) -> Result<Role, String> {
    let known: Vec<_> = Role::ALL.iter().map(|role| role.as_str()).collect();
    text.parse().map_err(|_| format!("the roles are {}", known.join(", ")))
}

/// The code is printed.
const INVITED: u8 = 0;
/// Nobody was invited.
const FAILED: u8 = 1;

/// Does what was asked.
pub fn run(args: StaffArgs, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<u8> {
    let StaffCommand::Invite(args) = args.command;
    match invite(args) {
        Ok(told) => {
            write!(out, "{told}")?;
            Ok(INVITED)
        }
        Err(why) => {
            writeln!(err, "error: {why}")?;
            Ok(FAILED)
        }
    }
}

fn invite(args: InviteArgs) -> Result<String, String> {
    let config: Config = args.installation.folder.config()?;
    let place = args.installation.place(&config)?;
    let catalogue = args.installation.catalogue(&config);
    let site = args.base_url.or(config.base_url).unwrap_or_default();
    let (login, name) = (named("--login", &args.login)?, named("--name", &args.name)?);
    let invited =
        Invited { login, name, organisation: args.organisation.clone(), roles: args.roles };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|why| why.to_string())?;
    let (now, random) = (SystemClock.now(), SystemSource::new());
    let code = runtime.block_on(invite::run(&place, &catalogue, invited, now, &random));
    let code = code.map_err(|why| why.to_string())?;
    let hours = SERVES_FOR.as_hours();
    let site = site.trim_end_matches('/');
    Ok(format!(
        "enrolment code: {code}\n\nGive it to {} and to nobody else: it serves once, within {hours} hours, at\n\
         {site}/staff/enrol\n",
        args.name
    ))
}

/// A name without control characters and without spaces around it.
fn named(flag: &str, text: &str) -> Result<String, String> {
    let plain = text.trim();
    match plain.is_empty() || plain.chars().count() > 100 || plain.contains(char::is_control) {
        true => Err(format!("{flag} `{text}`: write 1 to 100 characters")),
        false => Ok(plain.to_owned()),
    }
}

//! `onewindow client …`: programs of agencies that may use the API.

use std::collections::BTreeSet;
use std::io::{self, Write};

use clap::{Args, Subcommand};
use jiff::civil::{Date, Time};
use jiff::{Timestamp, tz::TimeZone};
use onewindow_app::clients::{ClientRecord, Clients, New};
use onewindow_model::actor::Scope;
use onewindow_model::id::ClientId;

use crate::installation::InstallationArgs;
use crate::system::SystemSource;

/// `onewindow client`.
#[derive(Args, Debug)]
pub struct ClientArgs {
    #[command(subcommand)]
    command: ClientCommand,
}

#[derive(Subcommand, Debug)]
enum ClientCommand {
    /// Let a program in. Its secret is printed once.
    Add(AddArgs),
    /// List all programs, with what is on record of them.
    List(ListArgs),
    /// Put a program out at once, with every token that it holds.
    Revoke(RevokeArgs),
}

#[derive(Args, Debug)]
struct AddArgs {
    #[command(flatten)]
    installation: InstallationArgs,
    /// What it is called.
    #[arg(long)]
    name: String,
    /// The authority that it acts for, by its id in the catalogue.
    #[arg(long)]
    organisation: String,
    /// What it may do: work.
    #[arg(long, required = true, value_delimiter = ',')]
    scope: Vec<Scope>,
    /// The last day on which it may, as YYYY-MM-DD.
    #[arg(long)]
    until: Date,
    /// Who decided it: a name that stands on record.
    #[arg(long)]
    by: String,
}

#[derive(Args, Debug)]
struct ListArgs {
    #[command(flatten)]
    installation: InstallationArgs,
}

#[derive(Args, Debug)]
struct RevokeArgs {
    #[command(flatten)]
    installation: InstallationArgs,
    /// Its id, as printed when it was let in.
    client: ClientId,
    /// Who decided it: a name that stands on record.
    #[arg(long)]
    by: String,
}

const DONE: u8 = 0;
const FAILED: u8 = 1;

/// Does it, tells `out`, and `err` why not.
pub fn run(
    args: &ClientArgs,
    now: Timestamp,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<u8> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let done = match &args.command {
        ClientCommand::Add(args) => runtime.block_on(add(args, now, out)),
        ClientCommand::List(args) => runtime.block_on(list(args, now, out)),
        ClientCommand::Revoke(args) => runtime.block_on(revoke(args, now, out)),
    };
    match done {
        Ok(()) => Ok(DONE),
        Err(why) => writeln!(err, "error: {why}").map(|()| FAILED),
    }
}

type Done = Result<(), String>;

async fn open(installation: &InstallationArgs) -> Result<Clients, String> {
    let (place, _) = installation.settle()?;
    Clients::open(&place).await.map_err(|why| why.to_string())
}

async fn add(args: &AddArgs, now: Timestamp, out: &mut dyn Write) -> Done {
    let (_, folder) = args.installation.settle()?;
    let catalogue = onewindow_catalogue::load(&folder).map_err(|why| why.to_string())?.catalogue;
    if !catalogue.shared.authorities.contains_key(&args.organisation) {
        return Err(format!(
            "--organisation: the catalogue in `{}` has no authority `{}`; its ids stand in \
             authorities.yaml",
            folder.display(),
            args.organisation
        ));
    }
    for (flag, text) in [("--name", &args.name), ("--by", &args.by)] {
        if text.trim().is_empty() || text.chars().count() > 200 {
            return Err(format!("{flag}: 1 to 200 characters"));
        }
    }
    let zone = TimeZone::get(&catalogue.shared.region.time_zone).map_err(|why| why.to_string())?;
    let ends = args.until.tomorrow();
    let ends = ends.and_then(|day| zone.to_timestamp(day.to_datetime(Time::midnight())));
    let until = ends.map_err(|why| format!("--until: {why}"))?;
    if until <= now {
        return Err(format!("--until: {} is over", args.until));
    }
    let scopes: BTreeSet<Scope> = args.scope.iter().copied().collect();
    let new = New {
        name: args.name.clone(),
        organisation: args.organisation.clone(),
        scopes: scopes.into_iter().collect(),
        until,
        by: args.by.clone(),
    };
    let clients = open(&args.installation).await?;
    let added = clients.add(new, now, &SystemSource::new()).await;
    clients.close().await;
    let (id, secret) = added.map_err(|why| why.to_string())?;
    say(out, &format!("client   {id}\nsecret   {secret}\n"))?;
    say(out, "The secret is not kept here and cannot be shown again: hand it over now.\n")
}

async fn list(args: &ListArgs, now: Timestamp, out: &mut dyn Write) -> Done {
    let clients = open(&args.installation).await?;
    let all = clients.all().await;
    clients.close().await;
    let all = all.map_err(|why| why.to_string())?;
    if all.is_empty() {
        return say(out, "no programs\n");
    }
    for (client, events) in all {
        let ClientRecord { id, name, organisation, scopes, until, .. } = &client;
        let state = state(&client, now);
        say(out, &format!("{id}  {state:8} {organisation}  {scopes}  until {until}  {name}\n"))?;
        for event in events {
            say(out, &format!("    {}  {} by {}\n", event.at, event.what, event.by))?;
        }
    }
    Ok(())
}

fn state(client: &ClientRecord, now: Timestamp) -> &'static str {
    match client.revoked_at {
        Some(_) => "revoked",
        None if client.until <= now => "over",
        None => "let in",
    }
}

async fn revoke(args: &RevokeArgs, now: Timestamp, out: &mut dyn Write) -> Done {
    let clients = open(&args.installation).await?;
    let revoked = clients.revoke(args.client, args.by.clone(), now).await;
    clients.close().await;
    revoked
        .map_err(|_| format!("no program {} is let in; see onewindow client list", args.client))?;
    say(out, &format!("revoked  {}; its tokens count no longer\n", args.client))
}

fn say(out: &mut dyn Write, text: &str) -> Done {
    out.write_all(text.as_bytes()).map_err(|why| why.to_string())
}

//! Programs of agencies (OAuth 2.0 client credentials, RFC 6749 section 4.4): let in on the machine,
//! known by a secret, acting with a token for a quarter of an hour.
//!
//! Secret and token are 256 random bits, of which only the SHA-256 is kept: a stolen table opens
//! nothing.

use jiff::{SignedDuration, Timestamp};
use onewindow_model::actor::{Actor, Scope};
use onewindow_model::clock::{Random, random_bytes};
use onewindow_model::id::ClientId;
use onewindow_store::entities::clients;
pub use onewindow_store::entities::clients::{ClientEvent, ClientRecord};
use onewindow_store::{End, Store, tx_job};
use ring::digest::{SHA256, digest};

use crate::ctx::App;
use crate::error::{AppError, Result};
use crate::start::{Place, StartError};

/// How long a token counts.
pub const TOKEN_FOR: SignedDuration = SignedDuration::from_mins(15);

/// A program to be let in.
pub struct New {
    /// What it is called.
    pub name: String,
    /// The authority that it acts for.
    pub organisation: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// Until when.
    pub until: Timestamp,
    /// Who lets it in.
    pub by: String,
}

/// The programs of a node, for whoever runs it.
pub struct Clients(Store);

impl Clients {
    /// Opens the node's database; the node may be running.
    ///
    /// # Errors
    /// What is wrong with it, and what to do.
    pub async fn open(place: &Place) -> std::result::Result<Clients, StartError> {
        place.begun()?;
        Ok(Clients(place.open().await?))
    }

    /// The programs of a node that runs.
    pub fn of(app: &App) -> Clients {
        Clients(app.store.clone())
    }

    /// Lets a program in. The secret is told here and never again.
    pub async fn add(
        &self,
        new: New,
        now: Timestamp,
        random: &dyn Random,
    ) -> Result<(ClientId, String)> {
        let secret = onewindow_gate::seal::hex(&random_bytes::<32>(random));
        let id = ClientId::fresh(now, random);
        let record = ClientRecord {
            id,
            name: new.name,
            organisation: new.organisation,
            scopes: joined(&new.scopes),
            secret_hash: hash(&secret),
            made_at: now,
            until: new.until,
            revoked_at: None,
        };
        let event = ClientEvent { at: now, what: "added".to_owned(), by: new.by };
        let added = self.0.run_tx(
            "clients.add",
            tx_job!([record, event], |tx| {
                clients::insert(tx, &record).await?;
                clients::add_event(tx, id, &event).await?;
                Ok(End::<_, AppError>::Commit(()))
            }),
        );
        added.await.map_err(AppError::from)?;
        Ok((id, secret))
    }

    /// Every program, with what is on record of it.
    pub async fn all(&self) -> Result<Vec<(ClientRecord, Vec<ClientEvent>)>> {
        let read = tx_job!([], |tx| {
            let mut all = Vec::new();
            for client in clients::all(tx).await? {
                let events = clients::events(tx, client.id).await?;
                all.push((client, events));
            }
            Ok(all)
        });
        Ok(self.0.read("clients.all", read).await?)
    }

    /// Puts a program out at once, with every token that it holds.
    pub async fn revoke(&self, id: ClientId, by: String, now: Timestamp) -> Result<()> {
        let event = ClientEvent { at: now, what: "revoked".to_owned(), by };
        let revoked = self.0.run_tx(
            "clients.revoke",
            tx_job!([event], |tx| {
                clients::revoke(tx, id, now).await?;
                clients::add_event(tx, id, &event).await?;
                Ok(End::<_, AppError>::Commit(()))
            }),
        );
        revoked.await.map(|_| ()).map_err(AppError::from)
    }

    /// Waits until everything is on disk.
    pub async fn close(self) {
        self.0.close().await;
    }
}

/// A token that was given.
pub struct Issued {
    /// The token. It is told here and never again.
    pub token: String,
    /// What it is good for.
    pub scopes: Vec<Scope>,
}

/// Why no token was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoToken {
    /// No such program, another secret, or it is put out: all look alike.
    Client,
    /// It may not do what it asks for.
    Scope,
}

/// Gives a program a token, for all that it may do or for less.
pub async fn issue(
    app: &App,
    id: &str,
    secret: &str,
    wanted: Option<&str>,
) -> Result<std::result::Result<Issued, NoToken>> {
    let now = app.now();
    let Ok(id) = id.parse::<ClientId>() else { return Ok(Err(NoToken::Client)) };
    let read = tx_job!([], |tx| clients::find(tx, id).await);
    let known = app.store.read("clients.find", read).await?;
    // Both sides are hashes of 256 random bits: how long it takes to compare them tells nothing.
    let fits = |known: &ClientRecord| {
        known.secret_hash == hash(secret) && known.revoked_at.is_none() && known.until > now
    };
    let Some(known) = known.filter(fits) else { return Ok(Err(NoToken::Client)) };
    let allowed = scopes(&known.scopes);
    let scopes = match wanted {
        None => allowed,
        Some(wanted) => {
            let asked: Option<Vec<Scope>> =
                wanted.split(' ').map(|name| name.parse::<Scope>().ok()).collect();
            match asked.filter(|asked| asked.iter().all(|scope| allowed.contains(scope))) {
                Some(asked) => asked,
                None => return Ok(Err(NoToken::Scope)),
            }
        }
    };
    let token = onewindow_gate::seal::hex(&random_bytes::<32>(&*app.random));
    let (hash, joined) = (hash(&token), joined(&scopes));
    let until = now.saturating_add(TOKEN_FOR).unwrap_or(now).min(known.until);
    let given = app.store.run_tx(
        "clients.token",
        tx_job!([hash, joined], |tx| {
            clients::insert_token(tx, &hash, id, &joined, until).await?;
            Ok(End::<_, AppError>::Commit(()))
        }),
    );
    given.await.map_err(AppError::from)?;
    Ok(Ok(Issued { token, scopes }))
}

/// Who acts with a token, and what it is good for; none when it does not count, or its program is
/// put out.
pub async fn caller(app: &App, token: &str) -> Result<Option<(Actor, Vec<Scope>)>> {
    let (hash, now) = (hash(token), app.now());
    let read = tx_job!([hash], |tx| clients::by_token(tx, &hash, now).await);
    let found = app.store.read("clients.by_token", read).await?;
    Ok(found.map(|(client, organisation, named)| {
        (Actor::Machine { client, organisation }, scopes(&named))
    }))
}

fn joined(scopes: &[Scope]) -> String {
    scopes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// What this version of the program does not know is no right.
fn scopes(names: &str) -> Vec<Scope> {
    names.split(' ').filter_map(|name| name.parse().ok()).collect()
}

fn hash(text: &str) -> Vec<u8> {
    digest(&SHA256, text.as_bytes()).as_ref().to_vec()
}

//! Parties: found by their number, taken in at a window, looked at by themselves.

use onewindow_gate::{Location, Standing};
use onewindow_model::actor::Actor;
use onewindow_model::class::DataClass;
use onewindow_model::id::{MandateId, OfficerId, PersonId};
use onewindow_model::party::{Contacts, Identifier, Identity};
use onewindow_model::purpose::{Action, Purpose};
use onewindow_model::service::steps::Assurance;
use onewindow_model::service::{Audience, ServiceRef};
use onewindow_store::entities::persons::{self, PersonRecord};
use onewindow_store::{End, tx_job};

use crate::ctx::Ctx;
use crate::drafts::at_window;
use crate::entry::{Ask, Entry, entered_job};
use crate::error::{AppError, Result};
use crate::keys::KeyRing;

/// A party, opened.
pub struct Party {
    /// Its id.
    pub id: PersonId,
    /// Natural or legal.
    pub kind: Audience,
    /// Who it is.
    pub identity: Identity,
    /// How it is reached.
    pub contacts: Contacts,
}

/// The classes of a party's own record.
pub(crate) fn own_classes() -> [DataClass; 2] {
    [DataClass::identity(), DataClass::contact()]
}

/// The keyed hash by which a party is found.
pub(crate) fn lookup(ctx: &Ctx, number: &str) -> Vec<u8> {
    ctx.app.vault.lookup("person", number).to_vec()
}

/// Finds a party by its number; nothing is opened.
pub(crate) async fn by_number(ctx: &Ctx, number: &str) -> Result<Option<PersonRecord>> {
    let hash = lookup(ctx, number);
    let read = tx_job!([hash], |tx| persons::by_lookup(tx, &hash).await);
    Ok(ctx.app.store.read("persons.by_lookup", read).await?)
}

/// How a party comes in: what the entry about its first record says.
pub(crate) enum Entrance<'a> {
    /// At a window, for an application that its clerk takes in.
    Window {
        /// The clerk.
        clerk: OfficerId,
        /// The service version that is applied for.
        service: &'a ServiceRef,
        /// The classes that this version may collect.
        classes: &'a [DataClass],
    },
    /// By themselves, at their first sign-in.
    SignIn {
        /// How sure it is that it is they.
        assurance: Assurance,
    },
    /// With the demonstration: invented people, of whom nothing is recorded that anyone did.
    Demonstration,
}

/// Adds a party, or gives the one that has this number already. `local` names someone without a
/// number, such as the number of a slip. The write and its entry are one transaction.
pub(crate) async fn register(
    ctx: &Ctx,
    kind: Audience,
    identity: &Identity,
    contacts: &Contacts,
    local: Option<&str>,
    entrance: Entrance<'_>,
) -> Result<PersonId> {
    let number = identity.number.as_ref().map(Identifier::number).or(local);
    if let Some(number) = number
        && let Some(known) = by_number(ctx, number).await?
    {
        return Ok(known.id);
    }
    let id = PersonId::fresh(ctx.now, &*ctx.app.random);
    let ring = ctx.keys(id, &own_classes()).await?;
    let place = |column| Location::new("persons", column, id.to_string());
    let new = PersonRecord {
        id,
        kind,
        lookup: number.map(|number| lookup(ctx, number)),
        identity: ring.seal(ctx, &DataClass::identity(), &place("identity"), identity)?,
        contact: ring.seal(ctx, &DataClass::contact(), &place("contact"), contacts)?,
        revision: 1,
    };
    let entry = entered(ctx, id, entrance).await?;
    let now = ctx.now;
    let name = "persons.register";
    let added = match entry {
        Some(entry) => {
            let job = entered_job!([entry, new], |tx| {
                persons::insert(tx, &new, now).await?;
                Ok(End::Commit(()))
            });
            ctx.app.store.run_tx(name, job).await
        }
        None => {
            let job = tx_job!([new], |tx| {
                persons::insert(tx, &new, now).await?;
                Ok(End::Commit(()))
            });
            ctx.app.store.run_tx(name, job).await
        }
    };
    match added.map_err(AppError::from) {
        Ok(_) => Ok(id),
        // Somebody registered the same number a moment before: theirs stands.
        Err(AppError::Conflict) => match number {
            Some(number) => by_number(ctx, number).await?.map(|p| p.id).ok_or(AppError::Conflict),
            None => Err(AppError::Conflict),
        },
        Err(other) => Err(other),
    }
}

/// The entry about a party's first record.
async fn entered(ctx: &Ctx, id: PersonId, entrance: Entrance<'_>) -> Result<Option<Entry>> {
    let written = own_classes();
    let action = Action::Write;
    let ask = |purpose, standing| Ask {
        action,
        purpose,
        subject: id,
        standing,
        classes: &written,
        fields: 5,
    };
    match entrance {
        Entrance::Window { clerk, service, classes } => {
            let standing = at_window(id, clerk, service, classes);
            ctx.entry(ask(Purpose::Intake, standing)).await.map(Some)
        }
        Entrance::SignIn { assurance } => {
            let actor = Actor::Person { person: id, assurance };
            let own = Ctx { actor, ..ctx.clone() };
            own.entry(ask(Purpose::Own, Standing::Oneself)).await.map(Some)
        }
        Entrance::Demonstration => Ok(None),
    }
}

/// Takes over what is newly known of one's own name and day of birth, with an entry of its own. The
/// number is not touched: a record is found by it.
pub(crate) async fn bring_up_to_date(ctx: &Ctx, id: PersonId, known: &Identity) -> Result<()> {
    for _ in 0..TRIES {
        let (own, revision) = look(ctx, id, Standing::Oneself, Purpose::Own).await?;
        let number = own.identity.number.clone();
        let born = known.born.or(own.identity.born);
        let identity = Identity { name: known.name.clone(), number, born };
        if identity == own.identity {
            return Ok(());
        }
        match put_identity(ctx, id, revision, &identity).await {
            Err(AppError::Conflict) => {}
            done => return done,
        }
    }
    Err(AppError::Conflict)
}

/// How often a change is tried anew when somebody else was faster.
const TRIES: usize = 3;

async fn put_identity(ctx: &Ctx, id: PersonId, revision: u32, identity: &Identity) -> Result<()> {
    let class = DataClass::identity();
    let ring = ctx.keys(id, std::slice::from_ref(&class)).await?;
    let place = Location::new("persons", "identity", id.to_string());
    let sealed = ring.seal(ctx, &class, &place, identity)?;
    let (action, purpose, standing) = (Action::Write, Purpose::Own, Standing::Oneself);
    let classes = std::slice::from_ref(&class);
    let entry = ctx.entry(Ask { action, purpose, subject: id, standing, classes, fields: 2 });
    let entry = entry.await?;
    let job = entered_job!([entry, sealed], |tx| {
        persons::update_identity(tx, id, revision, &sealed).await?;
        Ok(End::Commit(()))
    });
    ctx.app.store.run_tx("persons.update", job).await.map(|_| ()).map_err(AppError::from)
}

/// Records that `agent` may act for `principal`, unless that is on record already.
pub(crate) async fn mandate(
    ctx: &Ctx,
    principal: PersonId,
    agent: PersonId,
    ground: &str,
) -> Result<()> {
    let id = MandateId::fresh(ctx.now, &*ctx.app.random);
    let now = ctx.now;
    let ground = ground.to_owned();
    let added = ctx.app.store.run_tx(
        "mandates.add",
        tx_job!([ground], |tx| {
            if !persons::principals(tx, agent, now).await?.contains(&principal) {
                persons::insert_mandate(tx, id, principal, agent, &ground, now).await?;
            }
            Ok(End::<(), AppError>::Commit(()))
        }),
    );
    added.await.map(|_| ()).map_err(AppError::from)
}

/// For whom the signed-in person may act: themselves first.
pub async fn acting_for(ctx: &Ctx) -> Result<Vec<PersonId>> {
    let me = ctx.person()?;
    let now = ctx.now;
    let read = tx_job!([], |tx| persons::principals(tx, me, now).await);
    let principals = ctx.app.store.read("mandates.principals", read).await?;
    Ok(std::iter::once(me).chain(principals).collect())
}

/// What connects the signed-in person with somebody: that they are it, a mandate, or nothing.
pub(crate) async fn standing(ctx: &Ctx, subject: PersonId) -> Result<Standing<'static>> {
    let me = ctx.person()?;
    if subject == me {
        return Ok(Standing::Oneself);
    }
    Ok(match acting_for(ctx).await?.contains(&subject) {
        true => Standing::Mandate { agent: me, principal: subject },
        false => Standing::None,
    })
}

/// Opens a party's own record, for themselves or whoever may act for them.
pub async fn open_own(ctx: &Ctx, id: PersonId) -> Result<Party> {
    let standing = standing(ctx, id).await?;
    open(ctx, id, standing, Purpose::Own).await.map_err(crate::entry::hide)
}

/// Opens a party's record on the strength of a standing that the gate judges.
pub(crate) async fn open(
    ctx: &Ctx,
    id: PersonId,
    standing: Standing<'_>,
    purpose: Purpose,
) -> Result<Party> {
    look(ctx, id, standing, purpose).await.map(|(party, _)| party)
}

async fn look(
    ctx: &Ctx,
    id: PersonId,
    standing: Standing<'_>,
    purpose: Purpose,
) -> Result<(Party, u32)> {
    let classes = own_classes();
    let ring = ctx.keys(id, &classes).await?;
    let ask =
        Ask { action: Action::Read, purpose, subject: id, standing, classes: &classes, fields: 5 };
    let entry = ctx.entry(ask).await?;
    let looked = ctx.app.store.run_tx(
        "persons.open",
        entered_job!([entry], |tx| {
            match persons::find(tx, id).await? {
                Some(person) => Ok(End::Commit(person)),
                // Nothing was looked at, and no entry may say so.
                None => Ok(End::Rollback(AppError::NotFound)),
            }
        }),
    );
    let looked = looked.await.map_err(AppError::from)?;
    let permit = entry.permit(&looked.receipt)?;
    let revision = looked.value.revision;
    Ok((unseal(ctx, &ring, looked.value, &permit)?, revision))
}

/// Opens a stored record under a permit.
pub(crate) fn unseal(
    ctx: &Ctx,
    ring: &KeyRing,
    record: PersonRecord,
    permit: &onewindow_gate::Permit,
) -> Result<Party> {
    let place = |column| Location::new("persons", column, record.id.to_string());
    let identity = place("identity");
    let contact = place("contact");
    Ok(Party {
        id: record.id,
        kind: record.kind,
        identity: ring.open(ctx, &DataClass::identity(), identity, record.identity, permit)?,
        contacts: ring.open(ctx, &DataClass::contact(), contact, record.contact, permit)?,
    })
}

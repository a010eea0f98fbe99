//! Intake at a window: for the person in front of the clerk.

use onewindow_model::actor::Role;
use onewindow_model::clock::random_bytes;
use onewindow_model::id::DraftId;
use onewindow_model::institution::KeyedBy;
use onewindow_model::party::{Contacts, Identifier, Identity, same_name};
use onewindow_model::purpose::Purpose;
use onewindow_model::service::Audience;
use onewindow_rules::Answers;

use crate::ctx::Ctx;
use crate::drafts::{at_window, begin};
use crate::error::{AppError, Invalid, Result};
use crate::parties::{self, Entrance};

/// Who stands at the window.
pub struct Visitor {
    /// Natural or legal person.
    pub kind: Audience,
    /// Name as on the paper shown.
    pub name: String,
    /// Identity number or credit code; none for someone without one.
    pub number: Option<String>,
    /// Telephone, if they want to be called.
    pub phone: Option<String>,
}

/// Opens an intake. A known number brings up the known party; someone without a number is taken in
/// on equal terms under a number of their own.
pub async fn start(ctx: &Ctx, service: &str, visitor: Visitor) -> Result<DraftId> {
    let clerk = ctx.officer(Role::WindowClerk)?.id;
    let current = ctx.app.catalogue.current();
    let newest = current.newest(service).ok_or(AppError::NotFound)?;
    if !newest.takes_applications() {
        return Err(AppError::Invalid(Invalid::NoApplications));
    }
    let name = visitor.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > 100 {
        return Err(AppError::Invalid(Invalid::Name));
    }
    let number = match visitor.number.as_deref().map(str::trim).filter(|n| !n.is_empty()) {
        None => None,
        Some(typed) => {
            let number =
                Identifier::parse(typed).map_err(|_| AppError::Invalid(Invalid::Number))?;
            if number.audience() != visitor.kind {
                return Err(AppError::Invalid(Invalid::Number));
            }
            Some(number)
        }
    };
    let local = match number {
        Some(_) => None,
        None => Some(onewindow_gate::seal::hex(&random_bytes::<16>(&*ctx.app.random))),
    };
    let identity = Identity { name, number, born: None };
    let known = registered(ctx, &identity).await;
    let phone = visitor.phone.map(|p| p.trim().to_owned()).filter(|p| !p.is_empty());
    let contacts = Contacts { phone, ..Contacts::default() };
    let reference = newest.reference();
    let classes = newest.classes();
    let entrance = Entrance::Window { clerk, service: &reference, classes: &classes };
    let local = local.as_deref();
    let person = parties::register(ctx, visitor.kind, &known, &contacts, local, entrance).await?;
    let standing = at_window(person, clerk, &reference, &classes);
    let party = parties::open(ctx, person, standing, Purpose::Intake).await?;
    // The number alone does not open anybody: it must be the person who stands there.
    if !same_name(&party.identity.name, &identity.name) {
        return Err(AppError::Invalid(Invalid::NameMismatch));
    }
    let begun = begin(ctx, service, &party, None, Some(clerk), Answers::default()).await?;
    Ok(begun.id)
}

/// Who a number belongs to, where a register says so; as typed where none does or can be asked.
///
/// What is typed at a window must not decide it: a slip of the pen would give a number to another
/// name for good, and the person whose number it is would not see who asked by it.
async fn registered(ctx: &Ctx, typed: &Identity) -> Identity {
    let Some(number) = typed.number.as_ref() else { return typed.clone() };
    let current = ctx.app.catalogue.current();
    let kind = KeyedBy::of(number);
    let authoritative =
        current.files.registers.values().filter(|r| r.identifies && r.keyed_by == kind);
    for register in authoritative {
        let Some(connector) = ctx.app.registers.get(&register.id) else { continue };
        let record = match connector.find(number.number()).await {
            Ok(Some(record)) => record,
            Ok(None) => continue,
            Err(fault) => {
                tracing::warn!(register = register.id, %fault, "a register could not be asked");
                continue;
            }
        };
        if let Some(name) = register.name_in(&record, number) {
            return Identity { name: name.to_owned(), ..typed.clone() };
        }
    }
    typed.clone()
}

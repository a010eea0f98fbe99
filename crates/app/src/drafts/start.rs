//! Starting a draft: for oneself, for whom one represents, or at a window for the person there.

use std::collections::BTreeMap;

use onewindow_model::application::DraftContent;
use onewindow_model::class::DataClass;
use onewindow_model::id::{DraftId, OfficerId, PersonId};
use onewindow_model::purpose::Action;
use onewindow_model::service::form::{PersonItem, Prefill};
use onewindow_model::service::{Service, ServiceRef};
use onewindow_rules::Answers;
use onewindow_store::End;
use onewindow_store::entities::contents;
use onewindow_store::entities::drafts::{self, DraftRecord};
use onewindow_store::entities::notices::insert_window;

use super::view::{classes, enter};
use crate::content;
use crate::ctx::Ctx;
use crate::entry::entered_job;
use crate::error::{AppError, Invalid, Result};
use crate::evidence;
use crate::notices;
use crate::parties::{self, Party};
use crate::sign_in::level;

/// A draft that was started.
pub struct Begun {
    /// Its id.
    pub id: DraftId,
}

/// Starts a draft for the signed-in person or a party that they may act for, with answers already
/// given to situation questions.
pub async fn start(
    ctx: &Ctx,
    service: &str,
    applicant: PersonId,
    answers: Answers,
) -> Result<Begun> {
    let owner = ctx.person()?;
    let party = parties::open_own(ctx, applicant).await?;
    begin(ctx, service, &party, Some(owner), None, answers).await
}

/// Starts a draft with its owner or its clerk.
pub(crate) async fn begin(
    ctx: &Ctx,
    service: &str,
    party: &Party,
    owner: Option<PersonId>,
    clerk: Option<OfficerId>,
    answers: Answers,
) -> Result<Begun> {
    let current = ctx.app.catalogue.current();
    let service = current.newest(service).ok_or(AppError::NotFound)?;
    if !service.takes_applications() {
        return Err(AppError::Invalid(Invalid::NoApplications));
    }
    checked(&service, &answers)?;
    // What registers know goes into the form: it is shown to nobody who is not surely the person.
    level::require(ctx, &service)?;
    let draft = DraftRecord {
        id: DraftId::fresh(ctx.now, &*ctx.app.random),
        service: ServiceRef { id: service.id.clone(), version: service.version },
        owner,
        clerk,
        applicant: party.id,
        case: None,
        created_at: ctx.now,
        updated_at: ctx.now,
        revision: 1,
    };
    let classes = classes(&service);
    let ring = ctx.keys(party.id, &classes).await?;
    let values = prefill(ctx, &service, party, &draft).await?;
    let prefilled = values.clone();
    let content = DraftContent { answers, values, prefilled, ..DraftContent::default() };
    let key = draft.id.to_string();
    let sealed = content::seal(ctx, &ring, &key, &service, &content)?;
    let entry = enter(ctx, &draft, &classes, Action::Write).await?;
    let id = draft.id;
    let told = clerk.map(|_| notices::begun(ctx, party.id, &service.id));
    let begun = ctx.app.store.run_tx(
        "drafts.start",
        entered_job!([entry, draft, sealed, key, told], |tx| {
            drafts::insert(tx, &draft).await?;
            contents::put_all(tx, &key, &sealed).await?;
            if let Some((notice, window)) = &told {
                insert_window(tx, notice, window).await?;
            }
            Ok(End::Commit(()))
        }),
    );
    begun.await.map_err(AppError::from)?;
    // A service without questions, or with all of them answered before, is looked up at once.
    evidence::gather(ctx, id).await?;
    Ok(Begun { id })
}

/// What does not fit the questions of the version is not kept: it could not be read again.
pub(crate) fn checked(service: &Service, answers: &Answers) -> Result<()> {
    service.facts.validate(answers).map_err(|_| AppError::Invalid(Invalid::Answer))
}

/// What the platform already knows goes into the form, to be checked by the applicant.
async fn prefill(
    ctx: &Ctx,
    service: &Service,
    party: &Party,
    draft: &DraftRecord,
) -> Result<BTreeMap<String, String>> {
    let mut values = BTreeMap::new();
    let mut records = BTreeMap::new();
    for field in &service.form {
        let value = match &field.prefill {
            None => None,
            Some(Prefill::Person(item)) => person_item(party, *item),
            Some(Prefill::Register { register, field: wanted }) => {
                if !records.contains_key(register) {
                    let classes = wanted_of(service, register);
                    let asked =
                        evidence::ask_register(ctx, register, party, draft, service, &classes);
                    records.insert(register.clone(), asked.await?.record());
                }
                records.get(register).and_then(|r| r.as_ref()).and_then(|r| r.get(wanted)).cloned()
            }
        };
        if let Some(value) = value {
            values.insert(field.id.clone(), value);
        }
    }
    Ok(values)
}

/// The classes of all that a form takes from a register, one for each field.
fn wanted_of(service: &Service, register: &str) -> Vec<DataClass> {
    let from = |prefill: &Option<Prefill>| matches!(prefill, Some(Prefill::Register { register: of, .. }) if of == register);
    let fields = service.form.iter().filter(|field| from(&field.prefill));
    fields.map(|field| field.class.clone()).collect()
}

/// An item of a party's own record.
pub(crate) fn person_item(party: &Party, item: PersonItem) -> Option<String> {
    match item {
        PersonItem::Name => Some(party.identity.name.clone()),
        PersonItem::IdNumber => party.identity.number.as_ref().map(|n| n.number().to_owned()),
        PersonItem::Phone => party.contacts.phone.clone(),
        PersonItem::Address => party.contacts.address.clone(),
        PersonItem::Email => party.contacts.email.clone(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;

    #[test]
    fn a_register_is_asked_for_every_class_that_the_form_takes_from_it() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue");
        let catalogue = onewindow_catalogue::load(&folder).unwrap().catalogue;
        let prefilled = |service: &&Arc<Service>| wanted_of(service, "business").len() > 1;
        let mut service = Service::clone(catalogue.services().find(prefilled).unwrap());
        let from_business = |field: &&mut onewindow_model::service::Field| match &field.prefill {
            Some(Prefill::Register { register, .. }) => register == "business",
            _ => false,
        };
        let mut fields = service.form.iter_mut().filter(from_business);
        fields.next().unwrap().class = DataClass::new("business");
        fields.next().unwrap().class = DataClass::new("finance");
        let wanted = wanted_of(&service, "business");
        for class in ["business", "finance"] {
            assert!(wanted.contains(&DataClass::new(class)), "{class}");
        }
        assert!(wanted_of(&service, "no-such-register").is_empty());
    }
}

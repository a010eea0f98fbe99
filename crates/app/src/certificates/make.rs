//! Making a certificate from a granted case.

use jiff::{Timestamp, ToSpan};
use onewindow_credential::{Certificate, Entropy, EntropyFailed, StatusRef, issue};
use onewindow_gate::Location;
use onewindow_model::class::DataClass;
use onewindow_model::clock::{Random, random_bytes};
use onewindow_model::id::CertificateId;
use onewindow_model::institution::CertificateType;
use onewindow_model::service::FieldType;
use onewindow_model::service::outcome::{CertificateOutcome, FieldSource};
use onewindow_rules::Value as Answer;
use onewindow_store::entities::certificates::{self as rows, CertificateRecord};
use onewindow_store::tx_job;
use serde_json::{Value, json};

use super::status::{LIST_SIZE, list_uri};
use crate::cases::LoadedCase;
use crate::ctx::Ctx;
use crate::drafts::person_item;
use crate::error::{AppError, Result};

/// Lends the platform's randomness to the credential room.
pub(crate) struct Source<'a>(pub &'a dyn Random);

impl Entropy for Source<'_> {
    fn fill(&mut self, out: &mut [u8]) -> std::result::Result<(), EntropyFailed> {
        self.0.fill(out);
        Ok(())
    }
}

/// The type of certificates as it stands in them.
pub(crate) fn vct(kind: &str) -> String {
    format!("urn:onewindow:certificate:{kind}")
}

/// The class that a certificate is sealed under: the heaviest of what stands on it.
pub(crate) fn class_of(ctx: &Ctx, kind: &CertificateType) -> DataClass {
    let current = ctx.app.catalogue.current();
    let weight =
        |class: &DataClass| current.files.classes.get(class.as_str()).map_or(0, |info| info.weight);
    let classes = kind.fields.iter().map(|field| &field.class);
    classes.max_by_key(|class| weight(class)).cloned().unwrap_or_else(DataClass::identity)
}

/// Makes and seals the certificate of a case, if its service issues one.
pub(crate) async fn make(ctx: &Ctx, loaded: &LoadedCase) -> Result<Option<CertificateRecord>> {
    let file = &loaded.file;
    let Some(outcome) = &file.service.outcome.certificate else { return Ok(None) };
    let current = ctx.app.catalogue.current();
    let kind = current.certificate_type(&outcome.certificate).ok_or_else(|| {
        AppError::Internal(format!("no certificate type `{}`", outcome.certificate))
    })?;
    let id = CertificateId::fresh(ctx.now, &*ctx.app.random);
    let expires_at = expiry(ctx, outcome)?;
    let (list, place) = free_place(ctx).await?;
    let authority = current.authority(&file.case.authority);
    let certificate = Certificate {
        vct: vct(&kind.id),
        iss: ctx.app.issuer.iss.clone(),
        iat: ctx.now,
        nbf: None,
        exp: expires_at,
        status: StatusRef { idx: place, uri: list_uri(ctx, list) },
        holder: None,
        plain: vec![
            ("certificate_number".to_owned(), json!(id.to_string())),
            ("authority".to_owned(), json!(authority.map(|a| names(&a.name)))),
        ],
        hidden: claims(ctx, loaded, outcome)?,
    };
    let compact = issue(&ctx.app.issuer.key, &certificate, &mut Source(&*ctx.app.random))
        .map_err(|error| AppError::Internal(error.to_string()))?;
    let class = class_of(ctx, kind);
    let ring = ctx.keys(file.case.applicant, std::slice::from_ref(&class)).await?;
    Ok(Some(CertificateRecord {
        id,
        person: file.case.applicant,
        case: Some(file.case.id),
        kind: kind.id.clone(),
        class: class.to_string(),
        authority: file.case.authority.clone(),
        list,
        place: i64::try_from(place).unwrap_or_default(),
        issued_at: ctx.now,
        expires_at,
        sealed: ring.seal(ctx, &class, &sealed_at(id), &compact)?,
    }))
}

pub(crate) fn sealed_at(id: CertificateId) -> Location {
    Location::new("certificates", "sealed", id.to_string())
}

/// A name in each of its languages.
fn names(text: &onewindow_model::text::Text) -> Value {
    Value::Object(text.iter().map(|(tag, words)| (tag.to_owned(), json!(words))).collect())
}

fn expiry(ctx: &Ctx, outcome: &CertificateOutcome) -> Result<Option<Timestamp>> {
    let Some(months) = outcome.valid_months else { return Ok(None) };
    let zone = ctx.app.zone();
    let day = zone.to_datetime(ctx.now).date();
    let end = day.saturating_add(i32::from(months).months());
    let end = end.to_datetime(jiff::civil::Time::midnight());
    zone.to_timestamp(end).map(Some).map_err(|error| AppError::Internal(error.to_string()))
}

/// What stands on the certificate, each field to be shown or left out by its holder.
fn claims(
    ctx: &Ctx,
    loaded: &LoadedCase,
    outcome: &CertificateOutcome,
) -> Result<Vec<(String, Value)>> {
    let file = &loaded.file;
    let applicant = file.applicant.as_ref().ok_or(AppError::NotFound)?;
    let mut claims = Vec::new();
    for (name, source) in &outcome.fields {
        let value = match source {
            FieldSource::Person(item) => person_item(applicant, *item),
            FieldSource::Form(field) => {
                file.content.values.get(field).map(|value| field_words(ctx, loaded, field, value))
            }
            FieldSource::Fact(fact) => {
                file.content.answers.get(fact).map(|value| answer_words(ctx, loaded, fact, value))
            }
        };
        if let Some(value) = value {
            claims.push((name.clone(), json!(value)));
        }
    }
    Ok(claims)
}

/// An answer as it stands on a certificate: in the words of the question's option or the region's
/// name, in the region's own language.
fn answer_words(ctx: &Ctx, loaded: &LoadedCase, fact: &str, value: &Answer) -> String {
    let own = onewindow_model::lang::Lang::Zh;
    let label = match value {
        Answer::Choice(chosen) => loaded
            .file
            .service
            .question_for(fact)
            .and_then(|question| question.options.iter().find(|option| option.id == *chosen))
            .map(|option| option.label.words(own).to_owned()),
        Answer::Region(region) => {
            let current = ctx.app.catalogue.current();
            current.files.regions.get(region).map(|known| known.name.words(own).to_owned())
        }
        _ => None,
    };
    label.unwrap_or_else(|| value.to_string())
}

/// A form value as it stands on a certificate.
fn field_words(ctx: &Ctx, loaded: &LoadedCase, field: &str, value: &str) -> String {
    let own = onewindow_model::lang::Lang::Zh;
    let label = match loaded.file.service.field_named(field).map(|field| &field.kind) {
        Some(FieldType::Choice(options)) => options
            .iter()
            .find(|option| option.id == value)
            .map(|option| option.label.words(own).to_owned()),
        Some(FieldType::Region) => {
            let current = ctx.app.catalogue.current();
            current.files.regions.get(value).map(|known| known.name.words(own).to_owned())
        }
        _ => None,
    };
    label.unwrap_or_else(|| value.to_owned())
}

/// Whether the place of a list belongs to a certificate.
pub(crate) async fn is_taken(ctx: &Ctx, (list, place): (i64, i64)) -> Result<bool> {
    let read = tx_job!([], |tx| rows::is_taken(tx, list, place).await);
    Ok(ctx.app.store.read("certificates.is_taken", read).await?)
}

/// Places drawn at once when one is looked for.
const DRAWN: usize = 16;

/// A random free place in the status list that is being filled. About half of a list stays empty:
/// where half of the places drawn are taken, the next list begins. Nothing is counted, so that the
/// hundred thousandth certificate costs what the first did.
async fn free_place(ctx: &Ctx) -> Result<(i64, u64)> {
    let random = &*ctx.app.random;
    let draw = |_| u64::from_be_bytes(random_bytes::<8>(random)) % LIST_SIZE;
    let drawn: Vec<u64> = (0..DRAWN).map(draw).collect();
    let read = tx_job!([drawn], |tx| {
        let list = rows::last_list(tx).await?.unwrap_or(1);
        let mut free = Vec::with_capacity(DRAWN);
        for place in &drawn {
            if !rows::is_taken(tx, list, i64::try_from(*place).unwrap_or_default()).await? {
                free.push(*place);
            }
        }
        Ok((list, free))
    });
    let (list, free) = ctx.app.store.read("certificates.free_place", read).await?;
    let first = drawn.first().copied().unwrap_or_default();
    Ok(match free.first() {
        Some(place) if free.len() * 2 > DRAWN => (list, *place),
        _ => (list.saturating_add(1), first),
    })
}

//! Evidence that need not be asked for: fetched from registers, taken from certificates.

use onewindow_model::application::Supply;
use onewindow_model::class::DataClass;
use onewindow_model::id::DraftId;
use onewindow_model::purpose::{Action, Purpose};
use onewindow_model::service::situation::Situation;
use onewindow_model::service::{Evidence, EvidenceSource, Service};
use onewindow_store::entities::documents::DocumentRecord;
use onewindow_store::entities::drafts::DraftRecord;

use crate::certificates;
use crate::ctx::Ctx;
use crate::documents::{self, For, REGISTER_RECORD};
use crate::drafts::{Loaded, load};
use crate::error::{AppError, Result};
use crate::parties::Party;
use crate::registers::Record;

/// Fetches what the network holds for the situation of a draft, once its questions are answered.
pub(crate) async fn gather(ctx: &Ctx, id: DraftId) -> Result<()> {
    let mut loaded = load(ctx, id).await?;
    if !crate::drafts::change_all_answered(ctx, &loaded) {
        return Ok(());
    }
    let service = loaded.view.service.clone();
    let current = ctx.app.catalogue.current();
    let situation = Situation::of(&service, loaded.view.facts(ctx, &current));
    let wanted: Vec<_> = situation.needed_evidence().cloned().collect();
    let mut fetched = Vec::new();
    // Who did not answer once is not waited for again in the same request.
    let mut silent: Vec<EvidenceSource> = Vec::new();
    for evidence in wanted {
        if loaded.view.content.supplies.contains_key(&evidence.id)
            || silent.contains(&evidence.source)
        {
            continue;
        }
        match fetch(ctx, &loaded, &service, &evidence).await? {
            Fetched::Material(supply, document) => {
                loaded.view.content.supplies.insert(evidence.id.clone(), supply);
                fetched.push(*document);
            }
            Fetched::Nothing => {}
            Fetched::NoAnswer => silent.push(evidence.source),
        }
    }
    if fetched.is_empty() {
        return Ok(());
    }
    crate::drafts::change_save(ctx, &loaded, fetched).await
}

/// What came of looking for a material.
enum Fetched {
    /// It, and the document that it is kept as.
    Material(Supply, Box<DocumentRecord>),
    /// There is none: the applicant hands it in, where the service takes it from them.
    Nothing,
    /// Nobody knows: the source did not answer. The same holds, and it can be looked for again.
    NoAnswer,
}

async fn fetch(
    ctx: &Ctx,
    loaded: &Loaded,
    service: &Service,
    evidence: &Evidence,
) -> Result<Fetched> {
    let draft = &loaded.view.draft;
    let party = &loaded.view.applicant;
    match &evidence.source {
        EvidenceSource::Applicant => Ok(Fetched::Nothing),
        EvidenceSource::Register(register) => {
            let class = &evidence.class;
            let record = match ask_register(
                ctx,
                register,
                party,
                draft,
                service,
                std::slice::from_ref(class),
            )
            .await?
            {
                Asked::Found(record) => record,
                // That a register holds nothing is an answer too, where only it may be asked.
                Asked::Nothing if !evidence.applicant_may_supply => Record::new(),
                Asked::Nothing => return Ok(Fetched::Nothing),
                Asked::Unreachable => return Ok(Fetched::NoAnswer),
            };
            let content = serde_json::to_vec(&record)
                .map_err(|error| AppError::Internal(error.to_string()))?;
            let document = store(ctx, loaded, evidence, REGISTER_RECORD, &content).await?;
            let supply = Supply::Register { register: register.clone(), document: document.id };
            Ok(Fetched::Material(supply, Box::new(document)))
        }
        EvidenceSource::Certificate(kind) => {
            let Some((certificate, compact)) =
                certificates::for_evidence(ctx, draft, service, kind).await?
            else {
                return Ok(Fetched::Nothing);
            };
            let media = documents::CERTIFICATE;
            let document = store(ctx, loaded, evidence, media, compact.as_bytes()).await?;
            let supply = Supply::Certificate { certificate, document: document.id };
            Ok(Fetched::Material(supply, Box::new(document)))
        }
    }
}

/// Keeps something fetched as a document of the draft.
pub(crate) async fn store(
    ctx: &Ctx,
    loaded: &Loaded,
    evidence: &Evidence,
    media: &str,
    content: &[u8],
) -> Result<DocumentRecord> {
    let parent = loaded.view.draft.id.to_string();
    let purpose = For {
        person: loaded.view.draft.applicant,
        class: &evidence.class,
        parent: &parent,
        evidence: &evidence.id,
    };
    documents::keep(ctx, &loaded.ring, purpose, media, content, 1).await
}

/// What came of asking a register.
pub(crate) enum Asked {
    /// Its record.
    Found(Record),
    /// It holds nothing under this number, or the applicant has no number to ask by.
    Nothing,
    /// It could not be asked, or did not answer in time.
    Unreachable,
}

impl Asked {
    /// The record, if there is one.
    pub(crate) fn record(self) -> Option<Record> {
        match self {
            Asked::Found(record) => Some(record),
            Asked::Nothing | Asked::Unreachable => None,
        }
    }
}

/// Asks a register about the applicant of a draft, for fields of these classes. The question is on
/// record before it is asked, answered or not.
pub(crate) async fn ask_register(
    ctx: &Ctx,
    register: &str,
    party: &Party,
    draft: &DraftRecord,
    service: &Service,
    wanted: &[DataClass],
) -> Result<Asked> {
    let Some(connector) = ctx.app.registers.get(register) else { return Ok(Asked::Unreachable) };
    let Some(number) = party.identity.number.as_ref() else { return Ok(Asked::Nothing) };
    let classes = service.classes();
    let standing = crate::drafts::standing(ctx, draft, &classes);
    let mut asked = wanted.to_vec();
    asked.sort();
    asked.dedup();
    let system = ctx.system(&format!("register:{register}"));
    let entry = system
        .entry(crate::entry::Ask {
            action: Action::Read,
            purpose: Purpose::FetchEvidence,
            subject: party.id,
            standing,
            classes: &asked,
            fields: wanted.len(),
        })
        .await?;
    system.on_record("registers.ask", &entry).await?;
    match connector.find(number.number()).await {
        // A number alone opens no record: at a window it is typed in, and may be anybody's.
        Ok(Some(record)) if !about(ctx, register, &record, party) => {
            tracing::warn!(register, "a record is kept under another name than the applicant's");
            Ok(Asked::Nothing)
        }
        Ok(Some(record)) => Ok(Asked::Found(record)),
        Ok(None) => Ok(Asked::Nothing),
        Err(fault) => {
            // The applicant is not to suffer for it: they may hand the paper in themselves.
            tracing::warn!(register, %fault, "a register could not be asked");
            Ok(Asked::Unreachable)
        }
    }
}

/// Whether a record names the party by whose number it was found.
fn about(ctx: &Ctx, register: &str, record: &Record, party: &Party) -> bool {
    let current = ctx.app.catalogue.current();
    let Some(register) = current.files.registers.get(register) else { return false };
    let Some(number) = party.identity.number.as_ref() else { return false };
    register.is_about(record, number, &party.identity.name)
}

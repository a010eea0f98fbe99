//! Receipt slips (收件回执): printed at a window, followed without an account.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;

use onewindow_gate::Standing;
use onewindow_model::actor::Actor;
use onewindow_model::application::DraftContent;
use onewindow_model::case::Case;
use onewindow_model::clock::Random;
use onewindow_model::id::{CaseId, DraftId};
use onewindow_model::purpose::{Action, Purpose};
use onewindow_model::reference::{CaseNumber, ClaimCode};
use onewindow_model::service::{Channel, Service};
use onewindow_store::entities::cases;
use onewindow_store::tx_job;

use crate::bookings::{self, BookingRecord};
use crate::cases::{enter, facts};
use crate::ctx::Ctx;
use crate::drafts::load;
use crate::entry::Ask;
use crate::error::{AppError, Result};

/// What is printed at a window for the person who came.
pub struct Slip {
    /// The case's number.
    pub number: CaseNumber,
    /// The code with which its holder follows the case.
    pub claim: ClaimCode,
    /// The service.
    pub service: Arc<Service>,
    /// The applicant's name.
    pub applicant: String,
    /// When it was taken in.
    pub received_at: jiff::Timestamp,
    /// The last day for deciding on intake.
    pub decide_by: Option<jiff::civil::Date>,
    /// The office, an id of the catalogue.
    pub office: Option<String>,
    /// The case.
    pub case: CaseId,
    /// How it came in.
    pub channel: Channel,
    /// What was applied for.
    pub content: DraftContent,
    /// The appointment, where the service is one to book.
    pub appointment: Option<BookingRecord>,
}

/// The slip for the person at the window; the clerk who took the case in can print it again.
pub async fn slip(ctx: &Ctx, draft: DraftId) -> Result<Slip> {
    ctx.official()?;
    let loaded = load(ctx, draft).await?;
    let case = loaded.view.draft.case.ok_or(AppError::NotFound)?;
    let read = tx_job!([], |tx| cases::find(tx, case).await);
    let case = ctx.app.store.read("cases.find", read).await?.ok_or(AppError::NotFound)?;
    Ok(Slip {
        number: case.number.clone(),
        claim: claim_code(ctx, draft),
        service: Arc::clone(&loaded.view.service),
        applicant: loaded.view.applicant.identity.name,
        received_at: case.received_at,
        decide_by: case.stage.due(),
        office: ctx.actor.officer().and_then(|officer| officer.office.clone()),
        case: case.id,
        channel: case.channel,
        content: loaded.view.content,
        appointment: bookings::held(ctx, case.id).await?,
    })
}

/// Finds the case of a slip: the actor becomes its holder. Unknown number and wrong code look
/// alike; a slip whose time is over says so, to whoever has the right code.
pub async fn claim(ctx: &Ctx, number: &CaseNumber, code: &ClaimCode) -> Result<CaseId> {
    let case = shown(ctx, number, code).await?;
    let holder = Ctx { actor: Actor::SlipHolder { case: case.id }, ..ctx.clone() };
    let service = ctx.app.catalogue.current().version(&case.service)?;
    let facts = facts(ctx, &case, &service);
    if facts.slip_ended {
        let entry = enter(&holder, &facts, Action::Read, Purpose::Follow, &[]).await?;
        holder.refuse_if_denied(&entry).await?;
    }
    Ok(case.id)
}

/// The case of the slip that somebody has in hand; whether it is worth anything is the gate's to
/// say.
pub(crate) async fn shown(ctx: &Ctx, number: &CaseNumber, code: &ClaimCode) -> Result<Case> {
    let hash = claim_hash(ctx, code);
    let number = number.clone();
    let read = tx_job!([number, hash], |tx| cases::by_claim(tx, &number, &hash).await);
    if let Some(case) = ctx.app.store.read("cases.by_claim", read).await? {
        return Ok(case);
    }
    // A wrong code for a real case is a refused look at its applicant's data, and is on record.
    let read = tx_job!([number], |tx| cases::by_number(tx, &number).await);
    if let Some(case) = ctx.app.store.read("cases.by_number", read).await? {
        refused(ctx, &case).await?;
    }
    Err(AppError::NotFound)
}

/// Wrong codes tried for each case today. Whoever knows a number could bury the looks that matter
/// under refused ones: after the first five of a day only the tenth, the hundredth and so on go on
/// record.
#[derive(Default)]
pub(crate) struct WrongCodes(Mutex<(Date, BTreeMap<CaseId, u32>)>);

impl WrongCodes {
    /// Counts one more, and says whether it goes on record.
    fn counts(&self, case: CaseId, today: Date) -> bool {
        let mut guard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (day, tried) = &mut *guard;
        if *day != today {
            (*day, *tried) = (today, BTreeMap::new());
        }
        let count = tried.entry(case).or_default();
        *count = count.saturating_add(1);
        *count <= 5 || 10_u32.checked_pow(count.ilog10()) == Some(*count)
    }
}

async fn refused(ctx: &Ctx, case: &Case) -> Result<()> {
    if !ctx.app.wrong_codes.counts(case.id, ctx.today()) {
        return Ok(());
    }
    let ask = Ask {
        action: Action::Read,
        purpose: Purpose::Follow,
        subject: case.applicant,
        standing: Standing::None,
        classes: &[],
        fields: 0,
    };
    let entry = ctx.entry(ask).await?;
    match ctx.refuse_if_denied(&entry).await {
        Err(AppError::Denied(_)) => Ok(()),
        other => other,
    }
}

/// What a case keeps of the code of its slip.
pub(crate) fn claim_of(ctx: &Ctx, draft: DraftId) -> Vec<u8> {
    claim_hash(ctx, &claim_code(ctx, draft))
}

/// The code of a draft's slip: derived, so that the slip can be printed again and no code is kept.
fn claim_code(ctx: &Ctx, draft: DraftId) -> ClaimCode {
    ClaimCode::draw(&Fixed(ctx.app.vault.lookup("claim-code", &draft.to_string())))
}

fn claim_hash(ctx: &Ctx, code: &ClaimCode) -> Vec<u8> {
    ctx.app.vault.lookup("claim", code.as_str()).to_vec()
}

/// Gives the same bytes each time.
struct Fixed([u8; 32]);

impl Random for Fixed {
    fn fill(&self, buffer: &mut [u8]) {
        for (target, byte) in buffer.iter_mut().zip(self.0.iter().cycle()) {
            *target = *byte;
        }
    }
}

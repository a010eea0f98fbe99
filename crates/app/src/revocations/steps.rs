//! The steps of a procedure.

use onewindow_gate::ProcedureStep;
use onewindow_model::class::DataClass;
use onewindow_model::id::{CertificateId, NoticeId, OfficerId, PersonId, RevocationId};
use onewindow_model::notice::NoticeKind;
use onewindow_model::purpose::{Action, Purpose};
use onewindow_model::reasons::Reasons;
use onewindow_model::revocation::{Judgement, Part, Procedure, Said, Signed, Stage};
use onewindow_store::entities::certificates::CertificateRecord;
use onewindow_store::entities::notices::{self, NoticeRecord};
use onewindow_store::entities::revocations::{self as rows, RevocationRecord};
use onewindow_store::{End, Tx};

use super::{about, classes, enter, facts, find, place};
use crate::certificates::find_certificate;
use crate::ctx::Ctx;
use crate::entry::{Ask, Entry, entered_job, hide};
use crate::error::{AppError, Invalid, Result};
use crate::parties;

/// Proposes to revoke one certificate, named by its number, on a ground of its type. Nothing takes
/// effect until a second officer signs.
pub async fn propose(
    ctx: &Ctx,
    certificate: CertificateId,
    rule: &str,
    reasons: &str,
) -> Result<RevocationId> {
    let officer = ctx.official()?.id;
    let found = find_certificate(ctx, certificate).await?;
    let current = ctx.app.catalogue.current();
    let kind = current.certificate_type(&found.kind).ok_or(AppError::NotFound)?;
    // Only a ground of the type is a basis; whoever names another has none yet.
    let ground = kind.revocation_rules.iter().find(|known| known.id == rule);
    let facts = facts(ctx, &found, ground.map(|known| known.id.as_str()));
    let entry = enter(ctx, &facts, ProcedureStep::Propose).await?;
    ctx.refuse_if_denied(&entry).await?;
    let ground = ground.ok_or(AppError::Invalid(Invalid::Ground))?;
    ctx.trusted()?;
    let reasons = Reasons::parse(reasons)?;
    let id = RevocationId::fresh(ctx.now, &*ctx.app.random);
    let earlier = about(ctx, certificate).await?;
    let proposed = Procedure {
        id,
        certificate,
        person: found.person,
        authority: found.authority.clone(),
        rule: ground.id.clone(),
        proposal: said(ctx, at(id, found.person, Part::Reasons), officer, &reasons).await?,
        stage: Stage::Proposed,
        revision: 1,
    };
    let record = proposed.propose(&earlier)?;
    let done = ctx.app.store.run_tx(
        "revocations.propose",
        entered_job!([entry, record, earlier], |tx| {
            if moved(tx, certificate, &earlier).await? {
                return Ok(End::Rollback(AppError::Conflict));
            }
            rows::insert(tx, &record).await?;
            Ok(End::Commit(()))
        }),
    );
    done.await.map_err(AppError::from)?;
    Ok(id)
}

/// The second officer signs, and it takes effect.
pub async fn countersign(ctx: &Ctx, id: RevocationId) -> Result<()> {
    let by = ctx.official()?.id;
    let found = find(ctx, id).await?;
    let entry = enter(ctx, &found.facts, ProcedureStep::Sign).await?;
    ctx.refuse_if_denied(&entry).await?;
    let next = found.record.countersign(Signed { by, at: ctx.now }, &found.all)?;
    write(ctx, entry, next, Some((NoticeKind::Revoked, &found.certificate))).await
}

/// The second officer does not agree, and says why. Nothing takes effect, and the holder is told.
pub async fn decline(ctx: &Ctx, id: RevocationId, reasons: &str) -> Result<()> {
    let by = ctx.official()?.id;
    let found = find(ctx, id).await?;
    let entry = enter(ctx, &found.facts, ProcedureStep::Sign).await?;
    ctx.refuse_if_denied(&entry).await?;
    let reasons = Reasons::parse(reasons)?;
    let said = said(ctx, at(id, found.record.person, Part::Refusal), by, &reasons).await?;
    let next = found.record.decline(said)?;
    write(ctx, entry, next, Some((NoticeKind::RevocationDeclined, &found.certificate))).await
}

/// The holder appeals: one click and a sentence. The effect is suspended until it is judged.
pub async fn appeal(ctx: &Ctx, id: RevocationId, text: &str) -> Result<()> {
    ctx.person()?;
    let found = find(ctx, id).await?;
    let subject = found.record.person;
    let standing = parties::standing(ctx, subject).await?;
    let classes = classes();
    let (action, purpose) = (Action::Write, Purpose::Own);
    let ask = Ask { action, purpose, subject, standing, classes: &classes, fields: 1 };
    let entry = ctx.entry(ask).await?;
    ctx.refuse_if_denied(&entry).await.map_err(hide)?;
    let text = Reasons::parse(text)?;
    let sealed = seal(ctx, at(id, subject, Part::Appeal), &text).await?;
    let next = found.record.appeal(ctx.now, sealed)?;
    write(ctx, entry, next, None).await
}

/// An officer who had no part in it judges the appeal.
pub async fn judge(ctx: &Ctx, id: RevocationId, how: Judgement, text: &str) -> Result<()> {
    let by = ctx.official()?.id;
    let found = find(ctx, id).await?;
    let entry = enter(ctx, &found.facts, ProcedureStep::Judge).await?;
    ctx.refuse_if_denied(&entry).await?;
    let text = Reasons::parse(text)?;
    let said = said(ctx, at(id, found.record.person, Part::Judgement), by, &text).await?;
    let next = found.record.judge(how, said)?;
    let notice = match how {
        Judgement::Uphold => NoticeKind::RevocationUpheld,
        Judgement::Lift => NoticeKind::RevocationLifted,
    };
    write(ctx, entry, next, Some((notice, &found.certificate))).await
}

/// Which text of which procedure about whose certificate.
struct At {
    id: RevocationId,
    person: PersonId,
    part: Part,
}

fn at(id: RevocationId, person: PersonId, part: Part) -> At {
    At { id, person, part }
}

async fn seal(ctx: &Ctx, at: At, text: &Reasons) -> Result<Vec<u8>> {
    let ring = ctx.keys(at.person, &classes()).await?;
    let text = text.as_str().to_owned();
    ring.seal(ctx, &DataClass::identity(), &place(at.id, at.part), &text)
}

/// What an officer says now, sealed.
async fn said(ctx: &Ctx, at: At, by: OfficerId, text: &Reasons) -> Result<Said<Vec<u8>>> {
    Ok(Said { by, at: ctx.now, reasons: seal(ctx, at, text).await? })
}

/// Whether the procedures about a certificate are no longer those that were judged on.
async fn moved(
    tx: &mut Tx<'_>,
    certificate: CertificateId,
    judged: &[RevocationRecord],
) -> std::result::Result<bool, onewindow_store::StoreError> {
    let marks = |list: &[RevocationRecord]| -> Vec<_> {
        list.iter().map(|record| (record.id, record.revision)).collect()
    };
    Ok(marks(&rows::of_certificate(tx, certificate).await?) != marks(judged))
}

async fn write(
    ctx: &Ctx,
    entry: Entry,
    record: RevocationRecord,
    notice: Option<(NoticeKind, &CertificateRecord)>,
) -> Result<()> {
    ctx.trusted()?;
    // The case from which the certificate came is the way to the certificate.
    let notice = notice.map(|(kind, certificate)| NoticeRecord {
        id: NoticeId::fresh(ctx.now, &*ctx.app.random),
        person: record.person,
        case: certificate.case,
        kind,
        at: ctx.now,
        read_at: None,
    });
    let done = ctx.app.store.run_tx(
        "revocations.write",
        entered_job!([entry, record, notice], |tx| {
            rows::update(tx, &record).await?;
            if let Some(notice) = &notice {
                notices::insert(tx, notice).await?;
            }
            Ok(End::Commit(()))
        }),
    );
    done.await.map(|_| ()).map_err(AppError::from)
}

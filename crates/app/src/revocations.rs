//! Revoking a certificate: a decision with a rule, reasons, a second officer, a notice and an
//! appeal. One certificate at a time; there is no list.

use onewindow_gate::{Location, Standing};
use onewindow_model::actor::Role;
use onewindow_model::class::DataClass;
use onewindow_model::id::{CertificateId, NoticeId, OfficerId, RevocationId};
use onewindow_model::institution::RevocationRule;
use onewindow_model::purpose::{Action, Purpose};
use onewindow_store::entities::certificates::CertificateRecord;
use onewindow_store::entities::notices::{self, NoticeRecord};
use onewindow_store::entities::revocations::{self as rows, RevocationRecord};
use onewindow_store::{End, tx_job};

use crate::certificates::find_certificate;
use crate::ctx::Ctx;
use crate::entry::{Ask, Entry, hide};
use crate::error::{AppError, Invalid, Result};
use crate::parties;

/// A procedure, opened.
pub struct RevocationView {
    /// As stored.
    pub record: RevocationRecord,
    /// The certificate.
    pub certificate: CertificateRecord,
    /// The ground.
    pub rule: Option<RevocationRule>,
    /// Why.
    pub reasons: String,
    /// What the holder says against it.
    pub appeal: Option<String>,
    /// What was said to that.
    pub judgement: Option<String>,
}

/// One line of the list of procedures that wait: nothing personal.
pub struct Waiting {
    /// The procedure.
    pub id: RevocationId,
    /// The certificate's type.
    pub kind: String,
    /// `proposed` or `appealed`.
    pub stage: String,
    /// Since when.
    pub since: jiff::Timestamp,
    /// Proposed by the officer who looks, who then waits for another.
    pub mine: bool,
}

fn classes() -> [DataClass; 1] {
    [DataClass::identity()]
}

fn place(id: RevocationId, column: &'static str) -> Location {
    Location::new("revocations", column, id.to_string())
}

fn checked(text: &str) -> Result<String> {
    let text = text.trim().to_owned();
    let good = !text.is_empty() && text.chars().count() <= 4_000;
    if good { Ok(text) } else { Err(AppError::Invalid(Invalid::Reasons)) }
}

/// The authority that issued, and the one that reviews its decisions.
fn concerned(ctx: &Ctx, authority: &str) -> Vec<String> {
    let current = ctx.app.catalogue.current();
    let above = current.authority(authority).and_then(|known| known.parent.clone());
    std::iter::once(authority.to_owned()).chain(above).collect()
}

async fn enter(ctx: &Ctx, record: &RevocationRecord, action: Action) -> Result<Entry> {
    let open = matches!(record.stage.as_str(), "proposed" | "in-force" | "appealed");
    let organisations = concerned(ctx, &record.authority);
    let standing = Standing::Certificate { organisations: &organisations, open };
    let classes = classes();
    let subject = record.person;
    let purpose = Purpose::Revoke;
    ctx.entry(Ask { action, purpose, subject, standing, classes: &classes, fields: 1 }).await
}

/// Proposes to revoke one certificate, named by its number, on a ground of its type. Nothing takes
/// effect until a second officer signs.
pub async fn propose(
    ctx: &Ctx,
    certificate: CertificateId,
    rule: &str,
    reasons: &str,
) -> Result<RevocationId> {
    let officer = ctx.officer(Role::CaseOfficer)?.id;
    let reasons = checked(reasons)?;
    let found = find_certificate(ctx, certificate).await?;
    let current = ctx.app.catalogue.current();
    let kind = current.certificate_type(&found.kind).ok_or(AppError::NotFound)?;
    if !kind.revocation_rules.iter().any(|known| known.id == rule) {
        return Err(AppError::Invalid(Invalid::Ground));
    }
    let id = RevocationId::fresh(ctx.now, &*ctx.app.random);
    let ring = ctx.keys(found.person, &classes()).await?;
    let record = RevocationRecord {
        id,
        certificate,
        person: found.person,
        authority: found.authority.clone(),
        rule: rule.to_owned(),
        proposed_by: officer,
        proposed_at: ctx.now,
        reasons: ring.seal(ctx, &DataClass::identity(), &place(id, "reasons"), &reasons)?,
        stage: "proposed".to_owned(),
        second: None,
        appeal: None,
        appealed_at: None,
        judged_by: None,
        judgement: None,
        revision: 1,
    };
    let entry = enter(ctx, &record, Action::Restrict).await?;
    let done = ctx.app.store.run_tx(
        "revocations.propose",
        tx_job!([entry, record], |tx| {
            entry.append(tx).await?;
            if let Some(denied) = entry.denied() {
                return Ok(End::Refused(denied));
            }
            rows::insert(tx, &record).await?;
            Ok(End::Commit(()))
        }),
    );
    done.await.map_err(AppError::from)?;
    Ok(id)
}

/// The second officer signs, and it takes effect; or declines.
pub async fn countersign(ctx: &Ctx, id: RevocationId, agree: bool) -> Result<()> {
    let officer = ctx.officer(Role::Reviewer)?.id;
    let mut record = find(ctx, id).await?;
    let entry = enter(ctx, &record, Action::Restrict).await?;
    ctx.refuse_if_denied(&entry).await?;
    if record.stage != "proposed" {
        return Err(AppError::Conflict);
    }
    if record.proposed_by == officer {
        return Err(AppError::Invalid(Invalid::SecondOfficer));
    }
    record.stage = if agree { "in-force" } else { "declined" }.to_owned();
    record.second = Some(officer);
    write(ctx, entry, record, agree.then_some("revoked")).await
}

/// The holder appeals: one click and a sentence. The effect is suspended until it is judged.
pub async fn appeal(ctx: &Ctx, id: RevocationId, text: &str) -> Result<()> {
    let me = ctx.person()?;
    let text = checked(text)?;
    let mut record = find(ctx, id).await?;
    let holder = record.person;
    let allowed = parties::acting_for(ctx).await?.contains(&holder);
    let standing = match holder == me {
        true => Standing::Oneself,
        false if allowed => Standing::Mandate { agent: me, principal: holder },
        false => Standing::None,
    };
    let classes = classes();
    let (action, purpose) = (Action::Write, Purpose::Own);
    let ask = Ask { action, purpose, subject: holder, standing, classes: &classes, fields: 1 };
    let entry = ctx.entry(ask).await?;
    if entry.denied().is_none() && record.stage != "in-force" {
        return Err(AppError::Conflict);
    }
    let ring = ctx.keys(holder, &classes).await?;
    let sealed = ring.seal(ctx, &DataClass::identity(), &place(id, "appeal"), &text)?;
    record.stage = "appealed".to_owned();
    record.appeal = Some(sealed);
    record.appealed_at = Some(ctx.now);
    write(ctx, entry, record, None).await.map_err(hide)
}

/// An officer who had no part in it judges the appeal.
pub async fn judge(ctx: &Ctx, id: RevocationId, uphold: bool, text: &str) -> Result<()> {
    let officer = ctx.officer(Role::Reviewer)?.id;
    let text = checked(text)?;
    let mut record = find(ctx, id).await?;
    let entry = enter(ctx, &record, Action::Restrict).await?;
    ctx.refuse_if_denied(&entry).await?;
    if record.stage != "appealed" {
        return Err(AppError::Conflict);
    }
    if record.proposed_by == officer || record.second == Some(officer) {
        return Err(AppError::Invalid(Invalid::SecondOfficer));
    }
    let ring = ctx.keys(record.person, &classes()).await?;
    let sealed = ring.seal(ctx, &DataClass::identity(), &place(id, "judgement"), &text)?;
    record.stage = if uphold { "upheld" } else { "lifted" }.to_owned();
    record.judged_by = Some(officer);
    record.judgement = Some(sealed);
    let notice = if uphold { "revocation-upheld" } else { "revocation-lifted" };
    write(ctx, entry, record, Some(notice)).await
}

async fn write(
    ctx: &Ctx,
    entry: Entry,
    record: RevocationRecord,
    notice: Option<&str>,
) -> Result<()> {
    let notice = notice.map(|kind| NoticeRecord {
        id: NoticeId::fresh(ctx.now, &*ctx.app.random),
        person: record.person,
        case: None,
        kind: kind.to_owned(),
        at: ctx.now,
        read_at: None,
    });
    let now = ctx.now;
    let done = ctx.app.store.run_tx(
        "revocations.write",
        tx_job!([entry, record, notice], |tx| {
            entry.append(tx).await?;
            if let Some(denied) = entry.denied() {
                return Ok(End::Refused(denied));
            }
            rows::update(tx, &record, now).await?;
            if let Some(notice) = &notice {
                notices::insert(tx, notice).await?;
            }
            Ok(End::Commit(()))
        }),
    );
    done.await.map(|_| ()).map_err(AppError::from)
}

async fn find(ctx: &Ctx, id: RevocationId) -> Result<RevocationRecord> {
    let read = tx_job!([], |tx| rows::find(tx, id).await);
    ctx.app.store.read("revocations.find", read).await?.ok_or(AppError::NotFound)
}

/// Procedures of the officer's authority that wait: those that a reviewer may take up, and those
/// that the officer proposed.
pub async fn waiting(ctx: &Ctx) -> Result<Vec<Waiting>> {
    let reviews = ctx.officer(Role::Reviewer).is_ok();
    let officer = ctx.officer(if reviews { Role::Reviewer } else { Role::CaseOfficer })?;
    let (me, organisation): (OfficerId, String) = (officer.id, officer.organisation.clone());
    let current = ctx.app.catalogue.current();
    let authorities: Vec<String> = current
        .files
        .authorities
        .keys()
        .filter(|id| concerned(ctx, id).contains(&organisation))
        .cloned()
        .collect();
    let read = tx_job!([authorities], |tx| {
        let mut waiting = Vec::new();
        for authority in &authorities {
            waiting.extend(rows::waiting(tx, authority).await?);
        }
        Ok(waiting)
    });
    let found = ctx.app.store.read("revocations.waiting", read).await?;
    let mut list = Vec::new();
    for record in found {
        let mine = record.proposed_by == me;
        let theirs = concerned(ctx, &record.authority).contains(&organisation);
        let to_take_up = reviews && theirs && record.second != Some(me);
        if mine || to_take_up {
            let certificate = find_certificate(ctx, record.certificate).await?;
            list.push(Waiting {
                id: record.id,
                kind: certificate.kind,
                stage: record.stage,
                since: record.appealed_at.unwrap_or(record.proposed_at),
                mine,
            });
        }
    }
    list.sort_by_key(|waiting| waiting.since);
    Ok(list)
}

/// The type of a certificate of the officer's authority: the grounds on which it can be revoked
/// hang on it. Asking is on record, for the holder to see.
pub async fn certificate_kind(ctx: &Ctx, certificate: CertificateId) -> Result<String> {
    ctx.officer(Role::CaseOfficer)?;
    let found = find_certificate(ctx, certificate).await?;
    let organisations = concerned(ctx, &found.authority);
    let standing = Standing::Certificate { organisations: &organisations, open: true };
    let (action, purpose) = (Action::Read, Purpose::Revoke);
    let ask = Ask { action, purpose, subject: found.person, standing, classes: &[], fields: 0 };
    let entry = ctx.entry(ask).await?;
    ctx.on_record("revocations.certificate_kind", &entry).await?;
    Ok(found.kind)
}

/// Opens a procedure: for officers of the authority, or for the holder.
pub async fn open(ctx: &Ctx, id: RevocationId) -> Result<RevocationView> {
    let record = find(ctx, id).await?;
    let classes = classes();
    let entry = match ctx.actor.person() {
        None => enter(ctx, &record, Action::Read).await?,
        Some(me) => {
            let subject = record.person;
            let allowed = parties::acting_for(ctx).await?.contains(&subject);
            let standing = match subject == me {
                true => Standing::Oneself,
                false if allowed => Standing::Mandate { agent: me, principal: subject },
                false => Standing::None,
            };
            let (action, purpose) = (Action::Read, Purpose::Own);
            ctx.entry(Ask { action, purpose, subject, standing, classes: &classes, fields: 3 })
                .await?
        }
    };
    let ring = ctx.keys(record.person, &classes).await?;
    let permit = ctx.on_record("revocations.open", &entry).await;
    let permit = if ctx.actor.person().is_some() { permit.map_err(hide) } else { permit }?;
    let unseal = |column, sealed: Vec<u8>| -> Result<String> {
        ring.open(ctx, &DataClass::identity(), place(id, column), sealed, &permit)
    };
    let certificate = find_certificate(ctx, record.certificate).await?;
    let current = ctx.app.catalogue.current();
    let rule = current
        .certificate_type(&certificate.kind)
        .and_then(|kind| kind.revocation_rules.iter().find(|rule| rule.id == record.rule))
        .cloned();
    Ok(RevocationView {
        rule,
        reasons: unseal("reasons", record.reasons.clone())?,
        appeal: record.appeal.clone().map(|s| unseal("appeal", s)).transpose()?,
        judgement: record.judgement.clone().map(|s| unseal("judgement", s)).transpose()?,
        certificate,
        record,
    })
}

//! Auditing (审计): within a mandate that two administrators gave, an auditor reads the record of
//! officials' rights and the list of cases, and opens what chance draws. Nothing here changes
//! anything but the record of the audit itself.
//!
//! An [`Audit`] holds its context for itself: from outside of this crate no other use case can be
//! called with it.

use std::sync::Arc;

use jiff::Timestamp;
use onewindow_gate::{AuditFacts, Denial};
use onewindow_model::actor::Role;
use onewindow_model::clock::random_bytes;
use onewindow_model::id::{CaseId, DrawId, GrantId, OfficerId};
use onewindow_model::purpose::Purpose;
use onewindow_model::reasons::Reasons;
use onewindow_model::staffing::{ChangeName, EventKind, Grant};
pub use onewindow_store::entities::audits::DrawRecord;
use onewindow_store::entities::staff_events::{self, StaffEvent};
use onewindow_store::entities::{audits as rows, cases, grants};
use onewindow_store::{End, tx_job};

use crate::cases::{CaseFile, Listed, audited, listed};
use crate::ctx::{App, Ctx};
use crate::error::{AppError, Result};
use crate::listing::List;
use crate::paging::Page;
use crate::repeated::Sender;
use crate::staffing::{self, Step};

/// The largest sample.
pub const LARGEST: usize = 20;

/// How many cases can be drawn under one mandate.
pub const MOST: usize = 100;

/// Where a list of cases goes on: when the last one was received, and which it was.
pub type CaseKey = (Timestamp, CaseId);

/// An auditor at work.
pub struct Audit {
    ctx: Ctx,
    auditor: OfficerId,
    mandates: Vec<Grant>,
}

impl Audit {
    /// An auditor, with the mandates that are in force today; there may be none.
    pub async fn admit(ctx: Ctx) -> Result<Audit> {
        let officer = ctx.official()?;
        if !officer.is(Role::Auditor) {
            return Err(AppError::Denied(Denial::WrongRole));
        }
        let (auditor, today) = (officer.id, ctx.today());
        let read = tx_job!([], |tx| grants::held_by(tx, auditor, ChangeName::Audit, today).await);
        let mandates = ctx.app.store.read("audits.mandates", read).await?;
        Ok(Audit { ctx, auditor, mandates })
    }

    /// The platform, for what is public.
    pub fn app(&self) -> &Arc<App> {
        &self.ctx.app
    }

    /// The mandates in force.
    pub fn mandates(&self) -> &[Grant] {
        &self.mandates
    }

    /// One of them.
    pub fn mandate(&self, id: GrantId) -> Result<&Grant> {
        self.mandates.iter().find(|grant| grant.id == id).ok_or(AppError::NotFound)
    }

    /// What is on record of officials' rights in the audited organisation, newest first.
    pub async fn record(
        &self,
        mandate: GrantId,
        before: Option<u32>,
        limit: u32,
    ) -> Result<Page<Step, u32>> {
        staffing::steps(&self.ctx, &self.mandate(mandate)?.organisation, before, limit).await
    }

    /// The cases of the audited organisation, newest first: those before one of them and at most so
    /// many.
    pub async fn cases(
        &self,
        mandate: GrantId,
        before: Option<CaseKey>,
        limit: u32,
    ) -> Result<Page<Listed, CaseKey>> {
        let organisation = self.mandate(mandate)?.organisation.clone();
        let read = tx_job!([organisation], |tx| {
            cases::of_authority(tx, &organisation, before, limit + 1).await
        });
        let lines = async { Ok(self.ctx.app.store.read("audits.cases", read).await?) };
        let of = List::Of {
            organisation: &self.mandate(mandate)?.organisation,
            purpose: Purpose::Audit,
        };
        let found = self.ctx.list(of, lines).await?;
        let page = Page::of(found, limit, |case| (case.received_at, case.id));
        Ok(Page { items: listed(&self.ctx, page.items)?, next: page.next })
    }

    /// Who sends a request, for doing it once.
    pub fn sender(&self) -> Sender {
        Sender::from(&self.ctx)
    }

    /// The samples drawn under a mandate, newest first.
    pub async fn draws(&self, mandate: GrantId) -> Result<Vec<DrawRecord>> {
        let id = self.mandate(mandate)?.id;
        let read = tx_job!([], |tx| rows::of_grant(tx, id).await);
        Ok(self.ctx.app.store.read("audits.draws", read).await?)
    }

    /// Draws a sample for a stated purpose. Chance alone chooses: which cases come follows from the
    /// seed, and both are on record before anything can be opened.
    pub async fn draw(&self, mandate: GrantId, size: usize, purpose: &str) -> Result<DrawId> {
        let mandate = self.mandate(mandate)?;
        let purpose = Reasons::parse(purpose)?.into_string();
        if size == 0 || size > LARGEST {
            return Err(AppError::Invalid(crate::error::Invalid::Answer));
        }
        let organisation = mandate.organisation.clone();
        let read = tx_job!([organisation], |tx| cases::ids_of_authority(tx, &organisation).await);
        let all = self.ctx.app.store.read("audits.population", read).await?;
        if all.is_empty() {
            return Err(AppError::Conflict);
        }
        let seed = random_bytes::<32>(&*self.ctx.app.random);
        let chosen = chosen(&seed, &all, size);
        let draw = DrawRecord {
            id: DrawId::fresh(self.ctx.now, &*self.ctx.app.random),
            grant: mandate.id,
            organisation: mandate.organisation.clone(),
            auditor: self.auditor,
            at: self.ctx.now,
            purpose: purpose.clone(),
            seed: seed.to_vec(),
            population: u32::try_from(all.len()).unwrap_or(u32::MAX),
        };
        let event = StaffEvent {
            at: self.ctx.now,
            kind: EventKind::Drawn,
            organisation: mandate.organisation.clone(),
            actor: Some(self.auditor),
            officer: None,
            grant: Some(mandate.id),
            subject: Some(draw.id.to_string()),
            reasons: Some(purpose),
        };
        let (id, grant) = (draw.id, mandate.id);
        let done = self.ctx.app.store.run_tx(
            "audits.draw",
            tx_job!([draw, event, chosen], |tx| {
                if rows::drawn(tx, grant).await?.saturating_add(chosen.len()) > MOST {
                    return Ok(End::Rollback(AppError::Allowance));
                }
                rows::insert(tx, &draw, &chosen).await?;
                staff_events::add(tx, &event).await?;
                Ok(End::Commit(()))
            }),
        );
        done.await.map_err(AppError::from)?;
        Ok(id)
    }

    /// A sample drawn under a mandate in force, with its cases in the order in which they came.
    pub async fn sample(&self, id: DrawId) -> Result<(DrawRecord, Vec<Listed>)> {
        let read = tx_job!([], |tx| {
            let Some(draw) = rows::find(tx, id).await? else { return Ok(None) };
            let mut found = Vec::new();
            for case in rows::cases(tx, id).await? {
                found.extend(cases::find(tx, case).await?);
            }
            Ok(Some((draw, found)))
        });
        let found = self.ctx.app.store.read("audits.sample", read).await?;
        let (draw, found) = found.ok_or(AppError::NotFound)?;
        let organisation = &self.mandate(draw.grant)?.organisation;
        let of = List::Of { organisation, purpose: Purpose::Audit };
        let found = self.ctx.list(of, async { Ok(found) }).await?;
        Ok((draw, listed(&self.ctx, found)?))
    }

    /// Opens one case of a sample: what happened and why it was decided, not who the applicant is.
    /// An access entry says so before, and its person sees it.
    pub async fn open(&self, id: DrawId, case: CaseId) -> Result<CaseFile> {
        let read = tx_job!([], |tx| Ok((rows::find(tx, id).await?, rows::cases(tx, id).await?)));
        let (draw, drawn) = self.ctx.app.store.read("audits.open", read).await?;
        let draw = draw.ok_or(AppError::NotFound)?;
        let mandate = AuditFacts {
            grant: draw.grant,
            auditor: draw.auditor,
            organisation: draw.organisation,
            in_force: self.mandate(draw.grant).is_ok(),
            sampled: drawn.contains(&case),
        };
        audited(&self.ctx, case, &mandate).await
    }
}

/// The cases that a seed chooses: those whose SHA-256 of seed and id comes first. Whoever has seed
/// and list can do it again.
fn chosen(seed: &[u8; 32], all: &[CaseId], size: usize) -> Vec<CaseId> {
    let mut ranked: Vec<_> = all
        .iter()
        .map(|case| {
            let mut hash = ring::digest::Context::new(&ring::digest::SHA256);
            hash.update(seed);
            hash.update(case.to_string().as_bytes());
            (hash.finish().as_ref().to_vec(), *case)
        })
        .collect();
    ranked.sort();
    ranked.into_iter().take(size).map(|(_, case)| case).collect()
}

#[cfg(test)]
mod tests {
    use onewindow_model::id::CaseId;

    use super::chosen;

    #[test]
    fn a_seed_chooses_the_same_whatever_the_order_and_another_others() {
        let case = |number: u32| format!("{number:026}").parse::<CaseId>().unwrap();
        let all: Vec<_> = (0..200).map(case).collect();
        let mut turned = all.clone();
        turned.reverse();
        let first = chosen(&[1; 32], &all, 10);
        assert_eq!(first.len(), 10);
        assert_eq!(chosen(&[1; 32], &turned, 10), first);
        assert_ne!(chosen(&[2; 32], &all, 10), first);
        assert_eq!(chosen(&[1; 32], &all[..3], 10).len(), 3, "no more than there are");
        // Every case comes about as often as the others.
        let mut times = vec![0_u32; 200];
        for seed in 0..=255_u8 {
            for case in chosen(&[seed; 32], &all, 20) {
                times[all.iter().position(|known| *known == case).unwrap()] += 1;
            }
        }
        assert!(times.iter().all(|times| (5..=55).contains(times)), "{times:?}");
    }
}

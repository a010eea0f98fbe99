//! Access entries of use cases: prepared before the write, appended in it, redeemed after it.

use onewindow_gate::{Denial, Permit, Request, Standing, Ticket};
use onewindow_ledger::Receipt;
use onewindow_model::class::DataClass;
use onewindow_model::id::PersonId;
use onewindow_model::purpose::{Action, Purpose};
use onewindow_store::entities::access::{self, EntryRecord};
use onewindow_store::{End, StoreError, Tx};

use crate::ctx::Ctx;
use crate::error::{AppError, Result};

/// A judged request whose entry waits to be appended.
#[derive(Clone)]
pub(crate) struct Entry {
    record: EntryRecord,
    outcome: std::result::Result<Ticket, Denial>,
}

/// What is asked, short of who asks and when.
pub(crate) struct Ask<'a> {
    pub action: Action,
    pub purpose: Purpose,
    pub subject: PersonId,
    pub standing: Standing<'a>,
    pub classes: &'a [DataClass],
    pub fields: usize,
}

impl Ctx {
    /// Judges a request and seals its entry. Nothing is on record yet, and nothing can be opened.
    pub(crate) async fn entry(&self, ask: Ask<'_>) -> Result<Entry> {
        let access = DataClass::access();
        let ring = self.keys(ask.subject, std::slice::from_ref(&access)).await?;
        let request = Request {
            actor: &self.actor,
            action: ask.action,
            purpose: ask.purpose,
            subject: ask.subject,
            standing: ask.standing,
            classes: ask.classes,
            fields: u16::try_from(ask.fields).unwrap_or(u16::MAX),
        };
        let look =
            self.app.gate.decide(&request, ring.of(&access)?, self.now, &*self.app.random)?;
        let record = EntryRecord {
            id: look.entry.id,
            person: look.entry.person,
            leaf: look.entry.leaf,
            sealed: look.entry.sealed,
        };
        Ok(Entry { record, outcome: look.outcome })
    }
}

impl Ctx {
    /// Puts a look on record in a transaction of its own, and gives its permit once it is durable.
    ///
    /// For looks whose sealed rows were read before: a document, a certificate, a register.
    ///
    /// # Errors
    /// The denial, which is on record by then.
    pub(crate) async fn on_record(&self, name: &'static str, entry: &Entry) -> Result<Permit> {
        let looked = entry.clone();
        let job = entered_job!([looked], |tx| Ok(End::Commit(())));
        let kept = self.app.store.run_tx(name, job);
        let kept = kept.await.map_err(AppError::from)?;
        entry.permit(&kept.receipt)
    }

    /// Puts a refusal on record and gives it; does nothing when the request was allowed.
    ///
    /// For steps that a rule of the model may refuse as well: whoever may not do them at all is
    /// told that, and the person concerned sees it, before anything is said of how things stand.
    pub(crate) async fn refuse_if_denied(&self, entry: &Entry) -> Result<()> {
        match entry.denied() {
            None => Ok(()),
            Some(_) => self.on_record("access.refused", entry).await.map(|_| ()),
        }
    }
}

impl Entry {
    /// Puts the entry on record in this transaction, whatever its outcome, and says why the request
    /// was refused, if it was. [`entered_job!`] calls it and ends the job there.
    #[must_use = "a refused request goes no further"]
    pub(crate) async fn admit(
        &self,
        tx: &mut Tx<'_>,
    ) -> std::result::Result<Option<AppError>, StoreError> {
        access::append(tx, &self.record).await?;
        Ok(self.denied())
    }

    /// Why the request was refused, if it was.
    fn denied(&self) -> Option<AppError> {
        self.outcome.as_ref().err().map(|denial| AppError::Denied(*denial))
    }

    /// The permit, once the entry is durable.
    pub(crate) fn permit(&self, receipt: &Receipt) -> Result<Permit> {
        match &self.outcome {
            Ok(ticket) => Ok(ticket.clone().redeem(receipt)?),
            Err(denial) => Err(AppError::Denied(*denial)),
        }
    }
}

/// A [`tx_job!`](onewindow_store::tx_job) that begins with an [`Entry`], the first name in the
/// brackets: the entry is appended whatever its outcome, and what stands in the body runs only when
/// the request was allowed. There is no other way to append one.
macro_rules! entered_job {
    ([$entry:ident $(, $capture:ident)* $(,)?], |$tx:ident| $body:expr) => {
        onewindow_store::tx_job!([$entry $(, $capture)*], |$tx| {
            if let Some(denied) = $entry.admit($tx).await? {
                return Ok(onewindow_store::End::Refused(denied));
            }
            $body
        })
    };
}

pub(crate) use entered_job;

/// For a person, what is refused looks as if it were not there.
pub(crate) fn hide(error: AppError) -> AppError {
    match error {
        AppError::Denied(_) => AppError::NotFound,
        other => other,
    }
}

//! Filling in any application: by the service's own first example that is accepted.

use jiff::civil::Date;
use onewindow_model::application::Supply;
use onewindow_model::booking::Slot;
use onewindow_model::id::DraftId;
use onewindow_model::service::situation::Situation;
use onewindow_model::service::{Field, FieldType, Service};
use onewindow_rules::Answers;

use super::{World, one_page_pdf};
use crate::bookings;
use crate::ctx::Ctx;
use crate::drafts::{self, Change};

impl World {
    /// A draft of a service for the person who acts, with everything in it that is asked.
    pub async fn filled(&self, ctx: &Ctx, service: &str) -> DraftId {
        let person = ctx.actor.person().expect("a person");
        let current = self.app.catalogue.current();
        let service = current.newest(service).unwrap_or_else(|| panic!("no service `{service}`"));
        let answers = accepted_answers(&service);
        let begun = drafts::start(ctx, &service.id, person, answers.clone()).await;
        let id = begun.unwrap_or_else(|error| panic!("{}: {error:?}", service.id)).id;
        drafts::answer_all(ctx, id, answers).await.expect("answers");
        self.fill(ctx, id).await;
        id
    }

    /// The first slot of a service to book in which a place is left.
    pub async fn free_slot(&self, ctx: &Ctx, service: &str) -> Slot {
        let offer = bookings::offer(ctx, service).await.expect("an offer");
        offer.next_free("", 1).pop().expect("a free slot")
    }

    /// Puts everything into a draft that its situation asks.
    pub async fn fill(&self, ctx: &Ctx, id: DraftId) {
        let current = self.app.catalogue.current();
        let view = drafts::open(ctx, id).await.expect("the draft");
        let situation = Situation::of(&view.service, view.facts(ctx, &current));
        for field in situation.asked_fields() {
            if view.content.values.contains_key(&field.id) {
                continue;
            }
            let typed = sample(field, &view.service);
            let change = Change::Value { field: field.id.clone(), typed };
            drafts::change(ctx, id, change).await.expect("a value");
        }
        if view.service.booking().is_some() && view.content.slot.is_none() {
            let slot = self.free_slot(ctx, &view.service.id).await;
            drafts::change(ctx, id, Change::Slot(slot)).await.expect("a slot");
        }
        for evidence in situation.needed_evidence() {
            if view.content.supplies.contains_key(&evidence.id) {
                continue;
            }
            if evidence.applicant_may_supply {
                let files = vec![one_page_pdf(&evidence.id)];
                drafts::attach(ctx, id, &evidence.id, files).await.expect("a paper");
            } else if evidence.commitment {
                let supply = Some(Supply::Commitment);
                let change = Change::Supply { evidence: evidence.id.clone(), supply };
                drafts::change(ctx, id, change).await.expect("a commitment");
            }
        }
    }
}

/// The answers of the first example that qualifies.
fn accepted_answers(service: &Service) -> Answers {
    let good = service.examples.iter().find(|example| {
        example.expect.intake != Some(false)
            && example.expect.refused_because.as_ref().is_none_or(Vec::is_empty)
    });
    good.map(|example| example.answers.clone()).unwrap_or_default()
}

/// Something right to type into a field.
fn sample(field: &Field, _service: &Service) -> String {
    match &field.kind {
        FieldType::Text { .. } | FieldType::LongText { .. } => "小店".to_owned(),
        FieldType::Whole { min, .. } => min.to_string(),
        FieldType::Decimal { scale, min, .. } => {
            onewindow_model::application::value::unscale(*min, *scale)
        }
        FieldType::Date { min, max } => {
            let day = min.or(*max).map(|limit| limit.resolve(Date::constant(2026, 12, 1)));
            day.map_or_else(|| "2026-12-01".to_owned(), |day| day.to_string())
        }
        FieldType::Choice(options) => options.first().map(|o| o.id.clone()).unwrap_or_default(),
        FieldType::Boolean => "true".to_owned(),
        FieldType::Phone => "19900000000".to_owned(),
        FieldType::Email => "someone@example.org".to_owned(),
        FieldType::IdNumber => "990102199203150243".to_owned(),
        FieldType::Address => "澄州市青石区南浦街道1号".to_owned(),
        FieldType::Region => "qingshi".to_owned(),
    }
}

//! A revocation, as its holder and the officers concerned see it.

use onewindow_app::revocations::RevocationView;
use schemars::JsonSchema;
use serde::Serialize;

use crate::l10n::L10n;

/// A revocation from the proposal to the judgement.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Revocation")]
pub(super) struct RevocationGiven {
    id: String,
    certificate: String,
    /// The certificate's type.
    kind: String,
    stage: String,
    /// The ground, a rule of that type.
    ground: String,
    /// When the ground is there.
    ground_words: Option<String>,
    proposed_at: String,
    reasons: String,
    /// What stands for who proposed, who signed or declined, and who judged, in that order.
    officers: Vec<String>,
    /// When a second officer signed or declined.
    second_at: Option<String>,
    /// Why the second officer declined.
    refusal: Option<String>,
    /// What the holder says to it.
    appeal: Option<String>,
    judgement: Option<String>,
    /// Proposals on the same ground that were declined before, newest first; not for the holder.
    declined: Vec<Declined>,
}

/// A proposal that was declined.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "DeclinedRevocation")]
struct Declined {
    at: String,
    by: String,
    reasons: Option<String>,
}

impl RevocationGiven {
    /// An opened procedure.
    pub fn of(l: L10n, view: RevocationView) -> RevocationGiven {
        let procedure = view.procedure;
        let stage = &procedure.stage;
        let declined = view.declined.into_iter().map(|one| Declined {
            at: one.at.to_string(),
            by: one.by,
            reasons: one.reasons,
        });
        RevocationGiven {
            id: procedure.id.to_string(),
            certificate: procedure.certificate.to_string(),
            kind: view.certificate.kind.clone(),
            stage: stage.name().to_string(),
            ground_words: view.rule.as_ref().map(|rule| l.words(&rule.when).text),
            proposed_at: procedure.proposal.at.to_string(),
            officers: view.officers,
            second_at: stage.second().map(|second| second.at.to_string()),
            refusal: stage.refusal().cloned(),
            appeal: stage.appeal().map(|appeal| appeal.text.clone()),
            judgement: stage.judgement().map(|judgement| judgement.reasons.clone()),
            declined: declined.collect(),
            ground: procedure.rule,
            reasons: procedure.proposal.reasons,
        }
    }
}

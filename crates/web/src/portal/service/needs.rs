use jiff::civil::Date;
use onewindow_model::service::Service;
use onewindow_model::service::situation::{Need, Situation};

use crate::l10n::Words;
use crate::show::{NeedCard, Prose, Show};

/// What must hold and what must be shown.
pub struct Needs {
    /// Papers that everybody needs.
    pub always: Vec<NeedCard>,
    /// Papers that some need, each with the situation.
    pub sometimes: Vec<NeedCard>,
    /// Whether the source says nothing of papers.
    pub silent: bool,
    /// 受理条件: what rules an application out at the door.
    pub not_accepted_if: Vec<Words>,
    /// 准予条件: what leads to a refusal.
    pub refused_if: Vec<Words>,
    /// What the source says in its own words.
    pub notes: Vec<(Words, Prose)>,
}

impl Needs {
    /// What a service needs.
    pub fn of(show: &Show<'_>, service: &Service, situation: &Situation<'_>, today: Date) -> Needs {
        let cards = |wanted: Need| -> Vec<NeedCard> {
            let all = situation.evidence.iter().filter(|(_, need)| *need == wanted);
            all.map(|(evidence, need)| show.need(service, evidence, *need, today)).collect()
        };
        let otherwise = |requirements: &[onewindow_model::service::Requirement]| -> Vec<Words> {
            requirements.iter().map(|requirement| show.l.words(&requirement.otherwise)).collect()
        };
        let notes =
            service.notes.iter().map(|note| (show.l.words(&note.label), show.prose(&note.text)));
        Needs {
            always: cards(Need::Needed),
            sometimes: cards(Need::Depends),
            silent: service.evidence.is_silent(),
            not_accepted_if: otherwise(&service.intake_conditions),
            refused_if: otherwise(&service.decision_conditions),
            notes: notes.collect(),
        }
    }
}

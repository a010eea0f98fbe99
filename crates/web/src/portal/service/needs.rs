use jiff::civil::Date;
use onewindow_model::service::situation::{Need, Situation};
use onewindow_model::service::{Note, Service};
use onewindow_model::text::Text;

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
    /// What the source says in its own words; several under one label say the label once.
    pub notes: Vec<(Option<Words>, Prose)>,
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
        let notes = labelled_once(&service.notes)
            .map(|(label, text)| (label.map(|label| show.l.words(label)), show.prose(text)));
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

/// Texts with their labels; one that has the label of the text above does without.
fn labelled_once(notes: &[Note]) -> impl Iterator<Item = (Option<&Text>, &Text)> {
    let above = std::iter::once(None).chain(notes.iter().map(Some));
    notes.iter().zip(above).map(|(note, above)| {
        let again = above.is_some_and(|above| above.label == note.label);
        ((!again).then_some(&note.label), &note.text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_texts_under_one_label_say_it_once() {
        let note = |label, text| Note { label: Text::of("en", label), text: Text::of("en", text) };
        let notes = [note("Stage", "1"), note("Stage", "2"), note("Fee", "3"), note("Stage", "4")];
        let shown: Vec<bool> = labelled_once(&notes).map(|(label, _)| label.is_some()).collect();
        assert_eq!(shown, [true, false, true, true]);
    }
}

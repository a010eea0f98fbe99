//! The steps that the stage of a case allows, as forms; and in words, why there are no others.

use std::collections::BTreeSet;

use jiff::civil::Date;
use onewindow_app::cases::CaseFile;
use onewindow_model::case::Stage;

use super::view::CaseView;
use crate::desk::places;
use crate::forms::{Choice, Choices, Field, Problem};
use crate::show::Show;

/// Longest reasons, in characters; the same as the use cases take.
pub(super) const LONGEST: u32 = onewindow_model::reasons::Reasons::LONGEST;

/// What was typed into one of the forms, to be shown again beside its problem.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    /// Reasons for asking for a correction.
    pub correction: Option<String>,
    /// The materials chosen.
    pub evidence: Vec<String>,
    /// Reasons for refusing intake.
    pub refusal: Option<String>,
    /// Reasons of the decision.
    pub reasons: Option<String>,
    /// The verdict chosen.
    pub verdict: String,
}

/// What can be done with a case now.
pub(super) struct Actions {
    /// The address of the case, to which each step adds its name.
    pub base: String,
    /// What the page says above the steps, or in their place.
    pub lead: String,
    /// 受理.
    pub accept: bool,
    /// 补正.
    pub correct: Option<Correct>,
    /// Why no correction can be asked for, where one could be otherwise.
    pub no_correction: Option<String>,
    /// 不予受理.
    pub refuse: Option<(Field, bool)>,
    /// 审查, with what the service has done before it is closed.
    pub examine: Option<Vec<String>>,
    /// 决定.
    pub decide: Option<Decide>,
    /// Materials that were promised to follow and have not come.
    pub outstanding: Vec<String>,
    /// Whether the case can be given back.
    pub release: bool,
}

/// The form of a correction.
pub(super) struct Correct {
    /// The materials that the version names.
    pub evidence: Choices,
    /// What is wrong with them.
    pub reasons: Field,
    /// Whether it is shown open.
    pub open: bool,
}

/// The form of a decision.
pub(super) struct Decide {
    /// Grant or refuse.
    pub verdict: Choices,
    /// Why granting cannot be chosen.
    pub blocked: Option<String>,
    /// The reasons.
    pub reasons: Field,
}

/// What the steps follow from.
pub(super) struct Ground<'a> {
    /// What things are shown with.
    pub show: Show<'a>,
    /// The case.
    pub file: &'a CaseFile,
    /// The case in words.
    pub view: &'a CaseView,
    /// The day.
    pub today: Date,
    /// The problems of what was typed.
    pub problems: &'a [Problem],
}

impl Actions {
    /// The steps of a case as it stands.
    pub(super) fn new(ground: &Ground<'_>, typed: &Typed) -> Actions {
        let Ground { show, file, view, today, .. } = ground;
        let l = show.l;
        let stage = &file.case.stage;
        let outstanding = view.still_to_come().map(|paper| paper.name.text.clone());
        let mut actions = Actions {
            base: places::case(file.case.id),
            lead: lead(show, stage, *today),
            outstanding: outstanding.collect(),
            accept: false,
            correct: None,
            no_correction: None,
            refuse: None,
            examine: None,
            decide: None,
            release: stage.is_open(),
        };
        match stage {
            // Silence has decided: what is left to the officer is to put it on record.
            Stage::Received { decide_by, .. } if today > decide_by => actions.accept = true,
            Stage::Received { .. } => {
                actions.accept = true;
                match file.case.correction_used {
                    true => actions.no_correction = Some(l.t("desk-correction-used")),
                    false => actions.correct = Some(correct(ground, typed)),
                }
                actions.refuse = Some(refuse(ground, typed));
            }
            Stage::Accepted(_) => {
                let steps = show.to_examine(&file.service, &file.content, file.case.received_at);
                actions.examine = Some(steps);
            }
            Stage::Examined { .. } => actions.decide = Some(decide(ground, typed)),
            _ => {}
        }
        actions
    }
}

/// Where the case stands, and what that asks of the officer.
fn lead(show: &Show<'_>, stage: &Stage, today: Date) -> String {
    let l = show.l;
    match stage {
        Stage::Received { decide_by, .. } if today > *decide_by => {
            l.t1("desk-lead-silence", "date", show.due(*decide_by))
        }
        Stage::CorrectionAsked { answer_by, .. } => {
            l.t1("desk-lead-correction-asked", "date", show.due(*answer_by))
        }
        _ => l.t(&format!("desk-lead-{}", stage.name().as_str())),
    }
}

impl Ground<'_> {
    fn problem(&self, id: &str) -> Option<String> {
        Problem::of(self.problems, id)
    }
}

/// Any material that the pinned version names may be asked for; those of this situation come first.
fn correct(ground: &Ground<'_>, typed: &Typed) -> Correct {
    let (show, service) = (ground.show, &ground.file.service);
    let l = show.l;
    let here: BTreeSet<&str> = ground.view.papers.iter().map(|(p, _)| p.id.as_str()).collect();
    let (mut first, mut rest) = (Vec::new(), Vec::new());
    for evidence in service.evidence.items() {
        let choice = Choice::new(&evidence.id, l.words(&evidence.name));
        match here.contains(evidence.id.as_str()) {
            true => first.push(choice),
            false => rest.push(choice.hint(l.t("desk-not-in-situation"))),
        }
    }
    first.extend(rest);
    let open = ground.problems.iter().any(|p| p.id == "evidence" || p.id == "correction");
    Correct {
        evidence: Choices::new("evidence", l.t("desk-correct-what"), first)
            .hint(l.t("desk-correct-what-hint"))
            .chosen(&typed.evidence)
            .error(ground.problem("evidence")),
        reasons: Field::new("correction", l.t("desk-correct-why"))
            .hint(l.t("desk-correct-why-hint"))
            .value(typed.correction.clone().unwrap_or_default())
            .length(0, LONGEST)
            .error(ground.problem("correction")),
        open,
    }
}

fn refuse(ground: &Ground<'_>, typed: &Typed) -> (Field, bool) {
    let l = ground.show.l;
    let suggested = match ground.view.intake_fails() {
        true => ground.view.reasons(),
        false => String::new(),
    };
    let field = Field::new("refusal", l.t("desk-refuse-why"))
        .hint(l.t("desk-reasons-hint"))
        .value(typed.refusal.clone().unwrap_or(suggested))
        .length(0, LONGEST)
        .error(ground.problem("refusal"));
    (field, ground.problem("refusal").is_some())
}

fn decide(ground: &Ground<'_>, typed: &Typed) -> Decide {
    let l = ground.show.l;
    let fails = ground.view.decision_fails() || ground.view.intake_fails();
    let gaps = ground.view.still_to_come().next().is_some();
    let refused = Choice::new("refused", l.t("desk-verdict-refused"));
    let choices = match fails || gaps {
        true => vec![refused],
        false => vec![Choice::new("granted", l.t("desk-verdict-granted")), refused],
    };
    let suggested = if fails { ground.view.reasons() } else { String::new() };
    Decide {
        verdict: Choices::new("verdict", l.t("desk-verdict"), choices)
            .chosen(&[typed.verdict.as_str()])
            .error(ground.problem("verdict")),
        blocked: match (fails, gaps) {
            (true, _) => Some(l.t("desk-verdict-blocked")),
            (false, true) => Some(l.t("desk-verdict-gaps")),
            (false, false) => None,
        },
        reasons: Field::new("reasons", l.t("desk-decide-why"))
            .hint(l.t("desk-reasons-hint"))
            .value(typed.reasons.clone().unwrap_or(suggested))
            .length(0, LONGEST)
            .error(ground.problem("reasons")),
    }
}

//! What the page of a case shows.

use onewindow_app::cases::{CaseFile, DecisionView};
use onewindow_app::catalogue::Current;
use onewindow_app::rules::Truth;
use onewindow_model::case::{Acceptance, DecisionKind, StageName};
use onewindow_model::service::Channel;
use onewindow_model::service::situation::{Facts, Situation};

use crate::desk::places;
use crate::l10n::{Args, Words};
use crate::lists::Row;
use crate::page::Page;
use crate::show::{FindingRow, Moment, PaperRow, Show};

/// Everything about a case but what can be done with it.
pub(super) struct CaseView {
    /// Its number.
    pub number: String,
    /// Its service.
    pub service: Words,
    /// Where it stands, in a word.
    pub stage: String,
    /// The colour of that word.
    pub colour: &'static str,
    /// Days and how it came in.
    pub facts: Vec<(String, String)>,
    /// Who applies.
    pub applicant: Vec<Row>,
    /// 受理条件.
    pub intake: Vec<FindingRow>,
    /// 准予条件.
    pub decision: Vec<FindingRow>,
    /// The answers to the situation questions.
    pub answers: Vec<Row>,
    /// The form.
    pub values: Vec<Row>,
    /// The materials, each with where it can be looked at.
    pub papers: Vec<(PaperRow, Option<String>)>,
    /// What happened and what comes next.
    pub moments: Vec<Moment>,
    /// What was decided so far, and why.
    pub decided: Vec<Decided>,
}

/// A decision on record.
pub(super) struct Decided {
    /// What.
    pub title: String,
    /// When.
    pub when: String,
    /// Why.
    pub reasons: String,
    /// Materials asked for.
    pub asked: Vec<Words>,
}

impl CaseView {
    /// Puts a case into words.
    pub(super) fn new(page: &Page, current: &Current, file: &CaseFile) -> CaseView {
        let show = Show::new(page.l, current);
        let received = current.zone.to_datetime(file.case.received_at).date();
        let facts = Facts {
            answers: &file.content.answers,
            today: received,
            regions: &current.files.regions,
        };
        let situation = Situation::of(&file.service, facts);
        let found = |list: &[onewindow_model::service::situation::Finding<'_>]| {
            list.iter().map(|finding| show.finding(&file.service, finding)).collect()
        };
        let papers = show.papers(file, &situation.evidence).into_iter().map(|paper| {
            let href = paper.document.map(|id| places::document(file.case.id, id));
            (paper, href)
        });
        let stage = file.case.stage.name();
        CaseView {
            number: file.case.number.to_string(),
            service: page.l.words(&file.service.name),
            stage: show.stage(stage),
            colour: show.stage_colour(stage),
            facts: days(&show, file),
            applicant: applicant(&show, file),
            intake: found(&situation.intake),
            decision: found(&situation.decision),
            answers: answers(&show, file),
            values: values(&show, file, &situation),
            papers: papers.collect(),
            moments: show.timeline(file),
            decided: file.decisions.iter().map(|made| decided(&show, file, made)).collect(),
        }
    }

    /// Whether a condition for intake is known to fail.
    pub(super) fn intake_fails(&self) -> bool {
        self.intake.iter().any(|row| row.truth == Truth::False)
    }

    /// Whether a condition for the decision is known to fail.
    pub(super) fn decision_fails(&self) -> bool {
        self.decision.iter().any(|row| row.truth == Truth::False)
    }

    /// The reasons that the failing conditions give.
    pub(super) fn reasons(&self) -> String {
        let all = self.intake.iter().chain(&self.decision);
        let failing = all.filter_map(|row| row.reason.as_ref());
        failing.map(|reason| reason.text.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// The materials that are still to come.
    pub(super) fn still_to_come(&self) -> impl Iterator<Item = &PaperRow> {
        self.papers.iter().map(|(paper, _)| paper).filter(|paper| paper.follows)
    }
}

/// The days of a case, and how it came in.
fn days(show: &Show<'_>, file: &CaseFile) -> Vec<(String, String)> {
    let l = show.l;
    let zone = &show.current.zone;
    let channel = match file.case.channel {
        Channel::Online => "desk-channel-online",
        _ => "desk-channel-window",
    };
    let mut facts = vec![
        (l.t("desk-received"), l.time(file.case.received_at, zone)),
        (l.t("desk-channel"), l.t(channel)),
    ];
    if let Some(held) = file.appointment() {
        let office = show.office(&held.slot.office).text;
        facts.push((l.t("desk-appointment"), show.slot(&held.slot)));
        facts.push((l.t("desk-appointment-office"), office));
    }
    if let Some(accepted) = file.case.stage.accepted() {
        let key = match accepted.how {
            Acceptance::Officer => "desk-accepted",
            Acceptance::Silence => "desk-accepted-silence",
        };
        facts.push((l.t(key), l.date(zone.to_datetime(accepted.from).date())));
        let promised = accepted.promised_by.map(|day| (l.t("desk-promised"), show.due(day)));
        let statutory = accepted.statutory_by.map(|day| (l.t("desk-statutory"), show.due(day)));
        facts.extend(promised.into_iter().chain(statutory));
    } else if let Some(due) = file.case.stage.due() {
        let key = match file.case.stage.name() {
            StageName::CorrectionAsked => "desk-answer-by",
            _ => "desk-decide-by",
        };
        facts.push((l.t(key), show.due(due)));
    }
    facts
}

fn applicant(show: &Show<'_>, file: &CaseFile) -> Vec<Row> {
    let Some(party) = &file.applicant else { return Vec::new() };
    let l = show.l;
    let row = |key: &str, value: Option<&str>| Row::new(l.t(key), value.unwrap_or_default());
    let kind = match party.kind {
        onewindow_model::service::Audience::NaturalPerson => "desk-person",
        onewindow_model::service::Audience::LegalPerson => "desk-company",
    };
    let number = match &party.identity.number {
        Some(number) => Row::new(l.t("desk-id-number"), number.number()),
        None => Row::new(l.t("desk-id-number"), l.t("desk-no-number")),
    };
    let mut rows = vec![
        row("desk-name", Some(&party.identity.name)),
        Row::new(l.t("desk-kind"), l.t(kind)),
        number,
        row("desk-phone", party.contacts.phone.as_deref()),
    ];
    if let Some(address) = &party.contacts.address {
        rows.push(row("desk-address", Some(address)));
    }
    if file.case.filed_by != file.case.applicant {
        rows.push(Row::new(l.t("desk-filed"), l.t("desk-filed-by-other")));
    }
    rows
}

fn answers(show: &Show<'_>, file: &CaseFile) -> Vec<Row> {
    let asked = file.service.questions.iter().filter_map(|question| {
        let value = file.content.answers.get(&question.fact)?;
        let words = show.answer(&file.service, &question.fact, value);
        Some(Row::new(show.l.words(&question.question), words))
    });
    asked.collect()
}

fn values(show: &Show<'_>, file: &CaseFile, situation: &Situation<'_>) -> Vec<Row> {
    let rows = situation.asked_fields().map(|field| {
        let stored = file.content.values.get(&field.id).map_or("", String::as_str);
        let value = show.value(field, stored);
        // What a register says otherwise stands beside what the applicant made of it.
        let known = file.content.prefilled.get(&field.id).filter(|known| *known != stored);
        let value = match known {
            None => value,
            Some(known) => {
                let args = Args::new()
                    .with("given", value.text)
                    .with("known", show.value(field, known).text);
                show.l.ta("desk-given-otherwise", &args).into()
            }
        };
        Row::new(show.l.words(&field.label), value)
    });
    rows.collect()
}

fn decided(show: &Show<'_>, file: &CaseFile, made: &DecisionView) -> Decided {
    // An acceptance names what may follow; that stands with the papers.
    let asked = match made.record.kind {
        DecisionKind::AskCorrection => made.body.evidence.as_slice(),
        _ => &[],
    };
    Decided {
        title: show.l.t(&format!("desk-decided-{}", made.record.kind)),
        when: show.l.time(made.record.at, &show.current.zone),
        reasons: made.body.reasons.clone(),
        asked: asked.iter().map(|id| show.material(&file.service, id)).collect(),
    }
}

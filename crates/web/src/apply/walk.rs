//! The way through an application: its stops in order, and how far each is.

use onewindow_app::drafts;
use onewindow_model::application::{Place, Problem, ProblemCode, Supply};

use super::draft::Draft;

/// One page of the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// A situation question.
    Fact(String),
    /// A question of the form.
    Field(String),
    /// A material.
    Evidence(String),
    /// The appointment.
    Slot,
}

/// How far a stop is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Nothing there yet.
    Open,
    /// Something is there that does not do.
    Wrong(ProblemCode),
    /// The platform filled it in.
    Known,
    /// Left empty, as one may.
    Left,
    /// It is to follow later.
    Later,
    /// Done.
    Done,
}

/// A stop with its state.
#[derive(Clone, Debug)]
pub(super) struct Stop {
    /// Which page.
    pub spot: Spot,
    /// How far.
    pub state: State,
}

/// The whole way.
pub(super) struct Walk {
    /// Its stops, in order.
    pub stops: Vec<Stop>,
    /// What submitting would find, the declaration left out.
    pub problems: Vec<Problem>,
}

impl Spot {
    /// The path below the draft's own.
    pub fn path(&self) -> String {
        match self {
            Spot::Fact(id) => format!("/situation/{id}"),
            Spot::Field(id) => format!("/form/{id}"),
            Spot::Evidence(id) => format!("/evidence/{id}"),
            Spot::Slot => "/slot".to_owned(),
        }
    }

    /// The same in the terms of problems.
    pub fn place(&self) -> Place {
        match self {
            Spot::Fact(id) => Place::Fact(id.clone()),
            Spot::Field(id) => Place::Field(id.clone()),
            Spot::Evidence(id) => Place::Evidence(id.clone()),
            Spot::Slot => Place::Slot,
        }
    }
}

impl State {
    /// Whether someone has to come back to it.
    pub fn is_open(&self) -> bool {
        matches!(self, State::Open | State::Wrong(_))
    }
}

impl Walk {
    /// The way through a draft as it stands.
    pub fn of(draft: &Draft) -> Walk {
        let problems = drafts::problems(&draft.ctx, &draft.view, true);
        let situation = draft.situation();
        let facts = situation.questions.iter().map(|q| Spot::Fact(q.fact.clone()));
        let fields = situation.asked_fields().map(|f| Spot::Field(f.id.clone()));
        let papers = situation.needed_evidence().map(|e| Spot::Evidence(e.id.clone()));
        // Last, because choosing holds no place.
        let slot = draft.view.service.booking().map(|_| Spot::Slot);
        let stops = facts
            .chain(fields)
            .chain(papers)
            .chain(slot)
            .map(|spot| Stop { state: state(draft, &spot, &problems), spot })
            .collect();
        Walk { stops, problems }
    }

    /// The first stop that someone has to come to.
    pub fn first_open(&self) -> Option<&Spot> {
        self.stops.iter().find(|stop| stop.state.is_open()).map(|stop| &stop.spot)
    }

    /// The next such stop after this one, going round.
    pub fn next_after(&self, spot: &Spot) -> Option<&Spot> {
        let at = self.stops.iter().position(|stop| stop.spot == *spot);
        let (before, after) = self.stops.split_at(at.map_or(0, |at| at + 1));
        let open = after.iter().chain(before).find(|stop| stop.state.is_open());
        open.map(|stop| &stop.spot).filter(|next| *next != spot)
    }

    /// The first situation question without an answer.
    pub fn open_question(&self) -> Option<&Spot> {
        let open = self.stops.iter().filter(|stop| stop.state.is_open());
        open.map(|stop| &stop.spot).find(|spot| matches!(spot, Spot::Fact(_)))
    }

    /// Where the requirements for intake fail.
    pub fn unqualified(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(|p| matches!(p.place, Place::Requirement(_) | Place::Applicant))
    }
}

fn state(draft: &Draft, spot: &Spot, problems: &[Problem]) -> State {
    let content = &draft.view.content;
    let place = spot.place();
    let problem = problems.iter().find(|problem| problem.place == place).map(|p| p.code.clone());
    match (problem, spot) {
        (Some(ProblemCode::Missing), _) => State::Open,
        (Some(code), _) => State::Wrong(code),
        (None, Spot::Fact(_) | Spot::Slot) => State::Done,
        (None, Spot::Field(id)) => match content.values.get(id) {
            // An optional question is shown once, so that it is not missed.
            None => State::Open,
            Some(value) if value.trim().is_empty() => State::Left,
            Some(_) if draft.is_prefilled(id) => State::Known,
            Some(_) => State::Done,
        },
        (None, Spot::Evidence(id)) => match content.supplies.get(id) {
            Some(Supply::Follows) => State::Later,
            Some(Supply::Register { .. } | Supply::Certificate { .. }) => State::Known,
            _ => State::Done,
        },
    }
}

use jiff::civil::Date;
use onewindow_model::known::Known;
use onewindow_model::service::situation::{Need, Situation};
use onewindow_model::service::{Channel, Kind, Presence, Service, Step};

use crate::l10n::{Args, Words};
use crate::lists::Row;
use crate::portal::office_row::OfficeRow;
use crate::show::{Show, Trips};

/// How it goes: time, steps, visits, channels, offices, fees.
pub struct Way {
    /// The clocks: until intake is decided, promised, statutory.
    pub times: Vec<Row>,
    /// What the office does.
    pub steps: Vec<StepRow>,
    /// Visits with their reasons.
    pub trips: Trips,
    /// Each way in, with the visits that it needs.
    pub channels: Vec<Row>,
    /// Whether the source says nothing of channels.
    pub channels_silent: bool,
    /// Where it can be had in person.
    pub offices: Vec<OfficeRow>,
    /// What it costs, fee by fee.
    pub fees: Vec<FeeRow>,
    /// Whether the source says nothing of fees.
    pub fees_silent: bool,
}

/// A step of the office.
pub struct StepRow {
    /// What it is called.
    pub name: Words,
    /// Its time, whether somebody must be there, and when it is taken.
    pub notes: Vec<String>,
}

/// A fee.
pub struct FeeRow {
    /// What it is for.
    pub name: Words,
    /// How much, by when.
    pub amount: String,
    /// In which situation.
    pub when: Option<String>,
}

impl Way {
    /// How a service goes.
    pub fn of(
        show: &Show<'_>,
        service: &Service,
        situation: &Situation<'_>,
        trips: Trips,
        today: Date,
    ) -> Way {
        Way {
            times: times(show, service),
            steps: service.steps.iter().map(|step| step_row(show, service, step, today)).collect(),
            channels: channels(show, service, situation),
            channels_silent: service.channels.is_silent(),
            offices: OfficeRow::nearest(show, service, None, 12),
            fees: fees(show, service, situation, today),
            fees_silent: service.cost.is_silent(),
            trips,
        }
    }
}

fn times(show: &Show<'_>, service: &Service) -> Vec<Row> {
    let l = show.l;
    let known = |term: &Known<_>| {
        term.known().map_or_else(|| l.t("not-in-source"), |term| show.term_or_same_day(*term))
    };
    if service.times.immediate {
        return vec![Row::new(l.t("times-promised"), l.t("time-immediate-long"))];
    }
    vec![
        Row::new(l.t("times-intake"), show.term_or_same_day(service.times.intake_decision)),
        Row::new(l.t("times-promised"), known(&service.times.promised)),
        Row::new(l.t("times-statutory"), known(&service.times.statutory)),
    ]
}

fn step_row(show: &Show<'_>, service: &Service, step: &Step, today: Date) -> StepRow {
    let mut notes = Vec::new();
    notes.extend(step.within.map(|term| show.term_or_same_day(term)));
    match step.presence {
        Presence::None => {}
        Presence::ApplicantAtOffice => notes.push(show.l.t("step-you-come")),
        Presence::OfficerComes => notes.push(show.l.t("step-officer-comes")),
    }
    if let Some(condition) = &step.when {
        let when = show.condition(service, condition, today);
        notes.push(show.l.t1("only-when", "situation", when));
    }
    StepRow { name: show.l.words(&step.name), notes }
}

fn channels(show: &Show<'_>, service: &Service, situation: &Situation<'_>) -> Vec<Row> {
    let named = show.current.files.offices.iter().any(|office| show.takes_in(office, service));
    let channels = service.channels.items().iter().map(|channel| {
        let visits = show.trips_by(service, situation, *channel);
        let key = match (channel, named) {
            (Channel::Window, false) => "channel-window-elsewhere".to_owned(),
            (Channel::Online, _) if service.kind == Kind::LookUp => {
                "channel-online-look-up".to_owned()
            }
            _ => format!("channel-{}-how", crate::show::stored(channel)),
        };
        let how = show.l.ta(&key, &Args::new().with("visits", visits));
        Row::new(show.l.channel(*channel), how)
    });
    channels.collect()
}

fn fees(show: &Show<'_>, service: &Service, situation: &Situation<'_>, today: Date) -> Vec<FeeRow> {
    let fees = situation.fees.iter().map(|(fee, need)| {
        let args =
            Args::new().with("amount", show.money(fee.cents)).with("due", show.l.fee_due(fee.due));
        let condition = fee.when.as_ref().filter(|_| *need == Need::Depends);
        FeeRow {
            name: show.l.words(&fee.name),
            amount: show.l.ta("fee-line", &args),
            when: condition.map(|condition| show.condition(service, condition, today)),
        }
    });
    fees.collect()
}

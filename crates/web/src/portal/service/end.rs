use onewindow_model::known::Known;
use onewindow_model::service::Service;

use crate::l10n::{Args, Words};
use crate::lists::Row;
use crate::show::Show;

/// What comes of it, how to contest it, whom to ask, and how long data is kept.
pub struct End {
    /// What people get, and how.
    pub outcome: Vec<Row>,
    /// How to contest a decision.
    pub remedies: Vec<Row>,
    /// Whom to ask or complain to.
    pub contacts: Vec<Row>,
    /// How long each class of data is kept.
    pub kept: Vec<Row>,
    /// Code, version and the like, for those who look it up elsewhere.
    pub record: Vec<Row>,
}

impl End {
    /// The end of a service's page.
    pub fn of(show: &Show<'_>, service: &Service) -> End {
        End {
            outcome: outcome(show, service),
            remedies: remedies(show, service),
            contacts: contacts(show, service),
            kept: kept(show, service),
            record: record(show, service),
        }
    }
}

fn outcome(show: &Show<'_>, service: &Service) -> Vec<Row> {
    let l = show.l;
    let outcome = &service.outcome;
    let mut rows = Vec::new();
    if !outcome.name.is_empty() {
        rows.push(Row::new(l.t("outcome-name"), l.words(&outcome.name)));
    }
    if let Some(made) = &outcome.certificate {
        rows.push(Row::new(l.t("outcome-certificate"), show.certificate_type(&made.certificate)));
        let valid = match made.valid_months {
            Some(months) if months % 12 == 0 => l.t1("valid-years", "years", months / 12),
            Some(months) => l.t1("valid-months", "months", months),
            None => l.t("valid-always"),
        };
        rows.push(Row::new(l.t("outcome-valid"), valid));
    }
    match outcome.delivery.known() {
        Some(ways) if !ways.is_empty() => {
            let ways: Vec<_> = ways.iter().map(|way| l.delivery(*way)).collect();
            rows.push(Row::new(l.t("outcome-delivery"), ways.join(&l.t("list-or"))));
        }
        None if service.takes_applications() => {
            rows.push(Row::new(l.t("outcome-delivery"), l.t("not-in-source")));
        }
        _ => {}
    }
    rows
}

fn remedies(show: &Show<'_>, service: &Service) -> Vec<Row> {
    let l = show.l;
    let remedy = &service.remedy;
    if remedy.internal.is_silent() && remedy.review.is_silent() && remedy.court.is_silent() {
        return Vec::new();
    }
    let silent = || Words::from(l.t("not-in-source"));
    let internal = match &remedy.internal {
        Known::Known(term) => l.t1("remedy-internal-how", "term", show.term_of_law(*term)).into(),
        Known::NotInSource => silent(),
    };
    let review = match &remedy.review {
        Known::Known(review) => {
            let args = Args::new()
                .with("authority", show.authority(&review.authority).text)
                .with("term", show.term_of_law(review.within));
            l.ta("remedy-review-how", &args).into()
        }
        Known::NotInSource => silent(),
    };
    let court = match &remedy.court {
        Known::Known(court) => {
            let args = Args::new()
                .with("court", court.name.words(l.lang))
                .with("term", l.t1("valid-months", "months", court.months));
            l.ta("remedy-court-how", &args).into()
        }
        Known::NotInSource => silent(),
    };
    vec![
        Row { key: l.t("remedy-internal").into(), value: internal, change: None },
        Row { key: l.t("remedy-review").into(), value: review, change: None },
        Row { key: l.t("remedy-court").into(), value: court, change: None },
    ]
}

fn contacts(show: &Show<'_>, service: &Service) -> Vec<Row> {
    let mut rows: Vec<_> = service
        .contacts
        .iter()
        .map(|contact| Row::new(show.l.words(&contact.label), in_source(service, &contact.value)))
        .collect();
    if let Some(authority) = show.current.authority(&service.authority) {
        if let Some(phone) = &authority.phone {
            rows.push(Row::new(show.l.words(&authority.name), phone.as_str()));
        }
        let above = authority.parent.as_deref().and_then(|id| show.current.authority(id));
        if let Some((above, phone)) = above.and_then(|above| Some((above, above.phone.as_ref()?))) {
            let label = show.l.t1("contact-above", "authority", above.name.words(show.l.lang));
            rows.push(Row::new(label, phone.as_str()));
        }
    }
    rows
}

/// A value that the source words in its own language.
pub(super) fn in_source(service: &Service, value: &str) -> Words {
    match service.languages.as_slice() {
        [only] => Words::in_lang(value, only),
        _ => value.into(),
    }
}

fn kept(show: &Show<'_>, service: &Service) -> Vec<Row> {
    let collected = service.classes();
    let kept = service.retention.iter().filter(|(class, _)| collected.contains(class));
    let rows = kept.map(|(class, years)| {
        let years = show.l.t1("kept-years", "years", *years);
        Row::new(show.class(class), years)
    });
    rows.collect()
}

fn record(show: &Show<'_>, service: &Service) -> Vec<Row> {
    let l = show.l;
    let mut rows = vec![Row::new(l.t("record-authority"), show.authority(&service.authority))];
    rows.push(Row::new(l.t("record-level"), l.level(service.level)));
    rows.push(Row::new(l.t("record-region"), show.region(&service.region)));
    if let Some(code) = &service.code {
        rows.push(Row::new(l.t("record-code"), code.as_str()));
    }
    let version = Args::new()
        .with("version", u64::from(service.version))
        .with("date", l.date(service.effective));
    rows.push(Row::new(l.t("record-version"), l.ta("record-version-how", &version)));
    rows
}

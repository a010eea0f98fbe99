//! Access entries in words, by day; one's own looks are folded into one line.

use jiff::civil::Date;
use onewindow_app::accesses::{AccessPage, is_routine};
use onewindow_model::purpose::{Action, Purpose};

use crate::l10n::{L10n, Words};
use crate::page::Page;
use crate::show::{Show, stored};

/// The looks of one day.
pub(super) struct Day {
    /// Which.
    pub date: String,
    /// How often the person themselves looked.
    pub own: usize,
    /// Everybody else, newest first.
    pub looks: Vec<Look>,
}

/// One look by somebody else.
pub(super) struct Look {
    /// At what time.
    pub time: String,
    /// Who: the organisation, or the register.
    pub who: Words,
    /// In which role, under which pseudonym.
    pub role: String,
    /// What was done, and for what.
    pub what: String,
    /// Within which case.
    pub case: Option<(String, String)>,
    /// What it concerned.
    pub classes: String,
    /// On which ground, where it is another than the service or one's own right.
    pub basis: Option<String>,
    /// Why it was refused, if it was.
    pub refused: Option<String>,
}

/// Sorts a page of entries by day.
pub(super) fn days(page: &Page, show: &Show<'_>, list: &AccessPage) -> Vec<Day> {
    let mut days: Vec<(Date, Day)> = Vec::new();
    for (_, entry) in &list.entries {
        let local = show.current.zone.to_datetime(entry.at);
        let date = local.date();
        if days.last().is_none_or(|(last, _)| *last != date) {
            let words = page.l.date_and_weekday(date);
            days.push((date, Day { date: words, own: 0, looks: Vec::new() }));
        }
        let Some((_, day)) = days.last_mut() else { continue };
        // A refused look of one's own is no routine: it stands for itself.
        let refused = entry.refused();
        if is_routine(entry) {
            day.own += 1;
            continue;
        }
        day.looks.push(Look {
            time: format!("{:02}:{:02}", local.hour(), local.minute()),
            who: who(
                show,
                &entry.actor,
                entry.own,
                entry.organisation.as_deref(),
                entry.role.as_deref(),
            ),
            role: role(page.l, &entry.actor, entry.role.as_deref(), entry.pseudonym.as_deref()),
            what: what(page.l, entry.action, entry.purpose),
            case: entry.case.and_then(|id| {
                let number = list.numbers.get(&id)?;
                Some((number.to_string(), super::paths::case(id)))
            }),
            classes: classes(show, &entry.classes),
            basis: basis(show, &entry.basis),
            refused: refused.map(|reason| denial(page.l, reason)),
        });
    }
    days.into_iter().map(|(_, day)| day).collect()
}

fn who(
    show: &Show<'_>,
    actor: &str,
    own: bool,
    organisation: Option<&str>,
    role: Option<&str>,
) -> Words {
    let l = show.l;
    match (actor, organisation, role) {
        (_, Some(organisation), _) => show.authority(organisation),
        ("system", _, Some(job)) => match job.split_once(':') {
            Some(("register", id)) => {
                l.t1("looked-who-register", "register", show.register(id).text).into()
            }
            Some(("certificate", id)) => {
                l.t1("looked-who-certificate", "certificate", show.certificate_type(id).text).into()
            }
            _ => l.t("looked-who-system").into(),
        },
        _ if own => l.t("looked-who-you").into(),
        ("person", ..) => l.t("looked-who-agent").into(),
        ("slip", ..) => l.t("looked-who-slip").into(),
        _ => l.t("looked-who-stranger").into(),
    }
}

fn role(l: L10n, actor: &str, role: Option<&str>, pseudonym: Option<&str>) -> String {
    if actor != "officer" {
        return String::new();
    }
    let key = format!("looked-role-{}", role.unwrap_or("other"));
    let name = if l.has(&key) { l.t(&key) } else { l.t("looked-role-other") };
    match pseudonym {
        Some(pseudonym) if pseudonym.contains(" for ") => {
            let (own, absent) = pseudonym.split_once(" for ").unwrap_or((pseudonym, ""));
            let args = crate::l10n::Args::new().with("role", &name).with("pseudonym", own);
            l.ta("looked-role-deputy", &args.with("absent", absent))
        }
        Some(pseudonym) => {
            let short: String = pseudonym.chars().take(8).collect();
            let args = crate::l10n::Args::new().with("role", &name).with("pseudonym", &short);
            l.ta("looked-role-named", &args)
        }
        None => name,
    }
}

fn what(l: L10n, action: Action, purpose: Purpose) -> String {
    let action = l.t(&format!("looked-action-{}", stored(&action)));
    let purpose = l.t(&format!("looked-purpose-{}", stored(&purpose)));
    let args = crate::l10n::Args::new().with("action", &action).with("purpose", &purpose);
    l.ta("looked-what", &args)
}

/// The basis in words: the ground of a revocation, or that the certificate was shown. A service
/// stands with its case, and one's own right goes without saying.
fn basis(show: &Show<'_>, basis: &str) -> Option<String> {
    let l = show.l;
    if basis == "consent" {
        return Some(l.t("looked-basis-consent"));
    }
    if basis.starts_with("audit:") {
        return Some(l.t("looked-basis-audit"));
    }
    let ground = basis.strip_prefix("revocation:")?;
    let (kind, rule) = ground.split_once('/').unwrap_or((ground, ""));
    let known = show.current.certificate_type(kind);
    let rule = known.and_then(|known| known.revocation_rules.iter().find(|r| r.id == rule));
    Some(match rule {
        Some(rule) => {
            let provision = show.provision(&rule.basis).text;
            let args = crate::l10n::Args::new()
                .with("ground", rule.when.words(l.lang).trim_end_matches(['。', '.']))
                .with("provision", &provision);
            l.ta("looked-basis-rule", &args)
        }
        None => l.t1("looked-basis-type", "certificate", show.certificate_type(kind).text),
    })
}

fn classes(show: &Show<'_>, classes: &[String]) -> String {
    let known = &show.current.files.classes;
    let names = classes.iter().map(|id| match known.get(id) {
        Some(info) => info.name.words(show.l.lang).to_owned(),
        None => id.clone(),
    });
    names.collect::<Vec<_>>().join(&show.l.t("looked-and"))
}

fn denial(l: L10n, reason: &str) -> String {
    let key = format!("looked-denied-{reason}");
    if l.has(&key) { l.t(&key) } else { l.t("looked-denied-no-standing") }
}

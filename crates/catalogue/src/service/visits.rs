//! The proof that no situation needs more visits than the file declares.

use std::collections::BTreeSet;

use onewindow_model::service::visits::{VisitReason, possible_visits};
use onewindow_model::service::{Channel, Service};
use onewindow_rules::Condition;
use onewindow_rules::asked::{Bounds, Cost, Situation, worst_case};

use super::conditions::Context;
use super::proof;
use crate::reader::{Reader, either};
use crate::yaml::Node;

/// Compares the number declared with the one that follows from the rest of the file: the fewest
/// trips on the best channel, in the situation in which these are the most.
///
/// Situations are those that pass the conditions for intake: whoever is then refused has come too.
/// Where the source of an imported service declares too little, the pages say so beside the number
/// that follows; its file is not wrong for having kept what the source says.
pub(super) fn check(r: &mut Reader<'_, '_>, cx: &Context<'_, '_>, service: &Service, root: &Node) {
    let Some(place) = root.get("visits").and_then(|visits| visits.get("declared")) else { return };
    let (Some(declared), Some(channels)) =
        (service.declared_visits.known().copied(), service.channels.known())
    else {
        return;
    };
    let imported = service.source.is_some();
    let bounds = match most(cx, service, channels) {
        Ok(Some(bounds)) => bounds,
        Ok(None) => return,
        Err(_) => {
            let message = "the situations are too many to prove how many visits they need";
            let help = "ask fewer questions in one service, or make fewer papers and steps depend \
                        on them";
            r.error("too-complex", place, message, help);
            return;
        }
    };
    let (needed, declared) = (bounds.possible.amount, usize::from(declared));
    if needed > declared {
        let certain = bounds.certain.filter(|worst| worst.amount > declared);
        let refuted = certain.is_some();
        let worst = certain.unwrap_or(bounds.possible);
        let why = causes(cx, service, channels, &worst.situation);
        let (count, situation) = (times(worst.amount), &worst.situation);
        let (code, message) = if refuted {
            let so = format!("{count} needed {situation}, on the best channel, for {why}");
            ("visits", format!("{so}; not {declared}"))
        } else {
            let names = either(situation.because_of());
            let so = format!("whether {count} needed is undecided because of {names}");
            let how = format!("so many are {situation}, on the best channel, for {why}");
            ("undecided", format!("{so}: {how}; {declared} declared"))
        };
        let help = format!("declare {needed}, or change what makes people come");
        match imported {
            true => r.warn(code, place, message, help),
            false => r.error(code, place, message, help),
        }
        r.in_situation(proof::answers(&worst.situation));
    } else if needed < declared && !imported {
        let message = format!("no situation needs more than {needed} on the best channel");
        r.warn("visits", place, message, format!("declare {needed}: that much is proved"));
    }
}

fn most(
    cx: &Context<'_, '_>,
    service: &Service,
    channels: &[Channel],
) -> Result<Option<Bounds>, onewindow_rules::asked::TooComplex> {
    let questions = service.asking();
    let eligible: Vec<&Condition> = service.intake_conditions.iter().map(|r| &r.when).collect();
    let ways: Vec<Vec<Cost<'_>>> = channels
        .iter()
        .map(|channel| {
            let visits = possible_visits(service, *channel).into_iter();
            visits
                .map(|visit| Cost {
                    any_of: visit.reasons.iter().map(VisitReason::condition).collect(),
                    amount: visit.trips,
                })
                .collect()
        })
        .collect();
    worst_case(proof::scope(cx, service, &questions), &eligible, &ways)
}

/// What people come for in a situation, on the channel that needs the fewest trips there.
fn causes(
    cx: &Context<'_, '_>,
    service: &Service,
    channels: &[Channel],
    situation: &Situation,
) -> String {
    let falls = |condition: Option<&Condition>| {
        condition.is_some_and(|when| situation.truth(when, &cx.shared.regions).is_false())
    };
    let of = |channel: &Channel| {
        let mut visits = possible_visits(service, *channel);
        for visit in &mut visits {
            visit.reasons.retain(|reason| !falls(reason.condition()));
        }
        visits.retain(|visit| !visit.reasons.is_empty());
        visits
    };
    let best = channels
        .iter()
        .map(of)
        .min_by_key(|visits| visits.iter().map(|visit| usize::from(visit.trips)).sum::<usize>());
    let reasons = best.unwrap_or_default().into_iter().flat_map(|visit| visit.reasons);
    let named: BTreeSet<String> = reasons.map(|reason| named(&reason)).collect();
    named.into_iter().collect::<Vec<_>>().join(", ")
}

fn named(reason: &VisitReason<'_>) -> String {
    match reason {
        VisitReason::HandIn => "handing in".to_owned(),
        VisitReason::IdentityCheck => "`identity_check` with `remote: false`".to_owned(),
        VisitReason::Collection => "an outcome that can only be collected".to_owned(),
        VisitReason::Original(evidence) => format!("the original of `{}`", evidence.id),
        VisitReason::Step(step) => format!("the step `{}`", step.id),
        VisitReason::Obtain(evidence, _) => format!("getting `{}`", evidence.id),
    }
}

fn times(count: usize) -> String {
    if count == 1 { "1 visit is".to_owned() } else { format!("{count} visits are") }
}

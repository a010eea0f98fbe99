//! Each finding at its place: one sound service, broken in one way at a time.

use std::path::Path;
use std::sync::LazyLock;

use onewindow_model::known::Known;
use onewindow_model::service::EvidenceSource;

use super::{parse_service, read_service};
use crate::finding::{Finding, Severity};
use crate::shared::Shared;

mod booked;
mod broken;
mod derived;
mod limits;
mod visits;

static SHARED: LazyLock<Shared> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue");
    Shared::clone(&crate::load(&folder).unwrap().catalogue.shared)
});

/// Sound as it stands.
const SOUND: &str = include_str!("tests/kiosk.yaml");

fn findings(text: &str) -> Vec<Finding> {
    read_service("services/kiosk.yaml", text, &SHARED).findings
}

/// What a finding points at.
fn pointed(finding: &Finding) -> String {
    let from = usize::try_from(finding.column).unwrap() - 1;
    finding.source.chars().skip(from).take(usize::try_from(finding.width).unwrap()).collect()
}

#[test]
fn the_sound_service_is_sound() {
    let shown: Vec<_> = findings(SOUND).iter().map(Finding::human).collect();
    assert_eq!(shown, Vec::<String>::new());
    let service = parse_service("kiosk.yaml", SOUND, &SHARED).unwrap();
    let evidence = service.evidence.items();
    assert_eq!(evidence[0].source, EvidenceSource::Register("business".to_owned()));
    assert!(evidence[0].applicant_may_supply && evidence[1].applicant_may_supply);
    assert_eq!(service.cost.items()[0].cents, 1050);
    assert_eq!(service.steps[1].after, ["accept"]);
    assert_eq!(service.examples.len(), 2);
    assert_eq!(service.outcome.certificate, None);
}

#[test]
fn an_imported_service_may_be_silent_and_an_own_one_may_not() {
    let silent = SOUND
        .replace("channels: [online, window]", "channels: not-in-source")
        .replace("      visits: 0\n", "");
    assert_eq!(findings(&silent)[0].code, "not-in-source");
    let imported = format!(
        "{silent}source: {{ name: {{ en: Elsewhere, zh-CN: 别处 }}, licence: none, record: \"7\" }}\n"
    );
    let service = parse_service("kiosk.yaml", &imported, &SHARED).unwrap();
    assert_eq!(service.channels, Known::NotInSource);
}

#[test]
fn a_warning_leaves_the_service_usable() {
    let text = SOUND.replace("promised: { days: 5", "promised: { days: 25");
    let found = findings(&text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        (found[0].code.as_str(), found[0].severity),
        ("promise-over-statute", Severity::Warning)
    );
    assert!(parse_service("kiosk.yaml", &text, &SHARED).is_ok());
}

#[test]
fn terms_of_two_units_are_compared_on_every_day() {
    let law = "statutory: { days: 10, unit: working }";
    let longer = |days: u16| {
        let text = SOUND
            .replace(law, &format!("statutory: {{ days: {days}, unit: calendar }}"))
            .replace("promised: { days: 5", "promised: { days: 10");
        findings(&text).into_iter().any(|finding| finding.code == "promise-over-statute")
    };
    assert!(longer(14), "ten working days over a long holiday take more than two weeks");
    assert!(!longer(30));
}

#[test]
fn all_is_reported_at_once_and_in_the_order_of_the_file() {
    let text = SOUND
        .replace("kind: apply", "kind: aply")
        .replace("class: business", "class: busines")
        .replace("days: 20", "days: twenty");
    let found = findings(&text);
    assert!(found.len() >= 3, "{found:?}");
    assert!(found.is_sorted_by_key(|finding| finding.line));
    assert!(found.iter().all(|finding| finding.service.as_deref() == Some("kiosk")));
}

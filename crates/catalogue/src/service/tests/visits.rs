//! The declared number of visits against the one that follows from the file.

use super::{SOUND, findings, pointed};
use crate::finding::{Finding, Severity};

fn visits(text: &str) -> Vec<Finding> {
    findings(text).into_iter().filter(|found| found.code == "visits").collect()
}

fn with_original() -> String {
    let plan = "source: applicant\n    form: copy";
    assert!(SOUND.contains(plan));
    SOUND.replace(plan, "source: applicant\n    form: original-shown")
}

#[test]
fn a_situation_that_needs_more_is_an_error_and_is_shown() {
    let found = visits(&with_original());
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((pointed(&found[0]).as_str(), found[0].severity), ("0", Severity::Error));
    let wanted = "1 visit is needed when `place` is in `qingshi` and `power` is `mains` and \
                  `cable_m` is `11` to `100`, on the best channel, for the original of `plan`; \
                  not 0";
    assert_eq!(found[0].message, wanted);
    let situation = found[0].situation.as_ref().unwrap();
    assert_eq!((&*situation["power"], &*situation["cable_m"]), ("mains", "11"));
    let honest = with_original().replace("declared: 0", "declared: 1");
    assert_eq!(visits(&honest), Vec::new());
}

#[test]
fn a_number_higher_than_any_situation_needs_is_a_warning() {
    for declared in ["declared: 1", "declared: 3"] {
        let found = visits(&SOUND.replace("declared: 0", declared));
        assert_eq!(found[0].severity, Severity::Warning);
        assert_eq!(found[0].help, "declare 0: that much is proved");
    }
}

#[test]
fn a_counter_and_a_later_step_are_two_trips() {
    let step = "stage: decide, by: case-officer }";
    let text = with_original()
        .replace(step, "stage: decide, by: case-officer, presence: applicant-at-office }")
        .replace("channels: [online, window]", "channels: [window]")
        .replace("declared: 0", "declared: 1");
    let found = visits(&text);
    assert!(
        found[0].message.starts_with("2 visits are needed when `place` is in `qingshi`,"),
        "{found:?}"
    );
    assert!(found[0].message.contains("handing in, "), "{found:?}");
}

#[test]
fn what_intake_refuses_does_not_count() {
    let intake = "when: \"place in ['qingshi']\"";
    assert!(SOUND.contains(intake));
    let refused =
        with_original().replace(intake, "when: \"power == 'none' && place in ['qingshi']\"");
    assert_eq!(visits(&refused), Vec::new());
}

#[test]
fn a_source_that_declares_too_little_leaves_its_service_usable() {
    let source = "source: { name: { en: Elsewhere, zh-CN: 别处 }, licence: none, record: \"7\" }\n";
    let found = visits(&format!("{}{source}", with_original()));
    assert_eq!(found[0].severity, Severity::Warning);
    let over = format!("{}{source}", SOUND.replace("declared: 0", "declared: 2"));
    assert_eq!(visits(&over), Vec::new());
}

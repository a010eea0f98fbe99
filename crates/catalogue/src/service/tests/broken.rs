//! Old text, new text, the finding that follows, and what it points at.

use super::{SOUND, findings, pointed};

type Case = (&'static str, &'static str, &'static str, &'static str);

const KEYS: &[Case] = &[
    ("kind: apply", "knid: apply", "unknown-key", "knid"),
    ("level: county\n", "", "missing-key", "id: kiosk"),
    ("kind: apply", "kind: aply", "unknown-word", "aply"),
    ("id: kiosk", "id: Kiosk", "bad-id", "Kiosk"),
    ("id: kiosk", "id: booth", "file-name", "booth"),
    ("version: 1", "version: 0", "out-of-range", "0"),
    ("version: 1", "version: \"1\"", "wrong-type", "\"1\""),
    ("2026-01-01", "2026-02-30", "bad-date", "2026-02-30"),
    ("en: Put up a kiosk", "en: 12", "wrong-type", "12"),
    (", en: Put up a kiosk", "", "untranslated", "{ zh-CN: 报刊亭设置 }"),
    ("en: Put up a kiosk", "en: \"\"", "empty-text", "\"\""),
    ("en: Put up a kiosk", "en: \"a\\0b\"", "control-character", "\"a\\0b\""),
    ("en: [kiosk, newsstand]", "fr: [kiosk]", "unknown-language", "fr"),
    ("delivery: [electronic]", "delivery: electronic", "wrong-type", "electronic"),
    ("amount: \"10.50\"", "amount: \"10.5\"", "bad-amount", "\"10.5\""),
    ("max_length: 60", "max_length: 60, min: 1", "key-of-other-type", "min"),
    ("    unit: { zh-CN: 米, en: metres }", "    scale: 2", "key-of-other-type", "scale"),
    ("    max: 100\n", "", "missing-key", "id: cable_m"),
    ("    min: 0", "    min: 101", "bad-range", "101"),
    ("- { id: none, label", "- { id: mains, label", "bad-fact", "mains"),
    (
        "  - { id: none, label: { zh-CN: 不用电, en: None } }",
        "",
        "option-count",
        "- { id: mains, label: { zh-CN: 市电, en: Mains } }",
    ),
    ("id: plan", "id: licence", "duplicate-id", "licence"),
    ("  name: { zh-CN: 准予设置决定书, en: Permit }", "  nmae: x", "unknown-key", "nmae"),
    ("cost: [{", "content: { en: x, zh-CN: x }\ncost: [{", "key-of-other-type", "content"),
    ("cost: [{", "code: \"123\"\ncost: [{", "bad-code", "\"123\""),
];

const REFERENCES: &[Case] = &[
    (
        "authority: qingshi-market-regulation",
        "authority: qingshi-market-regulations",
        "unknown-authority",
        "qingshi-market-regulations",
    ),
    ("region: qingshi", "region: qingsi", "unknown-region", "qingsi"),
    ("['qingshi']", "['qingsi']", "unknown-region", "qingsi"),
    ("life_events: [open-a-shop]", "life_events: [open-shop]", "unknown-life-event", "open-shop"),
    ("register: business", "register: busines", "unknown-register", "busines"),
    ("register: business", "certificate: kiosk", "unknown-certificate-type", "kiosk"),
    ("class: contact\n", "class: contacts\n", "unknown-class", "contacts"),
    ("person.phone", "person.phones", "unknown-prefill", "person.phones"),
    ("person.phone", "register.business.sign", "unknown-prefill", "register.business.sign"),
    ("authority: qingshi-government", "authority: qingshi", "unknown-authority", "qingshi"),
    (
        "stage: decide, by: case-officer",
        "stage: decide, by: case-officer, after: [acept]",
        "unknown-step",
        "acept",
    ),
    ("by: case-officer }\n  - { id: d", "by: officer }\n  - { id: d", "unknown-word", "officer"),
    (
        "  delivery: [electronic]",
        "  certificate: kiosk\n  delivery: [electronic]",
        "unknown-certificate-type",
        "kiosk",
    ),
    (
        "  delivery: [electronic]",
        "  certificate: food-worker-health-certificate\n  fields: { holder_name: person.name, id_number: person.id-number, work_kind: form.work }\n  delivery: [electronic]",
        "unknown-source",
        "form.work",
    ),
    (
        "  delivery: [electronic]",
        "  certificate: food-worker-health-certificate\n  fields: { holder_name: person.name, work_kind: form.sign }\n  delivery: [electronic]",
        "unfilled-field",
        "{ holder_name: person.name, work_kind: form.sign }",
    ),
    ("  - { class: contact, years: 2 }\n", "", "no-retention", "- { class: identity, years: 5 }"),
    (
        "    why: { zh-CN: 通知进度。, en: To tell you about progress. }\n",
        "",
        "missing-why",
        "contact",
    ),
    (
        "  charges: [{ law: { zh-CN: 条例, en: Regulation }, article: { zh-CN: 第二条, en: Article 2 } }]\n",
        "",
        "fee-without-basis",
        "[{ id: fee, name: { zh-CN: 工本费, en: Fee }, amount: \"10.50\", when: power == 'mains' }]",
    ),
    (
        "cost: [{ id: fee, name: { zh-CN: 工本费, en: Fee }, amount: \"10.50\", when: power == 'mains' }]\n",
        "",
        "missing-key",
        "id: kiosk",
    ),
    (
        "    description: { zh-CN: 手画也可以。, en: By hand will do. }\n",
        "",
        "missing-key",
        "id: plan",
    ),
];

const CONDITIONS: &[Case] = &[
    ("ask_when: power == 'mains'", "ask_when: pwer == 'mains'", "unknown-fact", "pwer"),
    ("&& cable_m > 10", "&& cable_m > 1000", "always-false", "cable_m > 1000"),
    ("when: power == 'mains' }]", "when: \"power == 'man'\" }]", "unknown-option", "'man'"),
    // Inside a folded text the place is still exact.
    ("        cable_m <= 30", "        cabel_m <= 30", "unknown-fact", "cabel_m"),
    ("        power == 'none' ||\n", "", "not-asked", "cable_m <= 30"),
    (
        "needed_when: power == 'mains' && cable_m > 10",
        "needed_when: cable_m > 10",
        "not-asked",
        "cable_m > 10",
    ),
    ("ask_when: power == 'mains'", "ask_when: cable_m > 3", "later-question", "cable_m > 3"),
    ("when: \"place in ['qingshi']\"", "when: \"\"", "empty-condition", "\""),
];

const EXAMPLES: &[Case] = &[
    ("evidence: [licence, plan]", "evidence: [plan]", "example-failed", "[plan]"),
    (
        "questions: [place, power, cable_m]",
        "questions: [power, place, cable_m]",
        "example-failed",
        "[power, place, cable_m]",
    ),
    ("      cost: \"10.50\"", "      cost: \"9.50\"", "example-failed", "\"9.50\""),
    ("      visits: 0", "      visits: 1", "example-failed", "1"),
    ("intake: accepted", "intake: refused", "example-failed", "refused"),
    ("refused_because: [here]", "refused_because: []", "example-failed", "[]"),
    ("power: mains, cable_m: 20", "power: mains, cable_m: 200", "bad-answer", "200"),
    ("power: mains, cable_m: 20", "power: mains, cabel_m: 20", "unknown-fact", "cabel_m"),
    (
        "facts: { place: wangxi, power: none }",
        "facts: { place: wangx, power: none }",
        "unknown-region",
        "wangx",
    ),
    (
        "facts: { place: wangxi, power: none }",
        "facts: { place: wangxi, power: none, cable_m: 3 }",
        "example-unasked",
        "{ place: wangxi, power: none, cable_m: 3 }",
    ),
    (
        "facts: { place: wangxi, power: none }",
        "facts: { place: wangxi }",
        "example-unanswered",
        "{ place: wangxi }",
    ),
    (
        "audience: [natural-person, legal-person]",
        "audience: [natural-person]",
        "example-audience",
        "legal-person",
    ),
];

#[test]
fn each_slip_is_found_where_it_stands() {
    for (old, new, code, at) in KEYS.iter().chain(REFERENCES).chain(CONDITIONS).chain(EXAMPLES) {
        assert_eq!(SOUND.matches(old).count().min(1), 1, "the fixture lacks `{old}`");
        let text = SOUND.replacen(old, new, 1);
        let found = findings(&text);
        let shown: String = found.iter().map(|finding| finding.human()).collect();
        let hit = found.iter().find(|finding| finding.code == *code);
        let hit = hit.unwrap_or_else(|| panic!("no `{code}` after `{new}`:\n{shown}"));
        assert_eq!(pointed(hit), *at, "after `{new}`:\n{shown}");
        assert!(!hit.help.is_empty() && hit.service.as_deref().is_none_or(|id| !id.is_empty()));
    }
}

#[test]
fn a_counterexample_comes_with_the_finding() {
    let text = SOUND.replace("power == 'mains' && cable_m > 10", "cable_m > 10");
    let found = findings(&text);
    let situation = found[0].situation.as_ref().unwrap();
    assert_eq!(situation.get("power").map(String::as_str), Some("none"));
    let text = SOUND.replace("evidence: [licence, plan]", "evidence: [plan, licence]");
    let found = findings(&text);
    assert!(found[0].message.contains("the order is `licence`, `plan`"), "{}", found[0].message);
    assert_eq!(found[0].situation.as_ref().unwrap()["cable_m"], "20");
}

#[test]
fn help_names_what_was_probably_meant() {
    let help = |old: &str, new: &str| findings(&SOUND.replacen(old, new, 1))[0].help.clone();
    assert_eq!(help("audience:", "audiance:"), "did you mean `audience`?");
    assert_eq!(help("region: qingshi", "region: qingsi"), "did you mean `qingshi`?");
    assert_eq!(help("nature: licence", "nature: licens"), "did you mean `licence`?");
}

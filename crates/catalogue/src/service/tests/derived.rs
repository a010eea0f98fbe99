//! Derived facts in a service file.

use super::{SHARED, SOUND, findings, pointed};
use crate::finding::{Finding, Severity};
use crate::service::parse_service;

const LONG: &str = "cable_m * cable_m > 400";

/// The sound service, asking for the plan where a formula says so.
fn deriving(formulas: &[(&str, &str)]) -> String {
    let one = |(id, is): &(&str, &str)| {
        let question = "{ zh-CN: 电缆是否过长？, en: \"Is the cable long?\" }";
        format!("  - id: {id}\n    question: {question}\n    is: \"{is}\"\n")
    };
    let all: String = formulas.iter().map(one).collect();
    SOUND.replace("conditions:\n  intake", &format!("derive:\n{all}conditions:\n  intake"))
}

fn sound() -> String {
    let guarded = "needed_when: power == 'mains' && long_cable";
    deriving(&[("long_cable", LONG)])
        .replace("needed_when: power == 'mains' && cable_m > 10", guarded)
        .replace("cable_m: 20 }", "cable_m: 21 }")
}

fn only(text: &str) -> Finding {
    let found = findings(text);
    assert_eq!(found.len(), 1, "{found:?}");
    found.into_iter().next().unwrap()
}

#[test]
fn a_formula_decides_what_is_needed() {
    let shown: Vec<String> = findings(&sound()).iter().map(Finding::human).collect();
    assert_eq!(shown, Vec::<String>::new());
    let service = parse_service("kiosk.yaml", &sound(), &SHARED).unwrap();
    let derived = service.derived_named("long_cable").unwrap();
    assert_eq!(derived.derivation.source(), LONG);
    let short = sound().replace("cable_m: 21 }", "cable_m: 20 }");
    let found = only(&short);
    assert_eq!(
        (found.code.as_str(), pointed(&found)),
        ("example-failed", "[licence, plan]".into())
    );
    assert_eq!(findings(&short.replace("[licence, plan]", "[licence]")), Vec::new());
}

#[test]
fn a_question_may_be_asked_because_of_it() {
    let asked = "  - id: fuse\n    type: boolean\n    ask_when: power == 'mains' && long_cable\n    \
                 question: { zh-CN: 有保险丝吗？, en: \"Is there a fuse?\" }\nderive:\n";
    let when = "power == 'mains' && long_cable && fuse";
    let text = sound()
        .replacen("derive:\n", asked, 1)
        .replace("needed_when: power == 'mains' && long_cable", &format!("needed_when: {when}"))
        .replace("cable_m: 21 }", "cable_m: 21, fuse: true }")
        .replace("[place, power, cable_m]", "[place, power, cable_m, fuse]");
    assert_eq!(findings(&text), Vec::new());
    let found = only(&text.replace(when, "power == 'mains' && fuse"));
    assert_eq!((found.code.as_str(), pointed(&found)), ("undecided", "fuse".to_owned()));
    let wanted = "whether `fuse` is asked here is undecided because of `long_cable`: it is not \
                  when `power` is `mains` and `long_cable` is `false`";
    assert_eq!(found.message, wanted);
    assert_eq!(found.situation.unwrap()["long_cable"], "false");
}

#[test]
fn each_slip_is_found_where_it_stands() {
    let cases = [
        ("> 400", "> cabel_m", "unknown-fact", "cabel_m"),
        ("> 400", "> 10000", "always-false", "cable_m * cable_m > 10000"),
        ("> 400", "== power", "wrong-type", "cable_m * cable_m == power"),
        ("> 400", "/ 2 > 400", "unknown-sign", "/"),
        ("> 400", "> 400 || long_cable", "derived-in-derived", "long_cable"),
        ("> 400", "> 400 && place in ['qingsi']", "unknown-region", "qingsi"),
        ("cable_m * cable_m > 400", "", "empty-condition", "\""),
        ("id: long_cable", "id: power", "bad-derived", "power"),
        ("id: long_cable", "id: today", "bad-derived", "today"),
        ("id: long_cable", "id: Long", "bad-id", "Long"),
        ("    is: \"cable_m * cable_m > 400\"\n", "", "missing-key", "id: long_cable"),
        ("    is:", "    when:", "unknown-key", "when"),
        ("zh-CN: 电缆是否过长？, en", "en", "untranslated", "{ en: \"Is the cable long?\" }"),
        ("&& long_cable", "&& lnog_cable", "unknown-fact", "lnog_cable"),
        ("power == 'mains' && long_cable", "long_cable", "not-asked", "long_cable"),
        ("ask_when: power == 'mains'", "ask_when: long_cable", "later-question", "long_cable"),
        ("cable_m: 21 }", "cable_m: 21, long_cable: true }", "unknown-fact", "long_cable"),
    ];
    for (old, new, code, at) in cases {
        assert!(sound().contains(old), "{old}");
        let found = findings(&sound().replacen(old, new, 1));
        let hit = found.iter().find(|finding| finding.code == code);
        let hit = hit.unwrap_or_else(|| panic!("no `{code}` after `{new}`: {found:?}"));
        assert_eq!(pointed(hit), at, "{hit:?}");
        assert!(!hit.help.is_empty() && hit.severity == Severity::Error);
    }
}

#[test]
fn a_mistake_in_a_formula_is_shown_with_its_line() {
    let text = sound().replace("> 400", "> cabel_m");
    let line = 1 + text.lines().position(|line| line.contains("cabel_m")).unwrap();
    let wanted = format!(
        "services/kiosk.yaml:{line}:30: error: there is no fact named `cabel_m` [unknown-fact]\n   \
         |\n{line} |     is: \"cable_m * cable_m > cabel_m\"\n   |                              \
         ^^^^^^^\n  help: did you mean `cable_m`?\n"
    );
    assert_eq!(only(&text).human(), wanted);
}

#[test]
fn there_are_so_many_and_each_is_used() {
    let ids: Vec<String> = (0..33).map(|at| format!("d{at}")).collect();
    let many: Vec<(&str, &str)> = ids.iter().map(|id| (id.as_str(), LONG)).collect();
    let found = only(&deriving(&many));
    assert_eq!((found.code.as_str(), pointed(&found)), ("too-many", "d32".to_owned()));
    let found = only(&deriving(&[("long_cable", LONG)]));
    assert_eq!((found.code.as_str(), found.severity), ("unused-derived", Severity::Warning));
    assert_eq!(
        (found.message.as_str(), pointed(&found)),
        ("no condition uses `long_cable`", "long_cable".into())
    );
    let twice = findings(&deriving(&[("long_cable", LONG), ("long_cable", LONG)]));
    assert_eq!((twice.len(), twice[0].code.as_str()), (1, "duplicate-id"));
}

#[test]
fn visits_are_proved_refuted_or_undecided() {
    let original = "source: applicant\n    form: copy";
    let text = sound().replace(original, "source: applicant\n    form: original-shown");
    let found = findings(&text).into_iter().find(|found| found.code == "undecided").unwrap();
    assert_eq!((pointed(&found).as_str(), found.severity), ("0", Severity::Error));
    let wanted = "whether 1 visit is needed is undecided because of `long_cable`: so many are when \
                  `place` is in `qingshi` and `power` is `mains` and `long_cable` is `true`, on \
                  the best channel, for the original of `plan`; 0 declared";
    assert_eq!(found.message, wanted);
    assert_eq!(found.help, "declare 1, or change what makes people come");
    // What is proved is enough, and less is not said to be.
    let honest = text.replace("declared: 0", "declared: 1").replace("visits: 0\n", "visits: 1\n");
    assert_eq!(findings(&honest), Vec::new());
    let either = text
        .replace("power == 'mains' && long_cable", "power == 'none' || long_cable || !long_cable");
    let found = findings(&either).into_iter().find(|found| found.code == "visits").unwrap();
    assert!(
        found.message.starts_with("1 visit is needed when `place` is in `qingshi`"),
        "{found:?}"
    );
}

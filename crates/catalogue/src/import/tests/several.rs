//! A source in two languages, with steps, cases, rows that belong together, and what is left out.

use onewindow_model::service::Nature;

use super::*;

const MAP: &str = include_str!("several.yaml");

const SOURCE: &str = r#"<all>
<s><no>A</no><name><en>Boat permit</en></name><about>**Boats** on &lt;b&gt;lakes&lt;/b&gt; and rivers. You need one.</about>
  <word>boat;lake</word><mot>bateau</mot><permit>x</permit><office id="7"/><fee>some</fee><now/>
  <law href="https://example.org/1">Loi 1</law>
  <step><title>Ask</title><paper>Form</paper>
    <case of="Minors"><paper>Consent</paper><paper>Form</paper></case>
    <case of="Firms"><paper>Extract</paper></case></step>
  <step><title>Fetch</title><text>None</text><paper>Form</paper><case of="Minors"><paper>Extract</paper></case></step></s>
<s><no>A</no><name><en>Boat permit</en></name><law>Loi 2</law></s>
<s><no>B</no><name><en>to be named</en></name></s>
<s><no>C</no><name><fr>Aide</fr></name><about>Short.</about><office id="7"><name>Lake Office</name></office><fee>no</fee></s>
<s><no>d</no><name><en>Wrong</en></name><office id="7"/></s>
<s><no>E</no><office id="7"/></s>
</all>"#;

fn imported() -> (Memory, ImportReport) {
    let mapping = parse_mapping("several.yaml", MAP, &shared()).unwrap_or_else(|findings| {
        panic!("{}", findings.iter().map(Finding::human).collect::<String>())
    });
    let mut memory = Memory::default();
    let report = import(&mapping, &shared(), SOURCE.as_bytes(), &mut memory).unwrap();
    (memory, report)
}

#[test]
fn rows_that_stand_together_are_one_record_and_every_skip_says_why() {
    let (memory, report) = imported();
    let counts = (report.rows, report.read, report.imported, report.skipped);
    assert_eq!(counts, (6, 5, 2, 3), "{}", report.human());
    let said: Vec<_> = report
        .reasons
        .iter()
        .map(|reason| (reason.line, reason.problem.kind, reason.problem.field.as_deref()))
        .collect();
    let expected = [
        (10, "left-out", Some("name.en")),
        (12, "form", Some("no")),
        (13, "silent", Some("name.en")),
    ];
    assert_eq!(said, expected);
    assert_eq!(report.reasons[1].problem.value.as_deref(), Some("d"));
    assert!(report.drops_more_than(3.0) && !report.drops_more_than(60.0));
    assert!(report.summary().contains("1 × form, such as line 12"), "{}", report.summary());
    let authorities: Vec<&String> =
        memory.shared.iter().filter(|text| text.contains("o-7")).collect();
    assert_eq!(authorities.len(), 2, "named at last");
    assert!(authorities[0].contains("Sans nom") && authorities[1].contains("Lake Office"));
}

#[test]
fn texts_cases_laws_and_notes_are_what_the_source_says() {
    let (memory, _) = imported();
    let service = parsed(&memory, "x-a");
    assert_eq!(service.languages, ["en", "fr"]);
    let name: Vec<_> = service.name.iter().collect();
    assert_eq!(name, [("en", "Boat permit")], "one language of two is no error in a source");
    assert_eq!(
        service.summary.known().unwrap().iter().next().unwrap().1,
        "Boats on lakes and rivers."
    );
    assert_eq!(service.keywords["en"], ["boat", "lake"]);
    assert_eq!(service.keywords["fr"], ["bateau"]);
    assert_eq!(service.nature, Nature::Licence);
    assert!(service.times.immediate && service.cost.is_silent());
    let laws = service.legal_basis.exercises.items();
    assert_eq!((laws.len(), laws[0].url.as_deref()), (2, Some("https://example.org/1")));
    assert!(laws[1].article.is_empty());
    let papers: Vec<_> = service
        .evidence
        .items()
        .iter()
        .map(|paper| (paper.name.iter().next().unwrap().1, paper.needed_when.is_some()))
        .collect();
    assert_eq!(papers, [("Form", false), ("Consent", true), ("Extract", true)]);
    let form = service.evidence.items()[0].description.as_ref().unwrap();
    assert_eq!(form.iter().next().unwrap().1, "Step: Ask\n\nStep: Fetch");
    assert!(memory.services["x-a"][0].1.contains("source_case in ['case_2', 'case_1']"));
    assert_eq!(service.questions.len(), 1);
    let notes: Vec<_> =
        service.notes.iter().map(|note| note.text.iter().next().unwrap().1).collect();
    assert_eq!(
        notes,
        [
            "Boats on lakes and rivers. You need one.",
            "1. Ask\n\nPapers: Form",
            "2. Fetch\n\nPapers: Form",
            "a fee"
        ]
    );
    let free = parsed(&memory, "x-c");
    assert_eq!(free.cost.known().map(Vec::len), Some(0));
    assert!(free.notes.is_empty() && free.questions.is_empty() && free.evidence.is_silent());
    assert_eq!(free.nature, Nature::Other);
}

use super::*;
use crate::facts::{FactDecl, FactType};

fn facts() -> FactSet {
    let whole = FactType::Whole { min: 0, max: 9 };
    FactSet::new(vec![FactDecl::new("n", whole.clone()), FactDecl::new("k", whole)]).unwrap()
}

fn errors(pairs: &[(&str, &str)]) -> Vec<(usize, String)> {
    let errors = Derivations::compile(pairs, &facts()).unwrap_err();
    errors.into_iter().map(|(place, error)| (place, error.to_string())).collect()
}

#[test]
fn names_are_checked_all_at_once() {
    let found = errors(&[
        ("n", "n > k"),
        ("Crowded", "n > k"),
        ("today", "n > k"),
        ("more", "n > k"),
        ("more", "n < kk"),
    ]);
    let wanted = [
        (0, "`n` is asked for already; choose another id, since nobody answers a derived fact"),
        (
            1,
            "`Crowded` cannot name a derived fact; use lower-case letters, digits and underscores, starting with a letter, at most 64",
        ),
        (2, "`today` is a word of the condition language; choose another id"),
        (4, "two derived facts are named `more`; give each its own id"),
        (4, "there is no fact named `kk`; help: did you mean `k`?"),
    ];
    assert_eq!(found, wanted.map(|(place, text)| (place, text.to_owned())));
}

#[test]
fn a_service_has_so_many_at_most() {
    let ids: Vec<String> = (0..=MAX_DERIVATIONS).map(|at| format!("d{at}")).collect();
    let pairs: Vec<(&str, &str)> = ids.iter().map(|id| (id.as_str(), "n > k")).collect();
    let found = errors(&pairs);
    let text = "more than 32 derived facts; take away what no condition uses".to_owned();
    assert_eq!(found, [(MAX_DERIVATIONS, text)]);
    let most = Derivations::compile(&pairs[..MAX_DERIVATIONS], &facts()).unwrap();
    assert_eq!((most.len(), most.is_empty()), (MAX_DERIVATIONS, false));
    assert_eq!(most.iter().next().map(|first| first.id()), Some("d0"));
}

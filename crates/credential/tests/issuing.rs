//! What is issued, what is shown of it, and what is refused before signing.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use onewindow_credential::{
    EntropyFailed, HolderKey, IssueError, IssuerKey, PresentError, StatusAnswer, SystemEntropy,
    Verdict, issue, issuer_metadata, limits, present,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::{NOW, World, at, payload_of};

fn claims(verdict: Verdict) -> Value {
    match verdict {
        Verdict::Valid(valid) => Value::Object(valid.claims),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_issued_certificate_is_valid_and_says_what_was_put_in() {
    let world = World::new();
    let Verdict::Valid(valid) = world.verdict(&world.issued()) else { panic!() };
    assert_eq!(valid.issuer.in_language("zh-CN"), "穗源市市场监督管理局");
    assert_eq!(valid.issuer.in_language("en"), "Suiyuan Market Authority");
    assert_eq!(valid.vct, support::VCT);
    assert_eq!((valid.issued, valid.expires), (Some(at(NOW - 1000)), Some(at(NOW + 1000))));
    assert_eq!(valid.status, StatusAnswer::Checked { list_signed: at(NOW - 60) });
    assert_eq!(valid.holder_key, HolderKey::None);
    assert_eq!(
        Value::Object(valid.claims),
        json!({ "number": "SY-2027-0001", "name": "张三", "scope": ["hot food", "drinks"],
                "premises": { "street": "海棠路 3 号", "floor": 2 } })
    );
}

#[test]
fn a_presentation_shows_the_chosen_fields_and_hides_the_others() {
    let world = World::new();
    let issued = world.issued();
    let shown = present(&issued, &["scope"]).unwrap();
    assert_eq!(
        claims(world.verdict(&shown)),
        json!({ "number": "SY-2027-0001", "scope": ["hot food", "drinks"] })
    );
    let none = present(&issued, &[]).unwrap();
    assert_eq!(claims(world.verdict(&none)), json!({ "number": "SY-2027-0001" }));
    assert_eq!(present(&shown, &["name"]), Err(PresentError::NoSuchClaim("name".to_owned())));
    assert_eq!(present(&issued, &["number"]), Err(PresentError::NoSuchClaim("number".to_owned())));
    assert!(matches!(present("nonsense", &[]), Err(PresentError::Malformed(_))));
}

#[test]
fn hidden_fields_are_salted_and_their_number_does_not_show() {
    let world = World::new();
    let count = |fields: usize| {
        let mut certificate = world.certificate();
        certificate.hidden = (0..fields).map(|n| (format!("f{n}"), json!("same"))).collect();
        let issued = issue(&world.key, &certificate, &mut SystemEntropy::new()).unwrap();
        assert_eq!(world.verdict(&issued).code(), 0);
        payload_of(&issued)["_sd"].as_array().unwrap().len()
    };
    for (fields, digests) in [(0, 8), (1, 8), (8, 8), (9, 16), (33, 64), (64, 64)] {
        assert_eq!(count(fields), digests, "{fields} fields");
    }
    let digests = |compact: &str| payload_of(compact)["_sd"].as_array().unwrap().clone();
    let (one, two) = (digests(&world.issued()), digests(&world.issued()));
    assert!(one.iter().all(|digest| !two.contains(digest)));
    let mut sorted = one.clone();
    sorted.sort_by_key(ToString::to_string);
    assert_eq!(one, sorted);
}

#[test]
fn the_same_randomness_gives_the_same_payload() {
    let world = World::new();
    let made = || {
        let mut state = 0_u8;
        let mut counter = |out: &mut [u8]| {
            out.fill_with(|| {
                state = state.wrapping_add(1);
                state
            });
            Ok(())
        };
        issue(&world.key, &world.certificate(), &mut counter).unwrap()
    };
    assert_eq!(payload_of(&made()), payload_of(&made()));
    let mut dead = |_: &mut [u8]| Err(EntropyFailed);
    let refused = issue(&world.key, &world.certificate(), &mut dead);
    assert_eq!(refused, Err(IssueError::Entropy(EntropyFailed)));
}

#[test]
fn reserved_and_repeated_names_are_not_issued() {
    let world = World::new();
    let attempt = |name: &str, value: Value, hidden: bool| {
        let mut certificate = world.certificate();
        let claims = if hidden { &mut certificate.hidden } else { &mut certificate.plain };
        claims.push((name.to_owned(), value));
        issue(&world.key, &certificate, &mut SystemEntropy::new())
    };
    for hidden in [true, false] {
        for name in
            ["", "_sd", "_sd_alg", "...", "iss", "sub", "vct", "exp", "cnf", "status", "name"]
        {
            let refused = attempt(name, json!(1), hidden);
            assert_eq!(refused, Err(IssueError::Name(name.to_owned())), "{name}");
        }
        for value in [json!({ "_sd": [] }), json!([{ "...": "x" }]), json!([[{ "_sd_alg": 1 }]])] {
            assert_eq!(attempt("v", value, hidden), Err(IssueError::Value("v".to_owned())));
        }
    }
}

#[test]
fn incomplete_and_oversized_ones_are_not_issued() {
    let world = World::new();
    let attempt = |change: &dyn Fn(&mut onewindow_credential::Certificate)| {
        let mut certificate = world.certificate();
        change(&mut certificate);
        issue(&world.key, &certificate, &mut SystemEntropy::new())
    };
    assert!(matches!(attempt(&|c| c.vct.clear()), Err(IssueError::Incomplete(_))));
    assert!(matches!(attempt(&|c| c.iss.clear()), Err(IssueError::Incomplete(_))));
    assert!(matches!(attempt(&|c| c.status.uri.clear()), Err(IssueError::Incomplete(_))));
    assert!(matches!(attempt(&|c| c.exp = Some(c.iat)), Err(IssueError::Incomplete(_))));
    let many = |c: &mut onewindow_credential::Certificate| {
        c.hidden = (0..=limits::HIDDEN_CLAIMS).map(|n| (n.to_string(), json!(n))).collect();
    };
    assert_eq!(attempt(&many), Err(IssueError::TooLong));
    let long = |c: &mut onewindow_credential::Certificate| {
        c.hidden.push(("long".to_owned(), json!("x".repeat(limits::DISCLOSURE_BYTES))));
    };
    assert_eq!(attempt(&long), Err(IssueError::TooLong));
    let plain = |c: &mut onewindow_credential::Certificate| {
        c.plain.push(("long".to_owned(), json!("x".repeat(limits::CERTIFICATE_BYTES))));
    };
    assert_eq!(attempt(&plain), Err(IssueError::TooLong));
}

#[test]
fn a_holder_key_is_carried_and_breaks_nothing() {
    let world = World::new();
    let holder = IssuerKey::from_pkcs8(&IssuerKey::generate().unwrap()).unwrap();
    let mut certificate = world.certificate();
    certificate.holder = Some(holder.public().clone());
    let issued = issue(&world.key, &certificate, &mut SystemEntropy::new()).unwrap();
    let holder_key = |compact: &str| match world.verdict(compact) {
        Verdict::Valid(valid) => {
            assert!(!valid.claims.contains_key("cnf"));
            valid.holder_key
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(holder_key(&issued), HolderKey::Named);
    assert_eq!(payload_of(&issued)["cnf"]["jwk"]["kid"], holder.kid());
    // A proof of possession that someone attached is neither demanded nor believed.
    // `{"alg":"ES256","typ":"kb+jwt"}`, `{}` and a byte.
    let proof = "eyJhbGciOiJFUzI1NiIsInR5cCI6ImtiK2p3dCJ9.e30.AA";
    assert_eq!(holder_key(&format!("{issued}{proof}")), HolderKey::ProofNotChecked);
    assert_eq!(present(&format!("{issued}{proof}"), &["name"]), present(&issued, &["name"]));
}

#[test]
fn what_was_cut_off_or_added_to_is_not_taken_for_a_proof_of_the_holder() {
    let world = World::new();
    let issued = issue(&world.key, &world.certificate(), &mut SystemEntropy::new()).unwrap();
    assert!(matches!(world.verdict(&issued), Verdict::Valid(_)));
    // The last disclosure without the sign after it would silently be one field less.
    let cut = issued.strip_suffix('~').unwrap();
    let token = issued.split('~').next().unwrap();
    for tail in ["x", "a.b.c", "e30.e30.AA", "eyJ0eXAiOiJrYitqd3QifQ.e30", token] {
        let added = format!("{issued}{tail}");
        assert!(matches!(world.verdict(&added), Verdict::Malformed(_)), "{tail}");
    }
    assert!(matches!(world.verdict(cut), Verdict::Malformed(_)));
}

#[test]
fn without_expiry_it_lasts_until_revoked() {
    let world = World::new();
    let mut certificate = world.certificate();
    certificate.exp = None;
    let issued = issue(&world.key, &certificate, &mut SystemEntropy::new()).unwrap();
    let Verdict::Valid(valid) = world.verdict(&issued) else { panic!() };
    assert_eq!(valid.expires, None);
}

#[test]
fn metadata_carries_the_public_key_only() {
    let world = World::new();
    let metadata = issuer_metadata(support::ISS, &[world.key.public()]);
    assert_eq!(metadata["issuer"], support::ISS);
    assert_eq!(metadata["jwks"]["keys"][0]["kid"], world.key.kid());
    assert!(metadata["jwks"]["keys"][0].get("d").is_none());
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,20}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-z]{1,6}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_claims_come_back_and_any_choice_of_them(
        fields in prop::collection::btree_map("x[a-z]{0,8}", (value(), any::<bool>()), 0..20),
    ) {
        let world = World::new();
        let mut certificate = world.certificate();
        certificate.plain.clear();
        certificate.hidden =
            fields.iter().map(|(name, (value, _))| (name.clone(), value.clone())).collect();
        let issued = issue(&world.key, &certificate, &mut SystemEntropy::new()).unwrap();
        let chosen: Vec<&str> =
            fields.iter().filter(|(_, (_, shown))| *shown).map(|(name, _)| name.as_str()).collect();
        let expected: serde_json::Map<String, Value> = fields
            .iter()
            .filter(|(_, (_, shown))| *shown)
            .map(|(name, (value, _))| (name.clone(), value.clone()))
            .collect();
        let shown = present(&issued, &chosen).unwrap();
        prop_assert_eq!(claims(world.verdict(&shown)), Value::Object(expected));
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,200}") {
        let world = World::new();
        prop_assert!(!world.verdict(&text).is_valid());
        let _ = present(&text, &["a"]);
    }
}

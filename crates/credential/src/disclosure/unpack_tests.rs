use serde_json::json;

use super::*;
use crate::base64url;
use crate::disclosure::text::digest_of;

fn disclosure(value: Value) -> String {
    base64url::encode(value.to_string().as_bytes())
}

fn run(payload: Value, disclosures: &[&str]) -> Result<Value, Malformed> {
    let Value::Object(map) = payload else { panic!("a test payload is an object") };
    unpack(map, disclosures).map(Value::Object)
}

#[test]
fn named_nested_and_array_forms() {
    let city = disclosure(json!(["s1", "city", "穗源"]));
    let address =
        disclosure(json!(["s2", "address", { "_sd": [digest_of(&city)], "country": "CN" }]));
    let second = disclosure(json!(["s3", { "n": 2 }]));
    let payload = json!({
        "_sd_alg": "sha-256",
        "_sd": ["decoy", digest_of(&address)],
        "list": [1, { "...": digest_of(&second) }, { "...": "decoy2" }, 3],
        "plain": { "_sd": ["decoy3"], "kept": true },
    });
    assert_eq!(
        run(payload.clone(), &[&city, &address, &second]).unwrap(),
        json!({ "address": { "city": "穗源", "country": "CN" }, "list": [1, { "n": 2 }, 3],
                "plain": { "kept": true } })
    );
    assert_eq!(
        run(payload.clone(), &[&address]).unwrap(),
        json!({ "address": { "country": "CN" }, "list": [1, 3], "plain": { "kept": true } })
    );
    // A child without its parent belongs to no digest.
    assert_eq!(run(payload, &[&city]), Err(Malformed::Unreferenced));
}

#[test]
fn a_digest_or_a_disclosure_twice_is_refused() {
    let a = disclosure(json!(["s", "a", 1]));
    let d = digest_of(&a);
    assert_eq!(run(json!({ "_sd": [d] }), &[&a, &a]), Err(Malformed::DuplicateDisclosure));
    assert_eq!(run(json!({ "_sd": [d, d] }), &[&a]), Err(Malformed::DuplicateDigest));
    assert_eq!(run(json!({ "_sd": ["x", "x"] }), &[]), Err(Malformed::DuplicateDigest));
    assert_eq!(
        run(json!({ "_sd": ["x"], "deep": [{ "...": "x" }] }), &[]),
        Err(Malformed::DuplicateDigest)
    );
    let b = disclosure(json!(["s", "b", { "_sd": [d] }]));
    assert_eq!(
        run(json!({ "_sd": [digest_of(&b), d] }), &[&a, &b]),
        Err(Malformed::DuplicateDigest)
    );
}

#[test]
fn reserved_and_repeated_names_are_refused() {
    for name in RESERVED.iter().chain(&VISIBLE) {
        let text = disclosure(json!(["s", name, 1]));
        let payload = json!({ "_sd": [digest_of(&text)] });
        assert_eq!(run(payload, &[&text]), Err(Malformed::ReservedName), "{name}");
    }
    let a = disclosure(json!(["s", "a", 1]));
    let other = disclosure(json!(["t", "a", 2]));
    assert_eq!(run(json!({ "a": 0, "_sd": [digest_of(&a)] }), &[&a]), Err(Malformed::ClaimTwice));
    assert_eq!(
        run(json!({ "_sd": [digest_of(&a), digest_of(&other)] }), &[&a, &other]),
        Err(Malformed::ClaimTwice)
    );
    let inner = disclosure(json!(["s", "a", { "...": "x" }]));
    assert_eq!(run(json!({ "_sd": [digest_of(&inner)] }), &[&inner]), Err(Malformed::Digests));
}

#[test]
fn a_disclosure_fits_only_the_kind_of_place_it_was_made_for() {
    let named = disclosure(json!(["s", "a", 1]));
    let element = disclosure(json!(["s", 1]));
    assert_eq!(
        run(json!({ "l": [{ "...": digest_of(&named) }] }), &[&named]),
        Err(Malformed::Disclosure)
    );
    assert_eq!(
        run(json!({ "_sd": [digest_of(&element)] }), &[&element]),
        Err(Malformed::Disclosure)
    );
}

#[test]
fn wrong_forms_of_digests() {
    for payload in [
        json!({ "_sd": "x" }),
        json!({ "_sd": [7] }),
        json!({ "...": "x" }),
        json!({ "l": [{ "...": "x", "y": 1 }] }),
        json!({ "l": [{ "...": 7 }] }),
        json!({ "o": { "...": "x" } }),
    ] {
        assert_eq!(run(payload.clone(), &[]), Err(Malformed::Digests), "{payload}");
    }
    for payload in [json!({ "_sd_alg": "sha-512" }), json!({ "o": { "_sd_alg": "sha-256" } })] {
        assert_eq!(run(payload.clone(), &[]), Err(Malformed::DigestAlgorithm), "{payload}");
    }
}

#[test]
fn limits_hold_for_digests_and_for_chained_disclosures() {
    let digests: Vec<String> = (0..=limits::DIGESTS).map(|n| n.to_string()).collect();
    assert!(run(json!({ "_sd": digests[1..] }), &[]).is_ok());
    assert_eq!(run(json!({ "_sd": digests }), &[]), Err(Malformed::TooMany));

    let chain = |levels: usize| {
        let mut all = vec![disclosure(json!(["s", "n", 0]))];
        for _ in 1..levels {
            let child = digest_of(all.last().unwrap());
            all.push(disclosure(json!(["s", "n", { "_sd": [child] }])));
        }
        let top = digest_of(all.last().unwrap());
        let texts: Vec<&str> = all.iter().map(String::as_str).collect();
        run(json!({ "_sd": [top] }), &texts)
    };
    assert!(chain(limits::JSON_DEPTH).is_ok());
    assert_eq!(chain(limits::JSON_DEPTH + 1), Err(Malformed::TooDeep));
}

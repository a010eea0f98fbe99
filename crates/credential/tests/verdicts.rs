//! Each way of not being valid has its own answer, and none is taken for another.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use onewindow_credential::status::{Status, StatusListError, StatusListProblem, StatusToken};
use onewindow_credential::{
    IssuerKey, Malformed, StatusFetchFailed, StatusSource, SystemEntropy, TrustList, TrustedIssuer,
    Verdict, issue, limits, trust_file,
};
use ring::hmac;
use serde_json::{Value, json};
use support::{ISS, NOW, URI, VCT, World, at, b64, names, sign_raw};

fn malformed(world: &World, compact: &str) -> Malformed {
    match world.verdict(compact) {
        Verdict::Malformed(reason) => reason,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_issuer_that_is_not_listed() {
    let world = World::new();
    let mut certificate = world.certificate();
    certificate.iss = "https://elsewhere.example".to_owned();
    let issued = issue(&world.key, &certificate, &mut SystemEntropy::new()).unwrap();
    assert_eq!(
        world.verdict(&issued),
        Verdict::UnknownIssuer { iss: "https://elsewhere.example".to_owned() }
    );
}

#[test]
fn another_key_under_its_own_name_and_under_the_issuers() {
    let world = World::new();
    let forger = IssuerKey::generate().unwrap();
    let key = IssuerKey::from_pkcs8(&forger).unwrap();
    let forged = issue(&key, &world.certificate(), &mut SystemEntropy::new()).unwrap();
    assert_eq!(world.verdict(&forged).id(), "wrong-key");
    let borrowed = sign_raw(&forger, &world.header().to_string(), &world.payload().to_string());
    assert_eq!(world.verdict(&format!("{borrowed}~")).id(), "bad-signature");
}

#[test]
fn a_key_inside_the_certificate_is_never_used() {
    let world = World::new();
    let forger = IssuerKey::generate().unwrap();
    let public = IssuerKey::from_pkcs8(&forger).unwrap().public().to_jwk();
    for (name, value) in [
        ("jwk", public.clone()),
        ("jku", json!("https://forger.example/keys")),
        ("x5c", json!(["MIIB"])),
        ("x5u", json!("https://forger.example/cert")),
    ] {
        for (kid, expected) in [
            (Some(world.key.kid()), "bad-signature"),
            (public["kid"].as_str(), "wrong-key"),
            (None, "bad-signature"),
        ] {
            let mut header = world.header();
            header[name] = value.clone();
            match kid {
                Some(kid) => header["kid"] = json!(kid),
                None => drop(header.as_object_mut().unwrap().remove("kid")),
            }
            let forged = sign_raw(&forger, &header.to_string(), &world.payload().to_string());
            assert_eq!(world.verdict(&format!("{forged}~")).id(), expected, "{name} {kid:?}");
        }
        // The same header over the issuer's own signature changes nothing.
        let mut header = world.header();
        header[name] = value;
        let own = world.sign_raw(&header, &world.payload());
        assert_eq!(world.verdict(&format!("{own}~")).id(), "valid");
    }
}

#[test]
fn without_kid_every_key_of_the_issuer_is_tried() {
    let world = World::new();
    let header = json!({ "alg": "ES256", "typ": "dc+sd-jwt" });
    let token = world.sign_raw(&header, &world.payload());
    assert_eq!(world.verdict(&format!("{token}~")).id(), "valid");
}

#[test]
fn other_algorithms_and_types() {
    let world = World::new();
    let payload = world.payload().to_string();
    for alg in
        [json!("none"), json!("None"), json!("HS256"), json!("ES384"), json!("es256"), json!(1)]
    {
        let header = json!({ "alg": alg, "typ": "dc+sd-jwt", "kid": world.key.kid() });
        let token = world.sign_raw(&header, &world.payload());
        assert_eq!(malformed(&world, &format!("{token}~")), Malformed::Algorithm, "{alg}");
        let unsigned =
            format!("{}.{}.~", b64(header.to_string().as_bytes()), b64(payload.as_bytes()));
        assert_eq!(malformed(&world, &unsigned), Malformed::Algorithm, "{alg}");
    }
    // The public key as the secret of a keyed hash.
    let header = json!({ "alg": "HS256", "typ": "dc+sd-jwt", "kid": world.key.kid() });
    let signed = format!("{}.{}", b64(header.to_string().as_bytes()), b64(payload.as_bytes()));
    let secret =
        hmac::Key::new(hmac::HMAC_SHA256, world.key.public().to_jwk().to_string().as_bytes());
    let tag = b64(hmac::sign(&secret, signed.as_bytes()).as_ref());
    assert_eq!(malformed(&world, &format!("{signed}.{tag}~")), Malformed::Algorithm);

    for typ in [json!("vc+sd-jwt"), json!("statuslist+jwt"), json!("JWT"), Value::Null] {
        let header = json!({ "alg": "ES256", "typ": typ, "kid": world.key.kid() });
        let token = world.sign_raw(&header, &world.payload());
        assert_eq!(malformed(&world, &format!("{token}~")), Malformed::Type, "{typ}");
    }
    let header = json!({ "alg": "ES256", "typ": "dc+sd-jwt", "crit": ["b64"], "b64": false });
    let token = world.sign_raw(&header, &world.payload());
    assert_eq!(malformed(&world, &format!("{token}~")), Malformed::Critical);
    assert_eq!(malformed(&world, &format!("{}~", world.token())), Malformed::Type);
}

#[test]
fn forms_that_are_no_certificate() {
    let world = World::new();
    let issued = world.issued();
    let token = issued.split('~').next().unwrap();
    let tail = &issued[token.len()..];
    let (signed, signature) = token.rsplit_once('.').unwrap();
    for (text, reason) in [
        (String::new(), Malformed::Shape),
        (token.to_owned(), Malformed::Shape),
        (format!("{token}~~{tail}"), Malformed::Shape),
        (format!("a.{token}{tail}"), Malformed::Parts),
        (format!("{signed}{tail}"), Malformed::Parts),
        (format!("{token}={tail}"), Malformed::Base64),
        (format!("{signed}.{}~", &signature[..84]), Malformed::SignatureLength),
        (format!("{token}~W10~"), Malformed::Disclosure),
        (format!("{token}~{}~", b64(br#"["salt","name","x"]"#)), Malformed::Unreferenced),
        (format!("{token}{tail}{}", &tail[1..]), Malformed::DuplicateDisclosure),
        ("x".repeat(limits::CERTIFICATE_BYTES + 1), Malformed::TooLong),
    ] {
        assert_eq!(malformed(&world, &text), reason, "{}", text.get(..60).unwrap_or(&text));
    }
}

#[test]
fn signed_claims_of_a_wrong_kind() {
    let world = World::new();
    let with = |name: &str, value: Value| {
        let mut payload = world.payload();
        payload[name] = value;
        malformed(&world, &format!("{}~", world.sign_raw(&world.header(), &payload)))
    };
    assert_eq!(with("iss", json!(1)), Malformed::Claim("iss"));
    assert_eq!(with("vct", json!("")), Malformed::Claim("vct"));
    assert_eq!(with("exp", json!("tomorrow")), Malformed::Claim("exp"));
    assert_eq!(with("exp", json!(1.5)), Malformed::Claim("exp"));
    assert_eq!(with("exp", json!(i64::MAX)), Malformed::Claim("exp"));
    assert_eq!(with("nbf", Value::Null), Malformed::Claim("nbf"));
    assert_eq!(with("status", json!({})), Malformed::Claim("status"));
    assert_eq!(
        with("status", json!({ "status_list": { "idx": -1, "uri": URI } })),
        Malformed::Claim("status")
    );
    assert_eq!(with("cnf", json!("key")), Malformed::Claim("cnf"));
    assert_eq!(with("_sd_alg", json!("md5")), Malformed::DigestAlgorithm);
    let endless = json!({ "iss": ISS, "vct": VCT });
    let endless = format!("{}~", world.sign_raw(&world.header(), &endless));
    assert_eq!(malformed(&world, &endless), Malformed::Endless);
    let twice = r#"{"iss":"https://suiyuan.example","iss":"https://suiyuan.example"}"#;
    let twice = sign_raw(&world.document, &world.header().to_string(), twice);
    assert_eq!(malformed(&world, &format!("{twice}~")), Malformed::DuplicateName);
}

#[test]
fn a_type_the_issuer_may_not_issue() {
    let world = World::new();
    let mut certificate = world.certificate();
    certificate.vct = "urn:onewindow:certificate:birth:1".to_owned();
    let issued = issue(&world.key, &certificate, &mut SystemEntropy::new()).unwrap();
    assert_eq!(world.verdict(&issued).id(), "type-not-allowed");
}

#[test]
fn times_to_the_second() {
    let world = World::new();
    let issued = world.issued();
    let answer = |now: i64| {
        let token = StatusToken { iss: ISS, uri: URI, iat: at(now - 1), exp: at(now + 9), ttl: 9 };
        let token = world.list.issue_token(&world.key, &token).unwrap();
        world.verdict_with(&issued, StatusSource::Given(&token), now).id()
    };
    assert_eq!(answer(NOW - 1001), "not-yet-valid");
    assert_eq!(answer(NOW - 1000), "valid");
    assert_eq!(answer(NOW + 999), "valid");
    assert_eq!(answer(NOW + 1000), "expired");
    let mut later = world.certificate();
    later.nbf = Some(at(NOW + 5));
    let later = issue(&world.key, &later, &mut SystemEntropy::new()).unwrap();
    assert_eq!(world.verdict(&later).id(), "not-yet-valid");
    assert_eq!(world.verdict_at(&later, NOW + 5).id(), "valid");
}

#[test]
fn leeway_works_both_ways_and_never_more() {
    use onewindow_credential::{DEFAULT_LEEWAY, verify};
    let world = World::new();
    let issued = world.issued();
    let answer = |now: i64| {
        verify(&issued, &world.trust, StatusSource::Unreachable, at(now), DEFAULT_LEEWAY).id()
    };
    assert_eq!(answer(NOW - 1061), "not-yet-valid");
    assert_eq!(answer(NOW - 1060), "status-unreachable");
    assert_eq!(answer(NOW + 1059), "status-unreachable");
    assert_eq!(answer(NOW + 1060), "expired");
}

#[test]
fn revoked_suspended_unknown_and_unreachable() {
    let mut world = World::new();
    let issued = world.issued();
    let mut answer = |status: Status| {
        let token = world.token_with(status);
        world.verdict_with(&issued, StatusSource::Given(&token), NOW)
    };
    assert_eq!(answer(Status::Invalid).id(), "revoked");
    assert_eq!(answer(Status::Suspended).id(), "suspended");
    assert!(matches!(
        answer(Status::Other(3)),
        Verdict::StatusListInvalid { reason: StatusListProblem::UnknownValue(3), .. }
    ));
    assert_eq!(answer(Status::Valid).id(), "valid");
    assert_eq!(
        world.verdict_with(&issued, StatusSource::Unreachable, NOW).id(),
        "status-unreachable"
    );
}

#[test]
fn a_fetch_is_asked_for_the_signed_address_and_only_when_all_else_is_well() {
    let world = World::new();
    let mut asked = Vec::new();
    let mut fetch = |uri: &str| {
        asked.push(uri.to_owned());
        Ok(world.token())
    };
    assert_eq!(
        world.verdict_with(&world.issued(), StatusSource::Fetch(&mut fetch), NOW).id(),
        "valid"
    );
    let late = world.verdict_with(&world.issued(), StatusSource::Fetch(&mut fetch), NOW + 5000);
    assert_eq!(late.id(), "expired");
    assert_eq!(asked, [URI]);
    let mut fails = |_: &str| Err(StatusFetchFailed);
    let verdict = world.verdict_with(&world.issued(), StatusSource::Fetch(&mut fails), NOW);
    assert_eq!(verdict.id(), "status-unreachable");
}

fn problem(world: &World, token: &str, now: i64) -> StatusListProblem {
    match world.verdict_with(&world.issued(), StatusSource::Given(token), now) {
        Verdict::StatusListInvalid { reason, .. } => reason,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_status_list_that_cannot_be_relied_on() {
    let world = World::new();
    let make = |iss: &str, uri: &str, iat: i64, exp: i64| {
        let token = StatusToken { iss, uri, iat: at(iat), exp: at(exp), ttl: 300 };
        world.list.issue_token(&world.key, &token).unwrap()
    };
    let forger = IssuerKey::from_pkcs8(&IssuerKey::generate().unwrap()).unwrap();
    let token = StatusToken { iss: ISS, uri: URI, iat: at(NOW), exp: at(NOW + 9), ttl: 9 };
    let forged = world.list.issue_token(&forger, &token).unwrap();
    let (own_signed, _) =
        world.token().rsplit_once('.').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    let grafted = format!("{own_signed}.{}", forged.rsplit_once('.').unwrap().1);
    for (token, reason) in [
        (make("https://other.example", URI, NOW - 1, NOW + 9), StatusListProblem::WrongIssuer),
        (
            make(ISS, "https://suiyuan.example/status/2", NOW - 1, NOW + 9),
            StatusListProblem::WrongList,
        ),
        (make(ISS, URI, NOW - 100, NOW), StatusListProblem::Expired),
        (make(ISS, URI, NOW - 300, NOW + 900), StatusListProblem::Stale),
        (make(ISS, URI, NOW + 1, NOW + 9), StatusListProblem::NotYetValid),
        (forged, StatusListProblem::WrongKey),
        (grafted, StatusListProblem::BadSignature),
        (world.issued(), StatusListProblem::Malformed(Malformed::Type)),
        (
            "x".repeat(limits::STATUS_TOKEN_BYTES + 1),
            StatusListProblem::Malformed(Malformed::TooLong),
        ),
    ] {
        assert_eq!(problem(&world, &token, NOW), reason);
    }
}

#[test]
fn a_fetched_list_may_be_older_than_its_ttl_but_not_than_its_exp() {
    let world = World::new();
    let token = StatusToken { iss: ISS, uri: URI, iat: at(NOW - 500), exp: at(NOW + 9), ttl: 300 };
    let token = world.list.issue_token(&world.key, &token).unwrap();
    let mut fetch = |_: &str| Ok(token.clone());
    assert_eq!(
        world.verdict_with(&world.issued(), StatusSource::Fetch(&mut fetch), NOW).id(),
        "valid"
    );
    let later = world.verdict_with(&world.issued(), StatusSource::Fetch(&mut fetch), NOW + 9);
    assert_eq!(later.id(), "status-list-invalid");
}

#[test]
fn a_status_list_with_wrong_content() {
    let world = World::new();
    let header = json!({ "alg": "ES256", "typ": "statuslist+jwt", "kid": world.key.kid() });
    let list = json!({ "bits": 1, "lst": "eNrbuRgAAhcBXQ" });
    let good = json!({ "iss": ISS, "sub": URI, "iat": NOW, "exp": NOW + 9, "status_list": list });
    let with = |change: &dyn Fn(&mut Value)| {
        let mut payload = good.clone();
        change(&mut payload);
        problem(&world, &world.sign_raw(&header, &payload), NOW)
    };
    // Sixteen entries, and the certificate's index is 4711.
    assert_eq!(with(&|_| {}), StatusListProblem::Outside);
    assert_eq!(
        with(&|p| p["status_list"]["bits"] = json!(3)),
        StatusListProblem::Malformed(Malformed::Claim("bits"))
    );
    assert_eq!(
        with(&|p| p["status_list"]["lst"] = json!("AAAA")),
        StatusListProblem::List(StatusListError::Compression)
    );
    assert_eq!(
        with(&|p| p["iat"] = Value::Null),
        StatusListProblem::Malformed(Malformed::Claim("iat"))
    );
    assert_eq!(
        with(&|p| p["ttl"] = json!(0)),
        StatusListProblem::Malformed(Malformed::Claim("ttl"))
    );
    assert_eq!(
        with(&|p| drop(p.as_object_mut().unwrap().remove("exp"))),
        StatusListProblem::Endless
    );
}

#[test]
fn a_certificate_without_status_ends_by_its_expiry() {
    let world = World::new();
    let payload = json!({ "iss": ISS, "vct": VCT, "exp": NOW + 10, "a": 1 });
    let token = format!("{}~", world.sign_raw(&world.header(), &payload));
    assert_eq!(world.verdict_with(&token, StatusSource::Unreachable, NOW).id(), "valid");
}

#[test]
fn trust_files_that_are_refused() {
    let world = World::new();
    let entry =
        TrustedIssuer { iss: ISS, name: names(), keys: vec![world.key.public()], vct: vec![] };
    let twice = trust_file(&[entry.clone(), entry.clone()]).to_string();
    assert!(TrustList::parse(&twice).unwrap_err().to_string().contains("twice"));
    let base = trust_file(&[entry]);
    let broken = |change: &dyn Fn(&mut Value)| {
        let mut file = base.clone();
        change(&mut file);
        TrustList::parse(&file.to_string()).unwrap_err().to_string()
    };
    assert!(broken(&|f| f["issuers"][0]["keys"][0]["d"] = json!("AA")).contains("private"));
    assert!(
        broken(&|f| drop(f["issuers"][0]["keys"][0].as_object_mut().unwrap().remove("kid")))
            .contains("key 1")
    );
    assert!(broken(&|f| f["issuers"][0]["iss"] = json!(1)).contains("string"));
    assert!(broken(&|f| f["issuers"] = json!({})).contains("trust list"));
    assert!(TrustList::parse("{").is_err());
    assert!(TrustList::parse(&" ".repeat(limits::TRUST_FILE_BYTES + 1)).is_err());
    let keys = vec![base["issuers"][0]["keys"][0].clone(); limits::TRUST_KEYS + 1];
    assert!(broken(&|f| f["issuers"][0]["keys"] = json!(keys)).contains("too many"));
}

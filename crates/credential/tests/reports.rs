//! Every answer has words in both languages, and a code of its own.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::collections::BTreeSet;

use onewindow_credential::status::{Status, StatusToken};
use onewindow_credential::{IssuerKey, SystemEntropy, VerifyReport, cli_verify, issue};
use support::{ISS, NOW, URI, World, at, sign_raw};

fn every_report() -> Vec<VerifyReport> {
    let mut world = World::new();
    let issued = world.issued();
    let now = at(NOW);
    let token = world.token();
    let changed = |change: &dyn Fn(&mut onewindow_credential::Certificate)| {
        let mut certificate = world.certificate();
        change(&mut certificate);
        issue(&world.key, &certificate, &mut SystemEntropy::new()).unwrap()
    };
    let forger = IssuerKey::generate().unwrap();
    let other = IssuerKey::from_pkcs8(&forger).unwrap();
    let resigned = issue(&other, &world.certificate(), &mut SystemEntropy::new()).unwrap();
    let forged = sign_raw(&forger, &world.header().to_string(), &world.payload().to_string()) + "~";
    let future = changed(&|c| c.nbf = Some(at(NOW + 500)));
    let foreign = changed(&|c| c.iss = "https://elsewhere.example".to_owned());
    let strange = changed(&|c| c.vct = "urn:other".to_owned());
    let old = StatusToken { iss: ISS, uri: URI, iat: at(NOW - 900), exp: at(NOW - 600), ttl: 300 };
    let old = world.list.issue_token(&world.key, &old).unwrap();
    let revoked = world.token_with(Status::Invalid);
    let suspended = world.token_with(Status::Suspended);
    let trust = &world.trust_text;
    vec![
        cli_verify(&issued, trust, Some(&token), now),
        cli_verify("hello", trust, Some(&token), now),
        cli_verify(&foreign, trust, Some(&token), now),
        cli_verify(&resigned, trust, Some(&token), now),
        cli_verify(&forged, trust, Some(&token), now),
        cli_verify(&strange, trust, Some(&token), now),
        cli_verify(&future, trust, Some(&token), now),
        cli_verify(&issued, trust, Some(&token), at(NOW + 9999)),
        cli_verify(&issued, trust, Some(&revoked), now),
        cli_verify(&issued, trust, Some(&suspended), now),
        cli_verify(&issued, trust, None, now),
        cli_verify(&issued, trust, Some(&old), now),
        cli_verify(&issued, "not json", Some(&token), now),
    ]
}

#[test]
fn thirteen_answers_thirteen_codes_and_words_for_each() {
    let reports = every_report();
    let codes: Vec<u8> = reports.iter().map(VerifyReport::code).collect();
    assert_eq!(codes, [0, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21]);
    assert_eq!(reports.iter().map(VerifyReport::id).collect::<BTreeSet<_>>().len(), 13);
    for tag in ["en", "zh-CN"] {
        let words: Vec<_> = reports.iter().map(|report| report.wording(tag)).collect();
        for (index, wording) in words.iter().enumerate() {
            assert!(words.iter().skip(index + 1).all(|w| w.headline != wording.headline));
            for text in [&wording.headline, &wording.meaning, &wording.action] {
                assert!(!text.is_empty());
                let chinese = text.chars().any(|c| ('一'..='鿿').contains(&c));
                assert_eq!(chinese, tag == "zh-CN", "{text}");
            }
        }
    }
}

#[test]
fn only_a_valid_certificate_speaks() {
    for report in every_report() {
        assert_eq!(report.claims().is_some(), report.code() == 0);
        let text = report.to_json().to_string();
        assert_eq!(text.contains("张三"), report.code() == 0, "{text}");
    }
}

#[test]
fn the_words_name_issuer_and_dates() {
    let reports = every_report();
    let valid = &reports[0];
    assert!(valid.en.meaning.contains("Suiyuan Market Authority"));
    assert!(valid.zh.meaning.contains("穗源市市场监督管理局"));
    assert!(valid.zh.meaning.contains("2027年1月15日 16:16"), "{}", valid.zh.meaning);
    assert!(reports[2].en.meaning.contains("`https://elsewhere.example`"));
    assert_eq!(reports[1].detail().as_deref(), Some("not in the form token~disclosure~…~"));
}

#[test]
fn white_space_from_mail_and_chat_is_forgiven() {
    let world = World::new();
    let issued = world.issued();
    let wrapped: Vec<String> = issued
        .as_bytes()
        .chunks(60)
        .map(|line| String::from_utf8(line.to_vec()).unwrap())
        .collect();
    let text = format!("  {}\r\n", wrapped.join("\r\n "));
    assert_eq!(cli_verify(&text, &world.trust_text, Some(&world.token()), at(NOW)).code(), 0);
}

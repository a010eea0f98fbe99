//! Mutated certificates and status lists: none may be accepted with other content.
//!
//! 3,000 in an ordinary run. `ONEWINDOW_SOAK=1` makes it 100,000, `ONEWINDOW_MUTATIONS=n` any
//! number, `ONEWINDOW_SEED=n` another series. Each mutation prints seed and number when it fails.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use onewindow_credential::status::Status;
use onewindow_credential::{
    IssuerKey, StatusSource, SystemEntropy, TrustList, TrustedIssuer, Valid, Verdict, issue,
    trust_file,
};
use serde_json::{Map, Value, json};
use support::{ISS, NOW, VCT, World, b64, names, sign_raw, unb64};

/// SplitMix64: small, seeded, the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % sides as u64).unwrap()
    }
}

struct Scene {
    world: World,
    /// Two certificates of one issuer, so that parts can be mixed.
    issued: [String; 2],
    meant: [Valid; 2],
    forger: Vec<u8>,
    token: String,
    revoked: String,
}

fn valid(verdict: Verdict) -> Option<Valid> {
    match verdict {
        Verdict::Valid(valid) => Some(*valid),
        _ => None,
    }
}

impl Scene {
    fn new() -> Self {
        let mut world = World::new();
        let mut second = world.certificate();
        second.plain = vec![("number".to_owned(), json!("SY-2027-0002"))];
        second.hidden.retain(|(name, _)| name != "scope");
        second.hidden[0].1 = json!("李四");
        let second = issue(&world.key, &second, &mut SystemEntropy::new()).unwrap();
        let issued = [world.issued(), second];
        let meant = [0, 1].map(|n| valid(world.verdict(&issued[n])).unwrap());
        let forger = IssuerKey::generate().unwrap();
        let token = world.token();
        let revoked = world.token_with(Status::Invalid);
        Scene { world, issued, meant, forger, token, revoked }
    }

    /// Whether an accepted text says exactly what one of the two certificates says, with
    /// nothing changed or added, and nothing missing but fields that may be left out.
    fn faithful(&self, found: &Valid) -> bool {
        self.meant.iter().any(|meant| {
            let bare = |valid: &Valid| Valid { claims: Map::new(), ..valid.clone() };
            let bare_found = Valid { holder_key: meant.holder_key, ..bare(found) };
            bare_found == bare(meant)
                && found.claims.get("number") == meant.claims.get("number")
                && found.claims.iter().all(|(name, value)| meant.claims.get(name) == Some(value))
        })
    }

    fn mutate(&self, dice: &mut Dice) -> String {
        let original = &self.issued[dice.roll(2)];
        match dice.roll(9) {
            0 => change_characters(original, dice),
            1 => change_bits_inside(original, dice),
            2 => original[..dice.roll(original.len())].to_owned(),
            3 => swap_disclosures(original, dice),
            4 => self.mix(dice),
            5 => edit_disclosure(original, dice),
            6 => self.edit_header(original, dice),
            7 => self.edit_payload(original, dice),
            _ => self.resign(original, dice),
        }
    }

    /// Parts of both certificates put together.
    fn mix(&self, dice: &mut Dice) -> String {
        let [first, second] = [0, 1].map(|n| self.issued[n].split('~').collect::<Vec<_>>());
        let mut parts = vec![if dice.roll(2) == 0 { first[0] } else { second[0] }];
        for _ in 0..dice.roll(4) {
            let from = if dice.roll(2) == 0 { &first } else { &second };
            parts.push(from[1 + dice.roll(from.len() - 2)]);
        }
        parts.join("~") + "~"
    }

    fn edit_header(&self, original: &str, dice: &mut Dice) -> String {
        let (mut header, payload, signature, tail) = open(original);
        let public = IssuerKey::from_pkcs8(&self.forger).unwrap().public().to_jwk();
        match dice.roll(6) {
            0 => header["alg"] = json!(["none", "HS256", "ES384", "", "NONE"][dice.roll(5)]),
            1 => header["typ"] = json!(["JWT", "vc+sd-jwt", "statuslist+jwt"][dice.roll(3)]),
            2 => header["kid"] = public["kid"].clone(),
            3 => header["jwk"] = public,
            4 => drop(header.as_object_mut().unwrap().remove("kid")),
            _ => header["crit"] = json!(["exp"]),
        }
        let signature = if dice.roll(3) == 0 { "" } else { &signature };
        format!("{}.{}.{signature}~{tail}", text(&header), text(&payload))
    }

    /// Content changed under the old signature.
    fn edit_payload(&self, original: &str, dice: &mut Dice) -> String {
        let (header, mut payload, signature, tail) = open(original);
        alter(&mut payload, dice);
        format!("{}.{}.{signature}~{tail}", text(&header), text(&payload))
    }

    /// Content kept or changed, signed by someone else under either name.
    fn resign(&self, original: &str, dice: &mut Dice) -> String {
        let (mut header, mut payload, _, tail) = open(original);
        let public = IssuerKey::from_pkcs8(&self.forger).unwrap().public().to_jwk();
        if dice.roll(2) == 0 {
            alter(&mut payload, dice);
        }
        match dice.roll(3) {
            0 => header["kid"] = public["kid"].clone(),
            1 => drop(header.as_object_mut().unwrap().remove("kid")),
            _ => header["jwk"] = public,
        }
        let token = sign_raw(&self.forger, &header.to_string(), &payload.to_string());
        format!("{token}~{tail}")
    }
}

fn text(value: &Value) -> String {
    b64(value.to_string().as_bytes())
}

fn open(compact: &str) -> (Value, Value, String, String) {
    let (token, tail) = compact.split_once('~').unwrap();
    let parts: Vec<&str> = token.split('.').collect();
    let read = |part: &str| serde_json::from_slice(&unb64(part)).unwrap();
    (read(parts[0]), read(parts[1]), parts[2].to_owned(), tail.to_owned())
}

fn alter(payload: &mut Value, dice: &mut Dice) {
    match dice.roll(7) {
        0 => payload["exp"] = json!(NOW + 1_000_000),
        1 => payload["number"] = json!("SY-2027-9999"),
        2 => payload["status"]["status_list"]["idx"] = json!(dice.roll(9999)),
        3 => payload["_sd"] = json!([]),
        4 => payload["extra"] = json!(true),
        5 => drop(payload.as_object_mut().unwrap().remove("status")),
        _ => payload["vct"] = json!("urn:onewindow:certificate:other:1"),
    }
}

fn change_characters(original: &str, dice: &mut Dice) -> String {
    const SET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~=";
    let mut bytes = original.as_bytes().to_vec();
    for _ in 0..=dice.roll(3) {
        let place = dice.roll(bytes.len());
        match dice.roll(4) {
            0 => drop(bytes.remove(place)),
            1 => bytes.insert(place, SET[dice.roll(SET.len())]),
            2 => {
                let other = dice.roll(bytes.len());
                bytes.swap(place, other);
            }
            _ => bytes[place] = SET[dice.roll(SET.len())],
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// One bit of what a part decodes to, so that the base64 stays well-formed.
fn change_bits_inside(original: &str, dice: &mut Dice) -> String {
    let mut parts: Vec<String> = original.split(['.', '~']).map(str::to_owned).collect();
    let chosen = dice.roll(parts.len() - 1);
    let mut bytes = unb64(&parts[chosen]);
    let place = dice.roll(bytes.len());
    bytes[place] ^= 1 << dice.roll(8);
    parts[chosen] = b64(&bytes);
    format!("{}~{}", parts[..3].join("."), parts[3..].join("~"))
}

/// Legitimate: fields left out, fields in another order. Not legitimate: a field twice.
fn swap_disclosures(original: &str, dice: &mut Dice) -> String {
    let mut parts: Vec<&str> = original.trim_end_matches('~').split('~').collect();
    let (one, two) = (1 + dice.roll(parts.len() - 1), 1 + dice.roll(parts.len() - 1));
    match dice.roll(3) {
        0 => drop(parts.remove(one)),
        1 => parts.swap(one, two),
        _ => parts.push(parts[one]),
    }
    parts.join("~") + "~"
}

fn edit_disclosure(original: &str, dice: &mut Dice) -> String {
    let mut parts: Vec<String> = original.split('~').map(str::to_owned).collect();
    let chosen = 1 + dice.roll(parts.len() - 2);
    let mut disclosure: Value = serde_json::from_slice(&unb64(&parts[chosen])).unwrap();
    match dice.roll(4) {
        0 => disclosure[2] = json!("王五"),
        1 => disclosure[1] = json!(["number", "exp", "_sd", "scope"][dice.roll(4)]),
        2 => drop(disclosure.as_array_mut().unwrap().remove(dice.roll(3))),
        _ => disclosure.as_array_mut().unwrap().push(json!(1)),
    }
    parts[chosen] = text(&disclosure);
    parts.join("~")
}

fn count() -> (usize, u64) {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let soak = std::env::var_os("ONEWINDOW_SOAK").is_some();
    let usual = if soak { 100_000 } else { 3_000 };
    (
        number("ONEWINDOW_MUTATIONS").map_or(usual, |n: u64| usize::try_from(n).unwrap()),
        number("ONEWINDOW_SEED").unwrap_or(20_270_115),
    )
}

#[test]
fn no_mutated_certificate_is_accepted_with_other_content() {
    let scene = Scene::new();
    let (count, seed) = count();
    let mut dice = Dice(seed);
    let (mut same, mut refused) = (0_usize, 0_usize);
    for number in 0..count {
        let mutated = scene.mutate(&mut dice);
        let verdict = scene.world.verdict_with(&mutated, StatusSource::Given(&scene.token), NOW);
        match valid(verdict) {
            None => refused += 1,
            Some(found) => {
                assert!(
                    scene.faithful(&found),
                    "seed {seed}, number {number}: {mutated}\n{found:?}"
                );
                same += 1;
            }
        }
    }
    println!(
        "evidence: {count} mutated certificates, seed {seed}: {refused} refused, {same} accepted with the issuer's own content, 0 with other content"
    );
    // Fields left out and put in another order are legitimate; nearly all else is not.
    assert!(refused * 100 > count * 75 && same > 0, "{refused} refused, {same} same");
}

#[test]
fn no_mutated_status_list_makes_a_revoked_certificate_valid() {
    let scene = Scene::new();
    let (count, seed) = count();
    let mut dice = Dice(seed);
    let forger = &scene.forger;
    for number in 0..count / 3 {
        let (header, mut payload, signature, _) = open(&format!("{}~", scene.revoked));
        let mutated = match dice.roll(4) {
            0 => change_characters(&scene.revoked, &mut dice),
            1 => change_bits_inside(&format!("{}~", scene.revoked), &mut dice).replace('~', ""),
            2 => {
                payload["status_list"]["lst"] =
                    open(&format!("{}~", scene.token)).1["status_list"]["lst"].clone();
                format!("{}.{}.{signature}", text(&header), text(&payload))
            }
            _ => {
                payload["iat"] = json!(NOW - 30);
                let good = open(&format!("{}~", scene.token)).1["status_list"].clone();
                payload["status_list"] = good;
                sign_raw(forger, &header.to_string(), &payload.to_string())
            }
        };
        let verdict =
            scene.world.verdict_with(&scene.issued[0], StatusSource::Given(&mutated), NOW);
        assert!(!verdict.is_valid(), "seed {seed}, number {number}: {mutated}");
    }
    println!(
        "evidence: {} mutated status lists, seed {seed}: 0 made a revoked certificate valid",
        count / 3
    );
}

#[test]
fn the_judge_of_mutations_would_notice() {
    // A forger whom the reader trusts: then altered content is accepted, and must be noticed.
    let scene = Scene::new();
    let forger = IssuerKey::from_pkcs8(&scene.forger).unwrap();
    let entry = TrustedIssuer {
        iss: ISS,
        name: names(),
        keys: vec![scene.world.key.public(), forger.public()],
        vct: vec![VCT.to_owned()],
    };
    let world = World {
        trust: TrustList::parse(&trust_file(&[entry]).to_string()).unwrap(),
        ..World::new()
    };
    let mut dice = Dice(1);
    let noticed = (0..500).filter(|_| {
        let mutated = scene.resign(&scene.issued[0], &mut dice);
        let verdict = world.verdict_with(&mutated, StatusSource::Given(&scene.token), NOW);
        valid(verdict).is_some_and(|found| !scene.faithful(&found))
    });
    assert!(noticed.count() > 20);
}

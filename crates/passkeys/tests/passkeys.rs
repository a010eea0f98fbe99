//! What a browser answers, rightly and wrongly, through a device of software.

#![allow(clippy::unwrap_used)]

use onewindow_passkeys::testing::Device;
use onewindow_passkeys::{Member, Party, Refused, Unfit, claimed};
use serde_json::Value;

const SITE: &str = "https://zwfw.example.gov";
const HOST: &str = "zwfw.example.gov";
const JIANG: Member<'static> = Member { handle: [7; 16], login: "jiang", name: "江澄" };

fn party() -> Party {
    Party::new(SITE, "示例市").unwrap()
}

fn made(party: &Party) -> (Device, String) {
    let mut device = Device::new(SITE, HOST);
    let asked = party.ask_new(&JIANG, &[]).unwrap();
    let made = party.take_new(&asked.state, &device.makes(&asked.options)).unwrap();
    assert_eq!(made.credential, device.id());
    (device, made.passkey)
}

#[test]
fn a_passkey_is_made_and_proves_its_owner() {
    let party = party();
    let (mut device, passkey) = made(&party);
    let asked = party.ask(&[]).unwrap();
    let answer = device.signs(&asked.options);
    let claim = claimed(&answer).unwrap();
    assert_eq!(claim.credential, device.id());
    assert_eq!(claim.handle, Some(vec![7; 16]));
    let answered = party.check(&asked.state, &answer, &passkey).unwrap();
    assert_ne!(answered.passkey, passkey, "it remembers what the device has counted");
}

#[test]
fn the_device_is_asked_to_find_the_passkey_and_to_know_its_owner() {
    let party = party();
    let asked = party.ask_new(&JIANG, &[vec![1, 2, 3]]).unwrap();
    let options: Value = serde_json::from_str(&asked.options).unwrap();
    let at = |path: &str| options.pointer(path).cloned().unwrap_or_default();
    assert_eq!(at("/publicKey/rp/id"), HOST);
    assert_eq!(at("/publicKey/rp/name"), "示例市");
    assert_eq!(at("/publicKey/authenticatorSelection/residentKey"), "required");
    assert_eq!(at("/publicKey/authenticatorSelection/userVerification"), "required");
    assert_eq!(at("/publicKey/excludeCredentials/0/id"), "AQID");
    let asked = party.ask(&[vec![1, 2, 3]]).unwrap();
    let options: Value = serde_json::from_str(&asked.options).unwrap();
    let at = |path: &str| options.pointer(path).cloned().unwrap_or_default();
    assert_eq!(at("/publicKey/allowCredentials/0/id"), "AQID");
    assert_eq!(at("/publicKey/userVerification"), "required");
    assert_eq!(at("/mediation"), Value::Null);
}

/// What comes of an answer by a device that something is wrong about.
fn answered(spoil: impl FnOnce(&mut Device)) -> Result<(), Refused> {
    let party = party();
    let (mut device, passkey) = made(&party);
    spoil(&mut device);
    let asked = party.ask(&[]).unwrap();
    party.check(&asked.state, &device.signs(&asked.options), &passkey).map(|_| ())
}

#[test]
fn what_is_wrong_is_told_apart() {
    assert_eq!(answered(|_| ()), Ok(()));
    let other = |device: &mut Device| device.origin = "https://zwfw.example.org".into();
    assert_eq!(answered(other), Err(Refused::Origin));
    let port = |device: &mut Device| device.origin = "https://zwfw.example.gov:8443".into();
    assert_eq!(answered(port), Err(Refused::Origin));
    let below = |device: &mut Device| device.origin = "https://a.zwfw.example.gov".into();
    assert_eq!(answered(below), Err(Refused::Origin));
    assert_eq!(answered(|device| device.host = "example.gov".into()), Err(Refused::Origin));
    assert_eq!(answered(|device| device.verifies = false), Err(Refused::Unverified));
}

#[test]
fn an_answer_fits_its_own_question() {
    let party = party();
    let (mut device, passkey) = made(&party);
    let (first, second) = (party.ask(&[]).unwrap(), party.ask(&[]).unwrap());
    let answer = device.signs(&first.options);
    assert_eq!(party.check(&second.state, &answer, &passkey), Err(Refused::Challenge));
    let (first, second) =
        (party.ask_new(&JIANG, &[]).unwrap(), party.ask_new(&JIANG, &[]).unwrap());
    let answer = device.makes(&first.options);
    assert_eq!(party.take_new(&second.state, &answer), Err(Refused::Challenge));
}

#[test]
fn another_passkey_proves_nothing() {
    let party = party();
    let (_, passkey) = made(&party);
    let (mut other, _) = made(&party);
    let asked = party.ask(&[]).unwrap();
    let answer = other.signs(&asked.options);
    assert_eq!(party.check(&asked.state, &answer, &passkey), Err(Refused::Signature));
}

#[test]
fn a_passkey_that_counts_back_may_have_a_copy() {
    let party = party();
    let (mut device, passkey) = made(&party);
    device.count = 40;
    let asked = party.ask(&[]).unwrap();
    let kept = party.check(&asked.state, &device.signs(&asked.options), &passkey).unwrap().passkey;
    // It counted to 41: the same once more is as bad as less.
    for (count, expected) in [(39, Err(Refused::Copied)), (40, Err(Refused::Copied)), (41, Ok(()))]
    {
        device.count = count;
        let asked = party.ask(&[]).unwrap();
        let answer = device.signs(&asked.options);
        assert_eq!(party.check(&asked.state, &answer, &kept).map(|_| ()), expected, "{count}");
    }
}

#[test]
fn what_is_no_answer_is_refused() {
    let party = party();
    let (_, passkey) = made(&party);
    let asked = party.ask(&[]).unwrap();
    for nonsense in ["", "{}", "null", "[1]", &"x".repeat(40_000)] {
        assert_eq!(claimed(nonsense).err(), Some(Refused::Malformed));
        let checked = party.check(&asked.state, nonsense, &passkey);
        assert_eq!(checked.err(), Some(Refused::Malformed));
        assert_eq!(party.take_new("{}", nonsense).err(), Some(Refused::Malformed));
    }
}

#[test]
fn passkeys_need_a_name_and_tls() {
    assert!(Party::new("http://localhost:8080", "x").is_ok());
    assert!(Party::new("https://zwfw.example.gov:8443", "x").is_ok());
    for bad in ["http://127.0.0.1:8080", "https://[::1]", "nonsense"] {
        assert!(matches!(Party::new(bad, "x"), Err(Unfit::NoName(_))), "{bad}");
    }
    assert!(matches!(Party::new("http://zwfw.example.gov", "x"), Err(Unfit::NotSecure(_))));
}

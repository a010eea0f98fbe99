//! Writes sample certificates, a trust file and status lists into a folder, for verifiers in
//! other languages: `cargo run -p onewindow-credential --example issue_sample -- DIR`.
//!
//! `certificate.txt` is complete, `presented.txt` shows two fields of it, `bound.txt` names a
//! holder's key, `revoked.txt` is the one that the status list calls revoked, `tampered.txt`
//! has another number under the old signature, `tampered-field.txt` another name in a disclosure.
#![allow(clippy::print_stdout)]

use std::error::Error;
use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use onewindow_credential::status::{Bits, Status, StatusList, StatusToken, choose_unused};
use onewindow_credential::{
    Certificate, IssuerKey, StatusRef, SystemEntropy, TrustedIssuer, issue, issuer_metadata,
    present, trust_file,
};
use serde_json::json;

const ISS: &str = "https://suiyuan.example";
const URI: &str = "https://suiyuan.example/status/1";
const VCT: &str = "urn:onewindow:certificate:food-business:1";
const LIST_SIZE: u64 = 1 << 17;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name a folder to write to")?);
    std::fs::create_dir_all(&folder)?;
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text);

    // Foreign verifiers read the real clock; so does this program, and nothing in the library.
    #[allow(clippy::disallowed_methods)]
    let now = Timestamp::now();
    let mut entropy = SystemEntropy::new();
    let key = IssuerKey::from_pkcs8(&IssuerKey::generate()?)?;
    let holder = IssuerKey::from_pkcs8(&IssuerKey::generate()?)?;
    let mut list = StatusList::new(Bits::Two, LIST_SIZE)?;

    let standing = choose_unused(LIST_SIZE, &|_| false, &mut entropy)?.ok_or("list is full")?;
    let ending =
        choose_unused(LIST_SIZE, &|i| i == standing, &mut entropy)?.ok_or("list is full")?;
    list.set(ending, Status::Invalid)?;

    let certificate = sample(standing, now)?;
    let issued = issue(&key, &certificate, &mut entropy)?;
    let bound = Certificate { holder: Some(holder.public().clone()), ..certificate };
    write("certificate.txt", &issued)?;
    write("presented.txt", &present(&issued, &["name", "premises"])?)?;
    write("bound.txt", &issue(&key, &bound, &mut entropy)?)?;
    write("revoked.txt", &issue(&key, &sample(ending, now)?, &mut entropy)?)?;
    write("tampered.txt", &changed(&issued, 1, "SY-2027-0001", "SY-2027-0009")?)?;
    write("tampered-field.txt", &changed(&issued, 3, "海棠", "玫瑰")?)?;

    let exp = now + SignedDuration::from_hours(24);
    let token = StatusToken { iss: ISS, uri: URI, iat: now, exp, ttl: 12 * 3600 };
    write("status.jwt", &list.issue_token(&key, &token)?)?;
    let trust = trust_file(&[TrustedIssuer {
        iss: ISS,
        name: [("en", "Suiyuan Market Authority"), ("zh-CN", "穗源市市场监督管理局")]
            .map(|(tag, name)| (tag.to_owned(), name.to_owned()))
            .into(),
        keys: vec![key.public()],
        vct: vec![VCT.to_owned()],
    }]);
    write("trust.json", &serde_json::to_string_pretty(&trust)?)?;
    let metadata = issuer_metadata(ISS, &[key.public()]);
    write("jwt-vc-issuer.json", &serde_json::to_string_pretty(&metadata)?)?;
    println!("samples written");
    Ok(())
}

fn sample(idx: u64, now: Timestamp) -> Result<Certificate, Box<dyn Error>> {
    Ok(Certificate {
        vct: VCT.to_owned(),
        iss: ISS.to_owned(),
        iat: now,
        nbf: None,
        exp: Some(now + SignedDuration::from_hours(24 * 365)),
        status: StatusRef { idx, uri: URI.to_owned() },
        holder: None,
        plain: vec![("number".to_owned(), json!("SY-2027-0001"))],
        hidden: vec![
            ("name".to_owned(), json!("海棠小吃店")),
            ("person_in_charge".to_owned(), json!("张三")),
            ("premises".to_owned(), json!({ "street": "海棠路 3 号", "area_m2": 42 })),
            ("scope".to_owned(), json!(["hot food", "drinks"])),
        ],
    })
}

/// The part at `part` with one text in it changed, everything else as signed.
fn changed(issued: &str, part: usize, from: &str, to: &str) -> Result<String, Box<dyn Error>> {
    let parts: Vec<&str> = issued.split_inclusive(['.', '~']).collect();
    let old = parts.get(part).ok_or("no such part")?;
    let (body, end) = old.split_at(old.len() - 1);
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(body).map_err(|e| e.to_string())?)?;
    if !text.contains(from) {
        return Err("nothing to change".into());
    }
    let new = URL_SAFE_NO_PAD.encode(text.replacen(from, to, 1)) + end;
    Ok(parts.iter().enumerate().map(|(n, &text)| if n == part { &new } else { text }).collect())
}

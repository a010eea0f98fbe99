//! What an operation of the API must be sent before anything else is asked.

use onewindow_app::testing::Seeded;
use onewindow_model::reference::{CaseNumber, ClaimCode};

/// Media type and body for a filled-in path; none for what takes no body.
pub fn body(method: &str, path: &str) -> Option<(&'static str, String)> {
    let json = |text: &str| Some(("application/json", text.to_owned()));
    let slot = r#"{"office":"qinghe-center","day":"2026-12-01","time":"09:00"}"#;
    match (method, path.rsplit('/').next().unwrap_or_default()) {
        ("GET" | "DELETE", _) => None,
        (_, "token") => Some(("application/x-www-form-urlencoded", String::new())),
        (_, "submit") => json(r#"{"declared":true}"#),
        (_, "drafts") => json(r#"{"service":"small-food-business"}"#),
        (_, "slot" | "appointment") => json(slot),
        (_, "present") => json(r#"{"fields":["name"]}"#),
        (_, "appeal") => json("{}"),
        (_, "decide") => json(r#"{"verdict":"refused","reasons":"r"}"#),
        (_, "judge") => json(r#"{"judgement":"lift","reasons":"r"}"#),
        (_, "refuse-intake" | "decline" | "end" | "call-off" | "stay") => {
            json(r#"{"reasons":"r"}"#)
        }
        (_, "ask-correction") => json(r#"{"evidence":["lease"],"reasons":"r"}"#),
        (_, "presentations") => json(r#"{"code":"ABCD"}"#),
        (_, "checklist") => json(r#"{"answers":{}}"#),
        (_, "verify") => json(r#"{"certificate":"x"}"#),
        (_, "intake") => {
            json(r#"{"service":"small-food-business","kind":"natural-person","name":"林晓屿"}"#)
        }
        (_, "revocations") => {
            json(r#"{"certificate":"00000000000000000000000000","ground":"g","reasons":"r"}"#)
        }
        ("PUT", _) if path.contains("/passkeys/") => json(r#"{"name":"x"}"#),
        ("PUT", _) if path.contains("/answers/") => json(r#"{"value":true}"#),
        ("PUT", _) if path.contains("/values/") => json(r#"{"value":"x"}"#),
        ("PUT", _) if path.contains("/supplies/") => json(r#"{"by":"follows"}"#),
        _ if path.contains("/files/") => Some(("image/png", "no picture".to_owned())),
        (_, "changes") => json(&format!(
            r#"{{"change":{{"kind":"leave","officer":"{}","from":"2030-01-01"}},"reasons":"r"}}"#,
            "0".repeat(26)
        )),
        (_, "give") => json(r#"{"reasons":"r"}"#),
        (_, "samples") => json(r#"{"size":1,"purpose":"r"}"#),
        (_, "agree" | "review" | "hand-in") => None,
        (_, "take" | "release" | "accept" | "examine" | "countersign") => None,
        (_, "answer" | "withdraw") => None,
        _ => panic!("{method} {path}: say what it must be sent"),
    }
}

/// A slip that nobody gave out, where one must be shown.
pub fn slip(path: &str) -> Option<(String, String)> {
    let random = Seeded::new(5);
    let slip = (CaseNumber::draw(&random).to_string(), ClaimCode::draw(&random).to_string());
    path.starts_with("/api/v1/desk/hand-in").then_some(slip)
}

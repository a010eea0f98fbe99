//! English.

use jiff::tz::TimeZone;

use super::Wording;
use super::shown::{end_en, foreign, time_en};
use crate::verify::verdict::{HolderKey, StatusAnswer, Valid, Verdict};

const LANG: &str = "en";

pub(super) fn wording(verdict: &Verdict, zone: &TimeZone) -> Wording {
    Wording {
        headline: headline(verdict).to_owned(),
        meaning: meaning(verdict, zone),
        action: action(verdict).to_owned(),
    }
}

pub(super) fn no_trust() -> Wording {
    Wording {
        headline: "Not checked".to_owned(),
        meaning: "The list of trusted issuers could not be read, so nothing was checked."
            .to_owned(),
        action: "Get the list again from the authority that publishes it.".to_owned(),
    }
}

fn headline(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Valid(_) => "Valid",
        Verdict::Malformed(_) => "Not a readable certificate",
        Verdict::UnknownIssuer { .. } => "Unknown issuer",
        Verdict::WrongKey { .. } => "Not the issuer's key",
        Verdict::BadSignature { .. } => "Changed or forged",
        Verdict::TypeNotAllowed { .. } => "Not theirs to issue",
        Verdict::NotYetValid { .. } => "Not valid yet",
        Verdict::Expired { .. } => "Expired",
        Verdict::Revoked { .. } => "Revoked",
        Verdict::Suspended { .. } => "Suspended",
        Verdict::StatusUnreachable { .. } => "Revocation not checked",
        Verdict::StatusListInvalid { .. } => "Revocation list unusable",
    }
}

fn meaning(verdict: &Verdict, zone: &TimeZone) -> String {
    match verdict {
        Verdict::Valid(valid) => good(valid, zone),
        Verdict::Malformed(_) => "What was given is not a complete certificate. It may have been cut off when it was copied or scanned, or tampered with.".to_owned(),
        Verdict::UnknownIssuer { iss } => format!(
            "It says it comes from `{}`, which is not on your list of trusted issuers. Nothing else in it was checked.",
            foreign(iss)
        ),
        Verdict::WrongKey { issuer } => format!(
            "It uses the name of {}, but is signed with a key that is not theirs according to your list.",
            issuer.in_language(LANG)
        ),
        Verdict::BadSignature { issuer } => format!(
            "It uses the name of {}, but was changed after signing or was never signed by them.",
            issuer.in_language(LANG)
        ),
        Verdict::TypeNotAllowed { issuer, vct } => format!(
            "{} signed it, but according to your list does not issue certificates of the type `{}`.",
            issuer.in_language(LANG),
            foreign(vct)
        ),
        Verdict::NotYetValid { issuer, from } => format!(
            "{} issued it, and it counts only from {}.",
            issuer.in_language(LANG),
            time_en(*from, zone)
        ),
        Verdict::Expired { issuer, at } => format!(
            "{} issued it. Its last day was {}.",
            issuer.in_language(LANG),
            end_en(*at, zone)
        ),
        Verdict::Revoked { issuer } => {
            format!("{} issued it and has since revoked it.", issuer.in_language(LANG))
        }
        Verdict::Suspended { issuer } => format!(
            "{} issued it; at the moment it does not count. That can be lifted again.",
            issuer.in_language(LANG)
        ),
        Verdict::StatusUnreachable { issuer, .. } => format!(
            "{} issued it and it has not run out, but whether it was revoked could not be looked up.",
            issuer.in_language(LANG)
        ),
        Verdict::StatusListInvalid { issuer, .. } => format!(
            "{} issued it and it has not run out, but the revocation list at hand is out of date or cannot be trusted.",
            issuer.in_language(LANG)
        ),
    }
}

fn good(valid: &Valid, zone: &TimeZone) -> String {
    let mut text = format!("Issued by {} and unchanged.", valid.issuer.in_language(LANG));
    match valid.status {
        StatusAnswer::Checked { list_signed } => text.push_str(&format!(
            " Not revoked, according to the list of {}.",
            time_en(list_signed, zone)
        )),
        StatusAnswer::NotOffered => text.push_str(" The issuer keeps no revocation list for it."),
    }
    match valid.expires {
        Some(at) => text.push_str(&format!(" It is valid until {}.", end_en(at, zone))),
        None => text.push_str(" It has no date of expiry."),
    }
    if valid.holder_key == HolderKey::ProofNotChecked {
        text.push_str(" A proof that the bearer holds its key was attached and was not checked.");
    }
    text
}

fn action(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Valid(_) => {
            "Compare what it says with the person or business in front of you: this check tells that the certificate is genuine, not who is showing it."
        }
        Verdict::Malformed(_) => {
            "Ask for it to be shown or sent again. If it fails again, do not accept it."
        }
        Verdict::UnknownIssuer { .. } => {
            "Do not rely on it. If you know that the authority exists, get a newer list of trusted issuers."
        }
        Verdict::WrongKey { .. } => {
            "Do not accept it. Get a newer list of trusted issuers and check again; if the answer stays, tell the authority."
        }
        Verdict::BadSignature { .. } => {
            "Do not accept it. Ask for the original; if the answer stays, tell the authority."
        }
        Verdict::TypeNotAllowed { .. } => "Do not accept it. Ask the authority named on it.",
        Verdict::NotYetValid { .. } => {
            "Check the clock of your device. If it is right, do not accept it before that time."
        }
        Verdict::Expired { .. } => "Do not accept it. Ask the holder for a renewed certificate.",
        Verdict::Revoked { .. } => {
            "Do not accept it. The holder can learn the reason from the authority, and appeal."
        }
        Verdict::Suspended { .. } => {
            "Do not accept it today. The holder can learn the reason from the authority, and appeal."
        }
        Verdict::StatusUnreachable { .. } => {
            "Check again when you are online, or get the current revocation list. Until then the answer is open."
        }
        Verdict::StatusListInvalid { .. } => {
            "Get the current revocation list and check again. Until then the answer is open."
        }
    }
}

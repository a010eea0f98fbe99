//! Chinese, as a government office writes.

use jiff::tz::TimeZone;

use super::Wording;
use super::shown::{end_zh, foreign, time_zh};
use crate::verify::verdict::{HolderKey, StatusAnswer, Valid, Verdict};

const LANG: &str = "zh-CN";

pub(super) fn wording(verdict: &Verdict, zone: &TimeZone) -> Wording {
    Wording {
        headline: headline(verdict).to_owned(),
        meaning: meaning(verdict, zone),
        action: action(verdict).to_owned(),
    }
}

pub(super) fn no_trust() -> Wording {
    Wording {
        headline: "未核验".to_owned(),
        meaning: "受信任签发机构名录无法读取，本次未进行核验。".to_owned(),
        action: "请向名录发布机关重新获取名录后再核验。".to_owned(),
    }
}

fn headline(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Valid(_) => "证照有效",
        Verdict::Malformed(_) => "无法识别",
        Verdict::UnknownIssuer { .. } => "签发机构不在名录内",
        Verdict::WrongKey { .. } => "签名密钥不符",
        Verdict::BadSignature { .. } => "签名无效",
        Verdict::TypeNotAllowed { .. } => "超出签发范围",
        Verdict::NotYetValid { .. } => "尚未生效",
        Verdict::Expired { .. } => "已过有效期",
        Verdict::Revoked { .. } => "已撤销",
        Verdict::Suspended { .. } => "暂停使用",
        Verdict::StatusUnreachable { .. } => "未能查询证照状态",
        Verdict::StatusListInvalid { .. } => "证照状态名单不可用",
    }
}

fn meaning(verdict: &Verdict, zone: &TimeZone) -> String {
    match verdict {
        Verdict::Valid(valid) => good(valid, zone),
        Verdict::Malformed(_) => {
            "所提交的内容不是完整的电子证照，可能在复制、扫描时缺失，也可能被改动。".to_owned()
        }
        Verdict::UnknownIssuer { iss } => format!(
            "该证照自称由“{}”签发，但该机构不在受信任签发机构名录内，其余内容未予核验。",
            foreign(iss)
        ),
        Verdict::WrongKey { issuer } => format!(
            "该证照以{}名义出具，但所用签名密钥不在名录登记的该机构密钥之内。",
            issuer.in_language(LANG)
        ),
        Verdict::BadSignature { issuer } => format!(
            "该证照以{}名义出具，但签发后内容被改动，或者并非该机构签发。",
            issuer.in_language(LANG)
        ),
        Verdict::TypeNotAllowed { issuer, vct } => format!(
            "该证照由{}签发，但名录未登记该机构可签发此类证照（{}）。",
            issuer.in_language(LANG),
            foreign(vct)
        ),
        Verdict::NotYetValid { issuer, from } => {
            format!("该证照由{}签发，自{}起生效。", issuer.in_language(LANG), time_zh(*from, zone))
        }
        Verdict::Expired { issuer, at } => {
            format!(
                "该证照由{}签发，有效期已于{}届满。",
                issuer.in_language(LANG),
                end_zh(*at, zone)
            )
        }
        Verdict::Revoked { issuer } => {
            format!("该证照由{}签发，现已被撤销。", issuer.in_language(LANG))
        }
        Verdict::Suspended { issuer } => {
            format!("该证照由{}签发，目前暂停使用，日后可能恢复。", issuer.in_language(LANG))
        }
        Verdict::StatusUnreachable { issuer, .. } => format!(
            "该证照由{}签发，尚在有效期内，但未能查询其是否已被撤销。",
            issuer.in_language(LANG)
        ),
        Verdict::StatusListInvalid { issuer, .. } => format!(
            "该证照由{}签发，尚在有效期内，但现有状态名单已过期或不可信，无法确认其是否已被撤销。",
            issuer.in_language(LANG)
        ),
    }
}

fn good(valid: &Valid, zone: &TimeZone) -> String {
    let mut text = format!("该证照由{}签发，内容未被改动。", valid.issuer.in_language(LANG));
    match valid.status {
        StatusAnswer::Checked { list_signed } => {
            text.push_str(&format!("根据{}签发的状态名单，未被撤销。", time_zh(list_signed, zone)))
        }
        StatusAnswer::NotOffered => text.push_str("签发机构未就该证照提供状态查询。"),
    }
    match valid.expires {
        Some(at) => text.push_str(&format!("有效期至{}。", end_zh(at, zone))),
        None => text.push_str("长期有效。"),
    }
    if valid.holder_key == HolderKey::ProofNotChecked {
        text.push_str("所附持证人密钥证明未予核验。");
    }
    text
}

fn action(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Valid(_) => {
            "请核对证照所载内容与出示人、经营主体是否一致。核验结果只说明证照真实有效，不证明出示人身份。"
        }
        Verdict::Malformed(_) => "请出示人重新出示或者重新发送；仍无法识别的，请勿采信。",
        Verdict::UnknownIssuer { .. } => "请勿采信。如确知该机构存在，请获取最新名录后再核验。",
        Verdict::WrongKey { .. } => "请勿采信。请获取最新名录后再核验；结果不变的，请告知该机构。",
        Verdict::BadSignature { .. } => {
            "请勿采信。请出示人提供原始证照；结果不变的，请告知该机构。"
        }
        Verdict::TypeNotAllowed { .. } => "请勿采信，并向证照所载机构核实。",
        Verdict::NotYetValid { .. } => "请检查本机时间；时间无误的，生效前请勿采信。",
        Verdict::Expired { .. } => "请勿采信。请持证人办理延续或者换发后重新出示。",
        Verdict::Revoked { .. } => "请勿采信。持证人可向签发机构了解理由，并可依法申请救济。",
        Verdict::Suspended { .. } => "目前请勿采信。持证人可向签发机构了解理由，并可依法申请救济。",
        Verdict::StatusUnreachable { .. } => {
            "请联网后重新核验，或者获取最新状态名单；在此之前结果未定。"
        }
        Verdict::StatusListInvalid { .. } => "请获取最新状态名单后重新核验；在此之前结果未定。",
    }
}

//! Ids of ours out of any text of a source.

/// The most characters of an id.
const LONGEST: usize = 64;

/// A prefix and a text as an id: lower case, letters without their accents, everything else a
/// hyphen. What is too long, or has letters that no id can have, ends in a sum of the whole text, so
/// that two that begin alike stay apart.
pub(super) fn slug(prefix: &str, text: &str) -> String {
    let mut out = prefix.to_owned();
    let mut lost = false;
    for sign in text.chars() {
        let plain = without_accent(sign);
        lost |= plain.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
        match plain.chars().all(|c| c.is_ascii_alphanumeric()) {
            true => out.push_str(&plain.to_ascii_lowercase()),
            false if out.ends_with('-') => {}
            false => out.push('-'),
        }
    }
    let out = out.trim_end_matches('-');
    if out.len() <= LONGEST && !lost {
        return out.to_owned();
    }
    let sum = format!("{:012x}", sum(text) & 0xffff_ffff_ffff);
    let room = LONGEST - sum.len() - 1;
    let kept = out.get(..out.len().min(room)).unwrap_or_default();
    format!("{}-{sum}", kept.trim_end_matches('-'))
}

/// FNV-1a: the same in every build and on every machine, which an id must be.
fn sum(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Letters of European languages without their accents.
const PLAIN: &[(&str, &str)] = &[
    ("àáâãäåāăą", "a"),
    ("çćč", "c"),
    ("ďđð", "d"),
    ("èéêëēėęě", "e"),
    ("ìíîïīį", "i"),
    ("łľ", "l"),
    ("ñńň", "n"),
    ("òóôõöøōő", "o"),
    ("ŕř", "r"),
    ("śšş", "s"),
    ("ťţ", "t"),
    ("ùúûüūůűų", "u"),
    ("ýÿ", "y"),
    ("źżž", "z"),
    ("ß", "ss"),
    ("æ", "ae"),
    ("œ", "oe"),
];

fn without_accent(sign: char) -> String {
    if sign.is_ascii() {
        return sign.to_string();
    }
    let lower: String = sign.to_lowercase().collect();
    let plain = PLAIN.iter().find(|(accented, _)| accented.contains(lower.as_str()));
    plain.map_or(lower.clone(), |(_, plain)| (*plain).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_becomes_an_id_that_stays_the_same() {
        assert_eq!(slug("nl-", "onroerendezaakbelasting_(ozb)"), "nl-onroerendezaakbelasting-ozb");
        assert_eq!(slug("br-", "Obter auxílio-doença"), "br-obter-auxilio-doenca");
        assert_eq!(slug("x-", "Straße / Œuvre"), "x-strasse-oeuvre");
        assert_ne!(slug("x-", "编号一"), slug("x-", "编号二"));
        let long = "a-name-".repeat(20);
        let (one, two) = (slug("x-", &long), slug("x-", &format!("{long}2")));
        assert!(one.len() <= 64 && two.len() <= 64 && one != two, "{one} {two}");
        assert_eq!(one, "x-a-name-a-name-a-name-a-name-a-name-a-name-a-name-2e05be45b47d");
    }
}

//! Characters that are not what a reader sees (Unicode general category Cf). In a name, a reason or
//! a certificate they would make two texts look the same, or one look like another.

/// Characters that change the order in which the others are read, or hide a text within a text.
/// What was meant cannot be known, so whoever typed them is asked.
pub(super) fn misleading(c: char) -> bool {
    matches!(c,
        // Embeddings, overrides and isolates (UAX #9).
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        // Deprecated controls of shape, annotations, tags.
        | '\u{206A}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// Characters that come along when something is pasted, and show nothing at all.
fn invisible(c: char) -> bool {
    const SINGLE: [char; 10] = [
        '\u{AD}', '\u{200B}', '\u{FEFF}', '\u{61C}', '\u{200E}', '\u{200F}', '\u{115F}',
        '\u{1160}', '\u{3164}', '\u{FFA0}',
    ];
    SINGLE.contains(&c) || ('\u{2060}'..='\u{2065}').contains(&c)
}

/// The joiners: in some scripts they choose the form of a letter, elsewhere they show nothing.
fn joins(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}' | '\u{180E}')
}

/// Whether a joiner behind this character has a meaning: Arabic with Uyghur and Kazakh, Syriac to
/// N'Ko, the scripts of India, Mongolian; between pictures it makes one of several.
fn joinable(c: char) -> bool {
    matches!(c,
        '\u{620}'..='\u{8FF}' | '\u{900}'..='\u{DFF}' | '\u{1000}'..='\u{109F}'
        | '\u{1780}'..='\u{17FF}' | '\u{1800}'..='\u{180D}' | '\u{1820}'..='\u{18AA}'
        | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{FE0F}'
        | '\u{2600}'..='\u{27BF}' | '\u{1F300}'..='\u{1FAFF}')
}

/// The text as it is seen.
pub(super) fn seen(text: String) -> String {
    if !text.chars().any(|c| invisible(c) || joins(c)) {
        return text;
    }
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        let needed = !joins(c) || kept.chars().next_back().is_some_and(joinable);
        if needed && !invisible(c) {
            kept.push(c);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_not_kept() {
        for (typed, read) in [
            ("何\u{200B}桂枝\u{FEFF}", "何桂枝"),
            ("\u{200E}13800000000\u{AD}", "13800000000"),
            ("何\u{200D}桂\u{200C}枝", "何桂枝"),
            ("A\u{200D}\u{200D}B", "AB"),
            ("二〇二六年", "二〇二六年"),
        ] {
            assert_eq!(seen(typed.to_owned()), read);
        }
    }

    #[test]
    fn scripts_keep_what_they_need() {
        for name in [
            "ئابدۇ\u{200C}رەھىم",
            "ᠨᠠᠷ\u{180E}ᠠ",
            "क\u{94D}\u{200D}ष",
            "👨\u{200D}👩",
            // A rare character in the form that its bearer writes.
            "葛\u{E0100}",
        ] {
            assert_eq!(seen(name.to_owned()), name);
            assert!(!name.chars().any(misleading), "{name}");
        }
    }

    #[test]
    fn what_turns_the_order_round_is_misleading() {
        for c in ['\u{202E}', '\u{202A}', '\u{2066}', '\u{2069}', '\u{E0041}', '\u{FFF9}'] {
            assert!(misleading(c), "{c:?}");
        }
    }
}

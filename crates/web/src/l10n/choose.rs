use super::Lang;

/// Which language a reader gets: their earlier choice, else what their browser asks for
/// (`Accept-Language`, RFC 9110 section 12.5.4), else `default`.
pub fn choose(chosen: Option<&str>, accept_language: Option<&str>, default: Lang) -> Lang {
    chosen.and_then(Lang::from_tag).or_else(|| accept_language.and_then(best_of)).unwrap_or(default)
}

/// The understood language of highest weight; of equals the first. Weight 0 means "not this one".
fn best_of(header: &str) -> Option<Lang> {
    let mut best: Option<(f32, Lang)> = None;
    // A browser sends a handful; the bound keeps a hostile header cheap.
    for entry in header.split(',').take(32) {
        let mut parts = entry.split(';');
        let Some(lang) = parts.next().and_then(Lang::from_tag) else { continue };
        let weight = parts
            .find_map(|part| part.trim().strip_prefix("q="))
            .map_or(1.0, |q| q.parse::<f32>().unwrap_or(0.0));
        if weight > 0.0 && best.is_none_or(|(heaviest, _)| weight > heaviest) {
            best = Some((weight, lang));
        }
    }
    best.map(|(_, lang)| lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readers_choice_wins_over_the_browser() {
        assert_eq!(choose(Some("en"), Some("zh-CN"), Lang::Zh), Lang::En);
        assert_eq!(choose(Some("tlh"), Some("en-GB"), Lang::Zh), Lang::En);
    }

    #[test]
    fn the_heaviest_understood_language_is_taken() {
        for (header, lang) in [
            ("fr, en;q=0.8, zh;q=0.9", Lang::Zh),
            ("en-GB,en;q=0.9,zh-CN;q=0.8", Lang::En),
            ("zh-Hant-TW", Lang::Zh),
            ("fr", Lang::Zh),
            ("en;q=0, zh;q=0.1", Lang::Zh),
            ("en;q=abc", Lang::Zh),
            ("", Lang::Zh),
        ] {
            assert_eq!(choose(None, Some(header), Lang::Zh), lang, "{header}");
        }
    }
}

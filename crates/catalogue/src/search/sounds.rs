//! Chinese by its sound: 居住证 is typed as `juzhuzheng`, `ju zhu zheng` or `jzz`.

use std::collections::HashMap;
use std::sync::LazyLock;

use pinyin::ToPinyin;

/// A syllable of Mandarin without its tone, as Hanyu Pinyin (ISO 7098) writes it.
pub(super) type Sound = &'static str;

/// The longest syllable, `zhuang`, in letters.
const LONGEST: usize = 6;

/// Every syllable by its letters, `ü` as the `v` that keyboards have.
static SYLLABLES: LazyLock<HashMap<&'static str, Sound>> = LazyLock::new(|| {
    let all = ('\u{4e00}'..='\u{9fa5}').filter_map(sound);
    // 嗯 is written without a vowel, and then any row of letters would be pinyin.
    let voiced = all.filter(|sound| sound.contains(['a', 'e', 'i', 'o', 'u', 'v']));
    voiced.map(|sound| (sound, sound)).collect()
});

/// The sound of a character by its most usual reading.
pub(super) fn sound(c: char) -> Option<Sound> {
    Some(c.to_pinyin()?.plain())
}

/// The sounds of a run of characters; those without one are left out.
pub(super) fn sounds(run: &[char]) -> Vec<Sound> {
    run.iter().filter_map(|c| sound(*c)).collect()
}

/// Letters as syllables, in the fewest that cover them all; nothing if they are no pinyin.
pub(super) fn syllables(letters: &str) -> Option<Vec<Sound>> {
    if !letters.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    // The best way to each place: how many syllables, and where the last one begins.
    let mut best: Vec<Option<(usize, usize)>> = vec![Some((0, 0))];
    for end in 1..=letters.len() {
        let starts = end.saturating_sub(LONGEST)..end;
        let ways = starts.filter_map(|start| {
            let (before, _) = best.get(start).copied().flatten()?;
            SYLLABLES.contains_key(letters.get(start..end)?).then_some((before + 1, start))
        });
        best.push(ways.min());
    }
    let mut found = Vec::new();
    let mut end = letters.len();
    while end > 0 {
        let (_, start) = best.get(end).copied().flatten()?;
        found.push(*SYLLABLES.get(letters.get(start..end)?)?);
        end = start;
    }
    found.reverse();
    Some(found)
}

/// The first letters of a run of characters.
pub(super) fn initials(run: &[char]) -> String {
    sounds(run).iter().filter_map(|sound| sound.chars().next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_read_as_the_fewest_syllables() {
        assert_eq!(syllables("juzhuzheng").unwrap(), ["ju", "zhu", "zheng"]);
        assert_eq!(syllables("xian").unwrap(), ["xian"]);
        assert_eq!(syllables("fangan").unwrap(), ["fan", "gan"]);
        assert!(syllables("permit").is_none() && syllables("").unwrap().is_empty());
        assert_eq!(initials(&['居', '住', '证']), "jzz");
    }
}

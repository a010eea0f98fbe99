use std::collections::BTreeMap;

/// Codes by which officials call a service, compared without case, spaces and punctuation.
#[derive(Debug, Default)]
pub(super) struct Codes(BTreeMap<String, Vec<u32>>);

/// A shorter beginning is a number like any other.
const LEAST_BEGINNING: usize = 8;
const LEAST_CODE: usize = 4;
const MAX_BEGINNINGS: usize = 200;

impl Codes {
    pub(super) fn add(&mut self, code: &str, doc: u32) {
        let code = compact(code);
        if !code.is_empty() {
            self.0.entry(code).or_default().push(doc);
        }
    }

    /// Documents whose code stands in the folded query, alone or in a sentence; if there are none,
    /// those whose code begins with it.
    pub(super) fn find(&self, folded: &str) -> Vec<u32> {
        let mut asked = vec![compact(folded)];
        asked.extend(folded.split(|c: char| !c.is_ascii_alphanumeric()).map(compact));
        asked.retain(|code| code.len() >= LEAST_CODE && code.bytes().any(|b| b.is_ascii_digit()));
        let mut found: Vec<u32> =
            asked.iter().filter_map(|code| self.0.get(code)).flatten().copied().collect();
        if found.is_empty() {
            let beginnings = asked.iter().filter(|code| code.len() >= LEAST_BEGINNING);
            found = beginnings.flat_map(|code| self.beginning(code)).collect();
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn beginning<'a>(&'a self, code: &'a str) -> impl Iterator<Item = u32> + 'a {
        let tail = self.0.range(code.to_owned()..);
        let matching = tail.take_while(move |(known, _)| known.starts_with(code));
        matching.flat_map(|(_, docs)| docs).copied().take(MAX_BEGINNINGS)
    }
}

fn compact(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

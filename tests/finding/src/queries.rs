//! The queries, as `tests/finding/README.md` describes them.

use std::path::Path;

use onewindow_model::lang::Lang;

/// A query, and what answers it.
pub struct Query {
    /// The catalogue that it is put to, alone.
    pub group: String,
    /// How it was typed: everyday words, misspelt, a code and so on.
    pub kind: String,
    /// The language of whoever asks.
    pub lang: Lang,
    /// What is typed.
    pub text: String,
    /// The ids that answer it, in lower case; none if nothing fits.
    pub best: Vec<String>,
    /// Ids that are no fault.
    pub also: Vec<String>,
}

/// Reads one half of the collection.
pub fn read(path: &Path) -> Result<Vec<Query>, String> {
    let name = path.display();
    let text = std::fs::read_to_string(path).map_err(|why| format!("{name}: {why}"))?;
    let lines = text.lines().enumerate().skip(1);
    lines.map(|(at, line)| query(line).ok_or_else(|| format!("{name}, line {}", at + 1))).collect()
}

fn query(line: &str) -> Option<Query> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [group, kind, lang, text, best, also] = cells[..] else { return None };
    let ids = |cell: &str| cell.split_whitespace().map(str::to_lowercase).collect();
    Some(Query {
        group: group.to_owned(),
        kind: kind.to_owned(),
        lang: if lang == "zh" { Lang::Zh } else { Lang::En },
        text: text.to_owned(),
        best: ids(best),
        also: ids(also),
    })
}

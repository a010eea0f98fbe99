//! Texts that are put together of others: `"{title}: {price} {currency}"`.

use super::scope::Scope;

/// One line: words of the mapping between paths in braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Words(String),
    Path(String),
}

/// What stands between several texts at one path.
const BETWEEN: &str = "; ";

impl Line {
    /// Reads a line; the error is where a brace is left open.
    pub(super) fn read(text: &str) -> Result<Line, String> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((words, after)) = rest.split_once('{') {
            let (path, left) = after
                .split_once('}')
                .filter(|(path, _)| !path.is_empty() && !path.contains('{'))
                .ok_or_else(|| format!("`{{{after}` does not close with a path and a brace"))?;
            if !words.is_empty() {
                parts.push(Part::Words(words.to_owned()));
            }
            parts.push(Part::Path(path.to_owned()));
            rest = left;
        }
        if !rest.is_empty() {
            parts.push(Part::Words(rest.to_owned()));
        }
        Ok(Line(parts))
    }

    /// The paths in braces.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|part| match part {
            Part::Path(path) => Some(path.as_str()),
            Part::Words(_) => None,
        })
    }

    /// The line with its texts; none where one of them says nothing.
    pub(super) fn filled(&self, scope: &Scope<'_>, says: &dyn Fn(&str) -> bool) -> Option<String> {
        let mut out = String::new();
        for part in &self.0 {
            match part {
                Part::Words(words) => out.push_str(words),
                Part::Path(path) => {
                    let mut texts = scope.texts(path);
                    texts.retain(|text| says(text));
                    if texts.is_empty() {
                        return None;
                    }
                    out.push_str(&texts.join(BETWEEN));
                }
            }
        }
        Some(out)
    }
}

//! One rule of a mapping file: where a value comes from and what it is turned into.

use std::collections::BTreeMap;

use regex_lite::Regex;

use super::clean::{LONGEST, cut};
use super::lines::Line;
use super::problem::Problem;
use super::scope::Scope;
use super::slug::slug;

/// Where a value comes from and what it is turned into.
#[derive(Debug, Default)]
pub struct Rule {
    pub(super) from: Origin,
    pub(super) nothing: Vec<String>,
    pub(super) pattern: Option<Regex>,
    pub(super) split: Vec<String>,
    pub(super) must: Option<Regex>,
    pub(super) values: Option<BTreeMap<String, String>>,
    pub(super) prefix: String,
    pub(super) lower: bool,
    pub(super) slug: bool,
    pub(super) join: Option<String>,
    pub(super) over: Option<usize>,
    pub(super) cut: Option<usize>,
    pub(super) default: Option<String>,
    pub(super) required: bool,
}

/// Where the texts of a rule come from.
#[derive(Debug)]
pub(super) enum Origin {
    /// What stands at these paths.
    Paths(Vec<String>),
    /// One text, put together of others.
    Lines(Vec<Line>),
    /// A word for each path at which something stands.
    Marks(Vec<(String, String)>),
}

impl Default for Origin {
    fn default() -> Origin {
        Origin::Paths(Vec::new())
    }
}

/// Why a record cannot be taken.
pub(super) type Refused = Problem;

impl Rule {
    /// What stands at one path.
    pub(super) fn from_path(path: String) -> Rule {
        Rule { from: Origin::Paths(vec![path]), ..Rule::default() }
    }

    /// The same rule; a record without it is skipped if `required`.
    pub(super) fn or_skip(self, required: bool) -> Rule {
        Rule { required: self.required || required, ..self }
    }

    /// The texts that a record has for this rule, without those that mean nothing.
    pub(super) fn all(&self, scope: &Scope<'_>) -> Result<Vec<String>, Refused> {
        let mut out: Vec<String> = Vec::new();
        for text in self.found(scope) {
            let Some(text) = self.captured(&text) else { continue };
            // "Where: nothing" says nothing either.
            if !self.says(&text, scope.nothing) {
                continue;
            }
            let text = self.made(text)?;
            // A word may stand for nothing of ours.
            if !text.is_empty() && !out.contains(&text) {
                out.push(text);
            }
        }
        if let Some(between) = &self.join
            && out.len() > 1
        {
            out = vec![out.join(between)];
        }
        if let Some(most) = self.over {
            out.retain(|text| text.chars().nth(most).is_some());
        }
        if let Some(most) = self.cut {
            out.iter_mut().for_each(|text| *text = cut(text, most));
        }
        if out.is_empty() {
            out.extend(self.default.clone());
        }
        if out.is_empty() && self.required {
            return Err(self.silent());
        }
        Ok(out)
    }

    /// The first of these texts.
    pub(super) fn one(&self, scope: &Scope<'_>) -> Result<Option<String>, Refused> {
        Ok(self.all(scope)?.into_iter().next())
    }

    /// That nothing stands where something must.
    pub(super) fn silent(&self) -> Refused {
        let help = "write it into the source, or give the rule a `default`";
        let reason = format!("`{}` says nothing, and it is required", self.named());
        Problem::new("silent", reason, help).of(self.named())
    }

    /// The field or fields, for messages.
    pub(super) fn named(&self) -> String {
        match &self.from {
            Origin::Paths(paths) => paths.join(" "),
            Origin::Lines(lines) => {
                lines.iter().flat_map(Line::paths).collect::<Vec<_>>().join(" ")
            }
            Origin::Marks(marks) => {
                marks.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>().join(" ")
            }
        }
    }

    fn found(&self, scope: &Scope<'_>) -> Vec<String> {
        match &self.from {
            // Code and label together: never a code alone.
            Origin::Paths(paths) if self.values.is_some() && paths.len() > 1 => {
                let parts = paths.iter().map(|path| self.plain(scope, path).join(" "));
                let parts: Vec<String> = parts.collect();
                if parts.iter().all(String::is_empty) { Vec::new() } else { vec![parts.join(" ")] }
            }
            Origin::Paths(paths) => paths.iter().flat_map(|path| self.plain(scope, path)).collect(),
            Origin::Lines(lines) => {
                let said = |text: &str| self.says(text, scope.nothing);
                let lines: Vec<String> =
                    lines.iter().filter_map(|line| line.filled(scope, &said)).collect();
                if lines.is_empty() { Vec::new() } else { vec![cut(&lines.join("\n\n"), LONGEST)] }
            }
            Origin::Marks(marks) => marks
                .iter()
                .filter(|(path, _)| !self.plain(scope, path).is_empty())
                .map(|(_, word)| word.clone())
                .collect(),
        }
    }

    fn plain(&self, scope: &Scope<'_>, path: &str) -> Vec<String> {
        let whole = scope.texts(path);
        let parts = whole.iter().flat_map(|text| {
            let mut parts = vec![text.as_str()];
            for separator in &self.split {
                parts = parts.iter().flat_map(|part| part.split(separator.as_str())).collect();
            }
            parts
        });
        let says = |text: &&str| self.says(text, scope.nothing);
        parts.map(str::trim).filter(says).map(str::to_owned).collect()
    }

    fn says(&self, text: &str, nothing: &[String]) -> bool {
        !text.is_empty() && !nothing.iter().chain(&self.nothing).any(|word| word == text)
    }

    /// The first group of the pattern, or all that it matches; nothing when it does not match.
    fn captured(&self, text: &str) -> Option<String> {
        let Some(pattern) = &self.pattern else { return Some(text.to_owned()) };
        let found = pattern.captures(text)?;
        let part = found.get(1).or_else(|| found.get(0))?.as_str().trim();
        (!part.is_empty()).then(|| part.to_owned())
    }

    /// What the text becomes: checked, looked up, and put into shape.
    fn made(&self, text: String) -> Result<String, Refused> {
        if let Some(must) = &self.must
            && !must.is_match(&text)
        {
            let reason = format!("it does not have the form `{}`", must.as_str());
            let help = "mend the source, or the rule's `must`";
            return Err(Problem::new("form", reason, help).at(self.named(), &text));
        }
        let text = match &self.values {
            Some(values) => match values.get(&text) {
                Some(ours) => ours.clone(),
                None => {
                    let reason =
                        format!("`{text}` of `{}` is not in the mapping's `values`", self.named());
                    let help = "add it to `values` with the word of ours that it means";
                    return Err(Problem::new("value", reason, help).at(self.named(), &text));
                }
            },
            None => text,
        };
        let text = if self.lower { text.to_lowercase() } else { text };
        Ok(match self.slug {
            true => slug(&self.prefix, &text),
            false => format!("{}{text}", self.prefix),
        })
    }
}

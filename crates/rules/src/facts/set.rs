use std::collections::{BTreeMap, BTreeSet};

use super::{
    Answers, DateBound, DeclError, FactDecl, FactType, MAX_ID, MAX_OPTIONS, MAX_SCALE, ValueError,
};

/// Words that no fact may be named by: those of the language, those that CEL reserves, and those
/// that people write by mistake for an operator.
const RESERVED: &[&str] = &[
    "and",
    "as",
    "break",
    "const",
    "continue",
    "date",
    "else",
    "false",
    "for",
    "function",
    "if",
    "import",
    "in",
    "let",
    "loop",
    "namespace",
    "not",
    "null",
    "or",
    "package",
    "return",
    "today",
    "true",
    "var",
    "void",
    "while",
];

/// The facts of a service, checked, in the order of their questions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FactSet {
    facts: Vec<FactDecl>,
    places: BTreeMap<String, usize>,
}

impl FactSet {
    /// Checks the declarations and keeps their order. All that is wrong is reported at once, each
    /// with the position of the declaration it is about.
    pub fn new(facts: Vec<FactDecl>) -> Result<Self, Vec<(usize, DeclError)>> {
        let mut errors = Vec::new();
        let mut places = BTreeMap::new();
        for (place, fact) in facts.iter().enumerate() {
            errors.extend(check(fact).into_iter().map(|error| (place, error)));
            if places.insert(fact.id.clone(), place).is_some() {
                errors.push((place, DeclError::Duplicate { id: fact.id.clone() }));
            }
        }
        if errors.is_empty() { Ok(Self { facts, places }) } else { Err(errors) }
    }

    /// The declaration of a fact.
    pub fn get(&self, id: &str) -> Option<&FactDecl> {
        self.places.get(id).and_then(|place| self.facts.get(*place))
    }

    /// The facts in the order of their questions.
    pub fn iter(&self) -> std::slice::Iter<'_, FactDecl> {
        self.facts.iter()
    }

    /// How many facts there are.
    pub fn len(&self) -> usize {
        self.facts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }

    /// The fact whose id is most like `typed`, if one is near enough to suggest.
    pub fn nearest(&self, typed: &str) -> Option<&str> {
        crate::suggest::nearest(typed, self.places.keys().map(String::as_str))
    }

    /// Reads answers from raw strings; all that is wrong is reported at once, by fact.
    pub fn read<'a>(
        &self,
        raw: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Answers, BTreeMap<String, ValueError>> {
        let mut answers = Answers::new();
        let mut errors = BTreeMap::new();
        for (id, text) in raw {
            match self.declared(id).and_then(|fact| fact.read(text)) {
                Ok(value) => drop(answers.insert(id, value)),
                Err(error) => drop(errors.insert(id.to_owned(), error)),
            }
        }
        if errors.is_empty() { Ok(answers) } else { Err(errors) }
    }

    /// Checks answers that were stored or received as values: each must be of a declared fact, of
    /// its type and within its limits.
    pub fn validate(&self, answers: &Answers) -> Result<(), BTreeMap<String, ValueError>> {
        let errors: BTreeMap<String, ValueError> = answers
            .iter()
            .filter_map(|(id, value)| {
                let checked = self.declared(id).and_then(|fact| fact.admit(value));
                checked.err().map(|error| (id.to_owned(), error))
            })
            .collect();
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    fn declared(&self, id: &str) -> Result<&FactDecl, ValueError> {
        let unknown = || ValueError::UnknownFact { suggestion: self.nearest(id).map(Into::into) };
        self.get(id).ok_or_else(unknown)
    }
}

impl<'a> IntoIterator for &'a FactSet {
    type Item = &'a FactDecl;
    type IntoIter = std::slice::Iter<'a, FactDecl>;

    fn into_iter(self) -> Self::IntoIter {
        self.facts.iter()
    }
}

/// Whether a word belongs to the language and so names no fact.
pub(crate) fn is_reserved(id: &str) -> bool {
    RESERVED.contains(&id)
}

fn check(fact: &FactDecl) -> Vec<DeclError> {
    let id = fact.id.clone();
    let mut errors = Vec::new();
    if is_reserved(&id) {
        errors.push(DeclError::Reserved { id: id.clone() });
    } else if !names_a_fact(&id) {
        errors.push(DeclError::BadId { id: id.clone() });
    }
    let empty = match &fact.kind {
        FactType::Boolean | FactType::Region => false,
        FactType::Choice { options } => {
            errors.extend(check_options(&id, options));
            false
        }
        FactType::Whole { min, max } => min > max,
        FactType::Decimal { scale, min, max } => {
            if *scale > MAX_SCALE {
                errors.push(DeclError::ScaleTooLarge { id: id.clone(), scale: *scale });
            }
            min > max
        }
        FactType::Date { min, max } => {
            let early = |limit: &DateBound| limit.fixed().is_some_and(|day| day.year() < 1);
            if early(min) || early(max) {
                errors.push(DeclError::DateTooEarly { id: id.clone() });
            }
            if min.mixes_with(*max) {
                errors.push(DeclError::MixedLimits { id: id.clone() });
            }
            min.is_after(*max)
        }
    };
    if empty {
        errors.push(DeclError::EmptyRange { id });
    }
    errors
}

fn check_options(id: &str, options: &[String]) -> Vec<DeclError> {
    let mut errors = Vec::new();
    if options.is_empty() || options.len() > MAX_OPTIONS {
        errors.push(DeclError::OptionCount { id: id.to_owned(), count: options.len() });
    }
    let mut seen = BTreeSet::new();
    for option in options {
        let (id, owned) = (id.to_owned(), option.clone());
        if !names_an_option(option) {
            errors.push(DeclError::BadOption { id, option: owned });
        } else if !seen.insert(option) {
            errors.push(DeclError::DuplicateOption { id, option: owned });
        }
    }
    errors
}

/// Whether a text may be the id of a fact, derived ones included.
pub(crate) fn names_a_fact(id: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    id.len() <= MAX_ID
        && id.starts_with(|first: char| first.is_ascii_lowercase())
        && id.bytes().all(allowed)
}

/// Whether a text may be the id of an option or of a region.
pub(super) fn names_an_option(id: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    id.len() <= MAX_ID
        && id.starts_with(|first: char| first.is_ascii_alphanumeric())
        && id.bytes().all(allowed)
}

#[cfg(test)]
mod tests;

//! Functions and test modules in source that has gone through [`super::code`].

/// An item with a body in braces.
pub struct Braced {
    pub name: String,
    /// The line of the keyword, counted from 1.
    pub line: usize,
    /// From the keyword to the closing brace.
    pub lines: usize,
}

/// Every function with a body, inner ones too.
pub fn functions(code: &str) -> Vec<Braced> {
    let chars: Vec<char> = code.chars().collect();
    let starts = words_at(&chars, "fn");
    starts.into_iter().filter_map(|at| function(&chars, at)).collect()
}

fn function(chars: &[char], at: usize) -> Option<Braced> {
    let after = chars.get(at + 2..)?;
    let name: String = after
        .iter()
        .skip_while(|c| c.is_whitespace())
        .take_while(|c| c.is_alphanumeric() || **c == '_')
        .collect();
    if name.is_empty() || name == "r" {
        return None;
    }
    let (_, end) = body_after(chars, at)?;
    let line = line_of(chars, at);
    Some(Braced { name, line, lines: line_of(chars, end) - line + 1 })
}

/// Where the next body begins and ends: the braces that stand outside of every other bracket.
/// `None` when a `;` comes first.
pub fn body_after(chars: &[char], from: usize) -> Option<(usize, usize)> {
    let mut depth = 0_usize;
    let mut start = None;
    for (at, c) in chars.iter().enumerate().skip(from) {
        match c {
            ';' if depth == 0 => return None,
            '{' if depth == 0 && start.is_none() => {
                start = Some(at);
                depth = 1;
            }
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => {
                depth = depth.saturating_sub(1);
                if let (Some(start), 0) = (start, depth) {
                    return Some((start, at));
                }
            }
            _ => {}
        }
    }
    None
}

/// First and last line of every item under `#[cfg(test)]`.
pub fn test_lines(code: &str) -> Vec<(usize, usize)> {
    const ATTRIBUTE: &str = "#[cfg(test)]";
    let chars: Vec<char> = code.chars().collect();
    let lines = code.lines().enumerate();
    let starts = lines.filter(|(_, line)| line.trim_start().starts_with(ATTRIBUTE));
    starts
        .map(|(index, line)| {
            let before: usize = code.lines().take(index).map(|l| l.chars().count() + 1).sum();
            let indent = line.chars().take_while(|c| c.is_whitespace()).count();
            let from = before + indent + ATTRIBUTE.len();
            let end = match body_after(&chars, from) {
                Some((_, end)) => line_of(&chars, end),
                None => line_of(&chars, next_semicolon(&chars, from)),
            };
            (index + 1, end)
        })
        .collect()
}

fn next_semicolon(chars: &[char], from: usize) -> usize {
    chars.iter().enumerate().skip(from).find(|(_, c)| **c == ';').map_or(from, |(at, _)| at)
}

/// The positions of `word` as a whole word.
pub fn words_at(chars: &[char], word: &str) -> Vec<usize> {
    let word: Vec<char> = word.chars().collect();
    let is_part = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric() || *c == '_');
    let windows = chars.windows(word.len()).enumerate();
    windows
        .filter(|(at, window)| {
            let before = at.checked_sub(1).and_then(|at| chars.get(at));
            *window == word.as_slice() && !is_part(before) && !is_part(chars.get(at + word.len()))
        })
        .map(|(at, _)| at)
        .collect()
}

/// The line of a position, counted from 1.
pub fn line_of(chars: &[char], at: usize) -> usize {
    chars.iter().take(at).filter(|c| **c == '\n').count() + 1
}

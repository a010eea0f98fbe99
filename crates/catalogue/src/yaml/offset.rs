//! Where a character of a value stands in the file.

use std::ops::Range;

use super::Node;

impl Node {
    /// The bytes of the file that a range of bytes of this value's text came from.
    ///
    /// Quotes, escapes, folding and indentation change nothing but white space and signs that are
    /// written longer, so the two are walked side by side. Where they do not match, it is the
    /// whole value.
    pub fn range_of(&self, file: &str, part: Range<usize>) -> Range<usize> {
        let (Some(text), Some(source)) = (self.text(), file.get(self.range.clone())) else {
            return self.range.clone();
        };
        let mut walk = Walk::new(source);
        let mut start = None;
        for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            if at >= part.end.max(part.start + 1) {
                break;
            }
            let Some(found) = walk.find(c) else { return self.range.clone() };
            if at >= part.start {
                let from = start.map_or(found.start, |range: Range<usize>| range.start);
                start = Some(from..found.end);
            }
        }
        let end = self.range.start + walk.at;
        match start {
            Some(range) => self.range.start + range.start..self.range.start + range.end,
            // Past the last sign: what is missing would stand there.
            None => end..end,
        }
    }
}

struct Walk<'s> {
    source: &'s str,
    at: usize,
    quote: Option<char>,
}

impl<'s> Walk<'s> {
    fn new(source: &'s str) -> Walk<'s> {
        let quote = source.chars().next().filter(|c| matches!(c, '"' | '\''));
        // The header of a block scalar, such as `>-`, is not text.
        let header = source.starts_with(['|', '>']);
        let skip = if header { source.find('\n').unwrap_or(source.len()) } else { 0 };
        Walk { source, at: quote.map_or(skip, |_| 1), quote }
    }

    /// Moves past the next sign, which must be `c`.
    fn find(&mut self, c: char) -> Option<Range<usize>> {
        loop {
            let rest = self.source.get(self.at..)?;
            let next = rest.chars().next()?;
            let from = self.at;
            if next.is_whitespace() {
                self.at += next.len_utf8();
                continue;
            }
            let twice = self.quote == Some('\'') && rest.starts_with("''");
            let escape = self.quote == Some('"') && next == '\\';
            let second = rest.chars().nth(1);
            if escape && second.is_some_and(|s| s.is_whitespace() || matches!(s, 'n' | 't' | 'r')) {
                self.at += 1 + second.map_or(0, char::len_utf8);
                continue;
            }
            let (length, meant) = match second {
                Some('\'') if twice => (2, '\''),
                Some(second) if escape => escaped(rest, second)?,
                _ => (next.len_utf8(), next),
            };
            self.at += length;
            return (meant == c).then_some(from..self.at);
        }
    }
}

/// The length and meaning of a backslash escape.
fn escaped(rest: &str, second: char) -> Option<(usize, char)> {
    let digits = match second {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => return Some((1 + second.len_utf8(), second)),
    };
    let number = u32::from_str_radix(rest.get(2..2 + digits)?, 16).ok()?;
    Some((2 + digits, char::from_u32(number)?))
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use crate::source::SourceFile;

    /// What stands in the file where `part` stands in the value of `a`.
    fn found(text: &str, part: &str) -> (u32, u32) {
        let file = SourceFile::new("t.yaml", text);
        let root = parse(&file).unwrap();
        let node = root.get("a").unwrap();
        let start = node.text().unwrap().find(part).unwrap();
        let place = file.place(node.range_of(text, start..start + part.len()));
        assert_eq!(place.width as usize, part.chars().count(), "{text}");
        (place.line, place.column)
    }

    #[test]
    fn one_line_is_exact_whatever_the_quotes() {
        assert_eq!(found("a: x == 1 && yy", "yy"), (1, 14));
        assert_eq!(found("a: \"x == 'q' && yy\"", "yy"), (1, 17));
        assert_eq!(found("a: 'x == ''q'' && yy'", "yy"), (1, 19));
        assert_eq!(found("a: \"x == \\\"q\\\" && yy\"", "yy"), (1, 19));
        assert_eq!(found("a: \"\\u4e00 yy\"", "yy"), (1, 12));
    }

    #[test]
    fn folded_and_literal_text_is_found_in_its_line() {
        assert_eq!(found("a: >-\n  x == 1 &&\n  yy\n", "yy"), (3, 3));
        assert_eq!(found("a: |\n  x\n  yy == 2\n", "yy"), (3, 3));
        assert_eq!(found("a: x ==\n  1 && yy\n", "yy"), (2, 8));
    }

    #[test]
    fn past_the_end_is_where_something_is_missing() {
        let text = "a: 'x == '";
        let file = SourceFile::new("t.yaml", text);
        let root = parse(&file).unwrap();
        let node = root.get("a").unwrap();
        assert_eq!(file.place(node.range_of(text, 5..5)).column, 9);
    }
}

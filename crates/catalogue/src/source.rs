//! The text of one file and the places in it.

use std::ops::Range;

/// A file's text with its name, able to tell line and column of every byte.
#[derive(Debug)]
pub struct SourceFile<'t> {
    name: &'t str,
    text: &'t str,
    /// The byte at which each line starts.
    starts: Vec<usize>,
}

/// Where something stands, as people count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// From 1.
    pub line: u32,
    /// In characters, from 1.
    pub column: u32,
    /// How many characters of that line are meant; at least 1.
    pub width: u32,
    /// The line itself, without its line break.
    pub text: String,
}

impl<'t> SourceFile<'t> {
    /// A file by the name that findings give it.
    pub fn new(name: &'t str, text: &'t str) -> SourceFile<'t> {
        let after =
            text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        SourceFile { name, text, starts: std::iter::once(0).chain(after).collect() }
    }

    /// The name that findings give it.
    pub fn name(&self) -> &'t str {
        self.name
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The line, counted from 0, that holds a byte.
    fn line_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).saturating_sub(1)
    }

    /// Line and column of a range of bytes; of a range over several lines, its first.
    pub fn place(&self, range: Range<usize>) -> Place {
        let from = floor(self.text, range.start);
        let line = self.line_of(from);
        let start = self.starts.get(line).copied().unwrap_or_default();
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        let text = self.text.get(start..end).unwrap_or_default().trim_end_matches(['\n', '\r']);
        let column = self.text.get(start..from).map_or(0, |before| before.chars().count());
        let left = text.chars().count().saturating_sub(column);
        let to = floor(self.text, range.end.max(from));
        let meant = self.text.get(from..to).map_or(0, |part| part.trim_end().chars().count());
        Place {
            line: narrow(line + 1),
            column: narrow(column + 1),
            width: narrow(meant.min(left).max(1)),
            text: text.trim_start_matches('\u{feff}').to_owned(),
        }
    }

    /// The byte at which a character of a line stands, both counted from 0.
    pub fn byte_at(&self, line: usize, column: usize) -> usize {
        let start = self.starts.get(line).copied().unwrap_or(self.text.len());
        let rest = self.text.get(start..).unwrap_or_default();
        rest.char_indices().nth(column).map_or(self.text.len(), |(at, _)| start + at)
    }
}

/// The last character boundary that is not after `byte`.
fn floor(text: &str, byte: usize) -> usize {
    let mut at = byte.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_ranges_end_with_their_line() {
        let file = SourceFile::new("a.yaml", "一: 二三\nb: cde\r\n");
        let place = file.place(5..8);
        assert_eq!((place.line, place.column, place.width), (1, 4, 1));
        let place = file.place(15..99);
        assert_eq!((place.line, place.column, place.width), (2, 4, 3));
        assert_eq!(place.text, "b: cde");
        assert_eq!(file.byte_at(1, 3), 15);
        assert_eq!(file.place(usize::MAX..usize::MAX).line, 3);
    }
}

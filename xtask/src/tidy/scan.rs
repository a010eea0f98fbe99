//! Rust source without its comments, strings and characters, at the same positions.

mod items;

pub use items::{body_after, functions, test_lines, words_at};

/// The source with every character inside comments, strings and character literals blanked.
/// Line ends stay, so do positions counted in characters.
pub fn code(source: &str) -> String {
    let mut scanner = Scanner { rest: source.chars().collect(), at: 0, out: String::new() };
    while let Some(c) = scanner.peek(0) {
        match c {
            '/' if scanner.peek(1) == Some('/') => scanner.line_comment(),
            '/' if scanner.peek(1) == Some('*') => scanner.block_comment(),
            '"' => scanner.string(),
            '\'' => scanner.quote(),
            'r' | 'b' | 'c' if !scanner.inside_word() => match scanner.raw_hashes() {
                Some((prefix, hashes)) => scanner.raw_string(prefix, hashes),
                None => scanner.keep(1),
            },
            _ => scanner.keep(1),
        }
    }
    scanner.out
}

struct Scanner {
    rest: Vec<char>,
    at: usize,
    out: String,
}

impl Scanner {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.rest.get(self.at + ahead).copied()
    }

    fn inside_word(&self) -> bool {
        self.out.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_')
    }

    fn keep(&mut self, count: usize) {
        for _ in 0..count {
            self.out.extend(self.peek(0));
            self.at += 1;
        }
    }

    fn blank(&mut self, count: usize) {
        for _ in 0..count {
            if let Some(c) = self.peek(0) {
                self.out.push(if c == '\n' { '\n' } else { ' ' });
            }
            self.at += 1;
        }
    }

    fn line_comment(&mut self) {
        while self.peek(0).is_some_and(|c| c != '\n') {
            self.blank(1);
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0_usize;
        while self.peek(0).is_some() {
            match (self.peek(0), self.peek(1)) {
                (Some('/'), Some('*')) => {
                    depth += 1;
                    self.blank(2);
                }
                (Some('*'), Some('/')) => {
                    depth -= 1;
                    self.blank(2);
                    if depth == 0 {
                        return;
                    }
                }
                _ => self.blank(1),
            }
        }
    }

    /// The quotes stay, as a sign that a string stood here.
    fn string(&mut self) {
        self.keep(1);
        while let Some(c) = self.peek(0) {
            match c {
                '\\' => self.blank(2),
                '"' => return self.keep(1),
                _ => self.blank(1),
            }
        }
    }

    /// The length of the prefix and the number of `#` when a raw string starts here.
    fn raw_hashes(&self) -> Option<(usize, usize)> {
        let prefix = match (self.peek(0), self.peek(1)) {
            (Some('r'), _) => 1,
            (Some('b' | 'c'), Some('r')) => 2,
            _ => return None,
        };
        let hashes = (prefix..).take_while(|n| self.peek(*n) == Some('#')).count();
        (self.peek(prefix + hashes) == Some('"')).then_some((prefix, hashes))
    }

    fn raw_string(&mut self, prefix: usize, hashes: usize) {
        self.blank(prefix + hashes);
        self.keep(1);
        while let Some(c) = self.peek(0) {
            if c == '"' && (1..=hashes).all(|n| self.peek(n) == Some('#')) {
                self.keep(1);
                return self.blank(hashes);
            }
            self.blank(1);
        }
    }

    /// A character literal, or the tick of a lifetime or label.
    fn quote(&mut self) {
        if self.peek(1) == Some('\\') {
            // The character after the backslash may itself be a quote.
            self.blank(3);
            while self.peek(0).is_some_and(|c| c != '\'') {
                self.blank(1);
            }
            self.blank(1);
        } else if self.peek(2) == Some('\'') {
            self.blank(3);
        } else {
            self.keep(1);
        }
    }
}

#[cfg(test)]
mod tests;

//! A finding as people read it: the line, a caret under the place, and what to do.

use std::fmt::Write;

use super::{Finding, Severity};

/// Longer lines are cut around the place.
const WIDEST: usize = 160;

impl Finding {
    /// Several lines: `file:line:column`, the message, the line with a caret, and the help.
    pub fn human(&self) -> String {
        let word = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let mut out = String::new();
        let Finding { file, line, column, code, message, .. } = self;
        let _ = writeln!(out, "{file}:{line}:{column}: {word}: {} [{code}]", shown(message));
        let (text, column) = self.excerpt();
        if !text.trim().is_empty() {
            let gutter = line.to_string();
            let blank = " ".repeat(gutter.len());
            let before: String = text.chars().take(column).map(blank_for).collect();
            let meant = text.chars().skip(column).take(self.width as usize);
            let carets = meant.map(cells).sum::<usize>().max(1);
            let _ = writeln!(out, "{blank} |");
            let _ = writeln!(out, "{gutter} | {}", shown(&text));
            let _ = writeln!(out, "{blank} | {before}{}", "^".repeat(carets));
        }
        if let Some(situation) = &self.situation {
            let facts: Vec<_> =
                situation.iter().map(|(f, value)| format!("{f} = {value}")).collect();
            let _ = writeln!(out, "  situation: {}", shown(&facts.join(", ")));
        }
        let _ = writeln!(out, "  help: {}", shown(&self.help));
        out
    }

    /// The line, cut to a readable length around the place, and the column in it from 0.
    fn excerpt(&self) -> (String, usize) {
        let column = (self.column as usize).saturating_sub(1);
        let length = self.source.chars().count();
        if length <= WIDEST {
            return (self.source.clone(), column);
        }
        let from = column.saturating_sub(WIDEST / 2);
        let part: String = self.source.chars().skip(from).take(WIDEST).collect();
        let (head, tail) = (from > 0, from + WIDEST < length);
        let text = format!("{}{part}{}", if head { "…" } else { "" }, if tail { "…" } else { "" });
        (text, column - from + usize::from(head))
    }
}

/// Terminals must not take orders from a file: control characters are shown as a box.
fn shown(text: &str) -> String {
    let safe = |c: char| if c != '\t' && c.is_control() { '␣' } else { c };
    text.chars().map(safe).collect()
}

/// How many cells of a terminal a character takes.
fn cells(c: char) -> usize {
    let wide = matches!(u32::from(c),
        0x1100..=0x115f | 0x2e80..=0x303e | 0x3041..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1faff
        | 0x20000..=0x3fffd);
    if wide { 2 } else { 1 }
}

fn blank_for(c: char) -> &'static str {
    match (c, cells(c)) {
        ('\t', _) => "\t",
        (_, 2) => "  ",
        _ => " ",
    }
}

#[cfg(test)]
mod tests {
    use crate::source::SourceFile;

    use super::*;

    #[test]
    fn the_caret_stands_under_what_is_meant() {
        let file = SourceFile::new("a.yaml", "名: { x: 错误 }\n");
        let place = file.place(10..16);
        let finding = Finding::error("odd", "a.yaml", place, "`错误` is wrong", "write another");
        let expected = "a.yaml:1:9: error: `错误` is wrong [odd]\n  |\n1 | 名: { x: 错误 }\n  \
                        |          ^^^^\n  help: write another\n";
        assert_eq!(finding.human(), expected);
    }

    #[test]
    fn long_lines_are_cut_and_control_characters_shown() {
        let text = format!("{}\u{1b}[31m!{}", "a".repeat(300), "b".repeat(300));
        let file = SourceFile::new("a", &text);
        let human = Finding::error("odd", "a", file.place(300..301), "m", "h").human();
        assert!(human.contains("…") && human.contains('␣') && !human.contains('\u{1b}'), "{human}");
    }
}

//! From the parser's events to a tree, refusing what is not allowed.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_saphyr::granit_parser::{Event, Options, Parser, ScalarStyle, ScanError, Span, options};

use super::{Entry, MAX_BYTES, MAX_DEPTH, Node, Scalar, Value};
use crate::finding::Finding;
use crate::source::SourceFile;

/// The most findings that one file is told of.
const MOST: usize = 100;

/// Reads a file into a tree. What is wrong with the YAML itself stops at the first such place;
/// duplicate keys, anchors, tags and merge keys are all reported.
pub fn parse(file: &SourceFile<'_>) -> Result<Node, Vec<Finding>> {
    if let Some(finding) = refused_outright(file) {
        return Err(vec![finding]);
    }
    let mut builder = Builder { file, open: Vec::new(), root: None, findings: Vec::new() };
    for next in Parser::new_from_str_with_options(file.text(), limits()) {
        let going_on = match next {
            Ok((event, span)) => builder.event(event, &span),
            Err(error) => builder.broken(&error),
        };
        if !going_on {
            break;
        }
    }
    match builder.root {
        Some(root) if builder.findings.is_empty() => Ok(root),
        None if builder.findings.is_empty() => Err(vec![empty(file)]),
        _ => Err(builder.findings),
    }
}

fn limits() -> Options {
    options! {
        disallow_directives: true,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        emit_comments: false,
        // One more than allowed, so that the tree can say where it is too deep.
        flow_nesting_limit: MAX_DEPTH + 2,
        block_nesting_limit: MAX_DEPTH + 2,
    }
}

fn refused_outright(file: &SourceFile<'_>) -> Option<Finding> {
    let text = file.text();
    if text.len() > MAX_BYTES {
        let message = format!("the file has {} bytes; at most {MAX_BYTES} are read", text.len());
        let help = "split it into several services, or shorten its texts";
        return Some(Finding::whole_file("file-too-large", file.name(), text, message, help));
    }
    let odd = |c: char| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || c == '\u{fffe}';
    if let Some((at, c)) = text.char_indices().find(|(_, c)| odd(*c)) {
        let message = format!("the file holds the control character U+{:04X}", u32::from(c));
        let help = "delete it; it cannot be seen and has no meaning here";
        let place = file.place(at..at + c.len_utf8());
        return Some(Finding::error("control-character", file.name(), place, message, help));
    }
    None
}

fn empty(file: &SourceFile<'_>) -> Finding {
    let help = "write the file, or delete it";
    Finding::error("empty-file", file.name(), file.place(0..0), "the file says nothing", help)
}

/// A list or mapping whose end has not come yet.
struct Open {
    start: usize,
    kind: Kind,
}

enum Kind {
    List(Vec<Node>),
    Map { entries: Vec<Entry>, seen: BTreeMap<String, usize>, key: Option<(String, Range<usize>)> },
}

struct Builder<'f, 't> {
    file: &'f SourceFile<'t>,
    open: Vec<Open>,
    root: Option<Node>,
    findings: Vec<Finding>,
}

impl Builder<'_, '_> {
    /// Takes one event; false when reading on would make no sense.
    fn event(&mut self, event: Event<'_>, span: &Span) -> bool {
        let range = span.byte_range().unwrap_or(0..0);
        if let Some(tag) = event.tag() {
            let at = span.tag_span().and_then(|tag| tag.byte_range()).unwrap_or(range.clone());
            let message = format!("tags such as `{}` are not allowed", tag.original());
            self.add("yaml-tag", at, message, "delete it; the type follows from the key");
        }
        match event {
            Event::DocumentStart(..) if self.root.is_some() => {
                let help = "put the second document into a file of its own";
                self.add("several-documents", range, "the file holds a second document", help);
                false
            }
            Event::Anchor(..) => {
                let help = "delete it and write the value out wherever it is needed";
                self.add("yaml-anchor", range, "anchors (`&name`) are not allowed", help);
                true
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                let help = "write the value out here";
                self.add("yaml-alias", range.clone(), "aliases (`*name`) are not allowed", help);
                self.scalar(String::new(), ScalarStyle::Plain, range)
            }
            Event::Scalar(text, style, ..) => self.scalar(text.into_owned(), style, range),
            Event::SequenceStart(..) => self.start(range, Kind::List(Vec::new())),
            Event::MappingStart(..) => {
                let kind = Kind::Map { entries: Vec::new(), seen: BTreeMap::new(), key: None };
                self.start(range, kind)
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(range.end),
            _ => true,
        }
    }

    fn start(&mut self, range: Range<usize>, kind: Kind) -> bool {
        if self.open.len() >= MAX_DEPTH {
            let message = format!("nested deeper than {MAX_DEPTH}");
            self.add("too-deep", range, message, "write it flatter");
            return false;
        }
        if self.expects_key() {
            let help = "write a plain word as the key";
            self.add("odd-key", range, "a list or mapping cannot be a key", help);
            return false;
        }
        self.open.push(Open { start: range.start, kind });
        true
    }

    fn end(&mut self, end: usize) -> bool {
        let Some(open) = self.open.pop() else { return false };
        let value = match open.kind {
            Kind::List(items) => Value::List(items),
            Kind::Map { entries, .. } => Value::Map(entries),
        };
        self.place(Node { range: open.start..end.max(open.start), value });
        true
    }

    fn scalar(&mut self, text: String, style: ScalarStyle, range: Range<usize>) -> bool {
        if self.expects_key() {
            return self.key(text, range);
        }
        let plain = style == ScalarStyle::Plain;
        self.place(Node { range, value: Value::Scalar(Scalar { text, plain }) });
        true
    }

    fn expects_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { kind: Kind::Map { key: None, .. }, .. }))
    }

    fn key(&mut self, text: String, range: Range<usize>) -> bool {
        if text == "<<" {
            let help = "write the entries out here";
            self.add("yaml-merge", range.clone(), "merge keys (`<<`) are not allowed", help);
        }
        let Some(Open { kind: Kind::Map { seen, key, .. }, .. }) = self.open.last_mut() else {
            return false;
        };
        *key = Some((text.clone(), range.clone()));
        if let Some(first) = seen.insert(text.clone(), range.start)
            && self.findings.len() < MOST
        {
            let line = self.file.place(first..first).line;
            let message = format!("`{text}` stands twice; the first is in line {line}");
            self.add("duplicate-key", range, message, "keep one of the two");
        }
        true
    }

    /// Puts a finished value where it belongs.
    fn place(&mut self, node: Node) {
        match self.open.last_mut().map(|open| &mut open.kind) {
            Some(Kind::List(items)) => items.push(node),
            Some(Kind::Map { entries, key, .. }) => {
                if let Some((key, at)) = key.take() {
                    entries.push(Entry { key, at, value: node });
                }
            }
            None => self.root = Some(node),
        }
    }

    fn broken(&mut self, error: &ScanError) -> bool {
        let mark = error.marker();
        let at = mark
            .byte_offset()
            .unwrap_or_else(|| self.file.byte_at(mark.line().saturating_sub(1), mark.col()));
        let info = error.info();
        if info.contains("recursion limit") || info.contains("nesting") {
            let message = format!("nested deeper than {MAX_DEPTH}");
            self.add("too-deep", at..at + 1, message, "write it flatter");
        } else {
            let message = format!("this is not YAML: {info}");
            let help = "look at indentation, quotes and brackets here and in the line above; \
                        a text with `: ` or ` #` in it needs quotes";
            self.add("yaml-syntax", at..at + 1, message, help);
        }
        false
    }

    fn add(&mut self, code: &str, range: Range<usize>, message: impl Into<String>, help: &str) {
        // A file that is wrong everywhere is told so often enough.
        if self.findings.len() < MOST {
            let place = self.file.place(range);
            self.findings.push(Finding::error(code, self.file.name(), place, message, help));
        }
    }
}

#[cfg(test)]
mod tests;

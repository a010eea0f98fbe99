//! Longer texts: paragraphs and lists, nothing more.

use onewindow_model::text::Text;

use super::Show;

/// A longer text in its language.
pub struct Prose {
    /// Its language, where that is not the page's.
    pub lang: Option<String>,
    /// Paragraphs and lists, in order.
    pub blocks: Vec<Block>,
}

/// A part of a longer text.
#[derive(Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(String),
    /// A list, from lines that begin with `- `.
    List(Vec<String>),
}

impl Show<'_> {
    /// A longer text, cut into paragraphs and lists.
    pub fn prose(&self, text: &Text) -> Prose {
        let words = self.l.words(text);
        let lang = self.l.foreign(&words).map(str::to_owned);
        Prose { lang, blocks: blocks(&words.text) }
    }
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut fresh = true;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            fresh = true;
            continue;
        }
        match (line.strip_prefix("- "), blocks.last_mut()) {
            (Some(item), Some(Block::List(items))) if !fresh => items.push(item.trim().to_owned()),
            (Some(item), _) => blocks.push(Block::List(vec![item.trim().to_owned()])),
            (None, Some(Block::Paragraph(text))) if !fresh => {
                text.push(' ');
                text.push_str(line);
            }
            (None, _) => blocks.push(Block::Paragraph(line.to_owned())),
        }
        fresh = false;
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_lists_are_told_apart() {
        let found = blocks("First line,\nsame paragraph.\n\n- one\n- two\n\nLast.\n");
        let list = Block::List(vec!["one".into(), "two".into()]);
        let first = Block::Paragraph("First line, same paragraph.".into());
        assert_eq!(found, [first, list, Block::Paragraph("Last.".into())]);
        assert_eq!(blocks("  \n\n"), []);
    }
}

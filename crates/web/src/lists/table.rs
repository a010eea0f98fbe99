use crate::l10n::Words;

/// A table with a caption; every row has as many cells as there are headings.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// What the table shows.
    pub caption: String,
    /// The headings of the columns.
    pub heads: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell with words and, where it leads on, a link.
#[derive(Debug, Clone)]
pub struct Cell {
    /// What it says.
    pub words: Words,
    /// Where it leads.
    pub href: Option<String>,
}

impl Table {
    /// The heading of a column; phones show it in each cell.
    pub fn head(&self, column: &usize) -> &str {
        self.heads.get(*column).map_or("", String::as_str)
    }
}

impl<T: Into<Words>> From<T> for Cell {
    fn from(words: T) -> Self {
        Self { words: words.into(), href: None }
    }
}

impl Cell {
    /// Whether it says nothing; phones leave it out.
    pub fn is_empty(&self) -> bool {
        self.words.text.is_empty()
    }

    /// A cell that leads on.
    pub fn link(words: impl Into<Words>, href: impl Into<String>) -> Self {
        Self { words: words.into(), href: Some(href.into()) }
    }
}

use super::{Comparison, ShiftUnit, Span};

/// The smallest pieces of a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Name(String),
    Text(String),
    /// The digits of a whole number, without sign.
    Whole(u64),
    /// A decimal without its sign.
    Decimal {
        units: u64,
        scale: u8,
    },
    /// `18y`
    Duration {
        count: i32,
        unit: ShiftUnit,
    },
    Compare(Comparison),
    And,
    Or,
    Not,
    Plus,
    Minus,
    /// In formulas only.
    Star,
    Open,
    Close,
    OpenList,
    CloseList,
    Comma,
    /// After the last character; its span is empty.
    End,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spanned {
    pub(super) token: Token,
    pub(super) span: Span,
}

use std::cmp::Ordering;

use jiff::civil::Date;

use super::Span;

/// A part of a condition, with the bytes it was read from.
///
/// Displaying an expression prints it in canonical form, which parses to the same expression with
/// other spans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expr {
    /// What stands here.
    pub kind: ExprKind,
    /// Where; parentheses around the expression are not included.
    pub span: Span,
}

/// The forms an expression can have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExprKind {
    /// `a || b || …`, two or more.
    Any(Vec<Expr>),
    /// `a && b && …`, two or more.
    All(Vec<Expr>),
    /// `!a`.
    Not(Box<Expr>),
    /// `a == b` and its like.
    Compare {
        /// The operator.
        op: Comparison,
        /// What stands before it.
        left: Box<Expr>,
        /// What stands after it.
        right: Box<Expr>,
    },
    /// `a in [b, c]`.
    In {
        /// What is looked for.
        item: Box<Expr>,
        /// The entries of the list, at most [`super::MAX_LIST`].
        list: Vec<Expr>,
    },
    /// The name of a fact.
    Name(String),
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Whole(i64),
    /// A decimal, `units * 10^-scale`, with the scale that was written.
    Decimal {
        /// The number without its point.
        units: i64,
        /// The digits after the point, at least 1.
        scale: u8,
    },
    /// A text in quotes.
    Text(String),
    /// `date('2026-01-01')`.
    Date(Date),
    /// `today`, or a day counted from it.
    Today(Option<Shift>),
    /// `a + b - c`; in formulas only.
    Sum {
        /// What stands first.
        first: Box<Expr>,
        /// What is added or taken away, one or more.
        rest: Vec<Term>,
    },
    /// `a * b * c`, two or more; in formulas only.
    Product(Vec<Expr>),
    /// `18y` after `+` or `-`; in formulas only. The count is not negative.
    Duration(Shift),
}

/// What is added or taken away in a sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Whether it is taken away.
    pub minus: bool,
    /// What it is.
    pub expr: Expr,
}

/// A distance from a day, such as `today`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// How many units; negative before that day.
    pub count: i32,
    /// The unit.
    pub unit: ShiftUnit,
}

/// The unit of a [`Shift`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShiftUnit {
    /// `y`, twelve months.
    Years,
    /// `m`; where the month is too short, its last day.
    Months,
    /// `d`.
    Days,
}

impl ShiftUnit {
    /// The letter that is written after the number.
    pub const fn letter(self) -> char {
        match self {
            Self::Years => 'y',
            Self::Months => 'm',
            Self::Days => 'd',
        }
    }

    /// The most units that a shift may count: two hundred years.
    pub const fn limit(self) -> i32 {
        match self {
            Self::Years => 200,
            Self::Months => 2_400,
            Self::Days => 73_000,
        }
    }
}

/// The operators that compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Comparison {
    /// The operator as written.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }

    /// Whether the operator holds between two values that are so ordered.
    pub const fn holds(self, ordering: Ordering) -> bool {
        match self {
            Self::Equal => ordering.is_eq(),
            Self::NotEqual => ordering.is_ne(),
            Self::Less => ordering.is_lt(),
            Self::LessOrEqual => ordering.is_le(),
            Self::Greater => ordering.is_gt(),
            Self::GreaterOrEqual => ordering.is_ge(),
        }
    }

    /// The operator that says the same with its two sides exchanged.
    pub const fn exchanged(self) -> Self {
        match self {
            Self::Equal => Self::Equal,
            Self::NotEqual => Self::NotEqual,
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
        }
    }
}

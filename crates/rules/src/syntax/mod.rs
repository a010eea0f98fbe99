//! The written form of a condition: a small subset of CEL with byte spans on every node.
//!
//! Nothing here knows of any fact; [`parse`] accepts more than the type checker does.

mod expr;
mod lexer;
mod number;
mod parser;
mod print;
mod span;
mod token;

pub use expr::{Comparison, Expr, ExprKind, Shift, ShiftUnit};
pub use parser::parse;
pub use span::Span;

/// The longest condition, in characters.
pub const MAX_CHARACTERS: usize = 2_000;
/// How deep parentheses and negations may be nested.
pub const MAX_DEPTH: usize = 32;
/// The most entries in a list.
pub const MAX_LIST: usize = 64;

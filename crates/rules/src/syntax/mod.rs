//! The written form of conditions and of formulas: a small subset of CEL with byte spans on every
//! node. A formula can calculate, a condition cannot.
//!
//! Nothing here knows of any fact; [`parse`] and [`parse_formula`] accept more than the type
//! checkers do.

mod expr;
mod form;
mod lexer;
mod number;
mod parser;
mod print;
mod span;
mod token;

pub use expr::{Comparison, Expr, ExprKind, Shift, ShiftUnit, Term};
pub use parser::{parse, parse_formula};
pub use span::Span;

/// The longest condition or formula, in characters.
pub const MAX_CHARACTERS: usize = 2_000;
/// How deep parentheses and negations may be nested.
pub const MAX_DEPTH: usize = 32;
/// The most entries in a list.
pub const MAX_LIST: usize = 64;

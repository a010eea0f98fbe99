//! wip
pub mod check;
pub mod eval;
pub mod facts;
mod problem;
mod suggest;
pub mod syntax;
pub use check::Condition;
pub use eval::{RegionTree, Today, Trace, Truth};
pub use facts::{Answers, FactDecl, FactSet, FactType, Value, ValueError};
pub use problem::{Code, Problem};

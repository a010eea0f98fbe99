//! The condition language of OneWindow's service files: a small, typed, total subset of CEL.
//!
//! A service asks questions; each answer is kept as a *fact* of a declared type. *Conditions* over
//! the facts decide who is eligible, which evidence is needed and which question comes next.
//! Everything about a condition is checked when its file is loaded; after that, evaluating it
//! cannot fail. The language is described in `docs/spec/conditions.md`.
//!
//! | module | what it holds |
//! |---|---|
//! | [`facts`] | declarations, values, answers, and the one function that reads raw input |
//! | [`syntax`] | the written form: lexer, parser, printer, spans |
//! | [`check`] | the type checker, and [`Condition`] |
//! | [`derive`] | facts that are calculated from others, and [`Derivations`] |
//! | [`eval`] | three-valued evaluation, and [`Trace`] |
//! | [`asked`] | questions in order: what to ask next, and the proof that facts are asked for before use |
//!
//! Nothing here reads a clock, draws a random number, or knows any other crate of ours.
//!
//! ```
//! use jiff::civil::date;
//! use onewindow_rules::asked::{Question, still_matters};
//! use onewindow_rules::eval::FlatRegions;
//! use onewindow_rules::{Condition, FactDecl, FactSet, FactType, Today, Truth};
//!
//! let facts = FactSet::new(vec![
//!     FactDecl::new("indoors", FactType::Boolean),
//!     FactDecl::new("seats", FactType::Whole { min: 0, max: 500 }),
//! ])
//! .expect("both declarations are sound");
//!
//! // A mistake is reported with its place and with what to do.
//! let problems = Condition::compile("indoors && saets > 20", &facts).unwrap_err();
//! assert_eq!(problems[0].message, "there is no fact named `saets`");
//! assert_eq!(problems[0].help, "did you mean `seats`?");
//! assert_eq!((problems[0].span.start, problems[0].span.end), (11, 16));
//!
//! let needs_plan = Condition::compile("indoors && seats > 20", &facts).expect("it is sound now");
//! let questions = [
//!     Question::always("indoors"),
//!     Question::when("seats", Condition::compile("indoors", &facts).expect("it is sound")),
//! ];
//! let today = Today::new(date(2026, 11, 23));
//!
//! // Missing answers are unknown, and the next question that matters is known.
//! let answers = facts.read([("indoors", "true")]).expect("the answer is sound");
//! assert_eq!(needs_plan.evaluate(&answers, today, &FlatRegions), Truth::Unknown);
//! let next = still_matters(&[&needs_plan], &questions, &answers, today, &FlatRegions);
//! assert_eq!(next.map(|question| question.fact.as_str()), Some("seats"));
//!
//! // A trace gives the result with its reasons.
//! let answers = facts.read([("indoors", "true"), ("seats", "36")]).expect("both are sound");
//! let trace = needs_plan.trace(&answers, today, &FlatRegions);
//! assert_eq!(trace.result, Truth::True);
//! assert_eq!(trace.atoms[1].source, "seats > 20");
//! assert_eq!(trace.atoms[1].answer.as_deref(), Some("36"));
//! ```

pub mod asked;
pub mod check;
pub mod derive;
pub mod eval;
pub mod facts;
mod problem;
mod suggest;
pub mod syntax;

pub use asked::{Question, asked_answers, prove_asked, still_matters};
pub use check::Condition;
pub use derive::{Derivation, Derivations, DeriveError};
pub use eval::{EVALUATOR_VERSION, FlatRegions, RegionTree, Today, Trace, Truth};
pub use facts::{Answers, DateBound, DeclError, FactDecl, FactSet, FactType, Value, ValueError};
pub use problem::{Code, Problem};
pub use syntax::Span;

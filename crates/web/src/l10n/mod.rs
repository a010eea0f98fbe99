//! Languages of the interface: texts, numbers, dates, and which language a reader gets.
//!
//! Texts stand in `locales/{zh-CN,en}/*.ftl` (Fluent) and are part of the binary.

mod args;
mod bundle;
mod choose;
mod format;
mod said;
mod whole;

pub use args::{Args, IntoArg};
pub use bundle::L10n;
pub use choose::choose;
pub use said::{Said, Words};
pub use whole::Whole;

pub use onewindow_model::lang::Lang;

#[cfg(test)]
mod parity_test;

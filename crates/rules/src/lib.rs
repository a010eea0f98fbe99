//! OneWindow rules.

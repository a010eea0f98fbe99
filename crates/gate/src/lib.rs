//! OneWindow gate.

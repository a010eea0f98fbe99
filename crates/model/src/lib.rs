//! OneWindow model.

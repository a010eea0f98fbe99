//! OneWindow documents.

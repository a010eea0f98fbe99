//! OneWindow store.

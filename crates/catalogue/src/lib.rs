//! OneWindow catalogue.

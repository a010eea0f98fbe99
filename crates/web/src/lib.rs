//! OneWindow web.

//! OneWindow app.

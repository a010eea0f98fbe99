//! OneWindow credential.

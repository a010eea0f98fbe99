//! OneWindow ledger.

//! A person's own page: drafts, cases, certificates, notices, and who looked at their data.

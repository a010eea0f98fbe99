//! Passkeys of officials: what can be asked of one, how one ends, and what stands on record.

use crate::names::names;

names! {
    /// For what a browser is asked.
    pub enum Question {
        /// Who signs in.
        SignIn = "sign-in",
        /// Whether whoever is signed in is still there.
        Confirm = "confirm",
        /// A passkey for whoever brought an enrolment code.
        Enrol = "enrol",
        /// One more passkey for whoever is signed in.
        Add = "add",
    }
}

names! {
    /// How a passkey ended.
    pub enum Ended {
        /// Its owner took it away.
        Removed = "removed",
        /// Its device counted back: there may be a copy of it.
        Copied = "copied",
    }
}

names! {
    /// What happened to an official's way in. Rows of it are never changed or removed.
    pub enum EventKind {
        /// An official was made on the machine itself, before there were administrators.
        Invited = "invited",
        /// An enrolment code was given out; earlier ones no longer serve.
        CodeIssued = "code-issued",
        /// A passkey was registered.
        Added = "added",
        /// A passkey got another name.
        Renamed = "renamed",
        /// A passkey was taken away.
        Removed = "removed",
        /// A passkey counted back and was blocked.
        Copied = "copied",
    }
}

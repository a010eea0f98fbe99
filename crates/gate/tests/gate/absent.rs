//! What sealed and opened values cannot do. Compiling is the test: each line stops compiling, and
//! for no other reason, as soon as its type can do that.

use std::fmt::{Debug, Display};
use std::ops::Deref;

use onewindow_gate::seal::MasterKey;
use onewindow_gate::{Permit, Personal, Ticket, Vault};
use onewindow_model::application::DraftContent;
use onewindow_model::party::{Contacts, Identity};
use serde::Serialize;

/// A type that has the trait has `here` twice, and the compiler cannot choose.
macro_rules! absent {
    ($($Type:ty: $Trait:path;)+) => {$(
        const _: fn() = || {
            trait Here<Which> {
                fn here() {}
            }
            struct Has;
            impl<T: ?Sized> Here<()> for T {}
            impl<T: ?Sized + $Trait> Here<Has> for T {}
            <$Type as Here<_>>::here();
        };
    )+};
}

absent! {
    Personal<String>: Debug;
    Personal<String>: Display;
    Personal<String>: Serialize;
    Personal<String>: Clone;
    Personal<String>: Deref;
    Personal<String>: AsRef<[u8]>;
    Personal<String>: PartialEq<Personal<String>>;
    Identity: Debug;
    Contacts: Debug;
    DraftContent: Debug;
    Permit: Clone;
    Permit: Default;
    Permit: Debug;
    Permit: Serialize;
    Ticket: Default;
    Ticket: Serialize;
    Vault: Clone;
    Vault: Debug;
    Vault: Serialize;
    MasterKey: Clone;
    MasterKey: Debug;
    MasterKey: Serialize;
}

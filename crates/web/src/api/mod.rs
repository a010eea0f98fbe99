//! The interface for programs, under `/api/v1`. Errors are problem details (RFC 9457).
//!
//! An operation is a handler whose types say everything: its first argument for whom it is, the
//! others what it takes in ([`sketch::Part`]), its result what it gives ([`sketch::Answer`]). The
//! router and the OpenAPI document are both made of the same list of operations ([`Api`]), so that
//! neither can have one that the other lacks.

mod audit;
mod callers;
mod catalogue;
mod check;
mod cursor;
mod desk;
mod document;
mod endpoint;
mod failed;
mod given;
mod input;
mod oauth;
mod own;
mod revocation_given;
mod sketch;

pub use document::document;
pub use endpoint::{Api, Endpoint, Operation, Told};
pub use sketch::{Answer, Part, Sketch};

use crate::audience::Routes;

/// Operations of the ordinary kind.
fn ordinary() -> Api {
    Api::new()
        .get("/api/openapi.json", ("getDocument", "This document", "document"), document::show)
        .merge(catalogue::operations())
        .merge(own::operations())
        .merge(desk::operations())
        .merge(audit::operations())
}

/// Operations that take files.
fn uploads() -> Api {
    own::uploads().merge(desk::uploads())
}

/// Operations where guessing would pay.
fn sensitive() -> Api {
    let token = ("getToken", "A token for a program of an agency (RFC 6749, 4.4)", "tokens");
    let tokens = Api::new().post(oauth::TOKEN, token, oauth::token);
    catalogue::sensitive().merge(desk::sensitive()).merge(tokens)
}

/// Every operation.
pub fn operations() -> Vec<Operation> {
    ordinary().merge(uploads()).merge(sensitive()).operations()
}

/// What programs can ask.
pub fn routes() -> Routes {
    ordinary().routes()
}

/// The same with files.
pub fn upload_routes() -> Routes {
    uploads().routes()
}

/// The same where guessing would pay.
pub fn sensitive_routes() -> Routes {
    sensitive().routes()
}

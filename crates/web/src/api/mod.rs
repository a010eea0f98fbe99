//! The interface for programs, under `/api/v1`. Errors are problem details (RFC 9457).

mod services;

use crate::audience::Routes;

/// What programs can ask.
pub fn routes() -> Routes {
    Routes::new()
        .get("/api/v1/services", services::list)
        .get("/api/v1/services/{id}", services::one)
}

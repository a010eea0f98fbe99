//! Handlers with their types erased: what routes a request to one is compiled once, and not anew for
//! each of them.

use std::pin::Pin;
use std::sync::Arc;

use axum::extract::Request;
use axum::handler::Handler;
use axum::response::Response;

use super::AppState;

/// An answer under way.
pub(crate) type Answering = Pin<Box<dyn Future<Output = Response> + Send>>;

/// Any handler.
#[derive(Clone)]
pub(super) struct Erased(Arc<dyn Fn(Request, AppState) -> Answering + Send + Sync>);

/// Tells axum that an [`Erased`] takes the request in itself.
pub(super) enum Whole {}

impl Erased {
    pub(super) fn new<H: Handler<T, AppState>, T: 'static>(handler: H) -> Erased {
        Erased(Arc::new(move |request, app| Box::pin(handler.clone().call(request, app))))
    }
}

impl Handler<Whole, AppState> for Erased {
    type Future = Answering;

    fn call(self, request: Request, app: AppState) -> Answering {
        (self.0)(request, app)
    }
}

//! Operations: a route, what it is called, and how it is drawn.

use std::future::{Future, ready};

use axum::extract::Request;
use axum::handler::Handler;
use axum::response::IntoResponse;

use super::sketch::{Answer, Part, Sketch, collector};
use crate::audience::{Answering, AppState, Audience, FirstExtractor, Routes};
use crate::errors::{Place, WebError};

/// A handler whose types say everything that the document says of it.
pub trait Endpoint<T>: Handler<T, AppState> {
    /// Draws the operation.
    fn draw(sketch: &mut Sketch);
}

macro_rules! endpoint {
    ($($part:ident)*) => {
        impl<F, Fut, O, M, A, $($part),*> Endpoint<(M, A, $($part,)*)> for F
        where
            F: Fn(A, $($part),*) -> Fut + Handler<(M, A, $($part,)*), AppState>,
            Fut: Future<Output = Result<O, WebError>>,
            O: Answer,
            A: Audience + Part,
            $($part: Part,)*
        {
            fn draw(sketch: &mut Sketch) {
                A::draw(sketch);
                $($part::draw(sketch);)*
                O::draw(sketch);
            }
        }
    };
}

endpoint!();
endpoint!(B);
endpoint!(B C);
endpoint!(B C D);

/// What an operation is called: its id, a summary, and the group that it belongs to.
pub type Told = (&'static str, &'static str, &'static str);

/// One operation of the API.
pub struct Operation {
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: &'static str,
    /// The path, with its parameters in braces.
    pub path: &'static str,
    pub(super) told: Told,
    pub(super) draw: fn(&mut Sketch),
}

/// Collects operations. There is no other way into the API: what has a route stands in the document.
#[derive(Default)]
pub struct Api {
    routes: Routes,
    operations: Vec<Operation>,
}

macro_rules! verb {
    ($(#[$doc:meta])* $name:ident, $method:literal) => {
        $(#[$doc])*
        pub fn $name<H, T>(mut self, path: &'static str, told: Told, handler: H) -> Api
        where
            H: Endpoint<T>,
            T: FirstExtractor + 'static,
        {
            let mut sketch = Sketch::new(collector());
            H::draw(&mut sketch);
            self.routes = match sketch.asks_query() {
                true => self.routes.$name(path, handler),
                false => self.routes.$name(path, NoQuery(handler)),
            };
            self.operations.push(Operation { method: $method, path, told, draw: H::draw });
            self
        }
    };
}

/// An operation that has no parameters in its query string and refuses any.
#[derive(Clone)]
struct NoQuery<H>(H);

impl<H: Handler<T, AppState>, T> Handler<T, AppState> for NoQuery<H> {
    type Future = Answering;

    fn call(self, request: Request, app: AppState) -> Answering {
        match refused(request.uri().query().unwrap_or_default()) {
            None => Box::pin(self.0.call(request, app)),
            Some(error) => Box::pin(ready(error.into_response())),
        }
    }
}

fn refused(query: &str) -> Option<WebError> {
    let names = query.split('&').map(|pair| pair.split('=').next().unwrap_or_default());
    let named: Vec<_> = names.filter(|name| !name.is_empty()).collect();
    let refuse = |error: WebError, name: &&str| {
        error.at(Place::Parameter((*name).to_owned()), "api-unknown", &[])
    };
    (!named.is_empty()).then(|| named.iter().fold(WebError::bad_request(), refuse))
}

impl Api {
    /// No operations yet.
    pub fn new() -> Api {
        Api::default()
    }

    verb! {
        /// Something that is read.
        get, "GET"
    }
    verb! {
        /// Something that is made or moved on.
        post, "POST"
    }
    verb! {
        /// Something that is put in its place; twice is as once.
        put, "PUT"
    }
    verb! {
        /// Something that is taken away.
        delete, "DELETE"
    }

    /// Adds other operations.
    pub fn merge(mut self, other: Api) -> Api {
        self.routes = self.routes.merge(other.routes);
        self.operations.extend(other.operations);
        self
    }

    /// The routes.
    pub fn routes(self) -> Routes {
        self.routes
    }

    /// What the document is drawn from.
    pub fn operations(self) -> Vec<Operation> {
        self.operations
    }
}

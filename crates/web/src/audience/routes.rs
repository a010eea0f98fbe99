//! Routes that know for whom they are. The list is the router's own: a route that is not in it
//! does not exist.

use axum::Router;
use axum::handler::Handler;
use axum::routing::{delete, get, post, put};
use onewindow_model::actor::Scope;

use super::{AppState, erased::Erased};

/// For whom a route is, read off the first extractor of its handler.
pub trait Audience {
    /// Its name in the route table.
    const NAME: &'static str;
    /// Whether personal data can be behind it.
    const PERSONAL: bool;
    /// What a program's token must be good for, where a program may come at all.
    const SCOPE: Option<Scope> = None;
}

/// The first extractor of a handler, found in the handler's own type.
pub trait FirstExtractor {
    /// It.
    type First: Audience;
}

macro_rules! first_of {
    ($($rest:ident)*) => {
        impl<M, A: Audience, $($rest),*> FirstExtractor for (M, A, $($rest,)*) {
            type First = A;
        }
    };
}

first_of!();
first_of!(B);
first_of!(B C);
first_of!(B C D);
first_of!(B C D E);

/// One line of the route table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteInfo {
    /// `GET`, `POST`; in the API `PUT` and `DELETE` too.
    pub method: &'static str,
    /// The path, with its parameters in braces.
    pub path: &'static str,
    /// For whom.
    pub audience: &'static str,
    /// Whether personal data can be behind it.
    pub personal: bool,
    /// What a program's token must be good for, where a program may come at all.
    pub scope: Option<Scope>,
}

/// Collects routes with their audience.
#[derive(Default)]
pub struct Routes {
    router: Router<AppState>,
    table: Vec<RouteInfo>,
}

impl Routes {
    /// No routes yet.
    pub fn new() -> Routes {
        Routes::default()
    }

    /// A page that is read.
    pub fn get<H, T>(self, path: &'static str, handler: H) -> Routes
    where
        H: Handler<T, AppState>,
        T: FirstExtractor + 'static,
    {
        let info = info::<T::First>("GET", path);
        self.add(info, get(Erased::new(handler)))
    }

    /// A form that is sent.
    pub fn post<H, T>(self, path: &'static str, handler: H) -> Routes
    where
        H: Handler<T, AppState>,
        T: FirstExtractor + 'static,
    {
        let info = info::<T::First>("POST", path);
        self.add(info, post(Erased::new(handler)))
    }

    /// Something that a program puts in its place.
    pub fn put<H, T>(self, path: &'static str, handler: H) -> Routes
    where
        H: Handler<T, AppState>,
        T: FirstExtractor + 'static,
    {
        let info = info::<T::First>("PUT", path);
        self.add(info, put(Erased::new(handler)))
    }

    /// Something that a program takes away.
    pub fn delete<H, T>(self, path: &'static str, handler: H) -> Routes
    where
        H: Handler<T, AppState>,
        T: FirstExtractor + 'static,
    {
        let info = info::<T::First>("DELETE", path);
        self.add(info, delete(Erased::new(handler)))
    }

    fn add(mut self, info: RouteInfo, handler: axum::routing::MethodRouter<AppState>) -> Routes {
        self.router = self.router.route(info.path, handler);
        self.table.push(info);
        self
    }

    /// Adds other routes.
    pub fn merge(mut self, other: Routes) -> Routes {
        self.router = self.router.merge(other.router);
        self.table.extend(other.table);
        self
    }

    /// The router and its table.
    pub fn split(self) -> (Router<AppState>, Vec<RouteInfo>) {
        (self.router, self.table)
    }
}

fn info<A: Audience>(method: &'static str, path: &'static str) -> RouteInfo {
    RouteInfo { method, path, audience: A::NAME, personal: A::PERSONAL, scope: A::SCOPE }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audience::{Citizen, Public, Staff};
    use axum::extract::Path;

    #[test]
    fn the_handler_says_for_whom_a_route_is() {
        async fn open(_: Public) {}
        async fn own(_: Citizen, _: Path<String>) {}
        async fn work(_: Staff) {}
        let routes =
            Routes::new().get("/a", open).get("/b/{id}", own).post("/b/{id}", own).get("/c", work);
        let (_, table) = routes.split();
        let told: Vec<_> = table.iter().map(|r| (r.method, r.path, r.audience)).collect();
        let expected = [
            ("GET", "/a", "public"),
            ("GET", "/b/{id}", "citizen"),
            ("POST", "/b/{id}", "citizen"),
            ("GET", "/c", "staff"),
        ];
        assert_eq!(told, expected);
        assert!(table.iter().skip(1).all(|route| route.personal));
    }
}

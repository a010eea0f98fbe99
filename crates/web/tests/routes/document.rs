//! The OpenAPI document is what the router has.

use std::collections::BTreeSet;

use onewindow_web::{api, server};
use serde_json::Value;

fn of_document(document: &Value) -> BTreeSet<(String, String)> {
    let paths = document["paths"].as_object().unwrap();
    let each = paths.iter().flat_map(|(path, methods)| {
        let methods = methods.as_object().unwrap().keys();
        methods.map(move |method| (method.to_uppercase(), path.clone()))
    });
    each.collect()
}

#[test]
fn every_route_of_the_api_stands_in_the_document_and_nothing_else() {
    let document = api::document();
    let routes = server::table().into_iter().filter(|route| route.path.starts_with("/api/"));
    let routes: BTreeSet<_> =
        routes.map(|route| (route.method.to_owned(), route.path.to_owned())).collect();
    assert_eq!(of_document(&document), routes);
    assert!(routes.len() >= 55, "only {} operations", routes.len());
}

#[test]
fn what_it_says_of_an_operation_is_what_the_route_is() {
    let document = api::document();
    let mut ids = BTreeSet::new();
    for route in server::table().into_iter().filter(|route| route.path.starts_with("/api/")) {
        let operation = &document["paths"][route.path][route.method.to_lowercase()];
        let security = operation["security"].as_array().unwrap();
        assert_eq!(!security.is_empty(), route.personal, "{}", route.path);
        let tokens = security.iter().any(|way| way.get("agency").is_some());
        assert_eq!(tokens, route.scope.is_some(), "{}", route.path);
        assert!(
            ids.insert(operation["operationId"].as_str().unwrap().to_owned()),
            "{} has another's id",
            route.path
        );
        let none = Vec::new();
        let parameters = operation["parameters"].as_array().unwrap_or(&none);
        let in_path = parameters.iter().filter(|parameter| parameter["in"] == "path");
        assert_eq!(in_path.count(), route.path.matches('{').count(), "{}", route.path);
        let repeatable = parameters.iter().any(|one| one["name"] == "Idempotency-Key");
        let makes = route.method == "POST" && route.personal;
        assert_eq!(repeatable, makes, "{} {}", route.method, route.path);
    }
}

#[test]
fn every_name_in_it_leads_somewhere() {
    let document = api::document();
    let text = document.to_string();
    for named in text.split("\"$ref\":\"#").skip(1) {
        let pointer = named.split('"').next().unwrap();
        assert!(document.pointer(pointer).is_some(), "{pointer}");
    }
    let schemas = document["components"]["schemas"].as_object().unwrap();
    assert!(schemas.len() >= 30, "only {} schemas", schemas.len());
    for name in schemas.keys() {
        let twice = name.ends_with(|last: char| last.is_ascii_digit());
        assert!(!twice, "{name}: two types have this name; rename one for the document");
    }
}

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::super::check::{What, Wrong, check};
use super::super::sketch::{Part, Sketch, taken};
use super::refused;
use crate::audience::AppState;
use crate::errors::{Place, WebError};

/// The parameters of the query string: those of `Q`, each once at most, and no others.
pub(in crate::api) struct Asked<Q>(pub Q);

/// More parameters than any operation has.
const MOST: usize = 30;

impl<Q: DeserializeOwned + JsonSchema> FromRequestParts<AppState> for Asked<Q> {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, WebError> {
        let query = Query::<Vec<(String, String)>>::from_request_parts(parts, app).await;
        let Query(pairs) = query.map_err(|_| WebError::bad_request())?;
        let schema = taken::<Q>();
        let mut fields = Map::new();
        let mut wrong = Vec::new();
        for (name, text) in pairs.into_iter().take(MOST) {
            let value = typed(&schema, &name, text);
            if fields.insert(name.clone(), value).is_some() {
                wrong.push(Wrong { pointer: format!("/{name}"), what: What::Most("1".to_owned()) });
            }
        }
        let asked = Value::Object(fields);
        wrong.extend(check(&schema, &asked));
        if !wrong.is_empty() {
            return Err(refused(wrong, |pointer| {
                Place::Parameter(pointer.trim_start_matches('/').to_owned())
            }));
        }
        serde_json::from_value(asked).map(Asked).map_err(|_| WebError::bad_request())
    }
}

/// A value as JSON, as far as its schema wants another type than text.
fn typed(schema: &Value, name: &str, text: String) -> Value {
    let properties = schema.get("properties").and_then(|all| all.get(name));
    let wants = |wanted: &str| match properties.and_then(|property| property.get("type")) {
        Some(Value::String(kind)) => kind == wanted,
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind == wanted),
        _ => false,
    };
    let digits = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.is_empty();
    match text.as_str() {
        "true" if wants("boolean") => Value::Bool(true),
        "false" if wants("boolean") => Value::Bool(false),
        number if wants("integer") && digits => {
            number.parse::<u64>().map_or(Value::String(text), Value::from)
        }
        _ => Value::String(text),
    }
}

impl<Q: JsonSchema> Part for Asked<Q> {
    fn draw(sketch: &mut Sketch) {
        let schema = taken::<Q>();
        let required: Vec<_> =
            schema.get("required").and_then(Value::as_array).into_iter().flatten().collect();
        for (name, property) in
            schema.get("properties").and_then(Value::as_object).into_iter().flatten()
        {
            let needed = required.iter().any(|one| *one == name);
            sketch.parameter("query", name, needed, plain(property));
        }
        sketch.problem(&[400, 422]);
    }
}

/// A parameter is given or left out: there is no null in an address.
fn plain(schema: &Value) -> Value {
    let mut schema = schema.clone();
    if let Some(choices) = schema.get("anyOf").and_then(Value::as_array) {
        let some = choices.iter().find(|one| one.get("type").is_none_or(|kind| kind != "null"));
        let about = schema.get("description").cloned();
        let mut some = some.cloned().unwrap_or_default();
        if let (Some(some), Some(about)) = (some.as_object_mut(), about) {
            some.insert("description".to_owned(), about);
        }
        schema = some;
    }
    if let Some(Value::Array(kinds)) = schema.get("type") {
        let some: Vec<_> = kinds.iter().filter(|kind| *kind != "null").cloned().collect();
        if let ([one], Some(schema)) = (some.as_slice(), schema.as_object_mut()) {
            let one = one.clone();
            schema.insert("type".to_owned(), one);
        }
    }
    if let Some(Value::Array(values)) = schema.get_mut("enum") {
        values.retain(|value| !value.is_null());
    }
    schema
}

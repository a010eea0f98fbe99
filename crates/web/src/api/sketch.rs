//! One operation of the document, drawn from the types that its handler takes and gives.

use std::collections::{BTreeMap, BTreeSet};

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::endpoint::Told;

/// What a handler takes in: it says of itself how a request has to look.
pub trait Part {
    /// Draws it into an operation.
    fn draw(sketch: &mut Sketch);
}

/// What a handler gives when all goes well: it says of itself how that looks.
pub trait Answer {
    /// Draws it into an operation.
    fn draw(sketch: &mut Sketch);
}

/// An operation as far as it is drawn.
pub struct Sketch {
    given: SchemaGenerator,
    /// The parameters of the path, in order, that no part has claimed yet.
    pub(super) in_path: Vec<&'static str>,
    parameters: Vec<Value>,
    body: Option<Value>,
    answers: BTreeMap<u16, Value>,
    security: Vec<Value>,
    problems: BTreeSet<u16>,
}

/// The schema of something that is taken in, in JSON Schema 2020-12, which is what OpenAPI 3.1
/// speaks. What it is made of is written out in it: the same schema checks what comes.
pub(super) fn taken<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.inline_subschemas = true;
        settings.meta_schema = None;
    });
    settings.for_deserialize().into_generator().into_root_schema_for::<T>().to_value()
}

/// Collects the schemas of what is given, each under its own name, for the document as a whole.
pub(super) fn collector() -> SchemaGenerator {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    settings.for_serialize().into_generator()
}

impl Sketch {
    pub(super) fn new(given: SchemaGenerator) -> Sketch {
        Sketch {
            given,
            in_path: Vec::new(),
            parameters: Vec::new(),
            body: None,
            answers: BTreeMap::new(),
            security: Vec::new(),
            problems: BTreeSet::new(),
        }
    }

    /// The schema of something that is given.
    pub fn given<T: JsonSchema>(&mut self) -> Value {
        self.given.subschema_for::<T>().to_value()
    }

    /// Adds a parameter in path, query or header.
    pub fn parameter(&mut self, place: &str, name: &str, required: bool, schema: Value) {
        let mut schema = schema;
        let about = schema.as_object_mut().and_then(|schema| schema.remove("description"));
        let mut parameter =
            json!({ "name": name, "in": place, "required": required, "schema": schema });
        if let (Some(parameter), Some(about)) = (parameter.as_object_mut(), about) {
            parameter.insert("description".to_owned(), about);
        }
        self.parameters.push(parameter);
    }

    /// Whether the query string has parameters.
    pub(super) fn asks_query(&self) -> bool {
        self.parameters.iter().any(|parameter| parameter.get("in").is_some_and(|at| at == "query"))
    }

    /// Adds a body of these media types.
    pub fn body(&mut self, kinds: &[&str], schema: &Value) {
        let content = media(kinds, schema);
        self.body = Some(json!({ "required": true, "content": content }));
        self.problem(&[400, 413, 415]);
    }

    /// Adds an answer with its media types; none has no body.
    pub fn answer(&mut self, status: u16, about: &str, kinds: &[&str], schema: &Value) {
        let mut answer = json!({ "description": about });
        if let Some(answer) = answer.as_object_mut().filter(|_| !kinds.is_empty()) {
            answer.insert("content".to_owned(), media(kinds, schema));
        }
        self.answers.insert(status, answer);
    }

    /// Adds a further media type to an answer that is drawn already.
    pub fn answer_also(&mut self, status: u16, kind: &str, schema: &Value) {
        if let Some(Value::Object(answer)) = self.answers.get_mut(&status) {
            let content = answer.entry("content").or_insert_with(|| json!({}));
            content[kind] = json!({ "schema": schema });
        }
    }

    /// Adds a header to an answer that is drawn already.
    pub fn answer_header(&mut self, status: u16, name: &str, about: &str) {
        if let Some(Value::Object(answer)) = self.answers.get_mut(&status) {
            let headers = answer.entry("headers").or_insert_with(|| json!({}));
            headers[name] =
                json!({ "description": about, "required": true, "schema": { "type": "string" } });
        }
    }

    /// Says that whoever asks must show this: one of the ways that are added.
    pub fn secured(&mut self, way: &str, scopes: &[&str]) {
        self.security.push(json!({ way: scopes }));
        // What is none of theirs looks as if it were not there.
        self.problem(&[401, 403, 404]);
    }

    /// Says that problems of these kinds can come.
    pub fn problem(&mut self, statuses: &[u16]) {
        self.problems.extend(statuses);
    }

    /// The operation, with what every operation can answer, and the collector of schemas.
    pub(super) fn finish(mut self, method: &str, told: Told) -> (Value, SchemaGenerator) {
        let (id, summary, tag) = told;
        if method != "GET" {
            self.problem(&[409, 422, 507]);
        }
        self.problem(&[400, 421, 429, 500, 503]);
        let mut answers: Map<String, Value> =
            self.answers.into_iter().map(|(status, answer)| (status.to_string(), answer)).collect();
        for status in self.problems {
            let problem = json!({ "$ref": "#/components/responses/Problem" });
            answers.entry(status.to_string()).or_insert(problem);
        }
        let mut operation = json!({
            "operationId": id,
            "summary": summary,
            "tags": [tag],
            "security": self.security,
            "responses": answers,
        });
        if let Some(operation) = operation.as_object_mut() {
            if !self.parameters.is_empty() {
                operation.insert("parameters".to_owned(), Value::Array(self.parameters));
            }
            operation.extend(self.body.map(|body| ("requestBody".to_owned(), body)));
        }
        (operation, self.given)
    }
}

fn media(kinds: &[&str], schema: &Value) -> Value {
    let each = kinds.iter().map(|kind| ((*kind).to_owned(), json!({ "schema": schema })));
    Value::Object(each.collect())
}

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use onewindow_model::id::{
    CaseId, CertificateId, DocumentId, DraftId, DrawId, GrantId, OfficerId, RevocationId,
};
use serde_json::{Value, json};

use super::super::sketch::{Part, Sketch};
use super::ID;
use crate::audience::AppState;
use crate::errors::WebError;

/// The parameters of the path. What cannot be one names nothing: 404, like what is not there.
pub(in crate::api) struct At<T>(pub T);

/// What can stand in a path.
pub(in crate::api) trait InPath: Sized {
    /// Reads it.
    fn read(text: &str) -> Option<Self>;
    /// What it looks like.
    fn schema() -> Value;
}

macro_rules! ids {
    ($($id:ty, $about:literal;)*) => {$(
        impl InPath for $id {
            fn read(text: &str) -> Option<Self> {
                text.parse().ok()
            }

            fn schema() -> Value {
                json!({ "type": "string", "pattern": ID, "description": $about })
            }
        }
    )*};
}

ids! {
    CaseId, "The id of a case.";
    CertificateId, "The number of a certificate.";
    DocumentId, "The id of a paper.";
    DraftId, "The id of a draft.";
    DrawId, "The id of a sample.";
    GrantId, "The id of a change of an official's rights, or of a mandate.";
    OfficerId, "The id of an official.";
    RevocationId, "The id of a revocation.";
}

/// A name of the catalogue, such as that of a service or an office.
impl InPath for String {
    fn read(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }

    fn schema() -> Value {
        json!({
            "type": "string",
            "minLength": 1,
            "maxLength": 100,
            "description": "A name of the catalogue.",
        })
    }
}

/// One parameter or several, in the order of the path.
pub(in crate::api) trait Params: Sized {
    fn read(values: &[&str]) -> Option<Self>;
    fn schemas() -> Vec<Value>;
}

impl<A: InPath> Params for A {
    fn read(values: &[&str]) -> Option<Self> {
        match values {
            [a] => A::read(a),
            _ => None,
        }
    }

    fn schemas() -> Vec<Value> {
        vec![A::schema()]
    }
}

impl<A: InPath, B: InPath> Params for (A, B) {
    fn read(values: &[&str]) -> Option<Self> {
        match values {
            [a, b] => Some((A::read(a)?, B::read(b)?)),
            _ => None,
        }
    }

    fn schemas() -> Vec<Value> {
        vec![A::schema(), B::schema()]
    }
}

impl<T: Params> FromRequestParts<AppState> for At<T> {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, WebError> {
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| WebError::not_found())?;
        let values: Vec<_> = params.iter().map(|(_, value)| value).collect();
        T::read(&values).map(At).ok_or_else(WebError::not_found)
    }
}

impl<T: Params> Part for At<T> {
    fn draw(sketch: &mut Sketch) {
        let names = std::mem::take(&mut sketch.in_path);
        for (name, schema) in names.into_iter().zip(T::schemas()) {
            sketch.parameter("path", name, true, schema);
        }
        sketch.problem(&[404]);
    }
}

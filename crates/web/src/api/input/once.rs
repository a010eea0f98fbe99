use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use onewindow_app::repeated::{self, Came, Sender};
use ring::digest::{Context, SHA256};
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::super::sketch::{Part, Sketch, taken};
use super::body::{bytes, read_json};
use super::files::{FILES, read_file};
use crate::audience::AppState;
use crate::edge::{FORM_LIMIT, UPLOAD_LIMIT};
use crate::errors::{Place, WebError};

/// The header under which a request is repeated (draft-ietf-httpapi-idempotency-key-header).
const KEY: &str = "Idempotency-Key";
const SHORTEST: usize = 16;
const LONGEST: usize = 64;

/// A request that makes something or moves it on, done once however often it comes. Every such
/// operation takes its input through it, and cannot do without: [`Once::done`] is the only way to
/// what was sent.
pub(in crate::api) struct Once<B> {
    key: String,
    request: [u8; 32],
    sent: B,
}

/// What can be sent with such a request.
pub(in crate::api) trait Sent: Sized {
    /// How many octets the edge lets pass.
    const MOST: u64 = FORM_LIMIT;
    /// Reads it.
    fn read(headers: &HeaderMap, bytes: Bytes) -> Result<Self, WebError>;
    /// Draws it.
    fn draw(sketch: &mut Sketch);
}

/// Nothing: the address says everything.
pub(in crate::api) struct Nothing;

/// A body of JSON.
pub(in crate::api) struct Json<B>(pub B);

/// A file.
pub(in crate::api) struct OneFile(pub Bytes);

impl<B: Sent> FromRequest<AppState> for Once<B> {
    type Rejection = WebError;

    async fn from_request(request: Request, app: &AppState) -> Result<Self, WebError> {
        let (parts, body) = request.into_parts();
        let key = key(&parts.headers)?;
        let bytes = bytes(Request::new(body), app, B::MOST).await?;
        let path = parts.uri.path_and_query().map_or("", |path| path.as_str());
        let mut asked = vec![parts.method.as_str().as_bytes(), path.as_bytes(), &bytes];
        asked.extend(super::slip::shown(&parts.headers));
        let request = fingerprint(&asked);
        let sent = B::read(&parts.headers, bytes)?;
        Ok(Once { key, request, sent })
    }
}

impl<B> Once<B> {
    /// Does what was asked, or gives the answer of the time when it was done.
    pub async fn done<T, Doing>(
        self,
        sender: impl Into<Sender>,
        doing: impl FnOnce(B) -> Doing,
    ) -> Result<T, WebError>
    where
        T: Serialize + DeserializeOwned,
        Doing: Future<Output = Result<T, WebError>>,
    {
        let Once { key, request, sent } = self;
        let sender = &sender.into();
        let place = Place::Header(KEY);
        let begun = match repeated::begin(sender, &key, request).await? {
            Came::First(begun) => begun,
            Came::Done(answer) => {
                return serde_json::from_slice(&answer).map_err(WebError::internal);
            }
            Came::UnderWay => return Err(WebError::under_way()),
            Came::Other => return Err(WebError::unfit().at(place, "api-key-other", &[])),
        };
        let done = doing(sent).await;
        // What was done stays done, whatever becomes of the note of it.
        let noted = match &done {
            Ok(answer) => {
                let answer = serde_json::to_vec(answer).map_err(WebError::internal)?;
                repeated::end(sender, &begun, &answer).await
            }
            Err(_) => repeated::forget(sender, &begun).await,
        };
        if let Err(error) = noted {
            tracing::warn!(%error, "a request that may be repeated was not noted");
        }
        done
    }
}

/// The key: 16 to 64 letters, digits, `-`, `_`, `.`, `~` or `:`, as a quoted string (RFC 8941) or bare.
fn key(headers: &HeaderMap) -> Result<String, WebError> {
    let refuse = |text| WebError::bad_request().at(Place::Header(KEY), text, &[]);
    let mut all = headers.get_all(KEY).iter();
    let (Some(first), None) = (all.next(), all.next()) else {
        return Err(refuse("api-key-missing"));
    };
    let text = first.to_str().unwrap_or("");
    let bare = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~:".contains(&byte);
    match (SHORTEST..=LONGEST).contains(&bare.len()) && bare.bytes().all(fits) {
        true => Ok(bare.to_owned()),
        false => Err(refuse("api-key-form")),
    }
}

/// SHA-256 over parts, each with its length before it.
fn fingerprint(parts: &[&[u8]]) -> [u8; 32] {
    let mut context = Context::new(&SHA256);
    for part in parts {
        context.update(&part.len().to_be_bytes());
        context.update(part);
    }
    let mut hash = [0; 32];
    hash.copy_from_slice(context.finish().as_ref());
    hash
}

impl Sent for Nothing {
    fn read(_: &HeaderMap, bytes: Bytes) -> Result<Self, WebError> {
        match bytes.is_empty() {
            true => Ok(Nothing),
            false => Err(WebError::bad_request().detail("api-no-body", &[])),
        }
    }

    fn draw(_: &mut Sketch) {}
}

impl<B: DeserializeOwned + JsonSchema> Sent for Json<B> {
    fn read(headers: &HeaderMap, bytes: Bytes) -> Result<Self, WebError> {
        read_json(headers, &bytes).map(Json)
    }

    fn draw(sketch: &mut Sketch) {
        sketch.body(&["application/json"], &taken::<B>());
    }
}

impl Sent for OneFile {
    const MOST: u64 = UPLOAD_LIMIT;

    fn read(headers: &HeaderMap, bytes: Bytes) -> Result<Self, WebError> {
        read_file(headers, bytes).map(OneFile)
    }

    fn draw(sketch: &mut Sketch) {
        sketch.body(FILES, &json!({ "type": "string", "format": "binary" }));
    }
}

impl<B: Sent> Part for Once<B> {
    fn draw(sketch: &mut Sketch) {
        let schema = json!({
            "type": "string",
            "pattern": "^(\"[A-Za-z0-9_.~:-]{16,64}\"|[A-Za-z0-9_.~:-]{16,64})$",
            "description": "A text that nobody else would think of, such as a UUID. The same request \
                under the same key within 24 hours is done once and answered alike.",
        });
        sketch.parameter("header", KEY, true, schema);
        B::draw(sketch);
        sketch.problem(&[400, 404]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[&str]) -> Option<String> {
        let headers = values.iter().map(|v| (KEY.parse().unwrap(), v.parse().unwrap()));
        key(&HeaderMap::from_iter(headers)).ok()
    }

    #[test]
    fn a_key_is_quoted_or_bare_and_one() {
        let uuid = "8e03978e-40d5-43dd-bc93-6894a57f9324";
        assert_eq!(read(&[uuid]).as_deref(), Some(uuid));
        assert_eq!(read(&[&format!("\"{uuid}\"")]).as_deref(), Some(uuid));
        for bad in
            [&[][..], &["short"], &[uuid, uuid], &["\"0123456789abcdef"], &["0123456789abcde é"]]
        {
            assert_eq!(read(bad), None, "{bad:?}");
        }
        assert_eq!(read(&[&"a".repeat(65)]), None);
    }

    #[test]
    fn a_request_is_its_parts_and_where_they_end() {
        assert_ne!(fingerprint(&[b"ab", b"c"]), fingerprint(&[b"a", b"bc"]));
        assert_eq!(fingerprint(&[b"a"]), fingerprint(&[b"a"]));
    }
}

use std::sync::Arc;

use axum::extract::multipart::{Field as Part, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;

use super::field::described_by;
use super::strict::{check_token, plain_lines};
use super::{Filled, FormSpec};
use crate::edge::{UPLOAD_LIMIT, too_large};
use crate::errors::WebError;
use crate::l10n::Words;
use crate::page::Visit;

const MOST_FILES: usize = 20;
const MOST_TEXT_BYTES: usize = 64 * 1024;
const MOST_PARTS: usize = 60;

/// A field for files, as the macro shows it.
#[derive(Debug, Clone, Default)]
pub struct FileField {
    /// The name under which the files come back; also the id of the element.
    pub name: String,
    /// What is asked for.
    pub label: Words,
    /// Which files are taken.
    pub hint: Option<Words>,
    /// What was wrong with the last ones.
    pub error: Option<String>,
    /// Whether several may be chosen (pages of one document).
    pub multiple: bool,
    /// The `accept` list. Phones offer the camera when it names images.
    pub accept: String,
    /// Whether the label is the heading of the page.
    pub heading: bool,
}

impl FileField {
    /// A field for files with what is asked for.
    pub fn new(
        name: impl Into<String>,
        label: impl Into<Words>,
        accept: impl Into<String>,
    ) -> Self {
        Self { name: name.into(), label: label.into(), accept: accept.into(), ..Self::default() }
    }

    /// Adds which files are taken.
    pub fn hint(mut self, hint: impl Into<Words>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Shows what is wrong.
    pub fn error(mut self, error: Option<String>) -> Self {
        self.error = error;
        self
    }

    /// Lets several files be chosen.
    pub fn multiple(mut self) -> Self {
        self.multiple = true;
        self
    }

    /// The ids that describe the field to a screen reader, or an empty string.
    pub fn described_by(&self) -> String {
        described_by(&self.name, self.hint.is_some(), self.error.is_some())
    }
}

/// One file as it was sent. Neither name nor type may be believed.
pub struct UploadedFile {
    /// The field that it came in.
    pub field: String,
    /// The name on the sender's device.
    pub name: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// A form with files that came back, with its token already checked. The token must come before
/// the first file, so that a stranger's files are never taken in; the form macro sees to it.
pub struct UploadForm {
    pairs: Vec<(String, String)>,
    /// The files, in order; fields left empty send none.
    pub files: Vec<UploadedFile>,
}

impl UploadForm {
    /// The declared fields, or a 400 that names each field that is wrong; then the files.
    pub fn read(self, spec: &FormSpec) -> Result<(Filled, Vec<UploadedFile>), WebError> {
        Ok((spec.read(self.pairs)?, self.files))
    }
}

impl<S: Send + Sync> FromRequest<S> for UploadForm {
    type Rejection = WebError;

    async fn from_request(request: Request, state: &S) -> Result<Self, WebError> {
        let Some(visit) = request.extensions().get::<Arc<Visit>>().cloned() else {
            return Err(WebError::internal("a route stands outside the shell"));
        };
        let parts = Multipart::from_request(request, state).await;
        let mut parts = parts.map_err(|_| WebError::unsupported())?;
        let mut form = UploadForm { pairs: Vec::new(), files: Vec::new() };
        let mut checked = false;
        for _ in 0..MOST_PARTS {
            let Some(part) = parts.next_field().await.map_err(|error| refused(error, &visit))?
            else {
                if !checked {
                    check_token(&visit, &mut form.pairs)?;
                }
                return Ok(form);
            };
            if part.file_name().is_none() {
                form.pairs.push(text(part, &visit).await?);
                continue;
            }
            if !checked {
                check_token(&visit, &mut form.pairs)?;
                checked = true;
            }
            let file = file(part, &visit).await?;
            if !(file.name.is_empty() && file.bytes.is_empty()) {
                form.files.push(file);
            }
            if form.files.len() > MOST_FILES {
                let most = MOST_FILES.to_string();
                return Err(
                    WebError::bad_request().detail("form-too-many-files", &[("most", &most)])
                );
            }
        }
        let most = MOST_PARTS.to_string();
        Err(WebError::bad_request().detail("form-too-many", &[("most", &most)]))
    }
}

async fn text(mut part: Part<'_>, visit: &Visit) -> Result<(String, String), WebError> {
    let name = part.name().unwrap_or_default().to_owned();
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(|error| refused(error, visit))? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > MOST_TEXT_BYTES {
            let most = MOST_TEXT_BYTES.to_string();
            let values: &[(&str, &str)] = &[("field", &name), ("most", &most)];
            return Err(WebError::bad_request().detail("form-too-long", values));
        }
    }
    let value = String::from_utf8_lossy(&bytes).into_owned();
    Ok((name, plain_lines(value)))
}

async fn file(mut part: Part<'_>, visit: &Visit) -> Result<UploadedFile, WebError> {
    let field = part.name().unwrap_or_default().to_owned();
    let name = part.file_name().unwrap_or_default().to_owned();
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(|error| refused(error, visit))? {
        bytes.extend_from_slice(&chunk);
    }
    Ok(UploadedFile { field, name, bytes })
}

fn refused(error: MultipartError, visit: &Visit) -> WebError {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        too_large(UPLOAD_LIMIT, Some(visit))
    } else {
        WebError::bad_request().detail("form-unreadable", &[])
    }
}

#[cfg(test)]
#[path = "upload_test.rs"]
mod tests;

//! What the pages that ask for a passkey have in common.

use onewindow_app::AppError;
use onewindow_app::staff::Refusal;

use crate::errors::WebError;
use crate::forms::{Field, Filled, FormSpec, Problem};
use crate::page::Page;

/// The longest answer of a browser that is read.
const LONGEST: usize = 32 * 1024;

/// A form that a passkey answers.
pub(crate) struct Ceremony {
    /// Where the answer goes.
    pub action: &'static str,
    /// `get`, or `create` for a new passkey.
    pub kind: &'static str,
    /// What the browser is asked.
    pub options: String,
    /// What the button says.
    pub button: String,
}

/// The fields of a form that a passkey answers; its page adds its own.
pub(crate) fn answered() -> FormSpec {
    FormSpec::new().one("answer", LONGEST)
}

/// The answer of a form; a browser without scripts sends none.
pub(crate) fn given<'f>(page: &Page, form: &'f Filled) -> Result<&'f str, Problem> {
    let answer = Some(form.get("answer")).filter(|answer| !answer.is_empty());
    answer.ok_or_else(|| Problem::new("", page.t("passkey-noscript")))
}

/// The field for what a passkey is called.
pub(crate) fn name_field(page: &Page, known: usize) -> Field {
    Field::new("name", page.t("passkey-name"))
        .hint(page.t("passkey-name-hint"))
        .value(page.t1("passkey-name-default", "number", known.saturating_add(1)))
        .length(20, 60)
}

/// The key of the text that says why a passkey or a code was not taken.
pub(crate) fn refused_key(why: Refusal) -> &'static str {
    match why {
        Refusal::Unready => "passkey-refused-unready",
        Refusal::Expired => "passkey-refused-expired",
        Refusal::Unreadable => "passkey-refused-unreadable",
        Refusal::Site => "passkey-refused-site",
        Refusal::Unverified => "passkey-refused-unverified",
        Refusal::Kind => "passkey-refused-kind",
        Refusal::Unknown => "passkey-refused-unknown",
        Refusal::Other => "passkey-refused-other",
        Refusal::Copied => "passkey-refused-copied",
        Refusal::Left => "passkey-refused-left",
        Refusal::Taken => "passkey-refused-taken",
        Refusal::Last => "passkey-refused-last",
        Refusal::Many => "passkey-refused-many",
        Refusal::CodeUnknown => "passkey-refused-code-unknown",
        Refusal::CodeUsed => "passkey-refused-code-used",
        Refusal::CodeOver => "passkey-refused-code-over",
    }
}

/// The problem that a page shows for it; anything else is an error of its own.
pub(crate) fn refused(page: &Page, field: &str, error: AppError) -> Result<Problem, WebError> {
    match error {
        AppError::Passkey(why) => Ok(Problem::new(field, page.t(refused_key(why)))),
        other => Err(other.into()),
    }
}

/// What a browser is asked, or why it cannot be: that is said on the page in place of the question.
pub(super) fn asked(
    page: &Page,
    options: Result<String, AppError>,
) -> Result<(Option<String>, Option<String>), WebError> {
    match options {
        Ok(options) => Ok((Some(options), None)),
        Err(AppError::Passkey(why)) => Ok((None, Some(page.t(refused_key(why))))),
        Err(error) => Err(error.into()),
    }
}

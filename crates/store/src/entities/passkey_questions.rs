//! What browsers were asked for a passkey: one question for each browser and purpose, one answer.

use jiff::Timestamp;
use onewindow_model::id::OfficerId;
use onewindow_model::passkey::Question;

use crate::{RowOf, StoreError, Tx, params};

/// A question as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionRecord {
    /// Which browser was asked: a hash of a secret in its cookie.
    pub browser: Vec<u8>,
    /// For what.
    pub purpose: Question,
    /// Who must answer, where that is known.
    pub officer: Option<OfficerId>,
    /// The enrolment code that was brought, by its keyed hash.
    pub code: Option<Vec<u8>>,
    /// What the browser is given.
    pub options: String,
    /// What its answer is held against.
    pub state: String,
    /// Until when an answer is taken.
    pub until: Timestamp,
}

/// Keeps a question in the place of an earlier one of this browser and purpose.
pub async fn put(tx: &mut Tx<'_>, question: &QuestionRecord) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO passkey_questions (browser, purpose, officer, code, options, state, until) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (browser, purpose) DO UPDATE SET \
         officer = excluded.officer, code = excluded.code, options = excluded.options, \
         state = excluded.state, until = excluded.until",
        params![
            &question.browser,
            question.purpose.as_str(),
            question.officer.map(|officer| officer.to_string()),
            question.code.clone(),
            &question.options,
            &question.state,
            question.until
        ],
    )
    .await
}

/// The question that a browser has not answered yet.
pub async fn find(
    tx: &mut Tx<'_>,
    browser: &[u8],
    purpose: Question,
    now: Timestamp,
) -> Result<Option<QuestionRecord>, StoreError> {
    let sql = "SELECT browser, purpose, officer, code, options, state, until \
               FROM passkey_questions WHERE browser = $1 AND purpose = $2 AND until > $3";
    let row = tx.query_opt(sql, params![browser, purpose.as_str(), now]).await?;
    row.map(|row| read(row.of("passkey_questions"))).transpose()
}

/// Takes the question of a browser away: it is answered, whatever the answer.
pub async fn take(
    tx: &mut Tx<'_>,
    browser: &[u8],
    purpose: Question,
    now: Timestamp,
) -> Result<Option<QuestionRecord>, StoreError> {
    let sql = "DELETE FROM passkey_questions WHERE browser = $1 AND purpose = $2 \
               RETURNING browser, purpose, officer, code, options, state, until";
    let row = tx.query_opt(sql, params![browser, purpose.as_str()]).await?;
    let found = row.map(|row| read(row.of("passkey_questions"))).transpose()?;
    Ok(found.filter(|question| question.until > now))
}

/// Takes away what nobody answered in time.
pub async fn sweep(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM passkey_questions WHERE until <= $1", params![now]).await
}

fn read(row: RowOf<'_>) -> Result<QuestionRecord, StoreError> {
    Ok(QuestionRecord {
        browser: row.get("browser")?,
        purpose: row.parse("purpose")?,
        officer: row.parse_opt("officer")?,
        code: row.get("code")?,
        options: row.get("options")?,
        state: row.get("state")?,
        until: row.get("until")?,
    })
}

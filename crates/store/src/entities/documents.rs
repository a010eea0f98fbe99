//! Documents handed in or fetched; their content lies sealed in the blob store.

use jiff::Timestamp;
use onewindow_model::id::{DocumentId, PersonId};

use crate::{Query, RowOf, StoreError, Tx, params};

/// A document as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRecord {
    /// Its id.
    pub id: DocumentId,
    /// Whom it is about.
    pub person: PersonId,
    /// How sensitive it is.
    pub class: String,
    /// The draft or case that it belongs to.
    pub parent: String,
    /// The evidence that it is for.
    pub evidence: String,
    /// Address of the ciphertext: its SHA-256 in hexadecimal.
    pub blob: String,
    /// Media type of the content.
    pub media: String,
    /// Pages.
    pub pages: u32,
    /// Size of the content.
    pub bytes: u32,
    /// When it was handed in.
    pub created_at: Timestamp,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, person, class, parent, evidence, blob, media, pages, bytes, created_at \
             FROM documents ",
            $rest
        )
    };
}

/// Adds a document; its blob must be durable before.
pub async fn insert(tx: &mut Tx<'_>, document: &DocumentRecord) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO documents (id, person, class, parent, evidence, blob, media, pages, bytes, \
         created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            document.id.to_string(),
            document.person.to_string(),
            &document.class,
            &document.parent,
            &document.evidence,
            &document.blob,
            &document.media,
            document.pages,
            document.bytes,
            document.created_at
        ],
    )
    .await
}

/// The document of that id, unless it was taken out again.
pub async fn find(tx: &mut Tx<'_>, id: DocumentId) -> Result<Option<DocumentRecord>, StoreError> {
    let sql = select!("WHERE id = $1 AND removed_at IS NULL");
    let row = tx.query_opt(sql, params![id.to_string()]).await?;
    row.map(|row| read(row.of("documents"))).transpose()
}

/// The documents of a draft or case, oldest first.
pub fn of_parent(parent: &str) -> Query<Vec<DocumentRecord>> {
    let sql = select!("WHERE parent = $1 AND removed_at IS NULL ORDER BY created_at, id");
    Query::new(sql, params![parent], |rows| {
        rows.iter().map(|row| read(row.of("documents"))).collect()
    })
}

/// The blobs in use from `first` to `last`, both included; a sweep asks for a stretch of its list.
pub async fn blobs_in_use(
    tx: &mut Tx<'_>,
    first: &str,
    last: &str,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT blob FROM documents \
               WHERE blob >= $1 AND blob <= $2 AND removed_at IS NULL ORDER BY blob";
    let rows = tx.query(sql, params![first, last]).await?;
    rows.iter().map(|row| Ok(row.of("documents").get("blob")?)).collect()
}

/// Bytes of the documents of that media type that were handed in for a person since `first`, an id
/// of that time; what was taken out again is counted too.
pub async fn bytes_since(
    tx: &mut Tx<'_>,
    person: PersonId,
    media: &str,
    first: DocumentId,
) -> Result<u64, StoreError> {
    let sql = "SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT) AS bytes FROM documents \
               WHERE id >= $1 AND person = $2 AND media = $3";
    let params = params![first.to_string(), person.to_string(), media];
    let row = tx.query_opt(sql, params).await?;
    let bytes: Option<i64> = row.map(|row| row.of("documents").get("bytes")).transpose()?;
    Ok(bytes.and_then(|bytes| u64::try_from(bytes).ok()).unwrap_or_default())
}

/// Takes a document out of a draft.
pub async fn remove(
    tx: &mut Tx<'_>,
    id: DocumentId,
    parent: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute_one(
        "UPDATE documents SET removed_at = $3 \
         WHERE id = $1 AND parent = $2 AND removed_at IS NULL",
        params![id.to_string(), parent, now],
    )
    .await
}

fn read(row: RowOf<'_>) -> Result<DocumentRecord, StoreError> {
    Ok(DocumentRecord {
        id: row.parse("id")?,
        person: row.parse("person")?,
        class: row.get("class")?,
        parent: row.get("parent")?,
        evidence: row.get("evidence")?,
        blob: row.get("blob")?,
        media: row.get("media")?,
        pages: row.get("pages")?,
        bytes: row.get("bytes")?,
        created_at: row.get("created_at")?,
    })
}

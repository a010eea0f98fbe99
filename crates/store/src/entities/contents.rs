//! What drafts and cases hold: one sealed map per part and data class.

use onewindow_model::application::ContentPart;

use crate::{Statement, StoreError, Tx, params};

/// A sealed map of a draft or case.
#[derive(Clone)]
pub struct ContentRecord {
    /// Which part.
    pub part: ContentPart,
    /// The data class that it is sealed under.
    pub class: String,
    /// The map.
    pub sealed: Vec<u8>,
}

/// Everything that a draft or case holds.
pub async fn of(tx: &mut Tx<'_>, parent: &str) -> Result<Vec<ContentRecord>, StoreError> {
    let rows = tx
        .query(
            "SELECT parent, part, class, sealed FROM contents WHERE parent = $1 \
             ORDER BY part, class",
            params![parent],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let row = row.of("contents");
            Ok(ContentRecord {
                part: row.parse("part")?,
                class: row.get("class")?,
                sealed: row.get("sealed")?,
            })
        })
        .collect()
}

const PUT: &str = "INSERT INTO contents (parent, part, class, sealed) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (parent, part, class) DO UPDATE SET sealed = excluded.sealed";

/// Writes one sealed map, in place of the one before.
pub async fn put(tx: &mut Tx<'_>, parent: &str, content: &ContentRecord) -> Result<(), StoreError> {
    put_all(tx, parent, std::slice::from_ref(content)).await
}

/// Writes sealed maps, each in place of the one before, in one round trip.
pub async fn put_all(
    tx: &mut Tx<'_>,
    parent: &str,
    contents: &[ContentRecord],
) -> Result<(), StoreError> {
    let put = |content: &ContentRecord| {
        let values = params![parent, content.part.as_str(), &content.class, &content.sealed];
        Statement::new(PUT, values)
    };
    let all: Vec<Statement> = contents.iter().map(put).collect();
    match tx.batch(&all).await?.into_iter().find(|touched| *touched != 1) {
        None => Ok(()),
        Some(touched) => Err(StoreError::Conflict { touched }),
    }
}

/// Removes everything that a draft holds.
pub async fn clear(tx: &mut Tx<'_>, parent: &str) -> Result<(), StoreError> {
    tx.execute("DELETE FROM contents WHERE parent = $1", params![parent]).await.map(|_| ())
}

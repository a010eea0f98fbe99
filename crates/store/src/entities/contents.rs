//! What drafts and cases hold: one sealed map per part and data class.

use onewindow_model::application::ContentPart;

use crate::{StoreError, Tx, params};

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

/// Writes one sealed map, in place of the one before.
pub async fn put(tx: &mut Tx<'_>, parent: &str, content: &ContentRecord) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO contents (parent, part, class, sealed) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (parent, part, class) DO UPDATE SET sealed = excluded.sealed",
        params![parent, content.part.as_str(), &content.class, &content.sealed],
    )
    .await
}

/// Removes everything that a draft holds.
pub async fn clear(tx: &mut Tx<'_>, parent: &str) -> Result<(), StoreError> {
    tx.execute("DELETE FROM contents WHERE parent = $1", params![parent]).await.map(|_| ())
}

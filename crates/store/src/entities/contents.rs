//! What drafts and cases hold: one sealed map per part and data class.

use onewindow_model::application::ContentPart;

use crate::{Query, Row, StoreError, Tx, Write, params};

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
pub fn of(parent: &str) -> Query<Vec<ContentRecord>> {
    let sql =
        "SELECT parent, part, class, sealed FROM contents WHERE parent = $1 ORDER BY part, class";
    Query::new(sql, params![parent], |rows| {
        let read = |row: &Row| {
            let row = row.of("contents");
            Ok(ContentRecord {
                part: row.parse("part")?,
                class: row.get("class")?,
                sealed: row.get("sealed")?,
            })
        };
        rows.iter().map(read).collect()
    })
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
    tx.write_all(putting(parent, contents).collect()).await
}

/// The same, to travel with other writes.
pub fn putting<'c>(
    parent: &'c str,
    contents: &'c [ContentRecord],
) -> impl Iterator<Item = Write> + 'c {
    contents.iter().map(move |content| {
        let part = content.part.as_str();
        Write::one(PUT, params![parent, part, &content.class, &content.sealed])
    })
}

/// Removes everything that a draft holds.
pub async fn clear(tx: &mut Tx<'_>, parent: &str) -> Result<(), StoreError> {
    let clearing = Write::any("DELETE FROM contents WHERE parent = $1", params![parent]);
    tx.write_all(vec![clearing]).await
}

//! What the program under test writes: a blob, and a row that refers to it.

use std::path::Path;

use onewindow_store::{
    BlobId, BlobStore, End, MIGRATIONS, Migration, Store, StoreError, StoreOptions, TxError,
    params, tx_job,
};

use crate::Dice;

/// The schema of this test.
pub const STEPS: &[Migration] = &[
    match MIGRATIONS {
        [meta, ..] => *meta,
        [] => Migration { number: 1, name: "none", sqlite: "", postgres: "" },
    },
    Migration {
        number: 2,
        name: "submission",
        sqlite: "CREATE TABLE submission (
                     id INTEGER NOT NULL PRIMARY KEY,
                     blob TEXT NOT NULL UNIQUE,
                     sealed BLOB NOT NULL
                 ) STRICT",
        // A power cut below PostgreSQL is tested by PostgreSQL.
        postgres: "",
    },
];

/// Opens database and uploads in `data`, as the server does.
pub async fn open(data: &Path) -> Result<(Store, BlobStore), StoreError> {
    let options = StoreOptions { migrations: STEPS, ..StoreOptions::default() };
    let store = Store::open(data.join("onewindow.db"), options).await?;
    Ok((store, BlobStore::open(data.join("uploads"))?))
}

/// One submission. Its content follows from its number, so that whoever knows the number knows
/// what must be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// Its number, which the program prints once it is acknowledged.
    pub number: i64,
    /// Its upload.
    pub upload: Vec<u8>,
    /// A sealed field in its row. Large enough that a run passes several checkpoints.
    pub sealed: Vec<u8>,
}

impl Submission {
    /// The submission of this number.
    pub fn new(number: i64) -> Submission {
        let mut dice = Dice::new(number.unsigned_abs());
        let mut octets = |most: u64| {
            let length = usize::try_from(dice.below(most)).unwrap_or_default();
            dice.octets(length.saturating_add(16))
        };
        Submission { number, upload: octets(30_000), sealed: octets(60_000) }
    }

    /// Stores it: the upload first, then the row. It is acknowledged when this returns `Ok`.
    pub async fn submit(&self, store: &Store, blobs: &BlobStore) -> Result<(), TxError<()>> {
        let blob = blobs.put(self.upload.clone()).await?;
        let (number, sealed) = (self.number, self.sealed.clone());
        let job = tx_job!([number, blob, sealed], |tx| {
            let sql = "INSERT INTO submission (id, blob, sealed) VALUES ($1, $2, $3)";
            tx.execute_one(sql, params![number, blob, sealed]).await?;
            Ok(End::Commit(()))
        });
        store.run_tx("submission", job).await.map(|_| ())
    }

    /// Reads the row of `number`: the id of its upload and its sealed field.
    pub async fn find(store: &Store, number: i64) -> Result<Option<(BlobId, Vec<u8>)>, StoreError> {
        let job = tx_job!([number], |tx| {
            let sql = "SELECT id, blob, sealed FROM submission WHERE id = $1";
            let Some(row) = tx.query_opt(sql, params![number]).await? else { return Ok(None) };
            let row = row.of("submission");
            Ok(Some((row.parse("blob")?, row.get("sealed")?)))
        });
        store.read("submission", job).await
    }
}

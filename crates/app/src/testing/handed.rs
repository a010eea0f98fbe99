//! Papers that were handed in, without handing them in.

use onewindow_model::id::DocumentId;
use onewindow_store::entities::documents::{self, DocumentRecord};
use onewindow_store::{End, tx_job};

use super::World;
use crate::error::AppError;

impl World {
    /// A paper like this one and so large was handed in just now, and another put in its place.
    pub async fn replaced(&self, like: &DocumentRecord, bytes: u64) {
        let now = self.app.now();
        let record = DocumentRecord {
            id: DocumentId::fresh(now, self.app.random()),
            blob: "0".repeat(64),
            bytes: u32::try_from(bytes).unwrap_or(u32::MAX),
            created_at: now,
            ..like.clone()
        };
        let done = self.app.store.run_tx(
            "tests.replaced",
            tx_job!([record], |tx| {
                documents::insert(tx, &record).await?;
                documents::remove(tx, record.id, &record.parent, now).await?;
                Ok(End::<_, AppError>::Commit(()))
            }),
        );
        done.await.expect("the row is kept");
    }
}

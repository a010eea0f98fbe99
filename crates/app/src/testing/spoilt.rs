//! A database that somebody else wrote into.

use onewindow_store::{End, params, tx_job};

use super::World;
use crate::error::AppError;

impl World {
    /// Does what no use case does.
    pub async fn spoil(&self, sql: &'static str) {
        let spoilt = self.app.store.run_tx(
            "tests.spoil",
            tx_job!([], |tx| Ok(End::<_, AppError>::Commit(tx.execute(sql, params![]).await?))),
        );
        assert!(spoilt.await.expect("a statement").value > 0, "something changed");
    }
}

//! Opening a PostgreSQL database: what it must be, the pool, the schema.

use std::{
    sync::{Arc, atomic::AtomicBool},
    time::Duration,
};

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use tokio::sync::Semaphore;
use tokio_postgres::NoTls;

use super::{
    errors::{from_pool, translate},
    migrate::migrate,
    session::Accepted,
    store::Pg,
};
use crate::{StoreError, StoreOptions, stats::Counters, target::PostgresUrl};

/// The oldest release that is tested.
const OLDEST: i32 = 15;

/// How long a connection may take to come about, and a job to get one.
const PATIENCE: Duration = Duration::from_secs(5);

/// The table that stands in a database while it is being filled from another.
pub(crate) const MOVING: &str = "moving";

/// Limits of a session. A transaction that its node has forgotten must not hold the others up;
/// sequential scans lock whole tables against serializable writers, so indexes are preferred even
/// where a table is small.
const SESSION: &str = "-c statement_timeout=30s -c lock_timeout=10s \
                       -c idle_in_transaction_session_timeout=15s -c enable_seqscan=off";

impl Pg {
    pub(crate) async fn open(url: &PostgresUrl, options: &StoreOptions) -> Result<Pg, StoreError> {
        let pool = pool(url, options)?;
        let mut first = pool.get().await.map_err(from_pool)?;
        suits(&first).await?;
        whole(&first).await?;
        migrate(&mut first, options.migrations).await?;
        drop(first);
        let limit = options.queue.max(1).saturating_add(options.connections.max(1));
        Ok(Pg {
            url: url.clone(),
            pool,
            admitted: Arc::new(Semaphore::new(limit)),
            limit,
            closing: AtomicBool::new(false),
            accepted: Arc::new(Accepted::default()),
            counters: Counters::default(),
        })
    }
}

pub(crate) fn pool(url: &PostgresUrl, options: &StoreOptions) -> Result<Pool, StoreError> {
    let mut config = (*url.0).clone();
    let given = config.get_options().map(str::to_owned).unwrap_or_default();
    config.options(format!("{given} {SESSION}")).application_name("onewindow");
    config.connect_timeout(PATIENCE).tcp_user_timeout(Duration::from_secs(30));
    config.keepalives_idle(Duration::from_secs(30));
    let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
    let manager = match &url.1 {
        Some(verified) => Manager::from_config(config, verified.clone(), recycling),
        None => Manager::from_config(config, NoTls, recycling),
    };
    Pool::builder(manager)
        .max_size(options.connections.max(1))
        .wait_timeout(Some(PATIENCE))
        .create_timeout(Some(PATIENCE))
        .recycle_timeout(Some(PATIENCE))
        .runtime(Runtime::Tokio1)
        .build()
        .map_err(|error| StoreError::Other(error.to_string()))
}

/// Refuses a server on which an acknowledged receipt could be lost, or texts could differ.
pub(crate) async fn suits(client: &Object) -> Result<(), StoreError> {
    let shown = |name: &'static str| async move {
        let row = client.query_one("SELECT current_setting($1)", &[&name]).await;
        row.and_then(|row| row.try_get::<_, String>(0)).map_err(|e| translate(&e))
    };
    let number: i32 = shown("server_version_num").await?.parse().unwrap_or_default();
    if number / 10_000 < OLDEST {
        return unsuited(&format!("PostgreSQL {OLDEST} or later is needed"));
    }
    if shown("server_encoding").await? != "UTF8" {
        return unsuited("its encoding is not UTF8; create it with ENCODING 'UTF8'");
    }
    for setting in ["fsync", "full_page_writes", "synchronous_commit"] {
        if shown(setting).await? == "off" {
            return unsuited(&format!(
                "{setting} is off, so that a power cut loses what was acknowledged; turn it on"
            ));
        }
    }
    Ok(())
}

/// Refuses a database that is still being filled.
pub(crate) async fn whole(client: &Object) -> Result<(), StoreError> {
    let sql = "SELECT to_regclass($1) IS NULL";
    let row = client.query_one(sql, &[&MOVING]).await.map_err(|e| translate(&e))?;
    match row.try_get(0) {
        Ok(true) => Ok(()),
        _ => Err(StoreError::Migration(
            "it is being filled by `onewindow migrate` or `onewindow restore`, which was not \
             finished: run it again, or name an empty database"
                .to_owned(),
        )),
    }
}

fn unsuited<T>(why: &str) -> Result<T, StoreError> {
    Err(StoreError::Other(format!("this PostgreSQL database cannot be used: {why}")))
}

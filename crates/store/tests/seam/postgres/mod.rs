//! What holds for PostgreSQL alone: transactions that meet, a server that goes and comes back.
//! Each test is ignored where there is none; `cargo xtask test` runs them.

mod encrypted;
mod gone;
mod met;
mod moving;
mod schema;

use onewindow_store::{PostgresUrl, Store, StoreOptions};
use onewindow_testbed::Server;

use crate::house::STEPS;

/// A server of the test's own, because things are done to it.
async fn served() -> (Server, Store) {
    let server = Server::start().unwrap();
    let store = open(&server).await;
    (server, store)
}

async fn open(server: &Server) -> Store {
    let url = PostgresUrl::parse(&server.url()).unwrap();
    Store::open(url, StoreOptions { migrations: STEPS, ..Default::default() }).await.unwrap()
}

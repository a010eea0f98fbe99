//! What tests run on: a throw-away PostgreSQL server from the system's own package.
//!
//! `cargo xtask test` starts one server and names it in `ONEWINDOW_TEST_POSTGRES`; every test then
//! takes a schema of its own in it. Without that variable tests run on SQLite.

mod postgres;

pub use postgres::{Server, Stop, binaries};

use std::{
    process::Command,
    sync::atomic::{AtomicU32, Ordering},
};

/// The variable with the address of the server that tests share.
pub const SERVER: &str = "ONEWINDOW_TEST_POSTGRES";

/// The address of an empty schema in the server that tests share, if they run on PostgreSQL.
///
/// # Panics
/// If the server is named and cannot be used.
#[allow(clippy::panic)]
pub fn database() -> Option<String> {
    let server = std::env::var(SERVER).ok()?;
    match schema(&server) {
        Ok(url) => Some(url),
        Err(why) => panic!("{SERVER} is set, but {why}"),
    }
}

/// The address of a new schema in the database at `url`.
pub fn schema(url: &str) -> Result<String, String> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("t{}_{count}_{}", std::process::id(), nanoseconds());
    ask(url, &format!("CREATE SCHEMA {name}"))?;
    Ok(format!("{url}?options=-csearch_path%3D{name}"))
}

/// What `psql` says to `sql`: rows in lines, columns separated by `|`.
pub fn ask(url: &str, sql: &str) -> Result<String, String> {
    let mut psql = Command::new(binaries()?.join("psql"));
    psql.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", sql, url]);
    postgres::output(&mut psql)
}

/// Every row of the database at `url`, table by table, with binary columns as the octets they are.
pub fn dump(url: &str) -> Result<Vec<(String, Vec<u8>)>, String> {
    let tables = "SELECT oid::regclass FROM pg_class
                  WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace";
    let mut dump = Vec::new();
    for table in ask(url, tables)?.lines() {
        let rows = ask(url, &format!("SELECT one::text FROM {table} AS one"))?;
        dump.push((table.to_owned(), plain(&rows)));
    }
    Ok(dump)
}

/// `text`, followed by the octets of each hexadecimal literal in it.
fn plain(text: &str) -> Vec<u8> {
    let mut octets = text.as_bytes().to_vec();
    for literal in text.split("\\x").skip(1) {
        let digits: Vec<u8> =
            literal.chars().map_while(|c| c.to_digit(16)?.try_into().ok()).collect();
        octets.push(b'\n');
        octets.extend(digits.chunks_exact(2).map(|pair| match pair {
            [high, low] => high << 4 | low,
            _ => 0,
        }));
    }
    octets
}

fn nanoseconds() -> u128 {
    let since = std::time::SystemTime::UNIX_EPOCH.elapsed();
    since.map_or(0, |since| since.as_nanos())
}

#[cfg(test)]
mod tests {
    #[test]
    fn binary_columns_are_read() {
        let found = super::plain(r#"(a,"\\x6f6e65","\\x77"),x"#);
        let has = |text: &str| found.windows(text.len()).any(|w| w == text.as_bytes());
        assert!(has("one") && has("\nw") && has("(a,"));
    }
}

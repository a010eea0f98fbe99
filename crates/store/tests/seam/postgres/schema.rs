//! The schema is the same on both databases.

use std::collections::BTreeMap;

use onewindow_store::{PostgresUrl, Store, StoreError, StoreOptions};

/// Tables with their columns: name, type in SQLite's words, whether NULL is refused, place in the
/// primary key.
type Schema = BTreeMap<String, Vec<(String, String, bool, i64)>>;

#[tokio::test]
#[ignore = "needs PostgreSQL"]
async fn both_dialects_make_the_same_tables() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    Store::open(&path, StoreOptions::default()).await.unwrap().close().await;
    let url = onewindow_testbed::database().unwrap();
    let target = PostgresUrl::parse(&url).unwrap();
    Store::open(target, StoreOptions::default()).await.unwrap().close().await;
    let (lite, pg) = (sqlite(&path), postgres(&url));
    assert!(lite.len() > 15, "{lite:?}");
    for (table, columns) in &lite {
        assert_eq!(pg.get(table), Some(columns), "{table}");
    }
    assert_eq!(lite.len(), pg.len());
    // One alone waits for COMMIT: see ADR 0010, "Neighbours".
    let deferred = "SELECT conname FROM pg_constraint
                    WHERE condeferrable AND connamespace = current_schema()::regnamespace";
    let found = onewindow_testbed::ask(&url, deferred).unwrap();
    assert_eq!(found.trim(), "case_events_case_id_fkey");
}

#[tokio::test]
#[ignore = "needs PostgreSQL"]
async fn text_is_ordered_by_its_octets() {
    let url = onewindow_testbed::database().unwrap();
    let target = PostgresUrl::parse(&url).unwrap();
    Store::open(target, StoreOptions::default()).await.unwrap().close().await;
    let others = "SELECT table_name, column_name FROM information_schema.columns
                  WHERE table_schema = current_schema() AND data_type = 'text'
                  AND collation_name IS DISTINCT FROM 'C' AND table_name <> 'schema_migration'";
    assert_eq!(onewindow_testbed::ask(&url, others).unwrap(), "");
}

#[tokio::test]
#[ignore = "needs PostgreSQL"]
async fn a_database_of_another_program_is_refused() {
    let url = onewindow_testbed::database().unwrap();
    onewindow_testbed::ask(&url, "CREATE TABLE theirs (id BIGINT)").unwrap();
    let target = PostgresUrl::parse(&url).unwrap();
    let refused = Store::open(target, StoreOptions::default()).await;
    assert!(matches!(refused, Err(StoreError::Corrupt(_))), "{refused:?}");
    assert_eq!(onewindow_testbed::ask(&url, "SELECT count(*) FROM theirs").unwrap().trim(), "0");
}

#[tokio::test]
#[ignore = "needs PostgreSQL"]
async fn a_server_that_may_forget_is_refused() {
    let server = onewindow_testbed::Server::start().unwrap();
    let url = server.url();
    onewindow_testbed::ask(&url, "ALTER DATABASE onewindow SET synchronous_commit = off").unwrap();
    let target = PostgresUrl::parse(&url).unwrap();
    let refused = Store::open(target, StoreOptions::default()).await.unwrap_err();
    assert!(refused.to_string().contains("synchronous_commit is off"), "{refused}");
}

fn sqlite(path: &std::path::Path) -> Schema {
    let side = rusqlite::Connection::open(path).unwrap();
    let sql = "SELECT t.name, c.name, c.type, c.\"notnull\", c.pk
               FROM pragma_table_list t JOIN pragma_table_info(t.name) c
               WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite%'";
    let mut statement = side.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| {
        Ok((row.get(0)?, (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))
    });
    gathered(rows.unwrap().map(Result::unwrap))
}

fn postgres(url: &str) -> Schema {
    let sql = "SELECT c.table_name, c.column_name, c.data_type, c.is_nullable = 'NO',
               coalesce(k.ordinal_position, 0)
               FROM information_schema.columns c
               LEFT JOIN information_schema.table_constraints p
                   ON p.table_schema = c.table_schema AND p.table_name = c.table_name
                   AND p.constraint_type = 'PRIMARY KEY'
               LEFT JOIN information_schema.key_column_usage k
                   ON k.constraint_schema = p.constraint_schema
                   AND k.constraint_name = p.constraint_name AND k.column_name = c.column_name
               WHERE c.table_schema = current_schema()";
    let rows = onewindow_testbed::ask(url, sql).unwrap();
    gathered(rows.lines().map(|line| {
        let field: Vec<&str> = line.split('|').collect();
        let kind = match field[2] {
            "bigint" => "INTEGER",
            "bytea" => "BLOB",
            "text" => "TEXT",
            other => other,
        };
        let place = field[4].parse().unwrap();
        (field[0].to_owned(), (field[1].to_owned(), kind.to_owned(), field[3] == "t", place))
    }))
}

/// SQLite calls a column of the primary key nullable unless the text says otherwise.
fn gathered(rows: impl Iterator<Item = (String, (String, String, bool, i64))>) -> Schema {
    let mut schema = Schema::new();
    for (table, (column, kind, filled, key)) in rows {
        schema.entry(table).or_default().push((column, kind, filled || key > 0, key));
    }
    schema.values_mut().for_each(|columns| columns.sort());
    schema
}

//! Values through the database and back, and rows that do not parse.

use jiff::{Timestamp, civil::Date};
use onewindow_store::{End, RowError, StoreError, params, tx_job};

use crate::house::{House, failure};

#[tokio::test]
async fn values_come_back_as_they_went() {
    let house = House::new().await;
    let at: Timestamp = "2026-11-23T08:30:00.123456Z".parse().unwrap();
    let day: Date = "2026-11-23".parse().unwrap();
    let job = tx_job!([], |tx| {
        let sql = "INSERT INTO item (id, amount, note, sealed) VALUES ($1, $2, $3, $4)";
        tx.execute_one(sql, params![day, at, "医保'", [1_u8, 0, 255]]).await?;
        tx.execute_one(sql, params!["x", true, None::<String>, None::<Vec<u8>>]).await?;
        Ok(End::<(), ()>::Commit(()))
    });
    house.store.run_tx("values", job).await.unwrap();
    let job = tx_job!([], |tx| {
        let sql = "SELECT id, amount, note, sealed FROM item ORDER BY id";
        let rows = tx.query(sql, &[]).await?;
        let (first, second) = (rows[0].of("item"), rows[1].of("item"));
        assert_eq!(first.get::<Date>("id")?, day);
        assert_eq!(first.get::<Timestamp>("amount")?, at);
        assert_eq!(first.get::<Option<String>>("note")?.as_deref(), Some("医保'"));
        assert_eq!(first.get::<[u8; 3]>("sealed")?, [1, 0, 255]);
        assert!(second.get::<bool>("amount")?);
        assert_eq!(second.get::<u32>("amount")?, 1);
        assert_eq!(second.get::<Option<String>>("note")?, None);
        assert_eq!(second.parse_opt::<Date>("note")?, None);
        Ok(())
    });
    house.store.read("values", job).await.unwrap();
}

#[tokio::test]
async fn a_row_that_does_not_parse_names_its_place() {
    let house = House::new().await;
    let job = tx_job!([], |tx| {
        let sql = "INSERT INTO item (id, amount, note) VALUES ('k7', -5, 'secret')";
        tx.execute_one(sql, &[]).await?;
        Ok(End::<(), ()>::Commit(()))
    });
    house.store.run_tx("bad", job).await.unwrap();
    let job = tx_job!([], |tx| {
        let row = tx.query_one("SELECT id, amount, note FROM item", &[]).await?;
        let row = row.of("item");
        let errors: Vec<RowError> = vec![
            row.get::<u32>("amount").unwrap_err(),
            row.get::<bool>("amount").unwrap_err(),
            row.get::<String>("amount").unwrap_err(),
            row.get::<Vec<u8>>("note").unwrap_err(),
            row.get::<i64>("note").unwrap_err(),
            row.get::<Date>("note").unwrap_err(),
            row.get::<i64>("absent").unwrap_err(),
        ];
        Ok(errors)
    });
    for error in house.store.read("bad", job).await.unwrap() {
        let text = error.to_string();
        assert!(text.starts_with("table item, row k7, column "), "{text}");
        assert!(!text.contains("secret"), "{text}");
    }
    let job = tx_job!([], |tx| {
        let row = tx.query_one("SELECT id, amount FROM item", &[]).await?;
        Ok(End::<bool, ()>::Commit(row.of("item").get("amount")?))
    });
    let StoreError::Row(error) = failure(house.store.run_tx("bad", job).await) else {
        panic!("another error");
    };
    assert_eq!((error.table, error.column, error.row.as_str()), ("item", "amount", "k7"));
}

#[tokio::test]
async fn a_real_number_has_no_place() {
    let house = House::new().await;
    let job = tx_job!([], |tx| tx.query("SELECT 1.5 AS number", &[]).await);
    let error = house.store.read("real", job).await.unwrap_err();
    assert!(matches!(error, StoreError::Corrupt(_)), "{error}");
}

#[tokio::test]
async fn a_text_with_a_nul_is_refused() {
    let house = House::new().await;
    let job = tx_job!([], |tx| {
        let sql = "INSERT INTO item (id, note) VALUES ('a', $1)";
        tx.execute_one(sql, params!["one\0two"]).await?;
        Ok(End::<(), ()>::Commit(()))
    });
    let error = failure(house.store.run_tx("nul", job).await);
    assert_eq!(error, StoreError::Constraint("a text holds a NUL".to_owned()));
}

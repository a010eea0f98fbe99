//! Statements that travel together.

use onewindow_store::{End, Query, Row, StoreError, Write, params, tx_job};

use crate::house::{House, failure};

fn add(id: &str, amount: i64) -> Write {
    Write::one("INSERT INTO item (id, amount) VALUES ($1, $2)", params![id, amount])
}

fn amount(id: &str) -> Query<Option<i64>> {
    let sql = "SELECT id, amount FROM item WHERE id = $1";
    Query::new(sql, params![id], |rows: &[Row]| {
        rows.first().map(|row| Ok(row.of("item").get("amount")?)).transpose()
    })
}

fn ids() -> Query<Vec<String>> {
    Query::new("SELECT id FROM item ORDER BY id", params![], |rows: &[Row]| {
        rows.iter().map(|row| Ok(row.of("item").get("id")?)).collect()
    })
}

#[tokio::test]
async fn each_query_finds_its_own() {
    let house = House::new().await;
    let job = tx_job!([], |tx| {
        tx.write_all(vec![add("a", 7), add("b", 8)]).await?;
        Ok(End::<_, ()>::Commit(tx.find_all((amount("b"), ids(), amount("x"), amount("a"))).await?))
    });
    let found = house.store.run_tx("together", job).await.unwrap().value;
    assert_eq!(found, (Some(8), vec!["a".to_owned(), "b".to_owned()], None, Some(7)));
    let read = tx_job!([], |tx| tx.find(amount("a")).await);
    assert_eq!(house.store.read("alone", read).await.unwrap(), Some(7));
}

#[tokio::test]
async fn a_guarded_write_that_touches_nothing_takes_the_others_with_it() {
    let house = House::new().await;
    let raise = |id: &str| {
        let sql = "UPDATE item SET amount = amount + 1 WHERE id = $1";
        (Write::one(sql, params![id]), Write::any(sql, params![id]))
    };
    let job = tx_job!([], |tx| {
        tx.write_all(vec![add("a", 1), raise("x").0, add("b", 2)]).await?;
        Ok(End::<(), ()>::Commit(()))
    });
    let error = failure(house.store.run_tx("guarded", job).await);
    assert_eq!(error, StoreError::Conflict { touched: 0 });
    let job = tx_job!([], |tx| {
        tx.write_all(vec![add("c", 3), raise("x").1, raise("c").0]).await?;
        Ok(End::<_, ()>::Commit(tx.find_all((ids(), amount("c"))).await?))
    });
    let kept = house.store.run_tx("any", job).await.unwrap().value;
    assert_eq!(kept, (vec!["c".to_owned()], Some(4)), "nothing is left of the first");
}

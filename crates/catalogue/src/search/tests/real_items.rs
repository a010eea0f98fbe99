use std::path::Path;

use onewindow_model::lang::Lang::Zh;

use crate::search::{Doc, Fields, Index};

/// Items of a real portal, where the data lies beside the repository.
fn items() -> Option<Vec<Doc>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/guangdong/items-300.jsonl");
    let text = std::fs::read_to_string(path).ok()?;
    let items = text.lines().map(|line| {
        let item: serde_json::Value = serde_json::from_str(line).unwrap();
        let field = |name: &str| item[name].as_str().unwrap_or_default().to_owned();
        Doc {
            id: field("TASK_CODE"),
            weight: 1.0,
            codes: vec![field("TASK_CODE"), field("CATAID")],
            fields: vec![(
                Zh,
                Fields {
                    name: field("TASK_NAME"),
                    summary: field("DEPT_NAME"),
                    body: field("accept_standard"),
                    ..Fields::default()
                },
            )],
        }
    });
    Some(items.collect())
}

#[test]
fn real_items_are_found_by_code_and_by_name() {
    let Some(items) = items() else {
        println!("skipped: no shared data");
        return;
    };
    let index = Index::build(items.iter().cloned());
    let mut by_name = 0;
    for item in &items {
        let found = index.search(&item.codes[0], Zh, 0, 1).hits;
        assert_eq!(found[0].id, item.id);
        let name = &item.fields[0].1.name;
        let same: Vec<&str> =
            items.iter().filter(|i| i.fields[0].1.name == *name).map(|i| i.id.as_str()).collect();
        let found = index.search(name, Zh, 0, 1).hits;
        by_name += usize::from(found.first().is_some_and(|hit| same.contains(&hit.id.as_str())));
    }
    println!("{by_name} of {} real items come first for their own name", items.len());
    assert!(by_name * 100 >= items.len() * 99);
    if std::env::var_os("ONEWINDOW_SHOW").is_some() {
        for query in [
            "办学校",
            "出租车",
            "药店",
            "考驾照",
            "养老院",
            "律师证",
            "砍树",
            "卖药",
            "医保",
            "旅行社",
            "教师资格证",
            "社保",
        ] {
            let found = index.search(query, Zh, 0, 4);
            println!("{query}: {}", found.total);
            for hit in found.hits {
                let name = &items.iter().find(|i| i.id == hit.id).unwrap().fields[0].1.name;
                println!("   {:.1} {name}", hit.score);
            }
        }
    }
}

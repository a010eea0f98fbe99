//! Real records are found: what their fields are called stands in `tests/sources/*.json`.

use std::path::Path;

use onewindow_model::lang::Lang::Zh;
use serde_json::Value;

use crate::search::{Doc, Fields, Index};

/// The records of each real source, where the data lies beside the repository.
fn sources() -> Vec<Vec<Doc>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let described = std::fs::read_dir(here.join("tests/sources")).unwrap();
    let read = |path: &Path| std::fs::read_to_string(path).ok();
    let described = described.map(|entry| {
        let text = read(&entry.unwrap().path()).unwrap();
        serde_json::from_str::<Value>(&text).unwrap()
    });
    // Only sources of one JSON object a line say how to search them.
    let records = described.filter(|source| source["search"].is_object()).filter_map(|source| {
        let data = here.join("../..").join(source["data"].as_str().unwrap());
        let text = read(&data)?;
        Some(text.lines().map(|line| doc(&source["search"], line)).collect())
    });
    records.collect()
}

/// A record by the names that its source has for code, name and the rest.
fn doc(names: &Value, line: &str) -> Doc {
    let item: Value = serde_json::from_str(line).unwrap();
    let field = |name: &Value| item[name.as_str().unwrap()].as_str().unwrap_or_default().to_owned();
    let codes: Vec<String> = names["codes"].as_array().unwrap().iter().map(field).collect();
    let fields = Fields {
        name: field(&names["name"]),
        summary: field(&names["summary"]),
        body: field(&names["body"]),
        ..Fields::default()
    };
    Doc { id: codes[0].clone(), weight: 1.0, codes, fields: vec![(Some(Zh), fields)] }
}

#[test]
fn real_items_are_found_by_code_and_by_name() {
    let sources = sources();
    if sources.is_empty() {
        println!("skipped: no shared data");
    }
    for items in sources {
        found(&items);
    }
}

fn found(items: &[Doc]) {
    let index = Index::build(items.iter().cloned());
    let mut by_name = 0;
    for item in items {
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

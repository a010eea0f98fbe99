//! Rust files that no `mod` declaration reaches: the compiler never sees them.

use super::finding::Finding;
use super::scan;
use super::tree::{File, Tree};
use std::collections::BTreeSet;

pub fn check(tree: &Tree) -> Vec<Finding> {
    let rust: Vec<&File> = tree.ours(".rs").collect();
    let mut alive: BTreeSet<String> = BTreeSet::new();
    let mut open: Vec<String> =
        rust.iter().filter(|file| is_root(&file.path)).map(|file| file.path.clone()).collect();
    while let Some(path) = open.pop() {
        if !alive.insert(path.clone()) {
            continue;
        }
        if let Some(file) = tree.find(&path) {
            open.extend(named_by(file));
        }
    }
    let dead = rust.into_iter().filter(|f| !alive.contains(&f.path) && !is_case(tree, &f.path));
    dead.map(|f| Finding::new("dead-file", &f.path, "no `mod` declaration names it")).collect()
}

/// Cargo finds these by itself.
fn is_root(path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let parent = folder.rsplit('/').next().unwrap_or_default();
    let target = ["tests", "benches", "examples"].contains(&parent) && !folder.contains("/src");
    match name {
        "main.rs" => true,
        "lib.rs" => parent == "src",
        "build.rs" => parent != "src" && !folder.contains("/src/"),
        _ => target || folder.ends_with("src/bin"),
    }
}

/// Programs that a test compiles itself, found by the folder's name in the test.
fn is_case(tree: &Tree, path: &str) -> bool {
    let Some((krate, rest)) = path.split_once("/tests/") else { return false };
    let Some((folder, _)) = rest.split_once('/') else { return false };
    let quoted = format!("\"tests/{folder}/");
    let tests = format!("{krate}/tests/");
    tree.files.iter().any(|f| f.path.starts_with(&tests) && f.text.contains(&quoted))
}

/// The files that the `mod name;` lines of `file` may mean.
fn named_by(file: &File) -> Vec<String> {
    let code: Vec<char> = scan::code(&file.text).chars().collect();
    let raw: Vec<char> = file.text.chars().collect();
    let (folder, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
    let stem = name.trim_end_matches(".rs");
    let own = if stem == "mod" || is_root(&file.path) {
        folder.to_owned()
    } else {
        format!("{folder}/{stem}")
    };
    let mut named = Vec::new();
    for at in scan::words_at(&code, "mod") {
        let module: String =
            code.iter().skip(at + 4).take_while(|c| c.is_alphanumeric() || **c == '_').collect();
        if code.get(at + 4 + module.len()) != Some(&';') {
            continue;
        }
        let inside = enclosing(&code, at);
        let base = std::iter::once(own.clone()).chain(inside).collect::<Vec<_>>().join("/");
        match path_attribute(&raw, at) {
            Some(path) => named.push(format!("{folder}/{path}")),
            None => {
                named.push(format!("{base}/{module}.rs"));
                named.push(format!("{base}/{module}/mod.rs"));
            }
        }
    }
    named
}

/// The inline modules around a position, outermost first.
fn enclosing(code: &[char], at: usize) -> Vec<String> {
    let mut names = Vec::new();
    for start in scan::words_at(code, "mod").into_iter().filter(|start| *start < at) {
        if scan::body_after(code, start).is_some_and(|(open, close)| open < at && at < close) {
            let name =
                code.iter().skip(start + 4).take_while(|c| c.is_alphanumeric() || **c == '_');
            names.push(name.collect());
        }
    }
    names
}

/// The value of a `#[path = "…"]` just before the declaration.
fn path_attribute(raw: &[char], at: usize) -> Option<String> {
    let before: String = raw.iter().take(at).collect();
    let item = before.rsplit([';', '}']).next()?;
    let value = item.rsplit_once("#[path")?.1;
    value.split('"').nth(1).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_reached_through_every_form_of_mod() {
        let tree = Tree::of(&[
            (
                "crates/a/src/lib.rs",
                "mod one;\npub mod two { mod three; }\n#[path = \"x/y.rs\"]\nmod z;",
            ),
            ("crates/a/src/one.rs", "mod four; // mod gone;"),
            ("crates/a/src/one/four.rs", ""),
            ("crates/a/src/two/three/mod.rs", "mod five;"),
            ("crates/a/src/two/three/five.rs", ""),
            ("crates/a/src/x/y.rs", ""),
            ("crates/a/src/one/gone.rs", ""),
            ("crates/a/tests/all.rs", "t.compile_fail(\"tests/ui/*.rs\")"),
            ("crates/a/tests/ui/case.rs", ""),
            ("crates/a/tests/lost/case.rs", ""),
            ("crates/a/examples/e.rs", ""),
        ]);
        let found: Vec<_> = check(&tree).into_iter().map(|f| f.place).collect();
        assert_eq!(found, ["crates/a/src/one/gone.rs", "crates/a/tests/lost/case.rs"]);
    }
}

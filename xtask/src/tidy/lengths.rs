//! File and function lengths.

use super::finding::Finding;
use super::functions;
use super::tree::{File, Tree};

const MAX: usize = 400;
const MEDIAN: usize = 120;

pub fn check(tree: &Tree) -> Vec<Finding> {
    let rust: Vec<&File> = tree.ours(".rs").collect();
    let mut findings: Vec<Finding> = rust.iter().flat_map(|file| functions::check(file)).collect();
    for ending in [".rs", ".html", ".css", ".scss", ".mjs", ".js"] {
        findings.extend(tree.ours(ending).filter_map(too_long));
    }
    findings.extend(median(rust.iter().map(|file| lines(file)).collect()));
    findings
}

fn lines(file: &File) -> usize {
    file.text.lines().count()
}

fn too_long(file: &File) -> Option<Finding> {
    let count = lines(file);
    let message = format!("{count} lines, {MAX} allowed");
    (count > MAX).then(|| Finding::new("file-length", &file.path, message).measure(count))
}

fn median(mut counts: Vec<usize>) -> Option<Finding> {
    counts.sort_unstable();
    let median = counts.get(counts.len() / 2).copied().unwrap_or_default();
    println!("median length of .rs files: {median}");
    let message = format!("the median .rs file has {median} lines, {MEDIAN} allowed");
    (median > MEDIAN).then(|| Finding::new("median-length", ".", message).measure(median))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_files_functions_and_medians_are_found_and_vendored_ones_are_not() {
        let long = "x\n".repeat(401);
        let function = format!("fn a() {{\n{}}}\n", "    x();\n".repeat(69));
        let tree = Tree::of(&[
            ("a.html", &long),
            ("assets/vendor/b.css", &long),
            ("c.css", &format!("/* @generated */\n{long}")),
            ("d.rs", &function),
        ]);
        let found: Vec<_> = check(&tree).into_iter().map(|f| (f.rule, f.place)).collect();
        let expected = [("function-length", "d.rs#a"), ("file-length", "a.html")];
        assert_eq!(found, expected.map(|(rule, place)| (rule, place.to_owned())));
        assert_eq!(median(vec![121, 1, 500]).unwrap().measure, Some(121));
    }
}

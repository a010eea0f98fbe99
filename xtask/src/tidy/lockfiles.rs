//! Node lock files name versions and hashes, not where they were downloaded.

use super::finding::Finding;
use super::tree::{File, Tree};

const RULE: &str = "lock-file";

pub fn check(tree: &Tree) -> Vec<Finding> {
    let locks = tree.files.iter().filter(|f| f.path.ends_with("package-lock.json"));
    let resolved = locks.filter_map(resolved);
    let manifests = tree.files.iter().filter(|f| f.path.ends_with("/package.json"));
    resolved.chain(manifests.filter_map(|file| unlocked(tree, file))).collect()
}

fn resolved(file: &File) -> Option<Finding> {
    let at = file.text.lines().position(|line| line.contains("\"resolved\""))?;
    let message = "`resolved`: set omit-lockfile-registry-resolved=true in .npmrc and lock again";
    Some(Finding::new(RULE, &file.path, message).line(at + 1))
}

fn unlocked(tree: &Tree, file: &File) -> Option<Finding> {
    let lock = file.path.replace("/package.json", "/package-lock.json");
    let wants = file.text.contains("ependencies\"");
    let message = "a package.json with dependencies needs its package-lock.json";
    (wants && !file.is_foreign() && tree.find(&lock).is_none())
        .then(|| Finding::new(RULE, &file.path, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_file_is_there_and_names_no_address() {
        let manifest = ("a/package.json", "{ \"dependencies\": {} }");
        assert_eq!(check(&Tree::of(&[manifest])).len(), 1);
        assert!(check(&Tree::of(&[manifest, ("a/package-lock.json", "{}")])).is_empty());
        let addressed = ("a/package-lock.json", "{\n \"resolved\": \"x\" }");
        assert_eq!(check(&Tree::of(&[manifest, addressed]))[0].line, 2);
    }
}

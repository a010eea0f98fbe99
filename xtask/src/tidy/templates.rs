//! Templates that no page and no other template uses.

use super::finding::Finding;
use super::tree::Tree;

const FOLDER: &str = "crates/web/templates/";

pub fn check(tree: &Tree) -> Vec<Finding> {
    let templates = tree.files.iter().filter_map(|file| file.path.strip_prefix(FOLDER));
    let dead = templates.filter(|name| !is_named(tree, name));
    dead.map(|name| {
        Finding::new("dead-template", format!("{FOLDER}{name}"), "nothing names this template")
    })
    .collect()
}

/// By its path from the templates folder, as askama wants it.
fn is_named(tree: &Tree, name: &str) -> bool {
    let quoted = format!("\"{name}\"");
    let own = format!("{FOLDER}{name}");
    let web = tree.files.iter().filter(|f| f.path.starts_with("crates/web/"));
    web.filter(|file| file.path != own).any(|file| file.text.contains(&quoted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_alive_when_a_source_or_template_names_it() {
        let tree = Tree::of(&[
            ("crates/web/src/a.rs", "#[template(path = \"page/a.html\")]"),
            ("crates/web/templates/page/a.html", "{% extends \"base.html\" %}"),
            ("crates/web/templates/base.html", "\"old.html\" is not here: \"base.html\""),
            ("crates/web/templates/dead.html", "{% include \"dead.html\" %}"),
        ]);
        let found: Vec<_> = check(&tree).into_iter().map(|f| f.place).collect();
        assert_eq!(found, ["crates/web/templates/dead.html"]);
    }
}

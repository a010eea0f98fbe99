//! The tree as git would commit it, read once.

use crate::command;
use std::path::Path;
use std::process::Command;

/// Every text file of the project.
pub struct Tree {
    pub files: Vec<File>,
}

/// One text file.
pub struct File {
    /// From the workspace's root, with `/`.
    pub path: String,
    pub text: String,
}

impl Tree {
    /// Reads what git tracks or would add. Binary files and files just deleted are left out.
    pub fn read(root: &Path) -> Result<Self, String> {
        let mut git = Command::new("git");
        git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
        let list = command::output(git.current_dir(root))
            .map_err(|e| format!("tidy reads the tree through git: {e}"))?;
        let mut paths: Vec<&str> = list.split('\0').filter(|path| !path.is_empty()).collect();
        paths.sort_unstable();
        paths.dedup();
        let read = |path: &str| {
            let text = std::fs::read_to_string(root.join(path)).ok()?;
            Some(File { path: path.to_owned(), text })
        };
        Ok(Self { files: paths.into_iter().filter_map(read).collect() })
    }

    /// The files whose name ends so, without those made by others.
    pub fn ours(&self, ending: &str) -> impl Iterator<Item = &File> {
        self.files.iter().filter(move |f| f.path.ends_with(ending) && !f.is_foreign())
    }

    pub fn find(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }
}

impl File {
    /// Vendored, or made by a program that says so at the top.
    pub fn is_foreign(&self) -> bool {
        let vendored = self.path.split('/').any(|part| part == "vendor");
        vendored || self.text.lines().take(5).any(|line| line.contains("@generated"))
    }

    /// The crate's folder name for a path below `crates/`.
    pub fn room(&self) -> Option<&str> {
        self.path.strip_prefix("crates/")?.split('/').next()
    }
}

#[cfg(test)]
impl Tree {
    /// A tree for the tests of the rules.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let file = |&(path, text): &(&str, &str)| File { path: path.into(), text: text.into() };
        Self { files: files.iter().map(file).collect() }
    }
}

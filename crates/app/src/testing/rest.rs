//! Everything that a platform keeps, as whoever carries its disks away would find it.

use std::path::Path;

use onewindow_store::Target;

use super::World;

impl World {
    /// The database, to be looked at from outside.
    pub fn target(&self) -> Target {
        self.app.store.target()
    }

    /// Every file of the data folder, and every row of a database elsewhere, by name.
    pub fn at_rest(&self) -> Vec<(String, Vec<u8>)> {
        at_rest(self.folder.path(), self.database.as_deref())
    }

    /// The same, once the platform was stopped.
    pub async fn stopped_at_rest(self) -> Vec<(String, Vec<u8>)> {
        let database = self.database.clone();
        let folder = self.stop().await;
        at_rest(folder.path(), database.as_deref())
    }
}

fn at_rest(folder: &Path, database: Option<&str>) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    read_all(folder, &mut found);
    if let Some(url) = database {
        found.extend(onewindow_testbed::dump(url).expect("the server that tests share"));
    }
    found
}

fn read_all(folder: &Path, files: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => read_all(&path, files),
            false => {
                files.push((path.display().to_string(), std::fs::read(&path).expect("a file")))
            }
        }
    }
}

//! A folder that is there whole or not at all.

use std::{
    fs::{self, DirBuilder, File},
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use super::BackupError;
use crate::durable;

/// A folder on its way. What is dropped before [`Unfinished::finish`] is removed again.
#[derive(Debug)]
pub struct Unfinished {
    path: PathBuf,
    to: PathBuf,
    finished: bool,
}

impl Unfinished {
    /// Begins the folder `to` under another name beside it, closed to other users. `to` must be
    /// missing or empty.
    pub fn begin(to: &Path) -> Result<Unfinished, BackupError> {
        if !is_vacant(to).map_err(|why| BackupError::at(to, why))? {
            return Err(BackupError::Occupied(to.to_owned()));
        }
        let mut name = to.as_os_str().to_owned();
        name.push(".unfinished");
        let path = PathBuf::from(name);
        let above = durable::parent(&path).unwrap_or(Path::new("."));
        durable::create_directory(above).map_err(|why| BackupError::at(above, why))?;
        closed().create(&path).map_err(|why| match why.kind() {
            ErrorKind::AlreadyExists => BackupError::Begun(path.clone()),
            _ => BackupError::at(&path, why),
        })?;
        Ok(Unfinished { path, to: to.to_owned(), finished: false })
    }

    /// Where it is meanwhile.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives it its name, once everything in it would survive a power cut.
    pub fn finish(mut self) -> Result<(), BackupError> {
        sync(&self.path)?;
        fs::rename(&self.path, &self.to).map_err(|why| BackupError::at(&self.to, why))?;
        self.finished = true;
        let above = durable::parent(&self.to).unwrap_or(Path::new("."));
        durable::sync_directory(above).map_err(|why| BackupError::at(above, why))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Best effort: on a full disk it makes room, and by its name it never looks whole.
        if !self.finished {
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

fn is_vacant(path: &Path) -> io::Result<bool> {
    match fs::read_dir(path) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(why) if why.kind() == ErrorKind::NotFound => Ok(true),
        Err(why) => Err(why),
    }
}

fn closed() -> DirBuilder {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder
}

/// Everything below a folder, and the folder.
fn sync(folder: &Path) -> Result<(), BackupError> {
    let failed = |why| BackupError::at(folder, why);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let path = entry.path();
        match entry.file_type().map_err(failed)?.is_dir() {
            true => sync(&path)?,
            false => File::open(&path)
                .and_then(|file| file.sync_all())
                .map_err(|why| BackupError::at(&path, why))?,
        }
    }
    durable::sync_directory(folder).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_there_whole_or_not_at_all() {
        let here = tempfile::tempdir().unwrap();
        let to = here.path().join("new/backup");
        let begun = Unfinished::begin(&to).unwrap();
        fs::write(begun.path().join("a"), "1").unwrap();
        assert!(matches!(Unfinished::begin(&to), Err(BackupError::Begun(_))));
        drop(begun);
        assert_eq!(fs::read_dir(here.path().join("new")).unwrap().count(), 0, "nothing is left");
        let begun = Unfinished::begin(&to).unwrap();
        fs::write(begun.path().join("a"), "1").unwrap();
        assert!(!to.exists());
        begun.finish().unwrap();
        assert_eq!(fs::read(to.join("a")).unwrap(), b"1");
        assert!(matches!(Unfinished::begin(&to), Err(BackupError::Occupied(_))));
        assert_eq!(fs::read(to.join("a")).unwrap(), b"1");
    }
}

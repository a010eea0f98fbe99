//! Reading files, and saying why they cannot be read.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::Target;
use crate::finding::Finding;
use crate::shared::FILES;
use crate::yaml::MAX_BYTES;

/// Why a path cannot be read as a catalogue.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// Nothing is there.
    #[error("`{0}` does not exist; name a catalogue folder or a service file in one")]
    Missing(PathBuf),
    /// Something is there that is not a catalogue.
    #[error(
        "`{path}` is not a catalogue folder: {} missing. a catalogue folder holds {} and services/*.yaml",
        missing_words(missing),
        FILES.map(|(name, _)| name).join(", ")
    )]
    NotACatalogue {
        /// The folder.
        path: PathBuf,
        /// The files that it lacks.
        missing: Vec<String>,
    },
    /// A file that is not a service file.
    #[error("`{0}` is not a service file: those end in .yaml")]
    NotAService(PathBuf),
    /// A shared file of a catalogue, named alone.
    #[error("`{0}` is shared by all services: name the folder of its catalogue to check it")]
    Shared(PathBuf),
    /// A pipe, a device or the like, which might never end.
    #[error("`{0}` is neither a file nor a folder")]
    NotAFile(PathBuf),
    /// It cannot be read.
    #[error("`{path}` cannot be read: {why}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        why: std::io::Error,
    },
}

fn missing_words(missing: &[String]) -> String {
    let names: Vec<_> = missing.iter().map(|name| format!("`{name}`")).collect();
    format!("{} {}", names.join(", "), if names.len() == 1 { "is" } else { "are" })
}

/// Where a path points.
pub(crate) fn target(path: &Path) -> Result<Target, Unreadable> {
    let meta = fs::metadata(path).map_err(|why| match why.kind() {
        ErrorKind::NotFound => Unreadable::Missing(path.to_owned()),
        _ => Unreadable::Io { path: path.to_owned(), why },
    })?;
    if meta.is_dir() {
        return folder(path);
    }
    if !meta.is_file() {
        return Err(Unreadable::NotAFile(path.to_owned()));
    }
    if !is_yaml(path) {
        return Err(Unreadable::NotAService(path.to_owned()));
    }
    let shared = FILES.iter().any(|(name, _)| path.file_name().is_some_and(|file| file == *name));
    if shared && path.parent().is_some_and(|folder| folder.join("services").is_dir()) {
        return Err(Unreadable::Shared(path.to_owned()));
    }
    let parent = path.parent().map_or_else(|| PathBuf::from("."), Path::to_owned);
    let (above, named) = (above(&parent), vec![path.to_owned()]);
    let (files, maps) = match above.is_some() && holds_maps(&parent) {
        true => (Vec::new(), named),
        false => (named, Vec::new()),
    };
    Ok(Target { folder: above, files, maps, whole: false })
}

fn folder(path: &Path) -> Result<Target, Unreadable> {
    let lacking = missing(path);
    let services = path.join("services");
    if lacking.is_empty() || services.is_dir() {
        let files = yaml_files(&services)?;
        let maps = yaml_files(&path.join(MAPS))?;
        return Ok(Target { folder: Some(path.to_owned()), files, maps, whole: true });
    }
    // A folder of service files, in a catalogue or alone.
    let files = yaml_files(path)?;
    if files.is_empty() || lacking.len() < FILES.len() {
        return Err(Unreadable::NotACatalogue { path: path.to_owned(), missing: lacking });
    }
    let above = above(path);
    let (files, maps) = match above.is_some() && holds_maps(path) {
        true => (Vec::new(), files),
        false => (files, Vec::new()),
    };
    Ok(Target { folder: above, files, maps, whole: false })
}

/// The folder of a catalogue in which its mapping files stand.
const MAPS: &str = "maps";

fn holds_maps(folder: &Path) -> bool {
    // `.` and the like have no name of their own, and the folder of a bare name is empty.
    let real = folder.join(".").canonicalize();
    real.is_ok_and(|folder| folder.file_name().is_some_and(|name| name == MAPS))
}

/// The catalogue's folder above the one that service files are in.
fn above(services: &Path) -> Option<PathBuf> {
    let up = match services.file_name() {
        Some(_) => services.parent().map(Path::to_owned),
        None => Some(services.join("..")),
    };
    let up = up.map(|up| if up.as_os_str().is_empty() { PathBuf::from(".") } else { up });
    up.into_iter().chain([services.to_owned()]).find(|folder| missing(folder).is_empty())
}

/// The shared files that a folder lacks.
pub(crate) fn missing(folder: &Path) -> Vec<String> {
    let names = FILES.iter().map(|(name, _)| *name);
    names.filter(|name| !folder.join(name).is_file()).map(str::to_owned).collect()
}

/// The YAML files of a folder by name, or none if there is no such folder.
pub(crate) fn yaml_files(folder: &Path) -> Result<Vec<PathBuf>, Unreadable> {
    let io = |why| Unreadable::Io { path: folder.to_owned(), why };
    let entries = match fs::read_dir(folder) {
        Err(why) if why.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(io)?,
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(io)?.path();
        if is_yaml(&path) && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml")
}

/// A file's text; what is not UTF-8 is a finding, as is a file that is far too large.
pub(crate) fn text(path: &Path) -> Result<Result<String, Finding>, Unreadable> {
    let io = |why| Unreadable::Io { path: path.to_owned(), why };
    let name = path.to_string_lossy();
    let mut bytes = Vec::new();
    let most = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    fs::File::open(path).map_err(io)?.take(most).read_to_end(&mut bytes).map_err(io)?;
    // A file cut off in the middle of a character is too large before it is anything else.
    if bytes.len() > MAX_BYTES {
        let message =
            format!("the file has more than {MAX_BYTES} bytes, which is all that is read");
        let help = "split it into several services, or shorten its texts";
        return Ok(Err(Finding::whole_file("file-too-large", &name, "", message, help)));
    }
    Ok(String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let start = String::from_utf8_lossy(error.as_bytes().get(..good).unwrap_or_default());
        let file = crate::source::SourceFile::new(&name, &start);
        let help = "save it as UTF-8";
        Finding::error("not-utf8", &name, file.place(good..good), "the file is not UTF-8", help)
    }))
}

//! From a durable image back to a directory.

use std::{
    ffi::OsString,
    fs, io,
    os::unix::{ffi::OsStringExt, fs::PermissionsExt},
    path::{Path, PathBuf},
};

use crate::Dice;

/// Octets that reach a disk together or not at all.
const PAGE: usize = 4096;

/// What becomes of content that was written but not synced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsynced {
    /// None of it is left.
    Lost,
    /// Each page of 4096 octets is left or lost by chance, from a seed: a disk that had begun to
    /// write, in any order.
    SomePages(u64),
}

/// Makes `into` the directory that the watched tree is after a power cut at the moment at which
/// the program was killed. Names are left only if they were synced.
pub fn rebuild(image: &Path, into: &Path, unsynced: Unsynced) -> io::Result<()> {
    let top = fs::read_to_string(image.join("root"))?;
    let dice = match unsynced {
        Unsynced::Lost => None,
        Unsynced::SomePages(seed) => Some(Dice::new(seed)),
    };
    Rebuild { image: image.to_owned(), dice }.directory(&top, into)
}

struct Rebuild {
    image: PathBuf,
    dice: Option<Dice>,
}

impl Rebuild {
    fn directory(&mut self, inode: &str, into: &Path) -> io::Result<()> {
        fs::create_dir(into)?;
        // A directory that was never synced itself is empty.
        let names = or_empty(fs::read(self.image.join("dir").join(inode)))?;
        let names = String::from_utf8(names).map_err(io::Error::other)?;
        for line in names.lines() {
            let (kind, inode, rights, name) = entry(line)?;
            let into = into.join(name);
            match kind {
                'd' => self.directory(inode, &into)?,
                _ => self.file(inode, &into)?,
            }
            // A key file that others can read would be refused, and rightly.
            fs::set_permissions(&into, fs::Permissions::from_mode(rights))?;
        }
        Ok(())
    }

    fn file(&mut self, inode: &str, into: &Path) -> io::Result<()> {
        // A file that was never synced has its name and no content.
        let mut content = or_empty(fs::read(self.image.join("file").join(inode)))?;
        if let Some(dice) = &mut self.dice {
            let live = fs::read(self.image.join("pin").join(inode))?;
            for (number, page) in live.chunks(PAGE).enumerate() {
                let (from, to) = (number * PAGE, number * PAGE + page.len());
                if content.get(from..to) == Some(page) || dice.below(2) == 0 {
                    continue;
                }
                content.resize(content.len().max(to), 0);
                if let Some(place) = content.get_mut(from..to) {
                    place.copy_from_slice(page);
                }
            }
        }
        fs::write(into, content)
    }
}

fn or_empty(read: io::Result<Vec<u8>>) -> io::Result<Vec<u8>> {
    match read {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        other => other,
    }
}

fn entry(line: &str) -> io::Result<(char, &str, u32, OsString)> {
    let bad = || io::Error::other(format!("the image has a line `{line}`"));
    let mut parts = line.split(' ');
    let kind = parts.next().and_then(|kind| kind.chars().next()).ok_or_else(bad)?;
    let inode = parts.next().ok_or_else(bad)?;
    let rights = parts.next().and_then(|rights| u32::from_str_radix(rights, 8).ok());
    let digits = parts.next().ok_or_else(bad)?;
    let name = digits.as_bytes().chunks(2).map(|pair| {
        let pair = std::str::from_utf8(pair).map_err(io::Error::other)?;
        u8::from_str_radix(pair, 16).map_err(io::Error::other)
    });
    let name = OsString::from_vec(name.collect::<Result<_, _>>()?);
    Ok((kind, inode, rights.ok_or_else(bad)?, name))
}

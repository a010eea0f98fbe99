//! Files as they stand: plain, `.gz`, `.tar`, `.tar.gz`, `.zip`, told apart by what they begin with.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

use super::meter::{Count, Counted, Unpacked};
use super::{Far, Layout, Met, Stopped, cut, decode};

/// The most members that an archive may have.
pub(super) const MOST_MEMBERS: usize = 200_000;

/// Where a tar archive says that it is one, and what it says.
const TAR: (usize, &[u8]) = (257, b"ustar");

type Take<'t, E> = &'t mut dyn FnMut(Met, Far) -> Result<(), E>;

pub(super) fn each<E>(path: &Path, layout: &Layout, take: Take<'_, E>) -> Result<(), Stopped<E>> {
    let file = File::open(path)?;
    let of = file.metadata()?.len();
    let read = Count::default();
    let told = read.clone();
    let mut take = |met: Met| take(met, Far { bytes: told.get().min(of), of });
    let mut input = BufReader::with_capacity(1 << 16, Counted { input: file, count: read });
    let start = input.fill_buf()?;
    if start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06") {
        return zipped(input.into_inner(), of, layout, &mut take);
    }
    if start.starts_with(&[0x1f, 0x8b]) {
        let input = MultiGzDecoder::new(input);
        let input = Unpacked { input, out: Count::default(), packed: of };
        return inner(input, layout, &mut take);
    }
    inner(input, layout, &mut take)
}

/// A tar archive, or the records themselves.
fn inner<E>(
    input: impl Read,
    layout: &Layout,
    take: &mut dyn FnMut(Met) -> Result<(), E>,
) -> Result<(), Stopped<E>> {
    let mut input = input;
    let mut head = vec![0; 512];
    let got = decode::fill(&mut input, &mut head)?;
    head.truncate(got);
    let is_tar = head.get(TAR.0..).is_some_and(|rest| rest.starts_with(TAR.1));
    let input = io::Cursor::new(head).chain(input);
    if !is_tar {
        return cut(input, layout, None, take);
    }
    let mut archive = tar::Archive::new(input);
    for (entry, number) in archive.entries()?.zip(0..) {
        few_enough(number)?;
        let entry = entry?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if entry.header().entry_type().is_file() && wanted(&name, layout) {
            cut(entry, layout, Some(&name), take)?;
        }
    }
    Ok(())
}

fn zipped<E>(
    file: Counted<File>,
    of: u64,
    layout: &Layout,
    take: &mut dyn FnMut(Met) -> Result<(), E>,
) -> Result<(), Stopped<E>> {
    let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(io::Error::other)?;
    few_enough(archive.len())?;
    let out = Count::default();
    for number in 0..archive.len() {
        let entry = archive.by_index(number).map_err(io::Error::other)?;
        let name = entry.name().to_owned();
        if entry.is_file() && wanted(&name, layout) {
            let input = Unpacked { input: entry, out: out.clone(), packed: of };
            cut(input, layout, Some(&name), take)?;
        }
    }
    Ok(())
}

fn wanted(name: &str, layout: &Layout) -> bool {
    layout.files.as_ref().is_none_or(|files| files.is_match(name))
}

fn few_enough(members: usize) -> io::Result<()> {
    if members <= MOST_MEMBERS {
        return Ok(());
    }
    let text = format!("the archive has more than {MOST_MEMBERS} members");
    Err(io::Error::new(io::ErrorKind::InvalidData, text))
}

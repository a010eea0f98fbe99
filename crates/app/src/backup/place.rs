//! Folders, whatever they are called.

use std::path::{Path, PathBuf};

/// Whether one of two folders is the other, or lies in it. Links are followed as far as folders exist.
pub(super) fn is_within(one: &Path, other: &Path) -> bool {
    let (one, other) = (resolved(one), resolved(other));
    one.starts_with(&other) || other.starts_with(&one)
}

fn resolved(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let known = absolute.ancestors().find_map(|above| {
        let real = above.canonicalize().ok()?;
        Some(real.join(absolute.strip_prefix(above).ok()?))
    });
    known.unwrap_or(absolute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_found_in_another_by_whatever_name() {
        let here = tempfile::tempdir().unwrap();
        let at = |name: &str| here.path().join(name);
        std::fs::create_dir(at("data")).unwrap();
        assert!(is_within(&at("data"), &at("data")));
        assert!(
            is_within(&at("data/keys/new"), &at("data")) && is_within(here.path(), &at("data"))
        );
        assert!(!is_within(&at("data-2"), &at("data")), "a name that begins alike");
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(at("data"), at("elsewhere")).unwrap();
            assert!(is_within(&at("elsewhere/backup"), &at("data")));
        }
    }
}

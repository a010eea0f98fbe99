//! The data folder and the disk under it.

use std::path::Path;

use super::Finding;
use crate::readiness::{LEAST_FREE, disk_free};

/// Examines rights and room, where there is a folder.
pub(super) fn examine(data: &Path) -> Vec<Finding> {
    // A folder that may not be looked into is there, and the next lines say so.
    if matches!(data.try_exists(), Ok(false)) {
        let what = format!("there is no folder `{}` yet: the first start makes it", data.display());
        return vec![Finding::note("data", what)];
    }
    let mut findings = vec![rights(data)];
    findings.extend(disk_free(data).map(|free| room(free, data)));
    findings
}

#[cfg(unix)]
fn rights(data: &Path) -> Finding {
    use std::os::unix::fs::PermissionsExt;
    match std::fs::metadata(data).map(|meta| meta.permissions().mode() & 0o077) {
        Ok(0) => Finding::well("data", "the folder is closed to other users"),
        Ok(_) => Finding::problem(
            "data",
            format!("other users of this machine can look into `{}`", data.display()),
            format!("run: chmod 700 {}", data.display()),
        ),
        Err(why) => Finding::problem("data", why.to_string(), "run this as the node's own user"),
    }
}

#[cfg(not(unix))]
fn rights(_data: &Path) -> Finding {
    Finding::note("data", "rights are not examined on this system")
}

fn room(free: u64, data: &Path) -> Finding {
    let what = format!("{} MB are free where `{}` is", free >> 20, data.display());
    match free < LEAST_FREE {
        true => Finding::problem(
            "disk",
            what,
            format!("make room, {} MB at least: nothing can be taken in soon", LEAST_FREE >> 20),
        ),
        false => Finding::well("disk", what),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::health::State;

    #[test]
    fn little_room_is_a_problem() {
        let data = Path::new("data");
        assert_eq!(room(LEAST_FREE, data).state, State::Ok);
        let short = room(LEAST_FREE - 1, data);
        assert!(short.state == State::Problem && short.remedy.unwrap().contains("make room"));
    }
}

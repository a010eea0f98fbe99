//! A disk that is full while a flag file stands.

use std::os::fd::RawFd;

use crate::settings::Settings;

/// Whether a write to `fd` has to fail now.
pub(crate) fn refuses(fd: RawFd) -> bool {
    let Some(settings) = Settings::get() else { return false };
    let Some(flag) = &settings.full else { return false };
    flag.exists() && settings.watched(fd).is_some()
}

/// What the C function answers then.
pub(crate) fn refusal() -> isize {
    // SAFETY: glibc gives every thread its own errno at this address.
    unsafe { *libc::__errno_location() = libc::ENOSPC };
    -1
}

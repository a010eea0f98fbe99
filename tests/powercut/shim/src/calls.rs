//! The functions of the C library that this one stands in for.
//!
//! The real work is asked of the kernel directly, so there is no question which library's
//! function comes next.

use std::os::fd::RawFd;

use libc::{c_int, c_long, c_void, off_t, size_t, ssize_t};

use crate::{full, image, settings::Settings};

/// Runs when the library is loaded, before `main`: what stands in the tree then is durable.
#[used]
#[unsafe(link_section = ".init_array")]
static AT_LOAD: extern "C" fn() = {
    extern "C" fn at_load() {
        if let Some(settings) = Settings::get() {
            image::begin(settings);
        }
    }
    at_load
};

/// Stands in for `fsync(2)`.
///
/// # Safety
/// As the C function: any file descriptor may be given.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fsync(fd: c_int) -> c_int {
    sync(fd, libc::SYS_fsync)
}

/// Stands in for `fdatasync(2)`; the size of a file is data here, as it is there.
///
/// # Safety
/// As the C function: any file descriptor may be given.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fdatasync(fd: c_int) -> c_int {
    sync(fd, libc::SYS_fdatasync)
}

fn sync(fd: RawFd, number: c_long) -> c_int {
    if let Some(settings) = Settings::get()
        && let Some(path) = settings.watched(fd)
    {
        image::synced(settings, fd, &path);
        return 0;
    }
    // SAFETY: both calls take one descriptor and no memory; the kernel checks it.
    let result = unsafe { libc::syscall(number, fd) };
    c_int::try_from(result).unwrap_or(-1)
}

/// Stands in for `write(2)`.
///
/// # Safety
/// As the C function: `data` must be readable for `length` octets.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn write(fd: c_int, data: *const c_void, length: size_t) -> ssize_t {
    if full::refuses(fd) {
        return full::refusal();
    }
    // SAFETY: the caller answers for `data` and `length`; they go to the kernel unchanged.
    unsafe { libc::syscall(libc::SYS_write, fd, data, length) as ssize_t }
}

/// Stands in for `pwrite(2)`.
///
/// # Safety
/// As the C function: `data` must be readable for `length` octets.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pwrite(
    fd: c_int,
    data: *const c_void,
    length: size_t,
    at: off_t,
) -> ssize_t {
    if full::refuses(fd) {
        return full::refusal();
    }
    // SAFETY: the caller answers for `data` and `length`; they go to the kernel unchanged.
    unsafe { libc::syscall(libc::SYS_pwrite64, fd, data, length, at) as ssize_t }
}

/// Stands in for `pwrite64`, which is the same on a 64-bit machine.
///
/// # Safety
/// As the C function: `data` must be readable for `length` octets.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pwrite64(
    fd: c_int,
    data: *const c_void,
    length: size_t,
    at: off_t,
) -> ssize_t {
    // SAFETY: the caller's promise is passed on as it is.
    unsafe { pwrite(fd, data, length, at) }
}

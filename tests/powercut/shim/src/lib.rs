//! A file system that forgets: what a program wrote but never synced is lost at a power cut.
//!
//! Preloaded into a program (`LD_PRELOAD`), this library keeps a *durable image* of one directory
//! tree. `fsync` and `fdatasync` of a file copy its content into the image; `fsync` of a directory
//! records its names. Nothing else reaches the image. Kill the program at any moment, and the
//! image holds what a disk would hold that keeps no byte and no name unless it was told to.
//! `onewindow_powercut::rebuild` makes a directory of it again.
//!
//! | variable | meaning |
//! |---|---|
//! | `ONEWINDOW_POWERCUT_ROOT` | the directory tree to watch; must exist. Unset: the library does nothing |
//! | `ONEWINDOW_POWERCUT_IMAGE` | an empty directory on the same file system, outside the tree |
//! | `ONEWINDOW_POWERCUT_IGNORE` | `all`, `files` or `dirs`: take no notice of these syncs, as if the program did not make them |
//! | `ONEWINDOW_POWERCUT_IGNORE_UNDER` | restricts that to a folder of the tree, as a relative path |
//! | `ONEWINDOW_POWERCUT_FULL` | a path; while a file stands there, writes to the tree fail with ENOSPC |
//! | `ONEWINDOW_POWERCUT_AT_SYNC` | a number n; the process is killed just before its nth sync in the tree is noted |
//!
//! What stands in the tree at the start counts as durable. Limits: x86_64 Linux with glibc; one
//! process at a time; `O_SYNC`, `msync`, `sync_file_range` and `sync` make nothing durable; a
//! directory must not be removed and made again.

#![cfg(all(target_os = "linux", target_env = "gnu", target_arch = "x86_64"))]

mod calls;
mod full;
mod image;
mod settings;

//! Behaviour of uploads, on files that are made here byte by byte.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)]

mod assemble;
mod fixture;
mod kind;
mod pdf;
mod pdf_metadata;
mod photo;
mod photo_refused;
mod reopen;
mod timing;

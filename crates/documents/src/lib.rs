//! What happens to the files that people upload.
//!
//! Bytes in, bytes out: no I/O, no clock, no async. A caller on an async runtime runs these
//! functions on a blocking thread and bounds how many run at once, because one 50-megapixel photo
//! can hold 600 MB while it is being decoded (sixteen bits, alpha).
//!
//! The way of a file: [`sniff`] says what it is (its name never does), [`accept_page`] turns it
//! into a [`Page`] that is safe to keep and to show, [`assemble`] makes one document of several
//! photographed pages ([`reopen`] takes it apart again), [`thumbnail`] makes the small picture for the check-your-answers page.
//!
//! What is removed: from photos everything but the picture itself (they are decoded and encoded
//! anew); from PDFs the document information, XMP and what cameras leave in embedded JPEGs,
//! unless the file is digitally signed, because removing a byte would break the signature.
//! [`Metadata`] says which of the two it was, so that the page can tell the person.

mod assemble;
mod kind;
mod limits;
mod page;
mod pdf;
mod photo;
mod problem;
mod reopen;

pub use assemble::{assemble, check_document};
pub use kind::{Kind, sniff};
pub use limits::Limits;
pub use page::{Page, accept_page, thumbnail};
pub use pdf::{Metadata, PdfFile};
pub use photo::Photo;
pub use problem::Problem;
pub use reopen::reopen;

//! The catalogue: what a government writes down about its services, read from a folder of YAML
//! files, checked in full, and imported from other sources.
//!
//! | module | what it holds |
//! |---|---|
//! | [`load`] | a folder of files in, a [`Catalogue`] and all findings out |
//! | [`service`] | one service file as text in, a service out |
//! | [`shared`] | region, calendar, authorities, offices, registers, certificate types |
//! | [`finding`] | what is wrong, where, and what to do |
//! | [`demo`], [`records`] | invented people and register records for a demonstration |
//! | [`import`] | records of another source into services, by a mapping file |
//! | [`reader`], [`yaml`], [`source`] | typed values out of a tree that knows its places |
//!
//! Only [`load`], and the functions of that name, touch a disk. No input makes it panic.

mod catalogue;
pub mod demo;
pub mod finding;
pub mod import;
pub mod load;
pub mod reader;
pub mod records;
pub mod search;
pub mod service;
pub mod shared;
pub mod source;
pub mod yaml;

pub use catalogue::Catalogue;
pub use finding::{Finding, Severity};
pub use load::{Loaded, Unreadable, load};
pub use service::{parse_service, read_service};
pub use shared::Shared;

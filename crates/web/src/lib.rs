//! OneWindow on the web: pages, forms and the edge that every request passes.
//!
//! Pages are rendered here, on the server, and work without JavaScript. This is the only crate
//! that knows HTTP. What a page says comes from use cases; nothing is decided here.
//!
//! Start at [`shell::Shell`], which puts routes behind the edge, and [`page::Page`], which a
//! handler takes in and shows a template with.

pub mod account;
pub mod api;
pub mod apply;
pub mod assets;
pub mod audience;
mod audit;
mod booking;
pub mod desk;
pub mod edge;
pub mod errors;
pub mod forms;
mod hand_in;
pub mod l10n;
pub mod lists;
pub mod metrics;
pub mod page;
pub mod pages;
pub mod portal;
pub mod server;
pub mod session;
pub mod shell;
pub mod show;
pub mod site;
pub mod staff;

//! Style sheets and images, part of the binary, under addresses that change with their content.

mod manifest;
mod serve;
mod table;

pub use serve::routes;
pub use table::url;

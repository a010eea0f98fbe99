//! What the list macros show: rows, tasks, tables, pages of results.

mod pages;
mod rows;
mod table;

pub use pages::Pages;
pub use rows::{Row, Task};
pub use table::{Cell, Table};

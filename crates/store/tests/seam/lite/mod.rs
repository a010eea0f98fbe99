//! What holds for embedded storage alone. These tests are left out on PostgreSQL.

mod files;
mod full;
mod group;
mod neighbours;

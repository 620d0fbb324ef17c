//! The database: what differs between engines, what only a file can get wrong, the schema.

mod durability;
mod engines;
mod file;
mod schema;

//! The data files that travel with the program: they add up, break no bounded relation and
//! speak only of what the catalogue knows. No database is involved.

#[cfg(test)]
mod books;
mod kien_hai;
mod second_unit;

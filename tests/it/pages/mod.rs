//! Pages: one address, the words a person sees, what happens when he presses.

mod accounts;
mod books;
mod books_in_office;
mod books_of_units;
mod catalogue;
mod grid;
mod hostile;
mod identity;
mod kept;
mod org;
mod papers;
mod progress;
mod refusals;
mod second_factor;
mod sheets_in_office;
mod targets;

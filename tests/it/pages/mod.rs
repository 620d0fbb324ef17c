//! Pages: one address, the words a person sees, what happens when he presses.

mod books;
mod hostile;
mod identity;
mod org;
mod progress;
mod refusals;
mod targets;

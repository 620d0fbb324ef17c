//! Pages: one address, the words a person sees, what happens when he presses.

mod identity;
mod refusals;

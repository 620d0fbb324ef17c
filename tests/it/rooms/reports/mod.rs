//! The report of Kiên Hải for 2020 and what changes in it when its data changes.

mod paper;
mod papers;

//! Targets on screen: the list of a unit, one target, adopting and revising, handing down.

pub mod adopt;
pub mod answer;
mod cascade_view;
mod desk;
mod draft;
pub mod due;
pub mod hand_down;
pub mod list;
pub mod open_year;
pub mod propose;
mod rows;
pub mod target;
pub mod workbook;

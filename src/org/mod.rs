//! The Association's tree through time (tổ chức Hội).
//!
//! A unit is an identity; what it was called, of which kind and under whom it stood are versions
//! in half-open spans [from, to). Kinds are labels people read (tỉnh, huyện, xã, đặc khu, chi hội),
//! never levels: depth is free and a level may be missing. A move or a renaming is a new version;
//! versions of one unit do not overlap and nobody ever lies within himself.
//! Headings and signatures are those valid on the date of the paper.

mod boundaries;
mod called;
mod found_unit;
mod found_units;
mod graft;
mod lineage;
mod measures;
mod officer;
mod refusals;
mod right;
mod search;
mod set_up;
mod shape;
mod store;
mod succession;
mod tree;
mod unit;

pub use boundaries::{View, differs_today, heirs_today, view, views};
pub use found_unit::{add_version, found_unit, rename_unit};
pub use found_units::{Given, found_units, give_codes, new_units, take_offices};
pub use measures::{MEASURES, definitions, measure};
pub use officer::{NewOfficer, Officer, all_officers, officers_of, signatory_on, take_office};
pub use right::Shapes;
pub use search::search;
pub use set_up::{ListedUnit, SetUp, set_up};
pub use shape::{change, end_unit, enter_office, found, leave_office};
pub use succession::{Succession, record_succession, successions};
pub use tree::{
    Changes, Keeps, Node, Tree, find, in_period, lineage_on, place, places, today, version_on,
};
pub use unit::{NewVersion, UnitCode, UnitVersion, all_codes, all_versions, unit_by_code};

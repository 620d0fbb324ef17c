//! khuyenhoc: the year of the Association for Promoting Education (Hội Khuyến học).
//!
//! Modules stand in the order in which they may know each other; docs/ARCHITECTURE.md has the
//! table, tests/tidy.rs holds the tree to it.

// Foundations.
pub mod vietnamese;

pub mod facts;

pub mod authority;

pub mod platform;

pub mod documents;

pub mod workbooks;

pub mod audit;

// Rooms.
pub mod identity;

pub mod org;

pub mod statistics;

pub mod indicators;

pub mod targets;

pub mod progress;

pub mod reports;

pub mod exchange;

// Doorways, and the story that the same verbs tell.
pub mod demo;

pub mod web;

pub mod cli;

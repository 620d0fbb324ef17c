//! Where a unit stands for one indicator, in one word, and how many stand where.
//!
//! A target that speaks of a unit gives it a verdict. A target of the whole gives its parts none,
//! only whether they come up to the level asked of the whole; the words differ, the counts join.

use entities::values::UnitId;

use super::{Board, Line, Standing};
use crate::documents::Tone;
use crate::targets::Verdict;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Footing {
    Met,
    NotMet,
    /// Comes up to the level asked of the whole.
    Enough,
    /// Stays below the level asked of the whole.
    Short,
    Unknown,
    NotApplicable,
    /// Nothing was asked of the unit, nor of a whole that it shares in.
    NotAsked,
}

impl Footing {
    pub fn of(standing: &Standing) -> Self {
        match (&standing.judged, standing.to_whole) {
            (Some(judged), _) => Self::of_verdict(judged.verdict),
            (None, Some(Verdict::Met)) => Self::Enough,
            (None, Some(Verdict::NotMet)) => Self::Short,
            (None, Some(other)) => Self::of_verdict(other),
            (None, None) => Self::NotAsked,
        }
    }

    pub fn of_verdict(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Met => Self::Met,
            Verdict::NotMet => Self::NotMet,
            Verdict::Unknown => Self::Unknown,
            Verdict::NotApplicable => Self::NotApplicable,
        }
    }

    /// Pages put a sign before it (see `Tone::sign`), never a colour alone.
    pub fn words(self) -> &'static str {
        match self {
            Self::Met => "Đạt",
            Self::NotMet => "Chưa đạt",
            Self::Enough => "Đủ mức chung",
            Self::Short => "Dưới mức chung",
            Self::Unknown => "Chưa có số liệu",
            Self::NotApplicable => "Không áp dụng",
            Self::NotAsked => "",
        }
    }

    /// `None` where nothing was asked.
    pub fn tone(self) -> Option<Tone> {
        match self {
            Self::Met | Self::Enough => Some(Tone::Met),
            Self::NotMet | Self::Short => Some(Tone::NotMet),
            Self::Unknown => Some(Tone::Neutral),
            Self::NotApplicable => Some(Tone::Plain),
            Self::NotAsked => None,
        }
    }

    pub fn is_short(self) -> bool {
        matches!(self, Self::NotMet | Self::Short)
    }
}

/// How many are met, not met, not known (đạt, chưa đạt, chưa có số liệu).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub met: usize,
    pub short: usize,
    pub unknown: usize,
}

impl Tally {
    fn count(footings: impl Iterator<Item = Footing>) -> Self {
        let mut tally = Self::default();
        for footing in footings {
            match footing {
                Footing::Met | Footing::Enough => tally.met += 1,
                Footing::NotMet | Footing::Short => tally.short += 1,
                Footing::Unknown => tally.unknown += 1,
                Footing::NotApplicable | Footing::NotAsked => {}
            }
        }
        tally
    }

    /// The units of a line.
    pub fn of_line(line: &Line) -> Self {
        Self::count(line.children.iter().map(Footing::of))
    }

    pub fn asked(self) -> usize {
        self.met + self.short + self.unknown
    }
}

/// One unit below the root across the lines of a board.
#[derive(Clone, Debug)]
pub struct UnitStanding<'a> {
    pub unit: UnitId,
    pub tally: Tally,
    /// One for each line.
    pub standings: Vec<(&'a Line, &'a Standing)>,
}

impl UnitStanding<'_> {
    /// What the unit falls short of.
    pub fn short(&self) -> impl Iterator<Item = &(&Line, &Standing)> {
        self.standings.iter().filter(|(_, standing)| Footing::of(standing).is_short())
    }
}

/// The units of a board: who falls short most first, then who has said least, then as in reports.
pub fn units_worst_first(board: &Board) -> Vec<UnitStanding<'_>> {
    let mut units: Vec<UnitStanding<'_>> = board
        .children
        .iter()
        .enumerate()
        .map(|(at, unit)| {
            let standings: Vec<(&Line, &Standing)> = board
                .lines
                .iter()
                .filter_map(|line| Some((line, line.children.get(at)?)))
                .collect();
            let tally = Tally::count(standings.iter().map(|(_, standing)| Footing::of(standing)));
            UnitStanding { unit: *unit, tally, standings }
        })
        .collect();
    units.sort_by_key(|unit| std::cmp::Reverse((unit.tally.short, unit.tally.unknown)));
    units
}

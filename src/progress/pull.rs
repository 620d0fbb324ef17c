//! Who pulls a rate of the whole down, by how much, and what they lack (đơn vị kéo tỷ lệ xuống).
//!
//! Everything is counted in parts and wholes; a rate is divided once, when it is printed.

use std::cmp::Ordering;

use entities::values::{Direction, UnitId};
use rust_decimal::Decimal;

use super::board::{gap_of_standing, is_shared};
use super::change::{points, worth};
use super::{Figure, Gathered, Line, Standing};
use crate::facts::{Interval, Quantity};
use crate::targets::Gap;

/// A part and its whole, both exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    pub part: i128,
    pub whole: i128,
}

/// A unit whose rate is worse than that of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Puller {
    pub unit: UnitId,
    pub rate: Rate,
    /// So many more (fewer, where lower is better) would make its rate that of the whole, in the
    /// unit of the part.
    pub to_whole: i128,
    /// What it lacks against the target.
    pub gap: Gap,
    /// The whole without the unit.
    pub without: Rate,
}

/// Of one indicator: the whole, and who is worse than it, who weighs most first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pull {
    pub whole: Rate,
    pub units: Vec<Puller>,
}

impl Rate {
    fn of(figure: &Figure) -> Option<Self> {
        match figure.quantity {
            Quantity::Ratio { part, whole, per: 100, .. } if figure.quantity.is_exact() => {
                (whole.shown > 0).then_some(Self { part: part.shown, whole: whole.shown })
            }
            _ => None,
        }
    }

    fn less(self, other: Self) -> Self {
        Self { part: self.part - other.part, whole: self.whole - other.whole }
    }

    /// Compares without dividing.
    fn compare(self, other: Self) -> Ordering {
        (self.part * other.whole).cmp(&(other.part * self.whole))
    }

    pub fn quantity(self) -> Quantity {
        let (part, whole) = (Interval::exact(self.part), Interval::exact(self.whole));
        Quantity::Ratio { part, whole, per: 100, scale: 0 }
    }

    /// In per cent, divided once.
    pub fn percent(self) -> Option<Decimal> {
        worth(self.quantity())
    }
}

impl Pull {
    /// How many points the unit takes from the whole: what the whole would gain without it.
    ///
    /// Unit: điểm %, not rounded
    pub fn weight(&self, puller: &Puller) -> Option<Decimal> {
        points(puller.without.quantity(), self.whole.quantity())
    }
}

/// Who pulls the rate of a line down; `None` for what is no rate of exact counts, where nothing
/// is better or worse, and where a published figure stands for the units.
pub fn pull(gathered: &Gathered, line: &Line) -> Option<Pull> {
    let worse = match line.indicator.direction {
        Direction::Higher => Ordering::Less,
        Direction::Lower => Ordering::Greater,
        Direction::Neutral => return None,
    };
    if line.root.figure.published || !is_shared(gathered, &line.indicator) {
        return None;
    }
    let whole = Rate::of(&line.root.figure)?;
    let mut units: Vec<Puller> =
        line.children.iter().filter_map(|standing| puller(whole, standing, worse)).collect();
    units.sort_by(|a, b| {
        let heavier = b.without.compare(a.without);
        if worse == Ordering::Less { heavier } else { heavier.reverse() }
    });
    Some(Pull { whole, units })
}

fn puller(whole: Rate, standing: &Standing, worse: Ordering) -> Option<Puller> {
    let figure = &standing.figure;
    let rate = Rate::of(figure).filter(|_| !figure.published)?;
    let without = whole.less(rate);
    if rate.compare(whole) != worse || without.whole <= 0 {
        return None;
    }
    // the least part whose rate is no worse than that of the whole
    let level = whole.part * rate.whole;
    let (floor, rest) = (level.div_euclid(whole.whole), level.rem_euclid(whole.whole));
    let to_whole = match worse {
        Ordering::Less => floor + i128::from(rest != 0) - rate.part,
        _ => rate.part - floor,
    };
    let gap = gap_of_standing(standing);
    Some(Puller { unit: figure.unit, rate, to_whole, gap, without })
}

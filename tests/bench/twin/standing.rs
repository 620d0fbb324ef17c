//! One figure of one unit in words: its worth, its fraction, whether it is met, what it lacks.

use khuyenhoc::vietnamese::{number, percent, quotient, scaled};

use super::figures::{Figures, Indicator};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Footing {
    Met,
    NotMet,
    Enough,
    Short,
    NotAsked,
}

impl Footing {
    /// Class, sign and words.
    pub fn told(self) -> [&'static str; 3] {
        match self {
            Self::Met => ["met", "✓", "Đạt"],
            Self::NotMet => ["missed", "✗", "Chưa đạt"],
            Self::Enough => ["met", "✓", "Đủ mức chung"],
            Self::Short => ["missed", "✗", "Dưới mức chung"],
            Self::NotAsked => ["not-applicable", "", ""],
        }
    }

    pub fn is_short(self) -> bool {
        matches!(self, Self::NotMet | Self::Short)
    }
}

pub struct Standing {
    pub indicator: usize,
    pub unit: usize,
    pub figure: Option<(i64, i64)>,
    pub footing: Footing,
}

impl Standing {
    pub fn of(figures: &Figures, indicator: usize, unit: usize) -> Self {
        let figure = figures.figure(&figures.indicators[indicator], unit, 0);
        let rate = !figures.indicators[indicator].denominator.is_empty();
        let own = figures.target_of(indicator, unit);
        let target = own.or_else(|| figures.of_whole(indicator).filter(|_| rate));
        let met = target.zip(figure);
        let met = met.map(|(target, figure)| target.is_met(&figures.indicators[indicator], figure));
        let footing = match (own.is_some(), met) {
            (true, Some(true)) => Footing::Met,
            (true, Some(false)) => Footing::NotMet,
            (false, Some(true)) => Footing::Enough,
            (false, Some(false)) => Footing::Short,
            (_, None) => Footing::NotAsked,
        };
        Self { indicator, unit, figure, footing }
    }

    pub fn value(&self, figures: &Figures) -> String {
        worth(&figures.indicators[self.indicator], self.figure)
    }

    pub fn fraction(&self, figures: &Figures) -> String {
        match self.figure {
            Some((part, whole)) if figures.indicators[self.indicator].is_rate() => {
                format!("{}/{}", number(part), number(whole))
            }
            _ => String::new(),
        }
    }

    /// How many more of the part would do.
    pub fn gap(&self, figures: &Figures) -> String {
        let indicator = &figures.indicators[self.indicator];
        let target = figures.target_of(self.indicator, self.unit);
        let target = target.or_else(|| figures.of_whole(self.indicator));
        let (Some(target), Some((part, whole))) = (target, self.figure) else {
            return String::new();
        };
        if !self.footing.is_short() {
            return String::new();
        }
        let (limit, places) = target.limit;
        let per = 10_i128.pow(places) * if indicator.is_rate() { 100 } else { 1 };
        let asked = (limit * i128::from(whole)).div_euclid(per) + 1;
        let short = i64::try_from(asked - i128::from(part)).unwrap();
        format!("thiếu {} {}", scaled(short, indicator.scale), indicator.unit_word)
    }

    /// What it is more or less than a year before.
    pub fn change(&self, figures: &Figures) -> String {
        let indicator = &figures.indicators[self.indicator];
        let before = figures.figure(indicator, self.unit, 1);
        let (Some((part, whole)), Some((old, old_whole))) = (self.figure, before) else {
            return String::new();
        };
        let points = indicator.is_rate();
        let (over, under) = if points {
            (100 * (part * old_whole - old * whole), whole * old_whole)
        } else {
            (100 * (part - old), old)
        };
        let word = if over < 0 { "giảm" } else { "tăng" };
        let unit = if points { " điểm %" } else { "%" };
        format!("{word} {}{unit}", quotient(over.abs(), under, 2))
    }
}

pub fn worth(indicator: &Indicator, figure: Option<(i64, i64)>) -> String {
    match (figure, indicator.kind.as_str()) {
        (None, _) => "chưa có số liệu".to_owned(),
        (Some((part, _)), _) if !indicator.is_rate() => scaled(part, indicator.scale),
        (Some((part, whole)), "per_head") => quotient(part, whole, indicator.decimals),
        (Some((part, whole)), _) => percent(part, whole, indicator.decimals),
    }
}

/// Hundredths of a per cent, or the amount.
pub fn length(indicator: &Indicator, (part, whole): (i64, i64)) -> i64 {
    if indicator.is_rate() { part * 10_000 / whole.max(1) } else { part }
}

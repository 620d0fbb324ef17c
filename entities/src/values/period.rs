//! Periods of report (kỳ báo cáo).

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use sea_orm::sea_query::{ArrayType, ColumnType, Nullable, ValueType, ValueTypeErr};
use sea_orm::{ColIdx, DbErr, QueryResult, TryGetError, TryGetable, Value};
use serde::{Deserialize, Serialize};

/// A stretch of time that figures belong to, written by its code.
///
/// Half-years and nine months are cumulative from 1 January and never added to each other.
///
/// Example: `2020` · `2020-H1` · `2020-9M` · `2019-2020` (school year) · `2016/2020` (term)
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    Year(i32),
    HalfYear(i32),
    NineMonths(i32),
    /// School year that starts in this year's September.
    SchoolYear(i32),
    /// First and last year of a term of office.
    Term(i32, i32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodKind {
    Year,
    HalfYear,
    NineMonths,
    SchoolYear,
    Term,
}

/// Which period a figure of a report is taken from.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, sea_orm::EnumIter,
    sea_orm::DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum SchoolBasis {
    /// The period of the report itself.
    #[default]
    #[sea_orm(string_value = "report")]
    Report,
    /// The school year that starts in it (huy động đầu năm học).
    #[sea_orm(string_value = "starting")]
    Starting,
    /// The school year that ends in it (hoàn thành, tốt nghiệp).
    #[sea_orm(string_value = "ending")]
    Ending,
}

/// The text is no code of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodError(pub String);

impl fmt::Display for PeriodError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no period: {}", self.0)
    }
}

impl std::error::Error for PeriodError {}

const FIRST_YEAR: i32 = 1996;
const LAST_YEAR: i32 = 2199;

impl Period {
    pub fn kind(self) -> PeriodKind {
        match self {
            Self::Year(_) => PeriodKind::Year,
            Self::HalfYear(_) => PeriodKind::HalfYear,
            Self::NineMonths(_) => PeriodKind::NineMonths,
            Self::SchoolYear(_) => PeriodKind::SchoolYear,
            Self::Term(..) => PeriodKind::Term,
        }
    }

    /// The calendar year it starts in.
    pub fn year(self) -> i32 {
        match self {
            Self::Year(y) | Self::HalfYear(y) | Self::NineMonths(y) | Self::SchoolYear(y) => y,
            Self::Term(from, _) => from,
        }
    }

    pub fn first_day(self) -> NaiveDate {
        match self {
            Self::SchoolYear(y) => day(y, 9, 1),
            other => day(other.year(), 1, 1),
        }
    }

    pub fn last_day(self) -> NaiveDate {
        match self {
            Self::Year(y) | Self::Term(_, y) => day(y, 12, 31),
            Self::HalfYear(y) => day(y, 6, 30),
            Self::NineMonths(y) => day(y, 9, 30),
            Self::SchoolYear(y) => day(y + 1, 8, 31),
        }
    }

    /// The same period one year (one term) earlier.
    #[must_use]
    pub fn previous(self) -> Self {
        self.shifted(-1)
    }

    #[must_use]
    pub fn next(self) -> Self {
        self.shifted(1)
    }

    fn shifted(self, by: i32) -> Self {
        match self {
            Self::Year(y) => Self::Year(y + by),
            Self::HalfYear(y) => Self::HalfYear(y + by),
            Self::NineMonths(y) => Self::NineMonths(y + by),
            Self::SchoolYear(y) => Self::SchoolYear(y + by),
            Self::Term(from, to) => {
                let length = to - from + 1;
                Self::Term(from + by * length, to + by * length)
            }
        }
    }

    /// The period a report of this period takes a figure of `basis` from.
    ///
    /// Basis: a report of year Y takes enrolment from Y/Y+1 and completion from Y−1/Y; in June
    ///        the school year of that autumn has not begun, so Y−1/Y serves both
    #[must_use]
    pub fn on(self, basis: SchoolBasis) -> Self {
        match (basis, self) {
            (SchoolBasis::Report, _) | (_, Self::SchoolYear(_) | Self::Term(..)) => self,
            (SchoolBasis::Starting, Self::HalfYear(y)) => Self::SchoolYear(y - 1),
            (SchoolBasis::Starting, _) => Self::SchoolYear(self.year()),
            (SchoolBasis::Ending, _) => Self::SchoolYear(self.year() - 1),
        }
    }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(y) => write!(f, "{y}"),
            Self::HalfYear(y) => write!(f, "{y}-H1"),
            Self::NineMonths(y) => write!(f, "{y}-9M"),
            Self::SchoolYear(y) => write!(f, "{y}-{}", y + 1),
            Self::Term(from, to) => write!(f, "{from}/{to}"),
        }
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let refused = || PeriodError(text.to_owned());
        let year = |digits: &str| -> Result<i32, PeriodError> {
            if digits.len() != 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
                return Err(refused());
            }
            digits
                .parse()
                .ok()
                .filter(|y| (FIRST_YEAR..=LAST_YEAR).contains(y))
                .ok_or_else(refused)
        };
        if let Some((from, to)) = text.split_once('/') {
            let (from, to) = (year(from)?, year(to)?);
            return if from < to { Ok(Self::Term(from, to)) } else { Err(refused()) };
        }
        match text.split_once('-') {
            None => Ok(Self::Year(year(text)?)),
            Some((y, "H1")) => Ok(Self::HalfYear(year(y)?)),
            Some((y, "9M")) => Ok(Self::NineMonths(year(y)?)),
            Some((from, to)) => {
                let (from, to) = (year(from)?, year(to)?);
                if to == from + 1 { Ok(Self::SchoolYear(from)) } else { Err(refused()) }
            }
        }
    }
}

impl Serialize for Period {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

impl From<Period> for Value {
    fn from(period: Period) -> Self {
        period.to_string().into()
    }
}

impl TryGetable for Period {
    fn try_get_by<I: ColIdx>(row: &QueryResult, index: I) -> Result<Self, TryGetError> {
        let text = String::try_get_by(row, index)?;
        text.parse()
            .map_err(|error: PeriodError| TryGetError::DbErr(DbErr::Type(error.to_string())))
    }
}

impl ValueType for Period {
    fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
        <String as ValueType>::try_from(value)?.parse().map_err(|_| ValueTypeErr)
    }

    fn type_name() -> String {
        "Period".to_owned()
    }

    fn array_type() -> ArrayType {
        ArrayType::String
    }

    fn column_type() -> ColumnType {
        ColumnType::Text
    }
}

impl Nullable for Period {
    fn null() -> Value {
        <String as Nullable>::null()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back_as_the_period_they_write() {
        for code in ["2020", "2020-H1", "2020-9M", "2019-2020", "2016/2020"] {
            assert_eq!(code.parse::<Period>().map(|p| p.to_string()), Ok(code.to_owned()));
        }
        for wrong in ["", "20", "2020-2022", "2020-H2", "2020/2016", "+202", "1800", "２０２０"] {
            assert!(wrong.parse::<Period>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_yearly_report_takes_enrolment_and_completion_from_two_school_years() {
        let year = Period::Year(2020);
        assert_eq!(year.on(SchoolBasis::Starting).to_string(), "2020-2021");
        assert_eq!(year.on(SchoolBasis::Ending).to_string(), "2019-2020");
        assert_eq!(year.on(SchoolBasis::Report), year);
    }

    #[test]
    fn a_term_is_followed_by_one_of_the_same_length() {
        assert_eq!(Period::Term(2016, 2020).next(), Period::Term(2021, 2025));
    }
}

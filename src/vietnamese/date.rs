//! Dates as they are written on paper and typed by people: day, month, year.

use chrono::{Datelike, NaiveDate};

/// A date in figures.
///
/// Example: `04/02/2021`
pub fn date(day: NaiveDate) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}

/// A date as it stands beside the place on an official paper.
///
/// Law:     NĐ 30/2020/NĐ-CP, Phụ lục I: days below 10 and months 1 and 2 take a leading zero
/// Example: `ngày 04 tháng 02 năm 2021`, `ngày 05 tháng 3 năm 2021`
pub fn date_in_full(day: NaiveDate) -> String {
    let month = day.month();
    let month = if month < 3 { format!("{month:02}") } else { month.to_string() };
    format!("ngày {:02} tháng {month} năm {}", day.day(), day.year())
}

/// Reads `d/m/yyyy`, and nothing else: two-digit years and month-first orders are not guessed.
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let mut parts = text.trim().split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || day.len() > 2 || month.len() > 2 {
        return None;
    }
    let figures = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if ![day, month, year].into_iter().all(figures) {
        return None;
    }
    let year = year.parse().ok().filter(|year| *year > 0)?;
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn paper_writes_leading_zeros_only_where_the_decree_does() {
        for (typed, full) in [
            ("4/2/2021", "ngày 04 tháng 02 năm 2021"),
            ("05/3/2021", "ngày 05 tháng 3 năm 2021"),
            ("15/01/2021", "ngày 15 tháng 01 năm 2021"),
            ("31/12/2020", "ngày 31 tháng 12 năm 2020"),
        ] {
            assert_eq!(parse_date(typed).map(date_in_full).as_deref(), Some(full));
        }
    }

    #[test]
    fn other_orders_and_impossible_days_are_not_dates() {
        for typed in [
            "",
            "4/2/21",
            "2021-02-04",
            "2/2021",
            "31/4/2021",
            "29/2/2021",
            "1/13/2021",
            "1/2/2021/3",
            "+1/2/2021",
            "１/2/2021",
            "0/1/2021",
            "1/1/0000",
            "001/1/2021",
        ] {
            assert_eq!(parse_date(typed), None, "{typed}");
        }
        assert!(parse_date(" 29/02/2020 ").is_some());
    }

    proptest! {
        #[test]
        fn a_written_date_reads_back(days in 1..3_000_000_i32) {
            let day = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
            prop_assert_eq!(parse_date(&date(day)), Some(day));
        }
    }
}

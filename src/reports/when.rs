//! Words for the period of a report and for the time after it. Pure.

use entities::values::Period;

/// `năm 2020`, `6 tháng đầu năm 2020`.
pub fn span(period: Period) -> String {
    match period {
        Period::Year(year) => format!("năm {year}"),
        Period::HalfYear(year) => format!("6 tháng đầu năm {year}"),
        Period::NineMonths(year) => format!("9 tháng đầu năm {year}"),
        Period::SchoolYear(year) => format!("năm học {year} - {}", year + 1),
        Period::Term(from, to) => format!("nhiệm kỳ {from} - {to}"),
    }
}

/// The time that directions are given for: `năm 2021`, `6 tháng cuối năm 2020`.
pub fn ahead(period: Period) -> String {
    match period {
        Period::HalfYear(year) => format!("6 tháng cuối năm {year}"),
        Period::NineMonths(year) => format!("3 tháng cuối năm {year}"),
        other => span(other.next()),
    }
}

/// The period whose targets the directions name: next year's, or this year's when it still runs.
pub fn planned(period: Period) -> Period {
    match period {
        Period::HalfYear(year) | Period::NineMonths(year) => Period::Year(year),
        other => other.next(),
    }
}

/// `Tổng kết` of a whole period, `Sơ kết` of a part of the year.
pub fn review(period: Period) -> &'static str {
    match period {
        Period::HalfYear(_) | Period::NineMonths(_) => "Sơ kết",
        Period::Year(_) | Period::SchoolYear(_) | Period::Term(..) => "Tổng kết",
    }
}

/// `trong năm`, or `trong kỳ` when the report is of something else than a year.
pub fn within(period: Period) -> &'static str {
    match period {
        Period::Year(_) => "trong năm",
        _ => "trong kỳ",
    }
}

/// `năm trước`, `cùng kỳ năm trước`.
pub fn before(period: Period) -> &'static str {
    match period {
        Period::HalfYear(_) | Period::NineMonths(_) => "cùng kỳ năm trước",
        Period::Term(..) => "nhiệm kỳ trước",
        Period::Year(_) | Period::SchoolYear(_) => "năm trước",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_year_looks_ahead_to_the_rest_of_the_same_year() {
        let june = Period::HalfYear(2022);
        assert_eq!(span(june), "6 tháng đầu năm 2022");
        assert_eq!(ahead(june), "6 tháng cuối năm 2022");
        assert_eq!(planned(june), Period::Year(2022));
        assert_eq!(review(june), "Sơ kết");
    }

    #[test]
    fn a_year_looks_ahead_to_the_next_one() {
        let year = Period::Year(2020);
        assert_eq!((span(year), ahead(year)), ("năm 2020".into(), "năm 2021".into()));
        assert_eq!(planned(year), Period::Year(2021));
    }
}

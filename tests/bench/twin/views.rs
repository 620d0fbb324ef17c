//! What all twins fill in: the frame of the page, tables, addresses.

use khuyenhoc::documents::{Align, Cell, Column, Emphasis, Row, Table};
use khuyenhoc::web::components::Markup;
use khuyenhoc::web::page::{Layout, Link, Years};

use super::figures::{Figures, Indicator, Unit};
use crate::province::YEAR;

pub const MENU: [&str; 7] =
    ["Việc cần làm", "Số liệu", "Các xã", "Tổng quan", "Chỉ tiêu", "Báo cáo", "Trợ giúp"];

pub fn address(unit: &Unit, year: i32, page: &str) -> String {
    format!("/dv/{}-{}/{year}/{page}", unit.id, unit.slug)
}

pub fn of_indicator(unit: &Unit, indicator: &Indicator) -> String {
    address(unit, YEAR, &format!("tien-do/{}", indicator.code))
}

pub fn full_name(unit: &Unit) -> String {
    format!("{} {}", unit.kind, unit.name)
}

pub fn link(text: impl Into<String>, href: String) -> Link {
    Link { text: text.into(), href, is_current: false }
}

pub fn layout(units: &[Unit], title: &str, page: &str) -> Layout {
    let year = |year: i32| link(format!("Năm {year}"), address(&units[0], year, page));
    let below = |unit: &Unit| link(full_name(unit), address(unit, YEAR, page));
    Layout {
        title: title.to_owned(),
        person: Some("Lãnh đạo Mẫu".to_owned()),
        menu: MENU.map(|text| link(text, address(&units[0], YEAR, page))).to_vec(),
        crumbs: vec![link(full_name(&units[0]), String::new())],
        within: units[1..].iter().map(below).collect(),
        years: Some(Years {
            shown: format!("Năm {YEAR}"),
            previous: year(YEAR - 1),
            next: year(YEAR + 1),
        }),
        boundaries: None,
        marks: vec!["DỮ LIỆU MẪU".to_owned()],
        guide: None,
        trail: Some(address(&units[0], YEAR, "nhat-ky")),
        site_name: String::new(),
        note: None,
        styles: vec!["/assets/site.css".to_owned()],
        scripts: vec!["/assets/site.js".to_owned()],
        fetched_early: Vec::new(),
        key: "1.0123456789abcdef".to_owned(),
    }
}

/// A table of texts; the first column names its rows, the last row is a sum where one is.
pub fn table(key: &str, columns: &[&str], rows: Vec<Vec<Cell>>, has_total: bool) -> Markup {
    let column = |(at, title): (usize, &&str)| Column {
        group: String::new(),
        title: (*title).to_owned(),
        align: if at == 0 { Align::Left } else { Align::Right },
    };
    let last = rows.len().wrapping_sub(1);
    let row = |(at, cells): (usize, Vec<Cell>)| Row {
        emphasis: if has_total && at == last { Emphasis::Total } else { Emphasis::Plain },
        cells,
    };
    Markup::of_table(&Table {
        key: key.to_owned(),
        caption: key.to_owned(),
        columns: columns.iter().enumerate().map(column).collect(),
        stub: 1,
        rows: rows.into_iter().enumerate().map(row).collect(),
        notes: Vec::new(),
    })
}

/// The fund by its parts: columns, and a row each for the units, the province's own, and the sum.
pub fn parts(figures: &Figures, indicator: &Indicator) -> (Vec<String>, Vec<(String, Vec<i64>)>) {
    let terms = &indicator.numerator;
    let of = |unit: usize| -> Vec<i64> {
        terms.iter().map(|term| figures.amount(unit, term.measure, 0).unwrap_or(0)).collect()
    };
    let mut rows: Vec<(String, Vec<i64>)> =
        (1..figures.units.len()).map(|unit| (figures.units[unit].name.clone(), of(unit))).collect();
    rows.push(("Riêng cấp tỉnh".to_owned(), of(0)));
    rows.sort_by_key(|(_, parts)| std::cmp::Reverse(parts.iter().sum::<i64>()));
    let whole = (0..terms.len()).map(|at| rows.iter().map(|(_, parts)| parts[at]).sum()).collect();
    rows.push(("Toàn tỉnh".to_owned(), whole));
    let mut columns = vec!["Đơn vị".to_owned()];
    columns.extend(terms.iter().map(|term| term.name.clone()));
    columns.push("Cộng".to_owned());
    (columns, rows)
}

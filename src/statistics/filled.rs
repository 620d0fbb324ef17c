//! A filled workbook (biểu Excel đã điền) → what was typed into which cell.
//!
//! Columns are found by their heads, rows by their hidden code or else by their name, so that
//! people may move, sort and add what they like. Nothing is judged here but what no field of the
//! page could hold: a date, a formula that failed. An empty cell says nothing.

use std::collections::{BTreeMap, BTreeSet};

use entities::values::{Code, Period, UnitId};

use super::block::Placed;
use super::cell::Typed;
use super::form::{Form, FormCell};
use super::form_book::{FORMAT, Head, MARK_FORMAT, MARK_PERIODS, MARK_UNIT};
use crate::platform::outcome::Refusal;
use crate::vietnamese::fold;
use crate::workbooks::{Book, FormBook, Place, SheetRead};

/// No form has more years.
const MOST_YEARS: usize = 15;
const FIELD: &str = "tep";
const TAKE_OURS: &str = "Xin tải lại biểu từ trang này, chép số liệu sang rồi gửi lại.";

/// Whose form a workbook is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marks {
    pub unit: UnitId,
    pub periods: Vec<Period>,
}

/// What a workbook says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    pub cells: Vec<FilledCell>,
    /// Cells that cannot be typed anywhere, each with its reason.
    pub unfit: Vec<Unfit>,
    /// Rows and columns that were not understood, in words.
    pub strange: Vec<String>,
    /// Cells of the form that nobody filled in.
    pub empty: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledCell {
    pub place: Place,
    pub placed: Placed,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    pub place: Place,
    pub measure: Code,
    pub report: Period,
    pub refusal: Refusal,
}

/// Reads whose form it is and for which years, from the hidden sheet.
///
/// Refuses: `not_our_form` · `old_form`
pub fn marks(book: &Book) -> Result<Marks, Refusal> {
    let sheet = book.sheet(FormBook::MARKS).ok_or_else(not_our_form)?;
    let mark = |name: &str| {
        let row = sheet.rows().into_iter().find(|row| fold(&sheet.text(*row, 0)) == name);
        row.map(|row| sheet.text(row, 1)).ok_or_else(not_our_form)
    };
    if mark(MARK_FORMAT)? != FORMAT {
        return Err(Refusal::new(
            "old_form",
            FIELD,
            "Biểu này theo mẫu cũ, nay đã thay.",
            TAKE_OURS,
        ));
    }
    let unit = mark(MARK_UNIT)?.parse().map(UnitId).map_err(|_| not_our_form())?;
    let periods: Vec<Period> = mark(MARK_PERIODS)?
        .split_whitespace()
        .map(str::parse)
        .collect::<Result<_, _>>()
        .map_err(|_| not_our_form())?;
    let several: BTreeSet<Period> = periods.iter().copied().collect();
    let sound = !several.is_empty() && several.len() == periods.len();
    if sound && periods.len() <= MOST_YEARS {
        Ok(Marks { unit, periods })
    } else {
        Err(not_our_form())
    }
}

fn not_our_form() -> Refusal {
    let says = "Tệp không phải biểu tải từ trang này, hoặc trang ẩn ghi đơn vị và kỳ đã bị xóa.";
    Refusal::new("not_our_form", FIELD, says, TAKE_OURS)
}

/// Reads what was filled in, against the forms of the years that the workbook is for.
///
/// Refuses: `no_heads` no sheet has the heads of the form
pub fn filled(book: &Book, unit: UnitId, forms: &[Form]) -> Result<Filled, Refusal> {
    let tables = book.sheets.iter().filter_map(|sheet| Table::find(sheet, forms));
    let mut reading = Reading { unit, forms, seen: BTreeMap::new(), filled: Filled::default() };
    let mut found = false;
    for table in tables {
        found = true;
        reading.table(&table);
    }
    if found { Ok(reading.filled) } else { Err(no_heads(forms)) }
}

fn no_heads(forms: &[Form]) -> Refusal {
    let heads = forms.iter().map(|form| format!("“{}”", Head::Entry(form.report).title()));
    let heads: Vec<String> = heads.collect();
    let says = format!(
        "Không thấy dòng đầu biểu có cột “{}” và cột {}.",
        Head::Name.title(),
        heads.join(", ")
    );
    Refusal::new("no_heads", FIELD, says, "Xin giữ nguyên tên các cột như biểu tải về.")
}

/// Where the columns of the form stand on a sheet.
struct Table<'a> {
    sheet: &'a SheetRead,
    below: u32,
    columns: BTreeMap<String, u32>,
}

impl<'a> Table<'a> {
    fn find(sheet: &'a SheetRead, forms: &[Form]) -> Option<Self> {
        let wanted = fold(&Head::Name.title());
        sheet.rows().into_iter().find_map(|row| {
            let mut columns = BTreeMap::new();
            for (column, content) in sheet.row(row) {
                columns.entry(fold(&content.text())).or_insert(column);
            }
            let entries = |form: &Form| columns.contains_key(&key(Head::Entry(form.report)));
            let found = columns.contains_key(&wanted) && forms.iter().any(entries);
            found.then_some(Self { sheet, below: row, columns })
        })
    }

    fn column(&self, head: Head) -> Option<u32> {
        self.columns.get(&key(head)).copied()
    }

    fn text(&self, row: u32, head: Head) -> Option<String> {
        let text = self.sheet.text(row, self.column(head)?);
        (!text.is_empty()).then_some(text)
    }
}

fn key(head: Head) -> String {
    fold(&head.title())
}

struct Reading<'a> {
    unit: UnitId,
    forms: &'a [Form],
    /// Where each cell was filled in first.
    seen: BTreeMap<(Code, Period), Place>,
    filled: Filled,
}

impl Reading<'_> {
    fn table(&mut self, table: &Table<'_>) {
        if table.column(Head::Code).is_none() {
            self.filled.strange.push(
                "Cột mã ẩn không còn: các dòng được nhận theo tên số liệu, xin xem kỹ.".to_owned(),
            );
        }
        for form in self.forms {
            if table.column(Head::Entry(form.report)).is_none() {
                let title = Head::Entry(form.report).title();
                self.filled.strange.push(format!("Không thấy cột “{title}”."));
            }
        }
        for row in table.sheet.rows().into_iter().filter(|row| *row > table.below) {
            self.row(table, row);
        }
    }

    fn row(&mut self, table: &Table<'_>, row: u32) {
        let entries: Vec<(&Form, u32)> = self
            .forms
            .iter()
            .filter_map(|form| Some((form, table.column(Head::Entry(form.report))?)))
            .collect();
        let Some(measure) = self.measure(table, row) else {
            let written = entries.iter().any(|(_, column)| table.sheet.at(row, *column).is_some());
            if written {
                let name = table.text(row, Head::Name).unwrap_or_default();
                let line = row + 1;
                self.filled.strange.push(format!("Dòng {line} “{name}” không có trong biểu."));
            }
            return;
        };
        for (form, column) in entries {
            if let Some(cell) = form.find(&measure) {
                self.cell(table, Place { row, column }, form, cell);
            }
        }
    }

    /// By its code, or by a name that only one row of the form has.
    fn measure(&self, table: &Table<'_>, row: u32) -> Option<Code> {
        let latest = self.forms.last()?;
        if let Some(code) = table.text(row, Head::Code) {
            return latest.find(&Code::new(&code)).map(|cell| cell.measure.code.clone());
        }
        let name = fold(&table.text(row, Head::Name)?);
        let mut named = latest.cells().filter(|cell| fold(&cell.measure.name) == name);
        let found = named.next()?;
        named.next().is_none().then(|| found.measure.code.clone())
    }

    fn cell(&mut self, table: &Table<'_>, place: Place, form: &Form, cell: &FormCell) {
        let Some(content) = table.sheet.at(place.row, place.column) else {
            self.filled.empty += 1;
            return;
        };
        let measure = cell.measure.code.clone();
        let spot = (measure.clone(), form.report);
        if let Some(first) = self.seen.get(&spot) {
            let name = &cell.measure.name;
            let says = format!("Ô {place} lặp lại “{name}” của ô {first}; chỉ nhận ô {first}.");
            self.filled.strange.push(says);
            return;
        }
        self.seen.insert(spot, place);
        match content.typed() {
            Ok(text) => {
                let typed = self.typed(table, place, (form.report, cell), text);
                self.filled.cells.push(FilledCell { place, placed: typed });
            }
            Err(why) => self.filled.unfit.push(Unfit {
                place,
                measure,
                report: form.report,
                refusal: Refusal::new(
                    "unfit_cell",
                    FIELD,
                    format!("Ô {place} {why}."),
                    "Xin ghi lại bằng số rồi gửi lại tệp.",
                ),
            }),
        }
    }

    fn typed(
        &self,
        table: &Table<'_>,
        place: Place,
        (report, cell): (Period, &FormCell),
        text: String,
    ) -> Placed {
        let base = table.text(place.row, Head::Base(report)).and_then(|text| text.parse().ok());
        let remark = |head| table.text(place.row, head).filter(|_| self.forms.len() == 1);
        Placed {
            unit: self.unit,
            report,
            typed: Typed {
                source: remark(Head::Source),
                note: remark(Head::Note),
                ..Typed::plain(
                    cell.measure.code.clone(),
                    cell.period,
                    text,
                    base.unwrap_or_else(|| cell.version()),
                )
            },
        }
    }
}

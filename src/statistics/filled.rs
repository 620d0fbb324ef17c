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
use super::form_book::{
    FORMAT, Head, MARK_FORMAT, MARK_KIND, MARK_PERIODS, MARK_UNIT, SIDE_BY_SIDE,
};
use crate::platform::outcome::Refusal;
use crate::vietnamese::{canonical, fold};
use crate::workbooks::{Book, Content, FormBook, Place, SheetRead, Spot};

/// No form has more years.
const MOST_YEARS: usize = 15;
const FIELD: &str = "tep";
const TAKE_OURS_OR_CLEAR: &str =
    "Xin xóa số ở ô ấy, hoặc tải lại biểu từ trang này rồi chép số liệu sang.";
const WRITE_A_NUMBER: &str = "Xin ghi lại bằng số rồi gửi lại tệp.";
const TAKE_OURS: &str = "Xin tải lại biểu từ trang này, chép số liệu sang rồi gửi lại.";

/// Whose form a workbook is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marks {
    pub unit: UnitId,
    pub periods: Vec<Period>,
    /// The units within it, one a row.
    pub side_by_side: bool,
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
    /// Where each cell was filled in first.
    seen: BTreeMap<(UnitId, Code, Period), Spot>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledCell {
    pub spot: Spot,
    pub placed: Placed,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    pub spot: Spot,
    pub unit: UnitId,
    pub measure: Code,
    pub report: Period,
    pub refusal: Refusal,
}

impl Filled {
    /// Takes what stands in one cell of the form; `placed` says whose it is, `name` what it is
    /// called, `wrong` why nothing can be taken from here.
    pub fn take(
        &mut self,
        content: Option<&Content>,
        spot: Spot,
        (mut placed, name): (Placed, &str),
        wrong: Option<&str>,
    ) {
        let blank = |content: &&Content| match content {
            Content::Text(text) => canonical(text).is_empty(),
            _ => false,
        };
        let Some(content) = content.filter(|content| !blank(content)) else {
            self.empty += 1;
            return;
        };
        let measure = placed.typed.measure.clone();
        let key = (placed.unit, measure.clone(), placed.report);
        if let Some(first) = self.seen.get(&key) {
            let says = format!("Ô {spot} lặp lại “{name}” của ô {first}; chỉ nhận ô {first}.");
            self.strange.push(says);
            return;
        }
        let text = match wrong {
            Some(why) => Err((why.to_owned(), TAKE_OURS_OR_CLEAR)),
            None => content.typed().map_err(|why| (why, WRITE_A_NUMBER)),
        };
        match text {
            Ok(text) => {
                self.seen.insert(key, spot.clone());
                placed.typed.text = canonical(&text);
                self.cells.push(FilledCell { spot, placed });
            }
            Err((why, remedy)) => {
                let says = format!("Ô {} {why}.", spot.place);
                let refusal = Refusal::new("unfit_cell", FIELD, says, remedy);
                let (unit, report) = (placed.unit, placed.report);
                self.unfit.push(Unfit { spot, unit, measure, report, refusal });
            }
        }
    }
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
    let side_by_side = mark(MARK_KIND).is_ok_and(|kind| kind == SIDE_BY_SIDE);
    let unit = mark(MARK_UNIT)?.parse().map(UnitId).map_err(|_| not_our_form())?;
    let periods: Vec<Period> = mark(MARK_PERIODS)?
        .split_whitespace()
        .map(str::parse)
        .collect::<Result<_, _>>()
        .map_err(|_| not_our_form())?;
    let several: BTreeSet<Period> = periods.iter().copied().collect();
    let sound = !several.is_empty() && several.len() == periods.len();
    if sound && periods.len() <= MOST_YEARS {
        Ok(Marks { unit, periods, side_by_side })
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
    let mut reading = Reading { unit, forms, filled: Filled::default() };
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
                self.filled.strange.push(strange_row(table.sheet, row, &name));
            }
            return;
        };
        let wrong = self.other_name(table, row, &measure).map(|name| {
            format!("ở dòng “{name}” nhưng cột mã ẩn của dòng là {measure}, của một số liệu khác")
        });
        for (form, column) in entries {
            let Some(cell) = form.find(&measure) else { continue };
            let place = Place { row, column };
            let spot = Spot { sheet: table.sheet.name.clone(), place };
            let typed = self.typed(table, place, (form.report, cell));
            let content = table.sheet.at(row, column);
            let name = cell.measure.name.as_str();
            self.filled.take(content, spot, (typed, name), wrong.as_deref());
        }
    }

    /// By its code, or by a name that only one row of the form has.
    fn measure(&self, table: &Table<'_>, row: u32) -> Option<Code> {
        let latest = self.forms.last()?;
        if let Some(code) = table.text(row, Head::Code) {
            return latest.find(&Code::new(&code)).map(|cell| cell.measure.code.clone());
        }
        self.named(&table.text(row, Head::Name)?)
    }

    fn named(&self, name: &str) -> Option<Code> {
        let name = fold(name);
        let mut named = self.forms.last()?.cells().filter(|cell| fold(&cell.measure.name) == name);
        let found = named.next()?;
        named.next().is_none().then(|| found.measure.code.clone())
    }

    /// The name of a row, when it is that of another measure than its code.
    fn other_name(&self, table: &Table<'_>, row: u32, measure: &Code) -> Option<String> {
        let name = table.text(row, Head::Name)?;
        self.named(&name).filter(|other| other != measure).map(|_| name)
    }

    fn typed(
        &self,
        table: &Table<'_>,
        place: Place,
        (report, cell): (Period, &FormCell),
    ) -> Placed {
        let base = table.text(place.row, Head::Base(report)).and_then(|text| text.parse().ok());
        let remark = |head| {
            let text = table.text(place.row, head).filter(|_| self.forms.len() == 1);
            text.map(|text| canonical(&text))
        };
        Placed {
            unit: self.unit,
            report,
            typed: Typed {
                source: remark(Head::Source),
                note: remark(Head::Note),
                ..Typed::plain(
                    cell.measure.code.clone(),
                    cell.period,
                    String::new(),
                    base.unwrap_or_else(|| cell.version()),
                )
            },
        }
    }
}

/// A row with something filled in that is no row of the form.
pub fn strange_row(sheet: &SheetRead, row: u32, name: &str) -> String {
    let (line, sheet) = (row + 1, &sheet.name);
    format!("Dòng {line}, trang {sheet}, “{name}” không có trong biểu; số ở dòng này không nhận.")
}

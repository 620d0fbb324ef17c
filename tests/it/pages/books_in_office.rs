//! A year filled in by LibreOffice from the form that was taken from the page, and sent back: equal
//! to the same year typed into the pages; what is wrong is named by its sheet and cell.

use std::collections::BTreeMap;

use crate::support::World;
use crate::support::browser::{Browser, Seen};
use crate::support::office::filled;
use crate::support::page_form::{PageForm, plain};

const OFFICER: &str = "can-bo.lai-son";
const STAFF: &str = "van-phong.kien-hai";
const FORMS: [&str; 9] = ["B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "khac"];
/// Named in what is said of a cell.
const SHEET: &str = "Số liệu";

/// What stands in the fields of a page, by what follows `o.` in their names.
fn fields(page: &str, one: &str) -> BTreeMap<String, String> {
    let form = PageForm::with_field(page, one);
    let typed =
        |(name, text): (&str, &str)| Some((name.strip_prefix("o.")?.to_owned(), text.to_owned()));
    form.all().filter_map(typed).collect()
}

/// As it is typed into a cell of a workbook: a number without the dots of a page.
fn at_the_keyboard(text: &str) -> String {
    let figures = text.replace('.', "").replace(',', ".");
    if figures.parse::<f64>().is_ok() { figures } else { text.to_owned() }
}

/// A year to be entered: that of last year, and an answer where there was none.
fn year(last: BTreeMap<String, String>) -> BTreeMap<String, String> {
    let answer = |code: &str| match code.rsplit('.').next().unwrap() {
        flag if flag.starts_with("TTHTCD_") || flag == "CDHT_THI_DIEM" => "chưa",
        "DIEN_TICH" => "11,26",
        "VAT_KHAC_TIEN" => "hơn 5.000.000",
        "GK_CN" => "gần 40",
        _ => "không có",
    };
    let one = |(code, text): (String, String)| {
        let text = if text.is_empty() { answer(&code).to_owned() } else { text };
        (code, text)
    };
    last.into_iter().map(one).collect()
}

async fn upload(browser: &mut Browser, path: &str, book: &[u8]) -> Seen {
    browser.upload(path, "nam.xlsx", book).await
}

#[tokio::test]
async fn a_whole_year_filled_in_libreoffice_stands_as_the_same_year_typed() {
    let (typed, sent) = (World::story().await, World::story().await);
    let unit = typed.unit_of("lai-son").await;
    let mut typist = typed.browser_as(OFFICER).await;
    let mut sender = sent.browser_as(OFFICER).await;
    let [last, this] = [2020, 2021].map(|year| format!("/dv/{unit}/{year}/so-lieu"));
    let year = year(fields(&typist.get(&last).await.body, "o.HV_CUOI"));
    assert!(year.len() > 130, "every cell of every form: {}", year.len());

    let page = typist.get(&this).await;
    let mut form = PageForm::with_field(&page.body, "o.HV_CUOI");
    for (code, text) in &year {
        form.set(&format!("o.{code}"), text);
    }
    form.send(&mut typist).await;
    let stands = fields(&typist.get(&this).await.body, "o.HV_CUOI");
    assert_eq!(stands, year, "all of it was typed and taken");

    let form = sender.get(&format!("{this}/tai-excel?trong")).await;
    let cells = year.iter().map(|(code, text)| (code.clone(), at_the_keyboard(text)));
    let (book, _) = filled(&form.bytes, &cells.collect::<Vec<_>>());
    let seen = upload(&mut sender, &format!("{this}/nop-excel"), &book).await;
    let count = year.len();
    assert!(seen.says(&format!("<b>{count} ô sẽ lưu</b>, 0 ô")), "{}", plain(&seen.body));
    let seen = PageForm::with_field(&seen.body, "bam").send(&mut sender).await;
    assert!(seen.says(&format!("Đã lưu {count} ô")), "{}", plain(&seen.body));
    let same = fields(&sender.get(&this).await.body, "o.HV_CUOI");
    assert_eq!(same, stands);
}

#[tokio::test]
async fn all_communes_filled_in_libreoffice_in_one_workbook_stand_as_typed_in_the_grid() {
    let (typed, sent) = (World::story().await, World::story().await);
    let unit = typed.unit_of("kien-hai").await;
    let mut typist = typed.browser_as(STAFF).await;
    let mut sender = sent.browser_as(STAFF).await;
    let [last, this] = [2020, 2021].map(|year| format!("/dv/{unit}/{year}/bang"));
    let form = sender.get(&format!("{this}/bieu-excel?trong")).await;
    let mut cells = Vec::new();
    let mut expected = BTreeMap::new();
    for code in FORMS {
        let page = typist.get(&format!("{last}?bieu={code}")).await;
        let year = year(grid_fields(&page.body));
        let page = typist.get(&format!("{this}?bieu={code}")).await;
        let mut form = PageForm::with_field(&page.body, &first_field(&page.body));
        for (place, text) in &year {
            form.set(&format!("o.{place}"), text);
        }
        form.send(&mut typist).await;
        let named = names(&page.body);
        for (place, text) in &year {
            let (unit, measure) = place.split_once('.').unwrap();
            cells.push((format!("{}/{measure}", named[unit]), at_the_keyboard(text)));
        }
        expected.insert(code, year);
    }
    let count = cells.len();
    assert!(count > 600, "every cell of every commune: {count}");
    let (book, _) = filled(&form.bytes, &cells);
    let seen = upload(&mut sender, &format!("{this}/nop-excel"), &book).await;
    assert!(seen.says(&format!("<b>{count} ô sẽ lưu</b>, 0 ô")), "{}", plain(&seen.body));
    let seen = PageForm::with_field(&seen.body, "bam").send(&mut sender).await;
    assert!(seen.says(&format!("Đã lưu {count} ô")), "{}", plain(&seen.body));
    for (code, year) in expected {
        for browser in [&mut typist, &mut sender] {
            let page = browser.get(&format!("{this}?bieu={code}")).await;
            assert_eq!(grid_fields(&page.body), year, "{code}");
        }
    }
}

#[tokio::test]
async fn what_is_wrong_in_a_workbook_is_named_by_sheet_and_cell_and_undoing_names_later_edits() {
    let world = World::story().await;
    let unit = world.unit_of("lai-son").await;
    let mut officer = world.browser_as(OFFICER).await;
    let this = format!("/dv/{unit}/2020/so-lieu");
    let form = officer.get(&format!("{this}/tai-excel")).await;
    let before = fields(&officer.get(&this).await.body, "o.HV_CUOI");
    let wrong = [
        ("HV_NU", "nhiều", "Không nhận"),
        ("HV_DANG_VIEN", "-5", "số âm"),
        ("DAN_SO", "=1/0", "có lỗi công thức #DIV/0!"),
        ("HO", "1e21", "quá lớn"),
        ("AP", "12.5", "có phần lẻ"),
        ("THE_DA_CAP", "'1,000,000", "dấu phẩy chỉ mở phần lẻ"),
        ("HV_CUOI", "1", "Không nhận"),
    ];
    let good = [("BK_TT", "41"), ("BK_CN", "42"), ("KNC", "43")];
    let all = wrong.iter().map(|(code, text, _)| (*code, *text)).chain(good);
    let all = all.map(|(code, text)| (code.to_owned(), text.to_owned()));
    let (book, places) = filled(&form.bytes, &all.collect::<Vec<_>>());
    let seen = upload(&mut officer, &format!("{this}/nop-excel"), &book).await;
    let says = plain(&seen.body);
    assert!(says.contains("<b>3 ô sẽ lưu</b>, <b>7 ô không nhận</b>"), "{says}");
    for (code, _, why) in wrong {
        let named = format!("<b>Ô {}</b>, trang {SHEET}, ", places[code]);
        let line = says.split(&named).nth(1).unwrap_or_else(|| panic!("{named}: {says}"));
        assert!(line.split("</li>").next().unwrap().contains(why), "{code} {why}: {line}");
    }
    let seen = PageForm::with_field(&seen.body, "bam").send(&mut officer).await;
    assert!(seen.says("Đã lưu 3 ô"), "{}", plain(&seen.body));

    officer.tell(&this, &[("o.KNC", "44"), ("v.KNC", "2")]).await;
    let undone = PageForm::with_action(&seen.body, "/hoan-tac").send(&mut officer).await;
    let says = plain(&undone.body);
    assert!(says.contains("Đã hoàn tác 2 ô") && says.contains("1 ô giữ nguyên"), "{says}");
    assert!(says.contains("«Kỷ niệm chương") && says.contains("44"), "{says}");
    let mut expected = before;
    expected.insert("KNC".to_owned(), "44".to_owned());
    assert_eq!(fields(&officer.get(&this).await.body, "o.HV_CUOI"), expected);
}

#[tokio::test]
async fn a_row_that_was_shifted_and_codes_that_were_edited_put_no_number_into_a_wrong_cell() {
    let world = World::story().await;
    let unit = world.unit_of("lai-son").await;
    let mut officer = world.browser_as(OFFICER).await;
    let this = format!("/dv/{unit}/2020/so-lieu");
    let form = officer.get(&format!("{this}/tai-excel")).await;
    let (_, at) = filled(&form.bytes, &[("BK_TT".into(), "41".into()), ("KNC".into(), "1".into())]);
    let row = |code: &str| at[code].trim_start_matches(char::is_alphabetic).parse::<u32>().unwrap();
    let column = at["KNC"].trim_end_matches(char::is_numeric);
    let codes = code_column(column);
    let (honour, praise) = (row("KNC"), row("BK_TT"));
    // A row put in above carries all with it; a number stands in the new one; one code is that of
    // another figure, one of none.
    let cells = [
        (format!("{SHEET}!{codes}{honour}"), "BK_CN".to_owned()),
        (format!("{SHEET}!{column}{honour}"), "7".to_owned()),
        (format!("{SHEET}!{codes}{praise}"), "KHONG_CO".to_owned()),
        (format!("{SHEET}!{column}{praise}"), "8".to_owned()),
        (format!("{SHEET}!+10"), String::new()),
        (format!("{SHEET}!{column}10"), "9".to_owned()),
    ];
    let (book, _) = filled(&form.bytes, &cells);
    let says = plain(&upload(&mut officer, &format!("{this}/nop-excel"), &book).await.body);
    assert!(says.contains("<b>0 ô sẽ lưu</b>, <b>1 ô không nhận</b>"), "{says}");
    let named = format!("<b>Ô {column}{}</b>, trang {SHEET}, ", honour + 1);
    let line = says.split(&named).nth(1).unwrap_or_else(|| panic!("{named}: {says}"));
    assert!(line.contains("cột mã ẩn của dòng là BK_CN"), "{line}");
    for row in [10, praise + 1] {
        assert!(says.contains(&format!("Dòng {row}, trang {SHEET}, ")), "{row}: {says}");
    }
}

/// The hidden column of codes stands after source and note.
fn code_column(entry: &str) -> char {
    let letter = entry.chars().next().unwrap();
    char::from_u32(u32::from(letter) + 3).unwrap()
}

fn grid_fields(page: &str) -> BTreeMap<String, String> {
    fields(page, &first_field(page))
}

/// The name of the first cell of a grid.
fn first_field(page: &str) -> String {
    let (_, rest) = page.split_once(" name=\"o.").unwrap();
    format!("o.{}", rest.split('"').next().unwrap())
}

/// The name before each row of the grid, by the number of its unit.
fn names(page: &str) -> BTreeMap<String, String> {
    let rows = page.split(" id=\"r-").skip(1);
    let one = |row: &str| {
        let (unit, rest) = row.split_once('"').unwrap();
        let name = rest.split_once("<a ").unwrap().1.split_once('>').unwrap().1;
        (unit.to_owned(), plain(name.split('<').next().unwrap()))
    };
    rows.map(one).collect()
}

//! What each content of a cell becomes: the table of decisions, through a real file.

use khuyenhoc::vietnamese::typed_number;
use khuyenhoc::workbooks::{Content, Limits, read_now};

use crate::support::draft::zipped;

const TYPES: &str = "<Types><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";
const ROOT: &str = "<Relationships><Relationship Id=\"a\" Type=\"x/relationships/officeDocument\" \
                    Target=\"xl/workbook.xml\"/></Relationships>";
const RELATIONS: &str = "<Relationships>\
    <Relationship Id=\"a\" Type=\"x/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
    <Relationship Id=\"b\" Type=\"x/relationships/styles\" Target=\"styles.xml\"/>\
    </Relationships>";
/// Looks: 0 as it is, 1 a date, 2 a percentage, 3 thousands, 4 a time span.
const STYLES: &str = "<styleSheet><numFmts count=\"1\">\
    <numFmt numFmtId=\"170\" formatCode=\"0.0%\"/></numFmts><cellXfs count=\"5\">\
    <xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/><xf numFmtId=\"3\"/>\
    <xf numFmtId=\"46\"/></cellXfs></styleSheet>";

/// A workbook of one sheet with one cell, A1.
fn with_cell(cell: &str, properties: &str) -> Vec<u8> {
    let sheet = format!(
        "<worksheet><sheetData><row r=\"1\" hidden=\"1\">{cell}</row></sheetData></worksheet>"
    );
    let book = format!(
        "<workbook xmlns:r=\"r\">{properties}<sheets>\
         <sheet name=\"A\" sheetId=\"1\" state=\"hidden\" r:id=\"a\"/></sheets></workbook>"
    );
    zipped(
        &[
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", ROOT),
            ("xl/workbook.xml", &book),
            ("xl/_rels/workbook.xml.rels", RELATIONS),
            ("xl/styles.xml", STYLES),
            ("xl/worksheets/sheet1.xml", &sheet),
        ]
        .map(|(name, text)| (name.to_owned(), text.to_owned())),
    )
}

fn read_cell(cell: &str, properties: &str) -> Option<Content> {
    let book = read_now(&with_cell(cell, properties), &Limits::USUAL).unwrap();
    assert!(book.sheets[0].hidden, "a hidden sheet is read");
    book.sheets[0].at(0, 0).cloned()
}

/// What a cell of a count of whole things does with it: the amount, or why not.
fn decided(content: Option<Content>) -> String {
    let Some(content) = content else { return "để yên".to_owned() };
    match content.typed() {
        Err(why) => why,
        Ok(text) => match typed_number(&text, 0) {
            Ok(number) => match number.amount {
                Some(amount) => format!("{amount}"),
                None => format!("{:?}", number.state),
            },
            Err(issue) => issue.sentence,
        },
    }
}

const V: &str = "<c r=\"A1\"><v>";
const E: &str = "</v></c>";

#[test]
fn each_number_day_and_error_of_a_cell_has_one_reading() {
    let number = |text: &str| format!("{V}{text}{E}");
    let look = |style: u8, text: &str| format!("<c r=\"A1\" s=\"{style}\"><v>{text}{E}");
    let kind = |kind: &str, text: &str| format!("<c r=\"A1\" t=\"{kind}\"><v>{text}{E}");
    let cases = [
        (number("1234"), "1234"),
        (number("1234.0"), "1234"),
        (number("1.234E3"), "1234"),
        (number("0"), "0"),
        (number("12.000000000000002"), "12"),
        (number("97.5"), "Số '97,5' có phần lẻ; ô này chỉ nhận số nguyên. Xin ghi lại."),
        // What an Excel that thinks in English makes of a typed 1.234.
        (
            number("1.234"),
            "Số '1,234' có phần lẻ; ô này chỉ nhận số nguyên. Nếu muốn ghi 1.234 xin \
                           dùng dấu chấm.",
        ),
        (number("-5"), "Số '-5' là số âm; ô này chỉ nhận số từ 0 trở lên."),
        (
            number("1e21"),
            "Số '1000000000000000000000' quá lớn so với mức 1.000.000 tỷ. Xin kiểm \
                          tra lại.",
        ),
        (number("999999999999999"), "999999999999999"),
        (look(2, "0.975"), "Số '97,5%' có dấu %; ô này chỉ ghi số. Xin ghi lại."),
        (look(2, "0.97"), "Số '97%' có dấu %; ô này chỉ ghi số. Nếu đúng là 97 xin bỏ dấu %."),
        (look(3, "1234567"), "1234567"),
        (look(1, "44196"), "là ngày tháng (31/12/2020), không phải số"),
        (look(1, "60"), "là ngày tháng (29/2/1900), không phải số"),
        (look(4, "1.5"), "là ngày tháng (giờ phút), không phải số"),
        (kind("d", "2020-12-31"), "là ngày tháng (2020-12-31), không phải số"),
        (kind("e", "#DIV/0!"), "có lỗi công thức #DIV/0!"),
        (kind("e", "#REF!"), "có lỗi công thức #REF!"),
        (number("inf"), "có lỗi công thức #NUM!"),
        (kind("b", "1"), "Số 'có' không đọc được thành số. Xin ghi bằng chữ số, ví dụ 1.234.567."),
    ];
    all_decided(&cases);
}

#[test]
fn each_text_and_formula_of_a_cell_has_one_reading() {
    let words = |text: &str| format!("<c r=\"A1\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let cases = [
        (words("1.000.000"), "1000000"),
        (
            words("1,000,000"),
            "Số '1,000,000' không rõ: dấu phẩy chỉ mở phần lẻ, hàng nghìn ngăn \
                              bằng dấu chấm. Nếu muốn ghi 1.000.000 xin gõ lại như vậy.",
        ),
        (
            words("97.5"),
            "Số '97.5' không rõ: dấu chấm chỉ ngăn hàng nghìn. Nếu hiểu là 97,5 thì ô \
                         này không nhận phần lẻ ấy.",
        ),
        (words("0012"), "12"),
        (words("  1234  "), "1234"),
        (words("1234&#160;"), "1234"),
        (words("1 234"), "Số '1 234' không đọc được. Nếu muốn ghi 1.234 xin gõ lại như vậy."),
        (words("không có"), "Nothing"),
        (words("-"), "Missing"),
        (words("   "), "để yên"),
        (
            words("31/12/2020"),
            "Số '31/12/2020' không đọc được thành số. Xin ghi bằng chữ số, ví \
                               dụ 1.234.567.",
        ),
        (words("1,2 triệu"), "1200000"),
        ("<c r=\"A1\" s=\"3\"/>".to_owned(), "để yên"),
        ("<c r=\"A1\"><f>1+1</f><v>2</v></c>".to_owned(), "2"),
        ("<c r=\"A1\"><f>1+1</f></c>".to_owned(), "là công thức chưa có kết quả"),
        ("<c r=\"A1\" t=\"str\"><f>A2</f><v></v></c>".to_owned(), "để yên"),
    ];
    all_decided(&cases);
}

fn all_decided(cases: &[(String, &str)]) {
    for (cell, expected) in cases {
        assert_eq!(decided(read_cell(cell, "")), *expected, "{cell}");
    }
}

#[test]
fn days_are_counted_as_the_workbook_counts_them() {
    let cell = "<c r=\"A1\" s=\"1\"><v>42734</v></c>";
    let since_1904 = read_cell(cell, "<workbookPr date1904=\"1\"/>");
    assert_eq!(since_1904, Some(Content::Date("31/12/2020".to_owned())));
    assert_eq!(read_cell(cell, ""), Some(Content::Date("30/12/2016".to_owned())));
}

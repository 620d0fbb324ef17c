//! A yearly report that uses every block, and tables of any size.

use chrono::NaiveDate;
use khuyenhoc::documents::{
    About, Align, Appendix, Bar, Bars, Block, Chart, Closing, Column, Curve, Document, Emphasis,
    Heading, Letterhead, Level, Lines, Paragraph, Plot, Point, Row, Run, Stack, Stacks, Style,
    Table, Title, Tone,
};

pub const LONG: &str = "Thực hiện Công văn số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 và kế hoạch \
    số 12/KH-HKH ngày 15 tháng 01 năm 2020, Hội Khuyến học huyện Kiên Hải báo cáo kết quả công \
    tác khuyến học, khuyến tài, xây dựng xã hội học tập trên địa bàn huyện cụ thể như sau:";

pub fn words(style: Style, text: &str) -> Block {
    Block::Paragraph(Paragraph { style, runs: vec![Run::Text(text.into())] })
}

pub fn heading(level: Level, number: &str, text: &str) -> Block {
    Block::Heading(Heading { level, number: number.into(), text: text.into() })
}

pub fn document(blocks: Vec<Block>) -> Document {
    let about = About {
        title: "Báo cáo tổng kết công tác khuyến học năm 2020".into(),
        author: "Hội Khuyến học huyện Kiên Hải".into(),
        subject: "Tổng kết năm 2020, phương hướng năm 2021".into(),
        changed_on: NaiveDate::from_ymd_opt(2021, 1, 15).expect("a date"),
    };
    Document { about, blocks, marks: vec!["DỰ THẢO".into(), "DỮ LIỆU MẪU".into()] }
}

pub fn column(group: &str, title: &str, align: Align) -> Column {
    Column { group: group.into(), title: title.into(), align }
}

pub fn row(emphasis: Emphasis, cells: &[&str]) -> Row {
    Row { emphasis, cells: cells.iter().map(|cell| (*cell).into()).collect() }
}

/// A list of units with a money column, `rows` long.
pub fn list(rows: usize) -> Table {
    let unit = |number: usize| {
        let cells = [number.to_string(), format!("Chi hội ấp {number}"), "841.150.000".into()];
        Row { emphasis: Emphasis::Plain, cells: cells.map(Into::into).to_vec() }
    };
    Table {
        key: "L".into(),
        caption: format!("Bảng L. Danh sách {rows} chi hội"),
        columns: vec![
            column("", "TT", Align::Centre),
            column("", "Đơn vị", Align::Left),
            column("", "Số tiền (đồng)", Align::Right),
        ],
        stub: 2,
        rows: (1..=rows).map(unit).collect(),
        notes: vec!["Nguồn: sổ quỹ của Huyện hội.".into()],
    }
}

const FUND: [(&str, &str); 19] = [
    ("", "Dư đầu kỳ"),
    ("Thu", "Vận động tiền mặt"),
    ("Thu", "Hiện vật quy tiền"),
    ("Thu", "Hội phí"),
    ("Thu", "Ngân sách hỗ trợ"),
    ("Thu", "Lãi tiền gửi"),
    ("Thu", "Heo đất"),
    ("Thu", "Cấp trên chuyển"),
    ("", "Tổng thu"),
    ("Chi", "Học bổng"),
    ("Chi", "Khen thưởng"),
    ("Chi", "Hỗ trợ, quà"),
    ("Chi", "Cơ sở vật chất"),
    ("Chi", "Hoạt động Hội"),
    ("Chi", "Nộp, chuyển"),
    ("", "Tổng chi"),
    ("", "Dư cuối kỳ"),
    ("", "Bình quân quỹ/người dân (đ)"),
    ("", "Ghi chú"),
];

/// Form B4: the widest that prints money in every cell.
pub fn fund() -> Table {
    let mut columns = vec![column("", "TT", Align::Centre), column("", "Đơn vị", Align::Left)];
    columns.extend(FUND.map(|(group, title)| column(group, title, Align::Right)));
    let cells = |number: &str, name: &str, emphasis| {
        let mut cells = vec![number.to_owned(), name.to_owned()];
        cells.extend(FUND.map(|(_, title)| {
            if title == "Ghi chú" {
                "chưa có số liệu".into()
            } else {
                "1.841.150.000".into()
            }
        }));
        Row { emphasis, cells: cells.into_iter().map(Into::into).collect() }
    };
    Table {
        key: "B4".into(),
        caption: "Bảng B4. Quỹ khuyến học năm 2020".into(),
        columns,
        stub: 2,
        rows: vec![
            row(Emphasis::Group, &["I. Các xã"]),
            cells("1", "Xã Hòn Tre", Emphasis::Plain),
            cells("2", "Xã Lại Sơn", Emphasis::Plain),
            cells("3", "Xã An Sơn", Emphasis::Plain),
            cells("4", "Xã Nam Du", Emphasis::Plain),
            cells("", "Tổng cộng", Emphasis::Total),
        ],
        notes: vec!["Hiện vật quy tiền theo giá tại thời điểm nhận.".into()],
    }
}

fn targets() -> Table {
    let plain = |cells: &[&str]| row(Emphasis::Plain, cells);
    Table {
        key: "CT".into(),
        caption: "Chỉ tiêu cụ thể năm 2021".into(),
        columns: vec![
            column("", "TT", Align::Centre),
            column("", "Chỉ tiêu", Align::Left),
            column("", "ĐVT", Align::Centre),
            column("Thực hiện", "2019", Align::Right),
            column("Thực hiện", "2020", Align::Right),
            column("", "Kế hoạch 2021", Align::Right),
        ],
        stub: 2,
        rows: vec![
            plain(&["1", "Tỷ lệ hội viên so với dân số", "%", "11,2", "11,94", "trên 12"]),
            plain(&[
                "2",
                "Gia đình đăng ký danh hiệu Gia đình học tập và được bình xét, công nhận hằng năm",
                "%",
                "91,3",
                "92,4\n(1.208/1.307)",
                "trên 92",
            ]),
            plain(&[
                "3",
                "Vận động quỹ khuyến học",
                "đồng",
                "780.000.000",
                "841.150.000",
                "từ 800 triệu trở lên",
            ]),
        ],
        notes: Vec::new(),
    }
}

pub fn chart() -> Chart {
    let bar = |label: &str, value, printed: &str, tone| Bar {
        label: label.into(),
        value,
        tick: Some(92),
        printed: printed.into(),
        tone,
    };
    Chart {
        title: "2/4 xã đạt trên 92% số gia đình đăng ký được công nhận".into(),
        description: "Bốn thanh ngang, mỗi thanh một xã.".into(),
        plot: Plot::Bars(Bars {
            bars: vec![
                bar("Xã Hòn Tre", Some(96), "96,1% (320/333)", Tone::Met),
                bar("Xã Lại Sơn", Some(93), "93,0% (400/430)", Tone::Met),
                bar("Xã An Sơn", Some(80), "80,2% (210/262)", Tone::NotMet),
                bar("Xã Nam Du", None, "chưa có số liệu", Tone::Neutral),
            ],
            full: 100,
            tick_label: "chỉ tiêu: trên 92%".into(),
        }),
    }
}

pub fn lines() -> Chart {
    let point = |value, printed: &str| Some(Point { value, printed: printed.into() });
    let points = vec![point(9_706, "97,06%"), None, point(9_837, "98,37%")];
    let curve = |label: &str| Curve { label: label.into(), points: points.clone() };
    Chart {
        title: "Trẻ 5 tuổi đến trường tăng".into(),
        description: "Từ 2018 đến 2020.".into(),
        plot: Plot::Lines(Lines {
            places: ["2018", "2019", "2020"].map(str::to_owned).to_vec(),
            curves: vec![curve("Kiên Hải"), curve("Nam Du")],
            low: 9_700,
            high: 9_850,
            levels: vec![(9_700, "97%".into()), (9_800, "98%".into())],
            targets: vec![None, None, Some(9_800)],
            target_label: "mức phấn đấu của từng năm".into(),
        }),
    }
}

pub fn stacks() -> Chart {
    let stack = |label: &str, values: [i64; 2], printed: &str| Stack {
        label: label.into(),
        values: values.to_vec(),
        printed: printed.into(),
    };
    Chart {
        title: "Quỹ".into(),
        description: "Tiền và hiện vật.".into(),
        plot: Plot::Stacks(Stacks {
            parts: vec!["tiền mặt".into(), "hiện vật".into()],
            stacks: vec![
                stack("2018", [500_000_000, 164_970_000], "hơn 664 triệu đồng"),
                stack("2020", [612_450_000, 228_700_000], "hơn 841 triệu đồng"),
            ],
            full: 841_150_000,
        }),
    }
}

pub fn letterhead() -> Block {
    Block::Letterhead(Letterhead {
        superior: "HỘI KHUYẾN HỌC TỈNH KIÊN GIANG".into(),
        agency: "HỘI KHUYẾN HỌC HUYỆN KIÊN HẢI".into(),
        number: "Số:      /BC-HKH".into(),
        place_and_date: "Kiên Hải, ngày      tháng      năm 2021".into(),
    })
}

pub fn title() -> Block {
    Block::Title(Title {
        kind: "BÁO CÁO".into(),
        about: vec![
            "Tổng kết công tác khuyến học năm 2020".into(),
            "và phương hướng, nhiệm vụ năm 2021".into(),
        ],
    })
}

pub fn closing() -> Block {
    Block::Closing(Closing {
        recipients: vec![
            "Hội Khuyến học tỉnh".into(),
            "Thường trực Huyện ủy".into(),
            "UBND huyện".into(),
            "Hội Khuyến học các xã".into(),
            "Lưu: VT".into(),
        ],
        left: Vec::new(),
        authority: vec!["TM. BAN THƯỜNG VỤ".into(), "CHỦ TỊCH".into()],
        name: "Nguyễn Văn Hải".into(),
    })
}

pub fn appendix(number: &str, title: &str, landscape: bool) -> Block {
    Block::Appendix(Appendix {
        number: number.into(),
        title: title.into(),
        attached_to: "(Kèm theo Báo cáo số      /BC-HKH ngày      tháng      năm 2021 của Hội \
                      Khuyến học huyện Kiên Hải)"
            .into(),
        landscape,
    })
}

/// The whole report.
pub fn report() -> Document {
    let mut blocks = vec![letterhead(), title(), words(Style::Basis, "Căn cứ Điều lệ Hội;")];
    blocks.push(words(Style::Body, LONG));
    for (number, part) in [("I.", "KẾT QUẢ THỰC HIỆN"), ("II.", "ĐÁNH GIÁ CHUNG")] {
        blocks.push(heading(Level::Part, number, part));
        for section in 1..=4 {
            let number = format!("{section}.");
            blocks.push(heading(Level::Section, &number, "Công tác tham mưu, tuyên truyền"));
            blocks.push(heading(Level::Item, "a)", "Xây dựng tổ chức"));
            blocks.push(members());
            blocks.push(words(Style::Body, &[LONG, LONG].join(" ")));
            blocks.push(words(Style::Item, "Có 50% gia đình trở lên đăng ký."));
        }
        blocks.push(Block::Chart(chart()));
    }
    blocks.push(heading(Level::Part, "III.", "PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2021"));
    blocks.push(words(Style::Measure, "ĐVT: như từng dòng"));
    blocks.push(Block::Table(targets()));
    blocks.push(words(Style::Body, "Trên đây là báo cáo tổng kết công tác khuyến học năm 2020./."));
    blocks.push(closing());
    blocks.push(appendix("Phụ lục I", "QUỸ KHUYẾN HỌC", true));
    blocks.push(Block::Table(fund()));
    blocks.push(appendix("Phụ lục II", "DANH SÁCH CHI HỘI", false));
    blocks.push(Block::Table(list(40)));
    document(blocks)
}

/// A sentence with bound figures, one of them unknown.
pub fn members() -> Block {
    let figure = |code: &str, text: &str| Run::Figure { code: code.into(), text: text.into() };
    let text = |text: &str| Run::Text(text.into());
    Block::Paragraph(Paragraph {
        style: Style::Body,
        runs: vec![
            text("Trong năm 2020 đã phát triển "),
            figure("HV_MOI", "87"),
            text(" hội viên mới, nâng tổng số hội viên toàn huyện lên "),
            figure("HV", "2.101"),
            text(" hội viên, bằng "),
            figure("HV_DS", "11,94%"),
            text(" so với dân số; thẻ hội viên: "),
            Run::Unknown { code: "THE".into(), text: "chưa có số liệu".into() },
            text("."),
        ],
    })
}

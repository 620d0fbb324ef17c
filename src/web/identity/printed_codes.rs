//! Recovery codes as a paper to be kept in a drawer.

use chrono::NaiveDate;

use crate::documents::{
    About, Align, Block, Cell, Column, Document, Emphasis, Paragraph, Row, Run, Style, Table, Title,
};
use crate::identity::Account;
use crate::vietnamese::date;

pub fn paper(account: &Account, codes: &[String], today: NaiveDate) -> Document {
    let title = "Mã dự phòng đăng nhập".to_owned();
    Document {
        about: About {
            title: title.clone(),
            author: String::new(),
            subject: account.login.clone(),
            changed_on: today,
        },
        blocks: vec![
            Block::Title(Title {
                kind: "MÃ DỰ PHÒNG ĐĂNG NHẬP".to_owned(),
                about: vec![format!("Tài khoản {}, in ngày {}", account.login, date(today))],
            }),
            said("Dùng khi không có điện thoại: gõ một mã vào ô Mã ở bước thứ hai."),
            said("Mỗi mã dùng được một lần; dùng xong xin gạch đi."),
            said("Xin cất tờ giấy này ở nơi an toàn, không chụp ảnh, không gửi qua mạng."),
            Block::Table(table(codes)),
        ],
        marks: Vec::new(),
    }
}

fn said(text: &str) -> Block {
    Block::Paragraph(Paragraph { style: Style::Body, runs: vec![Run::Text(text.to_owned())] })
}

fn table(codes: &[String]) -> Table {
    let column =
        |title: &str, align| Column { group: String::new(), title: title.to_owned(), align };
    let row = |(at, code): (usize, &String)| Row {
        emphasis: Emphasis::Plain,
        cells: vec![
            Cell::from((at + 1).to_string()),
            Cell::from(code.clone()),
            Cell::from(String::new()),
        ],
    };
    Table {
        key: "ma-du-phong".to_owned(),
        caption: String::new(),
        columns: vec![
            column("STT", Align::Centre),
            column("Mã", Align::Centre),
            column("Đã dùng ngày", Align::Left),
        ],
        stub: 1,
        rows: codes.iter().enumerate().map(row).collect(),
        notes: Vec::new(),
    }
}

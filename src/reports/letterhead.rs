//! The paper around the sections: letterhead, title, closing words, recipients, signature.

use super::section::{paragraphs, plain};
use super::sentence::capital;
use super::yearly::Yearly;
use super::{appendices, outline, when};
use crate::documents::{About, Block, Closing, Document, Letterhead, Paragraph, Run, Style, Title};
use crate::vietnamese::fold;
use chrono::Datelike;

/// Symbol of a report of the Association. Law: NĐ 30/2020/NĐ-CP, Appendix III (BC: báo cáo)
const SYMBOL: &str = "/BC-HKH";
/// Room for a number that is written by hand until the report is issued.
const BLANK: &str = "      ";
/// Key of the list of recipients among the prose.
pub const RECIPIENTS: &str = "noi_nhan";

pub fn document(of: &Yearly) -> Document {
    let mut blocks = vec![letterhead(of), title(of)];
    let note = of.boundaries().join(" ");
    if !note.is_empty() {
        blocks.push(Block::Paragraph(plain(Style::Body, note)));
    }
    blocks.extend(outline::blocks(of));
    blocks.push(Block::Paragraph(last_words(of)));
    blocks.push(closing(of));
    blocks.extend(appendices::blocks(of));
    let mut marks = vec!["DỰ THẢO".to_owned()];
    marks.extend(of.marks.iter().cloned());
    Document { about: about(of), blocks, marks }
}

fn about(of: &Yearly) -> About {
    let association = association(of);
    About {
        title: format!("Báo cáo {} – {association}", lower_subject(of)),
        author: association,
        subject: subject(of),
        changed_on: of.date,
    }
}

/// `Hội Khuyến học huyện Kiên Hải`.
pub fn association(of: &Yearly) -> String {
    format!("Hội Khuyến học {}", of.full_name())
}

/// What the report is about (trích yếu).
fn subject(of: &Yearly) -> String {
    format!(
        "{} công tác khuyến học {} và phương hướng, nhiệm vụ {}",
        when::review(of.period),
        when::span(of.period),
        when::ahead(of.period)
    )
}

fn lower_subject(of: &Yearly) -> String {
    super::sentence::lower(&subject(of))
}

fn letterhead(of: &Yearly) -> Block {
    let superior = match &of.superior {
        _ if !of.unit.superior.is_empty() => of.unit.superior.clone(),
        Some(superior) => superior.agency_line(),
        None => String::new(),
    };
    Block::Letterhead(Letterhead {
        superior,
        agency: of.unit.agency_line(),
        number: format!("Số:{BLANK}{SYMBOL}"),
        place_and_date: format!("{}, {}", of.unit.place_line(), open_date(of)),
    })
}

/// The date of a paper that is not issued: the year alone is known.
fn open_date(of: &Yearly) -> String {
    format!("ngày{BLANK}tháng{BLANK}năm {}", of.date.year())
}

fn title(of: &Yearly) -> Block {
    let mut about = vec![
        format!("{} công tác khuyến học {}", when::review(of.period), when::span(of.period)),
        format!("và phương hướng, nhiệm vụ {}", when::ahead(of.period)),
    ];
    if !of.boundaries().is_empty() {
        about.push("(số liệu theo địa giới hiện nay)".to_owned());
    }
    Block::Title(Title { kind: "BÁO CÁO".to_owned(), about })
}

/// What an appendix says of the report it belongs to.
pub fn attached_to(of: &Yearly) -> String {
    format!("(Kèm theo Báo cáo số{BLANK}{SYMBOL} {} của {})", open_date(of), association(of))
}

fn last_words(of: &Yearly) -> Paragraph {
    let text = format!("Trên đây là báo cáo {} của {}./.", lower_subject(of), association(of));
    Paragraph { style: Style::Body, runs: vec![Run::Text(text)] }
}

fn closing(of: &Yearly) -> Block {
    let position =
        of.signatory.as_ref().map_or("Chủ tịch", |officer| officer.position.as_str());
    let mut authority = vec!["TM. BAN THƯỜNG VỤ".to_owned()];
    if fold(position).starts_with("pho chu tich") {
        authority.push("KT. CHỦ TỊCH".to_owned());
    }
    authority.push(position.to_uppercase());
    let name = of.signatory.as_ref().map(|officer| officer.name.clone()).unwrap_or_default();
    Block::Closing(Closing { recipients: recipients(of), left: Vec::new(), authority, name })
}

/// The staff's own list, or the body above, those below and the archive.
fn recipients(of: &Yearly) -> Vec<String> {
    let text = |paragraph: Paragraph| match paragraph.runs.into_iter().next() {
        Some(Run::Text(text)) => text,
        _ => String::new(),
    };
    if let Some(own) = of.prose_of(RECIPIENTS) {
        return paragraphs(own).into_iter().map(text).collect();
    }
    let mut list = Vec::new();
    match &of.superior {
        Some(above) => list.push(format!("Hội Khuyến học {} (báo cáo)", above.full_name())),
        None if !of.unit.superior.is_empty() => list.push(of.unit.superior.clone()),
        None => {}
    }
    let children = of.gathered.tree.children(of.root());
    if !children.is_empty() {
        list.push(format!("Hội Khuyến học các {}", of.kind_of(children)));
    }
    list.push("Lưu: VT, HKH".to_owned());
    list
}

/// The opening words: who reports on what.
pub fn lead(of: &Yearly) -> Paragraph {
    let text = format!(
        "{} báo cáo kết quả công tác khuyến học, khuyến tài, xây dựng xã hội học tập {} và \
         phương hướng, nhiệm vụ {}, cụ thể như sau:",
        capital(&association(of)),
        when::span(of.period),
        when::ahead(of.period)
    );
    plain(Style::Body, text)
}

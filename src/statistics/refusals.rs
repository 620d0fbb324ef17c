//! What statistics does not accept, in the words of the user.

use entities::values::{Code, Kind, Period};

use super::Relation;
use super::cell::{Cell, Typed};
use crate::facts::{Measure, Value};
use crate::platform::outcome::Refusal;
use crate::vietnamese::NumberIssue;

pub fn no_such_measure(measure: &Code) -> Refusal {
    Refusal::new(
        "no_such_measure",
        measure.as_str(),
        format!("Không có số liệu mang mã {measure}."),
        "Xin tải lại trang rồi nhập lại.",
    )
}

pub fn no_such_period(period: Period) -> Refusal {
    Refusal::new(
        "unit_not_in_period",
        "period",
        format!("Đơn vị chưa có hoặc không còn trong kỳ {period}."),
        "Xin chọn kỳ báo cáo khác.",
    )
}

pub fn not_in_this_form(measure: &Measure, period: Period) -> Refusal {
    Refusal::new(
        "wrong_period",
        measure.code.as_str(),
        format!("«{}» không nhập cho kỳ {period} trong biểu này.", measure.name),
        "Xin tải lại trang rồi nhập lại.",
    )
}

pub fn counted(measure: &Measure) -> Refusal {
    Refusal::new(
        "counted",
        measure.code.as_str(),
        format!("«{}» do chương trình đếm, không nhập tay.", measure.name),
        "Xin bỏ trống ô này.",
    )
}

pub fn unreadable(measure: &Measure, issue: &NumberIssue) -> Refusal {
    let remedy = match &issue.proposal {
        // The sentence proposes the reading already.
        Some(_) => "Số cũ vẫn được giữ.".to_owned(),
        None => "Xin gõ số, ví dụ 1.234; chưa có thì để trống; không có thì gõ «không có».".into(),
    };
    Refusal::new(
        issue.code,
        measure.code.as_str(),
        format!("«{}»: {}", measure.name, issue.sentence),
        remedy,
    )
}

pub fn not_a_flag(measure: &Measure, typed: &Typed) -> Refusal {
    Refusal::new(
        "not_a_flag",
        measure.code.as_str(),
        format!("«{}» chỉ nhận «có» hoặc «chưa», không nhận «{}».", measure.name, typed.text),
        "Xin chọn «có» hoặc «chưa».",
    )
}

pub fn contradiction(measure: &Measure, relation: &Relation, typed: &str) -> Refusal {
    Refusal::new(
        "contradiction",
        measure.code.as_str(),
        format!("«{}»: không nhận {typed}. {}", measure.name, relation.says),
        "Xin kiểm tra lại ô này và ô liên quan; số cũ vẫn được giữ.",
    )
}

pub fn wrong_date(measure: &Measure, text: &str) -> Refusal {
    Refusal::new(
        "wrong_date",
        measure.code.as_str(),
        format!("«{}», thời điểm số liệu: không có ngày «{text}».", measure.name),
        "Xin gõ ngày/tháng/năm, ví dụ 31/12/2020.",
    )
}

pub fn too_long(measure: &Measure, what: &str) -> Refusal {
    Refusal::new(
        "too_long",
        measure.code.as_str(),
        format!("«{}»: {what} quá dài.", measure.name),
        "Xin viết ngắn lại, dưới 500 chữ cái.",
    )
}

pub fn far_too_long(measure: &Measure, longest: usize) -> Refusal {
    Refusal::new(
        "far_too_long",
        measure.code.as_str(),
        format!("«{}»: phần gõ dài quá {longest} chữ, không phải một số.", measure.name),
        "Xin gõ số, ví dụ 1.234; lời giải thích thì ghi vào phần ghi chú của ô.",
    )
}

/// Someone else changed the cell meanwhile: both values, both names, and what they began from.
pub fn conflict(
    measure: &Measure,
    (by, typed): (&str, &str),
    theirs: &Cell,
    base: Value,
) -> Refusal {
    Refusal::new(
        "conflict",
        measure.code.as_str(),
        format!(
            "«{}»: {} vừa nhập {}; {by} gõ {typed}; ban đầu {}.",
            measure.name,
            theirs.fact.entered_by,
            value_words(measure, theirs.fact.value),
            value_words(measure, base),
        ),
        "Xin so lại rồi gõ số đúng.",
    )
}

/// A value as it would be typed; an empty cell says so.
fn value_words(measure: &Measure, value: Value) -> String {
    match (measure.kind, value.amount()) {
        (Kind::Flag, Some(0)) => "chưa".to_owned(),
        (Kind::Flag, Some(_)) => "có".to_owned(),
        _ if value.is_missing() => "để trống".to_owned(),
        _ => value.as_typed(measure.scale),
    }
}

pub fn not_within(report: Period) -> Refusal {
    Refusal::new(
        "not_within",
        "unit",
        format!("Đơn vị không thuộc phạm vi được nhập trong kỳ {report}."),
        "Xin chọn đúng đơn vị của mình hoặc đơn vị trực thuộc.",
    )
}

pub fn no_such_block() -> Refusal {
    Refusal::new(
        "no_such_block",
        "block",
        "Không có lần nhập khối này.",
        "Xin tải lại trang và chọn trong danh sách.",
    )
}

/// Cells of a block belong to units beyond the right of who would undo it.
pub fn not_yours_to_undo() -> Refusal {
    Refusal::new(
        "not_yours_to_undo",
        "block",
        "Khối này gồm cả ô của đơn vị khác.",
        "Xin báo văn phòng Hội cấp trên hoàn tác.",
    )
}

pub fn already_undone(by: &str) -> Refusal {
    Refusal::new(
        "already_undone",
        "block",
        format!("{by} đã hoàn tác khối này rồi."),
        "Mỗi khối chỉ hoàn tác một lần; xin sửa từng ô nếu cần.",
    )
}

/// A cell of a block that was edited since stays as it stands.
pub fn edited_since(measure: &Measure, unit: &str, ours: Value, now: &Cell) -> Refusal {
    Refusal::new(
        "edited_since",
        measure.code.as_str(),
        format!(
            "{unit}, «{}»: sau khi nhập khối ({}), {} đã sửa thành {}.",
            measure.name,
            value_words(measure, ours),
            now.fact.entered_by,
            value_words(measure, now.fact.value),
        ),
        "Giữ số đã sửa.",
    )
}

/// A cell of a block that cannot go back beside what stands now.
pub fn cannot_go_back(
    measure: &Measure,
    unit: &str,
    relation: &Relation,
    (earlier, now): (Value, Value),
) -> Refusal {
    Refusal::new(
        "cannot_go_back",
        measure.code.as_str(),
        format!(
            "{unit}, «{}»: trả lại {} thì trái với số đang có. {}",
            measure.name,
            value_words(measure, earlier),
            relation.says,
        ),
        format!("Giữ {}.", value_words(measure, now)),
    )
}

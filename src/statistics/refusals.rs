//! What statistics does not accept, in the words of the user.

use entities::values::{Code, Period};

use super::Relation;
use super::cell::{Cell, Typed};
use crate::facts::Measure;
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

/// Someone else changed the cell meanwhile: both values and both names.
pub fn conflict(measure: &Measure, (by, typed): (&str, &str), theirs: &Cell) -> Refusal {
    let stored = match theirs.fact.value.as_typed(measure.scale) {
        empty if empty.is_empty() => "để trống".to_owned(),
        text => text,
    };
    Refusal::new(
        "conflict",
        measure.code.as_str(),
        format!(
            "«{}»: {} vừa nhập {stored}; {by} gõ {typed}.",
            measure.name, theirs.fact.entered_by
        ),
        "Xin so lại rồi gõ số đúng.",
    )
}

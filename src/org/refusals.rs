//! What org does not accept, in the words of the user.

use chrono::NaiveDate;

use crate::platform::outcome::Refusal;
use crate::vietnamese::date;

pub fn under_itself(field: &str, name: &str) -> Refusal {
    Refusal::new(
        "unit_under_itself",
        field,
        format!("Đơn vị {name} không thể nằm dưới chính nó."),
        "Xin chọn đơn vị cấp trên khác, hoặc sửa ngày hiệu lực.",
    )
}

pub fn overlapping(field: &str, name: &str, from: NaiveDate) -> Refusal {
    Refusal::new(
        "versions_overlap",
        field,
        format!("Đơn vị {name} đã có tên và cấp trên khác vào ngày {}.", date(from)),
        "Xin chọn ngày hiệu lực không trùng với giai đoạn đã có.",
    )
}

pub fn backwards(field: &str, from: NaiveDate, to: NaiveDate) -> Refusal {
    Refusal::new(
        "dates_backwards",
        field,
        format!("Ngày kết thúc {} không sau ngày bắt đầu {}.", date(to), date(from)),
        "Xin sửa lại hai ngày cho đúng thứ tự.",
    )
}

pub fn nameless(field: &str) -> Refusal {
    Refusal::new(
        "name_missing",
        field,
        "Chưa có tên.",
        "Xin ghi tên đúng như trên văn bản thành lập.",
    )
}

pub fn code_taken(field: &str, scheme: &str, code: &str) -> Refusal {
    Refusal::new(
        "code_taken",
        field,
        format!("Mã {code} của bộ mã {scheme} đã thuộc một đơn vị khác trong thời gian đó."),
        "Xin kiểm tra lại mã hoặc thời gian có hiệu lực của mã.",
    )
}

//! What the room says no to.

use entities::values::{Code, UnitId};

use crate::platform::outcome::Refusal;

pub fn no_such_indicator(code: &Code) -> Refusal {
    Refusal::new(
        "no_such_indicator",
        "indicator",
        format!("Không có chỉ tiêu mang mã {code}."),
        "Xin kiểm tra lại mã chỉ tiêu trong danh mục.",
    )
}

pub fn stands_already() -> Refusal {
    Refusal::new(
        "stands_already",
        "indicator",
        "Chỉ tiêu này đã có mức phấn đấu cho năm nay, có thể người khác vừa ghi.",
        "Xin về danh sách chỉ tiêu, mở chỉ tiêu ấy rồi bấm Sửa chỉ tiêu nếu cần đổi.",
    )
}

pub fn beyond_100(field: &str, name: &str) -> Refusal {
    Refusal::new(
        "beyond_100",
        field,
        format!("Chỉ tiêu «{name}» là tỷ lệ trong tổng số nên không thể trên 100%."),
        "Xin kiểm tra lại mức phấn đấu.",
    )
}

pub fn nobody_named() -> Refusal {
    Refusal::new(
        "nobody_named",
        "reach",
        "Chưa chọn đơn vị nào.",
        "Xin đánh dấu các đơn vị mà nghị quyết nêu.",
    )
}

pub fn not_within(unit: UnitId) -> Refusal {
    Refusal::new(
        "not_within",
        "reach",
        format!("Đơn vị số {unit} không trực thuộc trong kỳ này."),
        "Xin chọn trong các đơn vị trực thuộc.",
    )
}

pub fn no_longer_stands() -> Refusal {
    Refusal::new(
        "no_longer_stands",
        "target",
        "Chỉ tiêu này đã được sửa hoặc bãi bỏ.",
        "Xin mở lại trang Chỉ tiêu và xem bản đang có hiệu lực.",
    )
}

pub fn reason_missing(says: &str) -> Refusal {
    Refusal::new("reason_missing", "reason", says, "Xin ghi ngắn gọn lý do.")
}

pub fn not_to_be_shared() -> Refusal {
    Refusal::new(
        "not_to_be_shared",
        "target",
        "Chỉ tiêu này không chia cho các đơn vị được.",
        "Chỉ chia được chỉ tiêu của toàn đơn vị có một con số.",
    )
}

pub fn not_a_part(field: String) -> Refusal {
    Refusal::new(
        "not_a_part",
        field,
        "Mức giao phải là số từ 0 trở lên, đúng số chữ số lẻ của chỉ tiêu.",
        "Xin ghi lại.",
    )
}

/// `open` in words: *còn 12 hội viên chưa giao*.
pub fn difference_unexplained(open: &str) -> Refusal {
    Refusal::new(
        "difference_unexplained",
        "reason",
        format!("Cộng các mức giao chưa khớp chỉ tiêu chung: {open}."),
        "Xin sửa các mức cho khớp, hoặc ghi lý do của phần chênh.",
    )
}

pub fn changed_meanwhile(field: impl Into<String>) -> Refusal {
    Refusal::new(
        "changed_meanwhile",
        field,
        "Mức giao này vừa được người khác thay đổi.",
        "Xin xem lại mức đang có rồi làm lại.",
    )
}

pub fn counter_missing() -> Refusal {
    Refusal::new(
        "counter_missing",
        "counter",
        "Có ý kiến khác thì cần ghi mức đơn vị đề nghị.",
        "Xin ghi con số mà đơn vị làm được.",
    )
}

pub fn not_accepted(field: String) -> Refusal {
    Refusal::new(
        "not_accepted",
        field,
        "Có đơn vị chưa nhận mức được giao.",
        "Xin ghi lý do giữ mức ấy, hoặc bỏ dấu chọn ở đơn vị đó.",
    )
}

pub fn nobody_chosen() -> Refusal {
    Refusal::new(
        "nobody_chosen",
        "units",
        "Chưa chọn đơn vị nào để giao.",
        "Xin đánh dấu ít nhất một đơn vị.",
    )
}

/// `giver`: full name of the unit above.
pub fn handed_down(giver: &str) -> Refusal {
    Refusal::new(
        "handed_down",
        "target",
        format!("Chỉ tiêu này do {giver} giao nên đơn vị không tự sửa hay bãi bỏ."),
        format!(
            "Cần mức khác, xin đề nghị {giver} giao lại; khi có mức mới, chọn «Có ý kiến khác» \
             và ghi mức đơn vị làm được."
        ),
    )
}

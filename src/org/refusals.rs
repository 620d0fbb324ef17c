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

pub fn not_standing(field: &str, on: NaiveDate) -> Refusal {
    Refusal::new(
        "not_standing",
        field,
        format!("Đơn vị không còn, hoặc chưa có, vào ngày {}.", date(on)),
        "Xin chọn một ngày sau ngày bắt đầu của tên hiện nay.",
    )
}

pub fn children_remain(field: &str, names: &[String]) -> Refusal {
    let told = names.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
    Refusal::new(
        "children_remain",
        field,
        format!("Còn {} đơn vị trực thuộc: {told}.", names.len()),
        "Xin kết thúc hoặc chuyển các đơn vị trực thuộc trước.",
    )
}

pub fn no_such_term(field: &str) -> Refusal {
    Refusal::new(
        "no_such_term",
        field,
        "Không có nhiệm kỳ nào như vậy đang mở.",
        "Xin tải lại trang rồi chọn lại.",
    )
}

pub fn nothing_listed(field: &str) -> Refusal {
    Refusal::new(
        "nothing_listed",
        field,
        "Danh sách chưa có hàng nào.",
        "Xin điền tệp mẫu, mỗi đơn vị một hàng, rồi tải lên.",
    )
}

pub fn undated(place: &str) -> Refusal {
    Refusal::new(
        "date_missing",
        place,
        "Cột «Từ ngày» trống hoặc không phải ngày.",
        "Xin ghi ngày/tháng/năm, ví dụ 01/07/2025.",
    )
}

pub fn several_superiors(place: &str, above: &str, names: &[&str]) -> Refusal {
    Refusal::new(
        "several_superiors",
        place,
        format!("Cấp trên «{above}» có thể là {}.", names.join(" hoặc ")),
        "Xin ghi đủ loại và tên, hoặc ghi mã của cấp trên.",
    )
}

pub fn listed_twice(place: &str, name: &str) -> Refusal {
    Refusal::new(
        "listed_twice",
        place,
        format!("Đơn vị {name} có hai hàng trong danh sách."),
        "Xin bỏ bớt một hàng, hoặc sửa cấp trên cho đúng.",
    )
}

/// A year that ended and has figures is not told anew from a page.
pub fn settled(field: &str, from: NaiveDate) -> Refusal {
    Refusal::new(
        "year_settled",
        field,
        format!("Số liệu các năm trước {} đã có, báo cáo cũ phải in ra như cũ.", date(from)),
        format!(
            "Xin chọn ngày từ {}; nếu năm cũ ghi sai, xin nhờ người vận hành nạp tệp trao đổi.",
            date(from)
        ),
    )
}

pub fn superior_gone(field: &str, name: &str, on: NaiveDate) -> Refusal {
    Refusal::new(
        "superior_gone",
        field,
        format!("Cấp trên {name} không có vào ngày {}.", date(on)),
        "Xin chọn cấp trên có suốt từ ngày ấy trở đi, hoặc sửa ngày hiệu lực.",
    )
}

pub fn no_such_superior(place: &str, above: &str) -> Refusal {
    Refusal::new(
        "no_such_superior",
        place,
        format!("Không có đơn vị cấp trên «{above}»."),
        "Xin đặt cấp trên ở hàng trước, hoặc ghi đúng mã hay tên của nó.",
    )
}

//! What the catalogue does not accept, in the words of the user.

use entities::values::Code;

use crate::platform::outcome::Refusal;

pub fn bad_code(code: &Code) -> Refusal {
    Refusal::new(
        "bad_code",
        "code",
        format!("Mã «{code}» không hợp lệ."),
        "Mã chỉ gồm chữ hoa không dấu, chữ số và dấu gạch dưới, ví dụ HV_MOI.",
    )
}

pub fn counted_by_program(code: &Code) -> Refusal {
    Refusal::new(
        "counted",
        "code",
        format!("Số liệu {code} do chương trình đếm, không định nghĩa lại được."),
        "Xin đặt mã khác.",
    )
}

pub fn nameless(field: &str, code: &str) -> Refusal {
    let (says, remedy) = match field {
        "says" => ("chưa có câu báo", "Xin viết câu nêu rõ số nào không được hơn số nào."),
        "left" => ("chưa có vế trái", "Xin chọn ít nhất một mục số liệu."),
        "right" => ("chưa có vế phải", "Xin chọn ít nhất một mục số liệu."),
        _ => ("chưa có tên", "Xin ghi tên như trên biểu báo cáo."),
    };
    Refusal::new("name_missing", field, format!("{code} {says}."), remedy)
}

pub fn too_fine(field: &str, most: u32) -> Refusal {
    Refusal::new(
        "too_fine",
        field,
        "Số chữ số lẻ không hợp với loại số này.",
        format!("Số đếm có từ 0 đến {most} chữ số lẻ; tiền và có/chưa không có chữ số lẻ."),
    )
}

pub fn meaning_changed(field: &str, code: &Code, what: &str) -> Refusal {
    Refusal::new(
        "meaning_changed",
        field,
        format!("Số liệu {code} đã có trong danh mục với {what} khác."),
        "Số đã nhập sẽ đổi nghĩa; xin đặt mã mới cho số liệu mới.",
    )
}

pub fn in_use(field: &str, what: &str, using: &[String]) -> Refusal {
    Refusal::new(
        "still_used",
        field,
        format!("Chưa đổi được {what}, còn dùng ở: {}.", using.join("; ")),
        "Xin sửa các chỗ đó trước, hoặc đặt mã mới cho số liệu mới.",
    )
}

/// A measure in a definition that the catalogue of its year does not have.
pub fn unknown(field: String, code: &Code) -> Refusal {
    Refusal::new(
        "no_such_measure",
        field,
        format!("Không có số liệu mang mã {code} trong danh mục của năm áp dụng."),
        "Xin kiểm tra lại mã, hoặc thêm số liệu đó vào danh mục trước.",
    )
}

pub fn twice(field: String, code: &Code) -> Refusal {
    Refusal::new(
        "twice",
        field,
        format!("{code} có hai lần trong ràng buộc này."),
        "Xin giữ lại một chỗ.",
    )
}

pub fn basis_differs(one: &str, other: &str) -> Refusal {
    Refusal::new(
        "basis_differs",
        "right",
        format!("«{one}» và «{other}» khác kỳ số liệu."),
        "Xin dùng các số liệu cùng một kỳ (năm báo cáo hoặc cùng năm học).",
    )
}

pub fn unlike_units(one: &str, other: &str) -> Refusal {
    Refusal::new(
        "unlike_units",
        "right",
        format!("«{one}» và «{other}» không cùng loại số nên không so được."),
        "Xin so số đếm với số đếm, tiền với tiền, cùng số chữ số lẻ.",
    )
}

pub fn bound(relation: &str) -> Refusal {
    Refusal::new(
        "still_used",
        "retired",
        format!("Chưa ngừng được: còn {relation}."),
        "Xin ngừng ràng buộc đó trước.",
    )
}

//! What indicators do not accept, in the words of the user.

use entities::values::Code;

use crate::platform::outcome::Refusal;

pub fn bad_code(code: &Code) -> Refusal {
    Refusal::new(
        "bad_code",
        "code",
        format!("Mã «{code}» không hợp lệ."),
        "Mã chỉ gồm chữ hoa không dấu, chữ số và dấu gạch dưới, ví dụ HV_DS.",
    )
}

pub fn nameless(code: &Code) -> Refusal {
    Refusal::new(
        "name_missing",
        "name",
        format!("{code} chưa có tên."),
        "Xin ghi tên như sẽ in trong báo cáo.",
    )
}

pub fn promised(field: &str, by: &[String]) -> Refusal {
    Refusal::new(
        "promised",
        field,
        format!("Chưa đổi được loại, đơn vị tính hoặc chiều: đã có {}.", by.join("; ")),
        "Xin thêm một chỉ số mới cho cách tính mới; chỉ số này giữ nghĩa của các mức đã hứa.",
    )
}

pub fn too_fine(most: u32) -> Refusal {
    Refusal::new(
        "too_fine",
        "decimals",
        format!("Số chữ số lẻ lớn hơn {most}."),
        format!("Xin ghi từ 0 đến {most}."),
    )
}

pub fn twice(field: String, code: &Code) -> Refusal {
    Refusal::new(
        "twice",
        field,
        format!("{code} có hai lần trong cùng một vế."),
        "Xin giữ lại một chỗ.",
    )
}

pub fn no_such_measure(field: String, name: &str, code: &Code) -> Refusal {
    Refusal::new(
        "no_such_measure",
        field,
        format!("Chỉ số «{name}» dùng số liệu {code} chưa có trong danh mục của năm áp dụng."),
        "Xin thêm số liệu đó vào danh mục trước.",
    )
}

pub fn basis_differs(field: String, name: &str, measure: &str) -> Refusal {
    Refusal::new(
        "basis_differs",
        field,
        format!("Chỉ số «{name}» và số liệu «{measure}» khác kỳ số liệu."),
        "Xin dùng các số liệu cùng một kỳ (năm báo cáo hoặc cùng năm học).",
    )
}

pub fn unlike_units(field: String, one: &str, other: &str) -> Refusal {
    Refusal::new(
        "unlike_units",
        field,
        format!("«{one}» và «{other}» không cùng loại số nên không cộng được."),
        "Xin cộng tiền với tiền, số đếm với số đếm.",
    )
}

pub fn denominator_missing(name: &str, no_numerator: bool) -> Refusal {
    Refusal::new(
        "denominator_missing",
        if no_numerator { "numerator" } else { "denominator" },
        format!("Chỉ số «{name}» không đủ tử số và mẫu số cho loại của nó."),
        "Tỷ lệ cần cả tử số và mẫu số; số đếm và số tiền chỉ cần tử số.",
    )
}

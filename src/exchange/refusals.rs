//! What an exchange file may not say, in the words of the user.

use entities::values::{Code, Period};

use crate::platform::outcome::Refusal;

pub fn bad_key(field: String, key: &str) -> Refusal {
    Refusal::new(
        "bad_key",
        field,
        format!("Khóa «{key}» không hợp lệ."),
        "Khóa chỉ gồm chữ thường không dấu, chữ số và dấu nối, ví dụ lai-son.",
    )
}

pub fn twice(field: String, what: &str) -> Refusal {
    Refusal::new(
        "twice",
        field,
        format!("{what} có hai lần trong tệp."),
        "Xin giữ lại một dòng đúng.",
    )
}

pub fn no_such_unit(field: String, key: &str) -> Refusal {
    Refusal::new(
        "no_such_unit",
        field,
        format!("Không có đơn vị mang khóa «{key}» trong tệp và trong chương trình."),
        "Xin kiểm tra lại khóa, hoặc thêm đơn vị đó vào mục units.",
    )
}

pub fn no_version(field: String, key: &str) -> Refusal {
    Refusal::new(
        "no_version",
        field,
        format!("Đơn vị «{key}» chưa có tên và ngày bắt đầu."),
        "Xin ghi ít nhất một giai đoạn trong mục versions.",
    )
}

pub fn another_unit(field: String, key: &str, known: &str) -> Refusal {
    Refusal::new(
        "another_unit",
        field,
        format!("Khóa «{key}» trong chương trình là {known}, không trùng tên hay mã với tệp."),
        "Nếu là đơn vị khác, xin đặt khóa khác trong tệp; nếu là đổi tên, xin giữ cả tên cũ.",
    )
}

pub fn two_units(field: String, key: &str) -> Refusal {
    Refusal::new(
        "two_units",
        field,
        format!("Các mã của «{key}» chỉ tới hai đơn vị khác nhau trong chương trình."),
        "Xin kiểm tra lại các mã của đơn vị này.",
    )
}

pub fn no_such_measure(field: String, code: &Code) -> Refusal {
    Refusal::new(
        "no_such_measure",
        field,
        format!("Không có số liệu mang mã {code}."),
        "Xin kiểm tra lại mã, hoặc thêm số liệu đó vào mục measures.",
    )
}

pub fn counted(field: String, code: &Code) -> Refusal {
    Refusal::new(
        "counted",
        field,
        format!("Số liệu {code} do chương trình đếm, tệp không ghi được."),
        "Xin bỏ dòng này.",
    )
}

pub fn wrong_period(field: String, code: &Code, period: Period, school: bool) -> Refusal {
    let wanted =
        if school { "năm học, ví dụ 2019-2020" } else { "kỳ báo cáo, ví dụ 2020" };
    Refusal::new(
        "wrong_period",
        field,
        format!("Số liệu {code} không ghi cho kỳ {period}."),
        format!("Xin ghi theo {wanted}."),
    )
}

pub fn not_in_period(field: String, key: &str, period: Period) -> Refusal {
    Refusal::new(
        "unit_not_in_period",
        field,
        format!("Đơn vị «{key}» chưa có hoặc không còn trong kỳ {period}."),
        "Xin chọn kỳ khác, hoặc sửa ngày bắt đầu và kết thúc của đơn vị.",
    )
}

pub fn whole_unit(field: String, key: &str, code: &Code) -> Refusal {
    Refusal::new(
        "whole_unit",
        field,
        format!("«{key}» có đơn vị trực thuộc nên {code} là tổng của các đơn vị đó."),
        "Nếu là số công bố cho toàn đơn vị, xin chuyển dòng này sang mục controls.",
    )
}

pub fn amount_and_nothing(field: String) -> Refusal {
    Refusal::new(
        "amount_and_nothing",
        field,
        "Vừa có số, vừa ghi là không có.",
        "Xin giữ lại một: amount, hoặc nothing.",
    )
}

pub fn precision_alone(field: String) -> Refusal {
    Refusal::new(
        "precision_alone",
        field,
        "Có chữ hơn, gần hoặc khoảng nhưng chưa có số.",
        "Xin ghi số vào amount.",
    )
}

pub fn not_an_amount(field: String, code: &Code, amount: i64, flag: bool) -> Refusal {
    let wanted = if flag { "1 (có) hoặc 0 (chưa)" } else { "số từ 0 trở lên" };
    Refusal::new(
        "not_an_amount",
        field,
        format!("Số liệu {code} không nhận {amount}."),
        format!("Xin ghi {wanted}."),
    )
}

pub fn too_long(field: String) -> Refusal {
    Refusal::new("too_long", field, "Dòng chữ quá dài.", "Xin viết ngắn lại, dưới 500 chữ cái.")
}

pub fn succeeds_itself(field: String, key: &str) -> Refusal {
    Refusal::new(
        "succeeds_itself",
        field,
        format!("Đơn vị «{key}» không thể kế thừa chính nó."),
        "Xin ghi đơn vị cũ và đơn vị mới khác nhau.",
    )
}

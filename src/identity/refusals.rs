//! What identity does not accept, in the words of the user.

use chrono::Duration;

use crate::platform::outcome::Refusal;

pub fn password_short(least: usize) -> Refusal {
    Refusal::new(
        "password_short",
        "mat_khau",
        format!("Mật khẩu phải có ít nhất {least} ký tự."),
        "Xin ghép ba, bốn từ dễ nhớ với nhau.",
    )
}

pub fn password_long(most: usize) -> Refusal {
    Refusal::new(
        "password_long",
        "mat_khau",
        format!("Mật khẩu dài quá {most} ký tự."),
        "Xin chọn mật khẩu ngắn hơn.",
    )
}

pub fn password_has_login() -> Refusal {
    Refusal::new(
        "password_has_login",
        "mat_khau",
        "Mật khẩu chứa tên đăng nhập nên dễ bị đoán.",
        "Xin chọn mật khẩu không có tên đăng nhập bên trong.",
    )
}

pub fn link_unknown() -> Refusal {
    Refusal::new(
        "link_unknown",
        "lien_ket",
        "Liên kết này không còn dùng được: đã dùng rồi, đã quá 7 ngày, hoặc bị chép thiếu.",
        "Xin hỏi người quản trị để nhận liên kết mới.",
    )
}

pub fn wait(by: Duration) -> Refusal {
    let minutes = by.num_seconds().div_euclid(60) + 1;
    Refusal::new(
        "sign_in_throttled",
        "ten",
        "Đã đăng nhập sai quá nhiều lần.",
        format!("Xin chờ {minutes} phút rồi thử lại, hoặc hỏi người quản trị."),
    )
}

pub fn login_unfit() -> Refusal {
    Refusal::new(
        "login_unfit",
        "ten_dang_nhap",
        "Tên đăng nhập phải có 3 đến 40 ký tự, gồm chữ thường không dấu, chữ số, dấu chấm, gạch.",
        "Ví dụ: lai-son.hoa",
    )
}

pub fn login_taken(login: &str) -> Refusal {
    Refusal::new(
        "login_taken",
        "ten_dang_nhap",
        format!("Tên đăng nhập “{login}” đã có người dùng."),
        "Xin chọn tên khác, ví dụ thêm tên đơn vị ở trước.",
    )
}

pub fn name_missing() -> Refusal {
    Refusal::new("name_missing", "ho_ten", "Chưa có họ tên.", "Xin ghi đủ họ, tên đệm và tên.")
}

pub fn account_unknown() -> Refusal {
    Refusal::new(
        "account_unknown",
        "tai_khoan",
        "Không có tài khoản này, hoặc tài khoản đã ngừng dùng.",
        "Xin kiểm tra lại tên đăng nhập trong danh sách tài khoản.",
    )
}

pub fn grant_unknown() -> Refusal {
    Refusal::new(
        "grant_unknown",
        "vai_tro",
        "Không có vai trò này, hoặc vai trò đã hết hạn.",
        "Xin tải lại trang để xem các vai trò hiện có.",
    )
}

pub fn grant_to_himself() -> Refusal {
    Refusal::new(
        "grant_to_himself",
        "tai_khoan",
        "Không ai được tự giao vai trò cho mình.",
        "Xin nhờ một người quản trị khác.",
    )
}

pub fn grant_overlaps() -> Refusal {
    Refusal::new(
        "grant_overlaps",
        "tu_ngay",
        "Người này đã có vai trò đó ở đơn vị đó trong thời gian ấy.",
        "Xin chọn thời gian khác, hoặc kết thúc vai trò cũ trước.",
    )
}

pub fn dates_backwards() -> Refusal {
    Refusal::new(
        "dates_backwards",
        "den_ngay",
        "Ngày kết thúc không sau ngày bắt đầu.",
        "Xin sửa lại hai ngày cho đúng thứ tự.",
    )
}

pub fn role_misplaced() -> Refusal {
    Refusal::new(
        "role_misplaced",
        "don_vi",
        "Vai trò quản trị thuộc cả trang; mọi vai trò khác thuộc một đơn vị.",
        "Xin chọn lại vai trò hoặc đơn vị.",
    )
}

pub fn last_administrator() -> Refusal {
    Refusal::new(
        "last_administrator",
        "tai_khoan",
        "Đây là người quản trị cuối cùng.",
        "Xin giao vai trò quản trị cho người khác trước.",
    )
}

pub fn demo_closed() -> Refusal {
    Refusal::new(
        "demo_closed",
        "tai_khoan",
        "Chỉ trang dữ liệu mẫu mới cho vào bằng một lần bấm.",
        "Xin đăng nhập bằng tên và mật khẩu.",
    )
}

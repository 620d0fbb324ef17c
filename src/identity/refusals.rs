//! What identity does not accept, in the words of the user.

use chrono::{Duration, NaiveDate};

use crate::platform::outcome::Refusal;
use crate::vietnamese::date;

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
        "Liên kết này không còn dùng được: đã dùng rồi, đã quá hạn, hoặc bị chép thiếu.",
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

pub fn not_for_oneself() -> Refusal {
    Refusal::new(
        "not_for_oneself",
        "tai_khoan",
        "Đây là tài khoản của chính bạn.",
        "Xin đổi mật khẩu hoặc điện thoại ở trang Tài khoản của tôi; nếu không còn mật khẩu hay \
         điện thoại, xin nhờ một người quản trị khác hoặc người vận hành.",
    )
}

pub fn sign_in_over() -> Refusal {
    Refusal::new(
        "sign_in_over",
        "ma",
        "Lần đăng nhập này đã quá hạn hoặc đã kết thúc.",
        "Xin đăng nhập lại bằng tên và mật khẩu.",
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
        "Làm vậy thì sẽ có ngày trang không còn người quản trị nào.",
        "Xin giao vai trò quản trị cho người khác trước, với thời hạn đủ dài.",
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

pub fn wait_for_codes(by: Duration) -> Refusal {
    let minutes = by.num_seconds().div_euclid(60) + 1;
    Refusal::new(
        "code_throttled",
        "ma",
        "Đã gõ sai mã quá nhiều lần.",
        format!("Xin chờ {minutes} phút rồi thử lại, hoặc hỏi người quản trị."),
    )
}

pub fn code_wrong() -> Refusal {
    Refusal::new(
        "code_wrong",
        "ma",
        "Mã chưa đúng, đã dùng rồi, hoặc đã hết hạn.",
        "Xin gõ mã 6 số đang hiện trên điện thoại. Giờ của điện thoại phải đúng.",
    )
}

pub fn second_factor_stands() -> Refusal {
    Refusal::new(
        "second_factor_stands",
        "ma",
        "Tài khoản này đã có xác thực hai bước.",
        "Muốn dùng điện thoại khác, xin bấm Đổi điện thoại trước.",
    )
}

pub fn second_factor_not_begun() -> Refusal {
    Refusal::new(
        "second_factor_not_begun",
        "ma",
        "Tài khoản này chưa bắt đầu xác thực hai bước.",
        "Xin mở trang Tài khoản của tôi và bấm Bắt đầu.",
    )
}

pub fn second_factor_none() -> Refusal {
    Refusal::new(
        "second_factor_none",
        "hai_buoc",
        "Tài khoản này không có xác thực hai bước.",
        "Không cần làm gì thêm.",
    )
}

pub fn session_unknown() -> Refusal {
    Refusal::new(
        "session_unknown",
        "phien",
        "Phiên này không còn.",
        "Xin tải lại trang để xem các phiên đang mở.",
    )
}

pub fn login_missing() -> Refusal {
    Refusal::new(
        "login_missing",
        "ten",
        "Chưa có tên đăng nhập.",
        "Xin ghi tên đăng nhập của bạn, không ghi mật khẩu.",
    )
}

pub fn too_many_requests() -> Refusal {
    Refusal::new(
        "requests_throttled",
        "ten",
        "Từ máy này đã gửi quá nhiều yêu cầu.",
        "Xin chờ một giờ, hoặc gọi điện cho người quản trị.",
    )
}

pub fn request_unknown() -> Refusal {
    Refusal::new(
        "request_unknown",
        "yeu_cau",
        "Yêu cầu này không còn.",
        "Xin tải lại trang để xem các yêu cầu đang chờ.",
    )
}

pub fn end_in_the_past() -> Refusal {
    Refusal::new(
        "end_in_the_past",
        "ngay",
        "Vai trò chỉ kết thúc được từ hôm nay trở đi.",
        "Xin chọn hôm nay hoặc một ngày sau.",
    )
}

pub fn end_not_earlier(now: NaiveDate) -> Refusal {
    Refusal::new(
        "end_not_earlier",
        "ngay",
        format!("Vai trò này vốn đã hết vào ngày {}.", date(now)),
        "Xin chọn một ngày sớm hơn.",
    )
}

//! What reports do not accept, in the words of the user.

use entities::values::Period;

use super::prose::Prose;
use crate::platform::outcome::Refusal;

pub fn no_such_section(section: &str) -> Refusal {
    Refusal::new(
        "no_such_section",
        "section",
        format!("Báo cáo không có mục mang mã «{section}»."),
        "Xin tải lại trang rồi viết lại.",
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

pub fn too_long(most: usize) -> Refusal {
    Refusal::new(
        "prose_too_long",
        "text",
        format!("Phần lời của một mục không dài quá {most} chữ cái."),
        "Xin viết ngắn lại, hoặc chuyển bớt sang mục khác.",
    )
}

/// Someone else wrote since the text was opened: both texts are named, nothing is overwritten.
pub fn changed_meanwhile(theirs: &Prose) -> Refusal {
    Refusal::new(
        "prose_changed",
        "text",
        format!(
            "{} vừa viết lại mục này (bản {}): «{}».",
            theirs.written_by, theirs.version, theirs.text
        ),
        "Bài của bạn chưa được lưu; xin chép phần cần giữ rồi mở lại mục để viết tiếp.",
    )
}

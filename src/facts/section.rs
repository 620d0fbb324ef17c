//! The sections of the paper report that measures and indicators are filed under.

/// Keys and titles, in the order of the paper.
pub const SECTIONS: &[(&str, &str)] = &[
    ("dac_diem", "Đặc điểm tình hình"),
    ("to_chuc", "Xây dựng tổ chức và phát triển hội viên"),
    ("mo_hinh", "Xây dựng các mô hình học tập"),
    ("quy", "Xây dựng và sử dụng quỹ khuyến học, khuyến tài"),
    ("giao_duc", "Phối hợp với ngành giáo dục"),
    ("ttht", "Trung tâm học tập cộng đồng"),
    ("thi_dua", "Thi đua, khen thưởng"),
];

/// The title of a section; the key itself when nobody gave it a title.
pub fn section_title(key: &str) -> &str {
    SECTIONS.iter().find(|(known, _)| *known == key).map_or(key, |(_, title)| title)
}

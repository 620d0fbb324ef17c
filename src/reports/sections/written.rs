//! Sections that only the staff can write: advocacy, party and unions, causes, lessons, requests.

use crate::documents::Paragraph;
use crate::reports::section::Section;
use crate::reports::yearly::Yearly;

/// A heading under which figures have nothing to say.
pub struct Written {
    key: &'static str,
    title: &'static str,
    needed: bool,
}

pub const ADVOCACY: Written =
    Written { key: "tuyen_truyen", title: "Công tác tham mưu, tuyên truyền", needed: true };

pub const PARTY: Written = Written {
    key: "dang_doan_the",
    title: "Công tác Đảng, đoàn thể, chuẩn bị đại hội",
    needed: false,
};

pub const CAUSES: Written = Written { key: "nguyen_nhan", title: "Nguyên nhân", needed: true };

pub const LESSONS: Written =
    Written { key: "bai_hoc", title: "Bài học kinh nghiệm", needed: true };

pub const REQUESTS: Written =
    Written { key: "kien_nghi", title: "Kiến nghị, đề xuất", needed: true };

impl Section for Written {
    fn key(&self) -> &'static str {
        self.key
    }

    fn title(&self) -> &'static str {
        self.title
    }

    fn sentences(&self, _of: &Yearly) -> Vec<Paragraph> {
        Vec::new()
    }

    fn asks_for_prose(&self) -> bool {
        self.needed
    }
}

//! Community learning centres (trung tâm học tập cộng đồng); table B6.

use super::extra;
use crate::documents::Paragraph;
use crate::facts::section_title;
use crate::reports::section::Section;
use crate::reports::sentence::sentence;
use crate::reports::yearly::Yearly;

pub struct Centres;

impl Section for Centres {
    fn key(&self) -> &'static str {
        "ttht"
    }

    fn title(&self) -> &'static str {
        section_title(self.key())
    }

    fn sentences(&self, of: &Yearly) -> Vec<Paragraph> {
        let patterns = [
            "Toàn {kind} có {TTHTCD_HD} trung tâm học tập cộng đồng.",
            "Xếp loại: {TTHTCD_TOT} trung tâm loại tốt, {TTHTCD_KHA} loại khá, {TTHTCD_TB} loại \
             trung bình.",
            "Các trung tâm đã mở {TTHTCD_LOP} lớp, chuyên đề với {TTHTCD_LUOT} lượt người học.",
        ];
        let mut found: Vec<_> =
            patterns.iter().filter_map(|pattern| sentence(of, pattern, &[])).collect();
        found.extend(extra::ending(of, self.key(), &[]));
        found
    }
}

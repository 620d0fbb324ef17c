//! Inspection, emulation and awards (kiểm tra, giám sát; thi đua, khen thưởng); table B8.

use super::extra;
use crate::documents::Paragraph;
use crate::reports::section::Section;
use crate::reports::sentence::sentence;
use crate::reports::yearly::Yearly;

pub struct Emulation;

impl Section for Emulation {
    fn key(&self) -> &'static str {
        "thi_dua"
    }

    fn title(&self) -> &'static str {
        "Kiểm tra, giám sát; thi đua, khen thưởng"
    }

    fn sentences(&self, of: &Yearly) -> Vec<Paragraph> {
        let patterns = [
            "Khen thưởng {trong}: {KHEN_TT} tập thể và {KHEN_CN} cá nhân được khen.",
            "Trong đó có {KNC} cá nhân được tặng Kỷ niệm chương “Vì sự nghiệp khuyến học”; bằng \
             khen cho {BK_TT} tập thể, {BK_CN} cá nhân; giấy khen cho {GK_TT} tập thể, {GK_CN} \
             cá nhân.",
        ];
        let mut found: Vec<_> =
            patterns.iter().filter_map(|pattern| sentence(of, pattern, &[])).collect();
        found.extend(extra::ending(of, self.key(), &[]));
        found
    }
}

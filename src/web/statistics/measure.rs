//! The editor of a measure (mục số liệu).

use std::collections::BTreeMap;

use entities::values::{Code, Kind, Nature, SchoolBasis, Totals};

use super::controls::{Group, Options, Texts, select, text, word_of};
use super::definition::Editable;
use crate::audit::Event;
use crate::authority::{DefineCatalogue, Permit};
use crate::facts::Measure;
use crate::platform::db::Work;
use crate::platform::definition::{BEGINNING, Version, Word};
use crate::platform::outcome::{Outcome, Refusal};
use crate::{progress, statistics};

/// Larger than any place on a form.
pub const LAST_PLACE: i32 = 100_000;

const KINDS: Options<Kind> = &[
    (Kind::Count, "count", "Số đếm (người, hộ, buổi …)"),
    (Kind::Money, "money", "Số tiền (đồng)"),
    (Kind::Flag, "flag", "Có hoặc chưa"),
];
const TOTALS: Options<Totals> = &[
    (Totals::Territorial, "territorial", "Cấp trên chỉ cộng từ đơn vị trực thuộc (như dân số)"),
    (Totals::Own, "own", "Cấp trên có số riêng, cộng thêm đơn vị trực thuộc (như quỹ)"),
];
const NATURES: Options<Nature> = &[
    (Nature::Flow, "flow", "Phát sinh trong kỳ (như kết nạp mới)"),
    (Nature::Stock, "stock", "Có vào cuối kỳ (như tổng số hội viên)"),
];
pub const BASES: Options<SchoolBasis> = &[
    (SchoolBasis::Report, "report", "Năm báo cáo"),
    (SchoolBasis::Starting, "starting", "Năm học bắt đầu trong năm báo cáo"),
    (SchoolBasis::Ending, "ending", "Năm học kết thúc trong năm báo cáo"),
];
pub const SECTIONS: Options<&str> = &[
    ("dac_diem", "dac_diem", "Đặc điểm tình hình"),
    ("to_chuc", "to_chuc", "Xây dựng tổ chức và phát triển hội viên"),
    ("mo_hinh", "mo_hinh", "Xây dựng các mô hình học tập"),
    ("quy", "quy", "Xây dựng và sử dụng quỹ khuyến học, khuyến tài"),
    ("giao_duc", "giao_duc", "Phối hợp với ngành giáo dục"),
    ("ttht", "ttht", "Trung tâm học tập cộng đồng"),
    ("thi_dua", "thi_dua", "Thi đua, khen thưởng"),
];
const FORMS: Options<&str> = &[
    ("", "", "Không thuộc biểu nào"),
    ("B1", "B1", "Biểu B1"),
    ("B2", "B2", "Biểu B2"),
    ("B3", "B3", "Biểu B3"),
    ("B4", "B4", "Biểu B4"),
    ("B5", "B5", "Biểu B5"),
    ("B6", "B6", "Biểu B6"),
    ("B7", "B7", "Biểu B7"),
    ("B8", "B8", "Biểu B8"),
];
const OPTIONAL: Options<bool> =
    &[(false, "no", "Cần có: thiếu thì báo cáo chưa đủ"), (true, "yes", "Có thể để trống")];

impl Editable for Measure {
    const PLACE: &'static str = "so-lieu";
    const CALLED: &'static str = "mục số liệu";

    fn blank(next: i32) -> Texts {
        let mut texts = Texts::default();
        texts.set("position", next.to_string());
        texts.set("section", "to_chuc");
        texts.set("scale", "0");
        texts
    }

    fn texts(&self) -> Texts {
        let mut texts = Texts::default();
        for (name, value) in [
            ("code", self.code.as_str()),
            ("name", &self.name),
            ("short", &self.short),
            ("form", &self.form),
            ("group", &self.group),
            ("section", &self.section),
            ("unit", &self.unit),
            ("hint", &self.hint),
            ("kind", self.kind.word()),
            ("totals", self.totals.word()),
            ("nature", self.nature.word()),
            ("basis", word_of(BASES, &self.basis)),
            ("optional", word_of(OPTIONAL, &self.optional)),
        ] {
            texts.set(name, value);
        }
        texts.set("scale", self.scale.to_string());
        texts.set("position", self.position.to_string());
        texts
    }

    fn read(texts: &Texts, issues: &mut Vec<Refusal>) -> Self {
        let name = texts.get("name").to_owned();
        let short = texts.get("short");
        Self {
            code: Code::new(texts.get("code")),
            short: if short.is_empty() { name.clone() } else { short.to_owned() },
            name,
            form: texts.chosen("form", FORMS, issues).unwrap_or_default().to_owned(),
            group: texts.get("group").to_owned(),
            section: texts.chosen("section", SECTIONS, issues).unwrap_or_default().to_owned(),
            unit: texts.get("unit").to_owned(),
            kind: texts.chosen("kind", KINDS, issues).unwrap_or(Kind::Count),
            scale: u32::try_from(texts.whole("scale", 6, issues)).unwrap_or_default(),
            totals: texts.chosen("totals", TOTALS, issues).unwrap_or(Totals::Territorial),
            nature: texts.chosen("nature", NATURES, issues).unwrap_or(Nature::Flow),
            basis: texts.chosen("basis", BASES, issues).unwrap_or_default(),
            position: texts.whole("position", LAST_PLACE, issues),
            hint: texts.get("hint").to_owned(),
            optional: texts.chosen("optional", OPTIONAL, issues).unwrap_or_default(),
            counted: false,
        }
    }

    fn groups(texts: &Texts, is_new: bool, _: &BTreeMap<String, String>) -> Vec<Group> {
        let t = |name, label, hint| text(texts, name, label, hint);
        let mut names = vec![
            t("name", "Tên", "Như trên biểu báo cáo, ví dụ: Hội viên kết nạp mới"),
            t("short", "Tên ngắn (nếu có)", "Đứng ở đầu cột"),
            t("hint", "Gợi ý cho người nhập (nếu có)", ""),
        ];
        if is_new {
            names.push(t("code", "Mã (nếu có)", "Để trống thì lấy theo tên, ví dụ HV_MOI"));
        }
        vec![
            Group::new("Tên gọi", names),
            Group::new(
                "Cách đếm",
                vec![
                    select(texts, "kind", "Loại số", "", KINDS),
                    t("unit", "Đơn vị tính", "Ví dụ: người, hộ, đồng"),
                    t("scale", "Số chữ số lẻ", "Thường là 0"),
                    select(texts, "totals", "Cách cộng", "", TOTALS),
                    select(texts, "nature", "Tính chất", "", NATURES),
                    select(texts, "basis", "Kỳ số liệu", "", BASES),
                ],
            ),
            Group::new(
                "Chỗ trong biểu",
                vec![
                    select(texts, "section", "Phần báo cáo", "", SECTIONS),
                    select(texts, "form", "Biểu", "", FORMS),
                    t("group", "Nhóm cột (nếu có)", "Đầu cột chung, ví dụ: Hội viên"),
                    t("position", "Thứ tự", "Số nhỏ đứng trước"),
                    select(texts, "optional", "Bắt buộc", "", OPTIONAL),
                ],
            ),
        ]
    }

    fn named(&self) -> &str {
        &self.name
    }

    fn says(&self) -> String {
        let form = if self.form.is_empty() { "không thuộc biểu" } else { &self.form };
        format!("{} ({}; {form})", self.name, self.unit)
    }

    fn position(&self) -> i32 {
        self.position
    }

    async fn define(
        work: &Work,
        permit: &Permit<DefineCatalogue>,
        new: &Version<Self>,
        word: Word,
    ) -> Outcome<Event> {
        let mut ground = statistics::ground::<DefineCatalogue>(work, new.since).await?;
        ground.leaning = progress::leaning_on_measure(work, &new.what.code, new.since).await?;
        ground.using = progress::leaning_on_measure(work, &new.what.code, BEGINNING).await?;
        ground.word = word;
        statistics::define_measure(work, permit, new, &ground).await
    }
}

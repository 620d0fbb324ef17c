//! The editor of an indicator (chỉ số): numerator, denominator, and how it prints.

use std::collections::BTreeMap;

use entities::values::{Code, Direction, FigureKind};

use crate::audit::Event;
use crate::authority::{DefineCatalogue, Permit};
use crate::indicators::{self, Indicator, Term};
use crate::platform::db::Work;
use crate::platform::definition::{Version, Word};
use crate::platform::outcome::{Outcome, Refusal};
use crate::vietnamese::{number, percent, quotient};
use crate::web::statistics::controls::{Group, Options, Texts, Typed, select, text, word_of};
use crate::web::statistics::definition::Editable;
use crate::web::statistics::measure::{BASES, LAST_PLACE, SECTIONS};
use crate::{progress, statistics};

/// Figures of the association's own example, for the look of a result.
const SAMPLE: (i64, i64) = (2_101, 17_596);

const KINDS: Options<FigureKind> = &[
    (FigureKind::Share, "share", "Tỷ lệ phần trong tổng, nhiều nhất 100%"),
    (FigureKind::Ratio, "ratio", "Phần trăm có thể trên 100% (như % kế hoạch)"),
    (FigureKind::Count, "count", "Số đếm, chỉ có tử số"),
    (FigureKind::Money, "money", "Số tiền, chỉ có tử số"),
    (FigureKind::PerHead, "per_head", "Bình quân đầu người"),
];
const DIRECTIONS: Options<Direction> = &[
    (Direction::Higher, "higher", "Cao hơn là tốt hơn"),
    (Direction::Lower, "lower", "Thấp hơn là tốt hơn"),
    (Direction::Neutral, "neutral", "Không xét hơn kém"),
];

fn typed(terms: &[Term]) -> Vec<Typed> {
    terms.iter().map(|t| Typed { code: t.measure.to_string(), minus: t.sign < 0 }).collect()
}

fn terms(texts: &Texts, side: &str) -> Vec<Term> {
    let term = |typed: Typed| Term {
        measure: Code::new(&typed.code),
        sign: if typed.minus { -1 } else { 1 },
    };
    texts.terms(side).into_iter().map(term).collect()
}

fn written(terms: &[Term]) -> String {
    let mut text = String::new();
    for (number, term) in terms.iter().enumerate() {
        let sign = match (term.sign < 0, number) {
            (true, _) => " − ",
            (false, 0) => "",
            (false, _) => " + ",
        };
        text.push_str(sign);
        text.push_str(term.measure.as_str());
    }
    text
}

impl Editable for Indicator {
    const PLACE: &'static str = "chi-so";
    const CALLED: &'static str = "chỉ số";

    fn blank(next: i32) -> Texts {
        let mut texts = Texts::default();
        texts.set("position", next.to_string());
        texts.set("decimals", "2");
        texts.set("unit", "%");
        texts
    }

    fn texts(&self) -> Texts {
        let mut texts = Texts::default();
        for (name, value) in [
            ("code", self.code.as_str()),
            ("name", &self.name),
            ("short", &self.short),
            ("unit", &self.unit),
            ("base", &self.base),
            ("section", &self.section),
            ("legal_source", &self.legal_source),
            ("kind", self.kind.word()),
            ("direction", self.direction.word()),
            ("basis", word_of(BASES, &self.basis)),
        ] {
            texts.set(name, value);
        }
        texts.set("decimals", self.decimals.to_string());
        texts.set("position", self.position.to_string());
        texts.set_terms("numerator", &typed(&self.numerator));
        texts.set_terms("denominator", &typed(&self.denominator));
        texts
    }

    fn read(texts: &Texts, issues: &mut Vec<Refusal>) -> Self {
        let name = texts.get("name").to_owned();
        let short = texts.get("short");
        Self {
            code: Code::new(texts.get("code")),
            short: if short.is_empty() { name.clone() } else { short.to_owned() },
            name,
            unit: texts.get("unit").to_owned(),
            kind: texts.chosen("kind", KINDS, issues).unwrap_or(FigureKind::Share),
            numerator: terms(texts, "numerator"),
            denominator: terms(texts, "denominator"),
            decimals: u32::try_from(texts.whole("decimals", 6, issues)).unwrap_or_default(),
            direction: texts.chosen("direction", DIRECTIONS, issues).unwrap_or(Direction::Neutral),
            basis: texts.chosen("basis", BASES, issues).unwrap_or_default(),
            base: texts.get("base").to_owned(),
            section: texts.chosen("section", SECTIONS, issues).unwrap_or_default().to_owned(),
            position: texts.whole("position", LAST_PLACE, issues),
            legal_source: texts.get("legal_source").to_owned(),
        }
    }

    fn groups(texts: &Texts, is_new: bool, names: &BTreeMap<String, String>) -> Vec<Group> {
        let t = |name, label, hint| text(texts, name, label, hint);
        let mut called = vec![
            t("name", "Tên", "Như sẽ in trong báo cáo"),
            t("short", "Tên ngắn (nếu có)", "Đứng ở đầu cột"),
        ];
        if is_new {
            called.push(t("code", "Mã (nếu có)", "Để trống thì lấy theo tên, ví dụ HV_DS"));
        }
        vec![
            Group::new("Tên gọi", called),
            Group::of_side("Tử số", "numerator", true, texts, names),
            Group::of_side("Mẫu số (tỷ lệ mới có)", "denominator", true, texts, names),
            Group::new(
                "Cách tính và in",
                vec![
                    select(texts, "kind", "Loại", "", KINDS),
                    t("unit", "Đơn vị tính", "Ví dụ: %, hội viên, đồng"),
                    t("decimals", "Số chữ số lẻ", "Tỷ lệ thường là 2"),
                    select(texts, "direction", "Chiều", "", DIRECTIONS),
                    select(texts, "basis", "Kỳ số liệu", "", BASES),
                    t("base", "Lời nói mẫu số (nếu có)", "Ví dụ: so với dân số"),
                ],
            ),
            Group::new(
                "Chỗ trong báo cáo",
                vec![
                    select(texts, "section", "Phần báo cáo", "", SECTIONS),
                    t("position", "Thứ tự", "Số nhỏ đứng trước"),
                    t("legal_source", "Căn cứ (nếu có)", "Ví dụ: QĐ 387/QĐ-TTg ngày 25/3/2022"),
                ],
            ),
        ]
    }

    fn named(&self) -> &str {
        &self.name
    }

    fn says(&self) -> String {
        let part = written(&self.numerator);
        if self.denominator.is_empty() {
            return format!("{}: {part}", self.name);
        }
        let places = self.decimals;
        let whole = written(&self.denominator);
        format!("{}: ({part}) / ({whole}), {places} chữ số lẻ", self.name)
    }

    fn position(&self) -> i32 {
        self.position
    }

    fn sample(texts: &Texts) -> Option<String> {
        let mut issues = Vec::new();
        let new = Self::read(texts, &mut issues);
        let (part, whole) = SAMPLE;
        let result = match new.kind {
            FigureKind::Share | FigureKind::Ratio => percent(part, whole, new.decimals),
            FigureKind::PerHead => {
                format!("{} {}", quotient(part, whole, new.decimals), new.unit)
            }
            FigureKind::Count | FigureKind::Money => {
                return issues.is_empty().then(|| format!("{} {}", number(part), new.unit));
            }
        };
        issues.is_empty().then(|| format!("{} / {} = {result}", number(part), number(whole)))
    }

    async fn define(
        work: &Work,
        permit: &Permit<DefineCatalogue>,
        new: &Version<Self>,
        word: Word,
    ) -> Outcome<Event> {
        let mut ground = statistics::ground::<DefineCatalogue>(work, new.since).await?;
        ground.leaning = progress::leaning_on_indicator(work, &new.what.code, new.since).await?;
        ground.word = word;
        indicators::define(work, permit, new, &ground).await
    }
}

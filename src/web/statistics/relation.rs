//! The editor of a relation between measures (ràng buộc).

use std::collections::BTreeMap;

use entities::values::{Code, RelationKind};

use super::controls::{Group, Options, Texts, Typed, select, text, word_of};
use super::definition::Editable;
use super::measure::LAST_PLACE;
use crate::audit::Event;
use crate::authority::{DefineCatalogue, Permit};
use crate::platform::db::{Reader, Work};
use crate::platform::definition::{Ground, Version, Word};
use crate::platform::outcome::{Fault, Outcome, Refusal};
use crate::statistics::{self, Relation};

const KINDS: Options<RelationKind> = &[
    (RelationKind::AtMost, "le", "Vế trái không lớn hơn vế phải"),
    (RelationKind::Equal, "eq", "Hai vế bằng nhau"),
];
const BOUNDED: Options<bool> = &[
    (true, "yes", "Bắt buộc: số trái ràng buộc không được nhận"),
    (false, "no", "Nên theo: số vượt được nhận và phải ghi lý do"),
];

fn typed(codes: &[Code]) -> Vec<Typed> {
    codes.iter().map(|code| Typed { code: code.to_string(), minus: false }).collect()
}

fn codes(texts: &Texts, side: &str) -> Vec<Code> {
    texts.terms(side).into_iter().map(|term| Code::new(&term.code)).collect()
}

impl Editable for Relation {
    const PLACE: &'static str = "rang-buoc";
    const CALLED: &'static str = "ràng buộc";

    fn blank(next: i32) -> Texts {
        let mut texts = Texts::default();
        texts.set("position", next.to_string());
        texts
    }

    fn texts(&self) -> Texts {
        let mut texts = Texts::default();
        texts.set("code", self.code.clone());
        texts.set("says", self.says.clone());
        texts.set("kind", self.kind.word());
        texts.set("bounded", word_of(BOUNDED, &self.bounded));
        texts.set("position", self.position.to_string());
        texts.set_terms("left", &typed(&self.left));
        texts.set_terms("right", &typed(&self.right));
        texts
    }

    fn read(texts: &Texts, issues: &mut Vec<Refusal>) -> Self {
        Self {
            code: texts.get("code").to_owned(),
            kind: texts.chosen("kind", KINDS, issues).unwrap_or(RelationKind::AtMost),
            bounded: texts.chosen("bounded", BOUNDED, issues).unwrap_or(true),
            left: codes(texts, "left"),
            right: codes(texts, "right"),
            says: texts.get("says").to_owned(),
            position: texts.whole("position", LAST_PLACE, issues),
        }
    }

    fn groups(texts: &Texts, is_new: bool, names: &BTreeMap<String, String>) -> Vec<Group> {
        let hint = "Hiện ra khi số trái ràng buộc, ví dụ: Hội viên nữ không nhiều hơn hội viên.";
        let mut rules = vec![
            select(texts, "kind", "So sánh", "", KINDS),
            select(texts, "bounded", "Mức", "", BOUNDED),
            text(texts, "says", "Câu báo", hint),
            text(texts, "position", "Thứ tự", "Số nhỏ đứng trước"),
        ];
        if is_new {
            rules.push(text(texts, "code", "Mã (nếu có)", "Để trống thì chương trình tự đặt"));
        }
        vec![
            Group::of_side("Vế trái (cộng lại)", "left", false, texts, names),
            Group::of_side("Vế phải (cộng lại)", "right", false, texts, names),
            Group::new("Ràng buộc", rules),
        ]
    }

    fn named(&self) -> &str {
        &self.says
    }

    fn says(&self) -> String {
        let side = |codes: &[Code]| codes.iter().map(Code::as_str).collect::<Vec<_>>().join(" + ");
        let sign = match self.kind {
            RelationKind::AtMost => "≤",
            RelationKind::Equal => "=",
        };
        let level = if self.bounded { "bắt buộc" } else { "nên theo" };
        format!("{} {sign} {} ({level}). {}", side(&self.left), side(&self.right), self.says)
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
        let ground = statistics::ground::<DefineCatalogue>(work, new.since).await?;
        let ground = Ground { word, ..ground };
        statistics::define_relation(work, permit, new, &ground).await
    }

    async fn doubts(&self, reader: &Reader, since: i32) -> Result<Option<String>, Fault> {
        let count = statistics::contradicting(reader, self, since).await?;
        Ok((self.bounded && count > 0).then(|| {
            format!(
                "Số đã nhập trái ràng buộc này ở {count} chỗ (đơn vị và kỳ). Các số ấy vẫn giữ; \
                 lần sửa sau sẽ được hỏi lại."
            )
        }))
    }
}

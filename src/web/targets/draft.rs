//! A target as it is typed: texts of a form, and the target they say.

use std::str::FromStr;

use chrono::NaiveDate;
use entities::values::{Code, Operator, Period, Precision, RowId, State, UnitId};
use rust_decimal::Decimal;

use crate::indicators::Indicator;
use crate::platform::outcome::Refusal;
use crate::progress::grouped;
use crate::targets::{NewTarget, Reach, Target};
use crate::vietnamese::{date, parse_date, typed_number};
use crate::web::form::Fields;

/// Rates are promised with no more decimals.
const PLACES_OF_RATES: u32 = 4;
const WHOLE: &str = "chung";
const NAMED: &str = "neu-ten";
const EACH: &str = "moi-";

/// Words of the list of comparisons, and the word that stands for each in the form.
pub const OPERATORS: [(Operator, &str, &str); 7] = [
    (Operator::AtLeast, "tro-len", "từ … trở lên"),
    (Operator::Above, "tren", "trên …"),
    (Operator::Exactly, "dat", "đạt đúng …"),
    (Operator::Range, "khoang", "trong khoảng từ … đến …"),
    (Operator::Maintain, "duy-tri", "duy trì toàn bộ (không giảm)"),
    (Operator::Below, "duoi", "dưới …"),
    (Operator::AtMost, "khong-qua", "không quá …"),
];

/// What stands in the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub indicator: String,
    pub operator: String,
    pub value: String,
    pub value2: String,
    pub reach: String,
    pub units: Vec<UnitId>,
    pub basis: String,
    pub wording: String,
    pub legal_source: String,
    pub adopted_on: String,
}

impl Draft {
    /// Fields whose names begin with `prefix`, e.g. `0.` for the first of several.
    pub fn of_fields(fields: &Fields, prefix: &str) -> Self {
        let text = |name: &str| fields.get(&format!("{prefix}{name}")).unwrap_or("").to_owned();
        let units = format!("{prefix}dv.");
        let unit = |name: &str| name.strip_prefix(&units)?.parse().ok().map(UnitId);
        Self {
            indicator: text("chi_so"),
            operator: text("so_sanh"),
            value: text("muc"),
            value2: text("muc2"),
            reach: text("pham_vi"),
            units: fields.iter().filter_map(|(name, _)| unit(name)).collect(),
            basis: text("can_cu"),
            wording: text("cau"),
            legal_source: text("van_ban"),
            adopted_on: text("ngay"),
        }
    }

    /// As one would type what stands.
    pub fn of_target(target: &Target) -> Self {
        let new = &target.new;
        let word = OPERATORS.iter().find(|(operator, _, _)| *operator == new.operator);
        let text = |value: Option<Decimal>| value.map(grouped).unwrap_or_default();
        let (reach, units) = match &new.reach {
            Reach::Whole => (WHOLE.to_owned(), Vec::new()),
            Reach::Each(kind) => (format!("{EACH}{kind}"), Vec::new()),
            Reach::Named(units) => (NAMED.to_owned(), units.clone()),
        };
        Self {
            indicator: new.indicator.to_string(),
            operator: word.map(|(_, word, _)| (*word).to_owned()).unwrap_or_default(),
            value: text(new.value),
            value2: text(new.value2),
            reach,
            units,
            basis: new.basis.clone(),
            wording: new.wording.clone(),
            legal_source: new.legal_source.clone(),
            adopted_on: date(new.adopted_on),
        }
    }

    /// The target, or all that is wrong with the texts; fields are those of the form.
    pub fn read(
        &self,
        unit: UnitId,
        period: Period,
        indicators: &[Indicator],
        today: NaiveDate,
    ) -> Result<NewTarget, Vec<Refusal>> {
        let mut issues = Vec::new();
        let indicator = indicators.iter().find(|known| known.code.as_str() == self.indicator);
        let operator = OPERATORS.iter().find(|(_, word, _)| *word == self.operator);
        let operator = operator.map(|(operator, _, _)| *operator);
        if indicator.is_none() {
            issues.push(missing("chi_so", "Chưa chọn chỉ tiêu.", "Xin chọn trong danh sách."));
        }
        if operator.is_none() {
            issues.push(missing("so_sanh", "Chưa chọn cách so sánh.", "Xin chọn trong danh sách."));
        }
        let (value, value2) = match (indicator, operator) {
            (Some(indicator), Some(operator)) => self.values(indicator, operator, &mut issues),
            _ => (None, None),
        };
        let reach = self.reach();
        if reach.is_none() {
            let remedy = "Xin chọn toàn đơn vị hay từng đơn vị.";
            issues.push(missing("pham_vi", "Chưa chọn phạm vi.", remedy));
        }
        let adopted_on = self.paper(today, &mut issues);
        match (indicator, operator, reach) {
            (Some(indicator), Some(operator), Some(reach)) if issues.is_empty() => Ok(NewTarget {
                indicator: Code::new(indicator.code.as_str()),
                unit,
                period,
                operator,
                value,
                value2,
                reach,
                basis: self.basis.clone(),
                wording: self.wording.clone(),
                legal_source: self.legal_source.clone(),
                adopted_on,
            }),
            _ => Err(issues),
        }
    }

    fn values(
        &self,
        indicator: &Indicator,
        operator: Operator,
        issues: &mut Vec<Refusal>,
    ) -> (Option<Decimal>, Option<Decimal>) {
        let scale = scale(indicator, operator);
        let mut read = |text: &str, field: &str| {
            number(indicator, text, scale, field).unwrap_or_else(|refusal| {
                issues.push(refusal);
                None
            })
        };
        let value = read(&self.value, "muc");
        let upper = operator == Operator::Range;
        (value, if upper { read(&self.value2, "muc2") } else { None })
    }

    /// What the paper says, and its day.
    fn paper(&self, today: NaiveDate, issues: &mut Vec<Refusal>) -> NaiveDate {
        for (field, text, says) in [
            ("cau", &self.wording, "Chưa có câu trong nghị quyết."),
            ("van_ban", &self.legal_source, "Chưa ghi văn bản giao chỉ tiêu."),
        ] {
            if text.is_empty() {
                issues.push(missing(field, says, "Xin chép đúng như văn bản."));
            }
        }
        day(&self.adopted_on, today).unwrap_or_else(|refusal| {
            issues.push(refusal);
            today
        })
    }

    fn reach(&self) -> Option<Reach> {
        match self.reach.as_str() {
            WHOLE => Some(Reach::Whole),
            NAMED => {
                let mut units = self.units.clone();
                units.sort();
                units.dedup();
                Some(Reach::Named(units))
            }
            each => each.strip_prefix(EACH).map(|kind| Reach::Each(kind.to_owned())),
        }
    }
}

/// Choices of the reach: the word of the form and what people read.
pub fn reaches(kinds: &[String]) -> Vec<(String, String)> {
    let mut reaches = vec![(WHOLE.to_owned(), "Toàn đơn vị".to_owned())];
    reaches.extend(kinds.iter().map(|kind| (format!("{EACH}{kind}"), format!("Từng {kind}"))));
    if !kinds.is_empty() {
        reaches.push((NAMED.to_owned(), "Chỉ các đơn vị đánh dấu dưới đây".to_owned()));
    }
    reaches
}

fn scale(indicator: &Indicator, operator: Operator) -> u32 {
    match (operator, indicator.is_fraction()) {
        (Operator::Maintain, true) => 0,
        (_, true) => PLACES_OF_RATES,
        (_, false) => indicator.decimals,
    }
}

/// Reads a number of a target; the sign of per cent may follow a rate.
pub fn number(
    indicator: &Indicator,
    text: &str,
    scale: u32,
    field: &str,
) -> Result<Option<Decimal>, Refusal> {
    let bare = text.strip_suffix('%').filter(|_| indicator.is_percentage()).unwrap_or(text);
    let typed = typed_number(bare, scale).map_err(|issue| {
        let proposal = issue.proposal.map(|text| format!("Có phải là {text}?"));
        Refusal::new(issue.code, field, issue.sentence, proposal.unwrap_or_default())
    })?;
    match (typed.state, typed.precision, typed.amount) {
        (State::Missing, _, _) => Ok(None),
        (State::Known, Precision::Exact, Some(amount)) => Ok(Some(Decimal::new(amount, scale))),
        _ => Err(Refusal::new(
            "not_exact",
            field,
            format!("«{text}» không phải là một con số."),
            "Xin chỉ ghi số; chữ trên, dưới, từ … trở lên thì chọn ở ô so sánh.",
        )),
    }
}

/// The same for the part of a unit.
pub fn part(indicator: &Indicator, text: &str, field: &str) -> Result<Option<Decimal>, Refusal> {
    number(indicator, text, scale(indicator, Operator::AtLeast), field)
}

/// The day of a paper: past or today.
pub fn day(text: &str, today: NaiveDate) -> Result<NaiveDate, Refusal> {
    match parse_date(text) {
        Some(day) if day <= today => Ok(day),
        Some(_) => Err(missing("ngay", "Ngày thông qua ở sau hôm nay.", "Xin kiểm tra lại năm.")),
        None => Err(missing(
            "ngay",
            "Chưa có ngày thông qua, hoặc ngày không đọc được.",
            "Xin ghi ngày/tháng/năm, ví dụ 15/1/2021.",
        )),
    }
}

fn missing(field: &str, says: &str, remedy: &str) -> Refusal {
    Refusal::new("not_typed", field, says, remedy)
}

/// Refusals of the room, at the fields of the form.
pub fn at_fields(refused: Vec<Refusal>) -> Vec<Refusal> {
    const PAIRS: [(&str, &str); 8] = [
        ("indicator", "chi_so"),
        ("value", "muc"),
        ("value2", "muc2"),
        ("reach", "pham_vi"),
        ("reason", "ly_do"),
        ("counter", "muc"),
        ("target", "noi-dung"),
        ("units", "dv"),
    ];
    let renamed = |refusal: Refusal| {
        let (start, name) = refusal.field.rsplit_once('.').unwrap_or(("", &refusal.field));
        let ours = PAIRS.iter().find(|(theirs, _)| *theirs == name).map(|(_, ours)| *ours);
        let joint = if start.is_empty() { "" } else { "." };
        let field = match ours {
            Some(ours) => format!("{start}{joint}{ours}"),
            None if start == "unit" => format!("so.{name}"),
            None => refusal.field.clone(),
        };
        Refusal { field, ..refusal }
    };
    refused.into_iter().map(renamed).collect()
}

/// The number of a row in an address.
pub fn row_id(text: &str) -> Option<RowId> {
    uuid::Uuid::from_str(text).ok().map(RowId)
}

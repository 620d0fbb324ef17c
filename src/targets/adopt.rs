//! Adopting a target (giao, thông qua chỉ tiêu).

use entities::values::{FigureKind, Operator};
use rust_decimal::Decimal;

use super::{NewTarget, store};
use crate::authority::{ImportExchange, Permit};
use crate::indicators;
use crate::platform::db::Work;
use crate::platform::outcome::{Outcome, Refusal};
use crate::vietnamese::decimal;

/// Adopts a target; an earlier one for the same unit, indicator, period and reach is superseded.
/// The same target again changes nothing. Returns whether anything was written.
///
/// Refuses: `no_such_indicator` · `value_missing` · `range_upside_down` · `beyond_100`
pub async fn adopt(work: &Work, permit: &Permit<ImportExchange>, new: &NewTarget) -> Outcome<bool> {
    let known = indicators::indicators(work).await?;
    let Some(indicator) = known.iter().find(|indicator| indicator.code == new.indicator) else {
        return Err(Refusal::new(
            "no_such_indicator",
            "indicator",
            format!("Không có chỉ tiêu mang mã {}.", new.indicator),
            "Xin kiểm tra lại mã chỉ tiêu trong danh mục.",
        )
        .into());
    };
    let issues = issues(new, &indicator.name, indicator.kind);
    if !issues.is_empty() {
        return Err(issues.into());
    }
    Ok(store::adopt(work, new, permit.actor().name()).await?)
}

fn issues(new: &NewTarget, name: &str, kind: FigureKind) -> Vec<Refusal> {
    let mut issues = Vec::new();
    if new.value.is_none() && new.operator != Operator::Maintain {
        issues.push(Refusal::new(
            "value_missing",
            "value",
            format!("Chỉ tiêu «{name}» chưa có mức phấn đấu."),
            "Xin ghi con số của nghị quyết.",
        ));
    }
    if new.operator == Operator::Range {
        match (new.value, new.value2) {
            (Some(low), Some(high)) if low > high => issues.push(Refusal::new(
                "range_upside_down",
                "value2",
                format!(
                    "Chỉ tiêu «{name}»: khoảng từ {} đến {} bị ngược.",
                    decimal(low, 4),
                    decimal(high, 4)
                ),
                "Xin ghi số nhỏ trước, số lớn sau.",
            )),
            (_, None) => issues.push(Refusal::new(
                "value_missing",
                "value2",
                format!("Chỉ tiêu «{name}» theo khoảng chưa có mức trên."),
                "Xin ghi đủ hai mức của khoảng.",
            )),
            _ => {}
        }
    }
    let beyond = |value: Option<Decimal>| value.is_some_and(|v| v > Decimal::ONE_HUNDRED);
    let bounded = kind == FigureKind::Share && new.operator != Operator::Maintain;
    if bounded && (beyond(new.value) || beyond(new.value2)) {
        issues.push(Refusal::new(
            "beyond_100",
            "value",
            format!("Chỉ tiêu «{name}» là tỷ lệ trong tổng số nên không thể trên 100%."),
            "Xin kiểm tra lại mức phấn đấu.",
        ));
    }
    issues
}

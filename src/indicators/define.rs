//! Defining an indicator over the measures there are.

use entities::values::FigureKind;

use super::{Indicator, store};
use crate::authority::{ImportExchange, Permit};
use crate::facts::MeasureIndex;
use crate::platform::db::Work;
use crate::platform::outcome::{Outcome, Refusal};

/// Writes or rewrites an indicator.
///
/// Refuses: `no_such_measure` · `basis_differs` · `denominator_missing`
pub async fn define(
    work: &Work,
    _permit: &Permit<ImportExchange>,
    indicator: &Indicator,
    index: &MeasureIndex,
) -> Outcome<()> {
    let issues = issues(indicator, index);
    if !issues.is_empty() {
        return Err(issues.into());
    }
    store::write(work, indicator).await?;
    Ok(())
}

fn issues(indicator: &Indicator, index: &MeasureIndex) -> Vec<Refusal> {
    let mut issues = Vec::new();
    let name = &indicator.name;
    for term in indicator.terms() {
        match index.find(&term.measure) {
            None => issues.push(Refusal::new(
                "no_such_measure",
                indicator.code.as_str(),
                format!("Chỉ tiêu «{name}» dùng số liệu {} chưa có trong danh mục.", term.measure),
                "Xin thêm số liệu đó vào danh mục trước.",
            )),
            Some(measure) if !measure.counted && measure.basis != indicator.basis => {
                issues.push(Refusal::new(
                    "basis_differs",
                    indicator.code.as_str(),
                    format!("Chỉ tiêu «{name}» và số liệu «{}» khác kỳ số liệu.", measure.name),
                    "Xin dùng các số liệu cùng một kỳ (năm báo cáo hoặc cùng năm học).",
                ));
            }
            Some(_) => {}
        }
    }
    let fraction =
        matches!(indicator.kind, FigureKind::Share | FigureKind::Ratio | FigureKind::PerHead);
    if indicator.numerator.is_empty() || fraction != indicator.is_fraction() {
        issues.push(Refusal::new(
            "denominator_missing",
            indicator.code.as_str(),
            format!("Chỉ tiêu «{name}» không đủ tử số và mẫu số cho loại của nó."),
            "Tỷ lệ cần cả tử số và mẫu số; số đếm và số tiền chỉ cần tử số.",
        ));
    }
    issues
}

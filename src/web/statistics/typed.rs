//! From the fields of a form to what was typed into cells.
//!
//! `o.CODE` is what stands in the field, `c.CODE` what stood there when the page was made,
//! `v.CODE` the version it had; `r.`, `n.`, `g.`, `d.` are reason, source, note and date, `rw.`
//! the reason that stood there. A field that was not touched is not typed.

use entities::values::{Code, Period};

use crate::facts::MeasureIndex;
use crate::platform::outcome::Refusal;
use crate::statistics::Typed;
use crate::vietnamese::parse_date;
use crate::web::form::Fields;

/// The cells that were touched, in the order of the form; or what is wrong with their dates.
pub fn typed(
    fields: &Fields,
    index: &MeasureIndex,
    report: Period,
) -> Result<Vec<Typed>, Vec<Refusal>> {
    let mut cells = Vec::new();
    let mut issues = Vec::new();
    for (name, text) in fields.iter() {
        let Some(code) = name.strip_prefix("o.") else { continue };
        let field = |prefix: &str| fields.get(&format!("{prefix}.{code}"));
        let touched = field("c") != Some(text) || field("r") != field("rw");
        if !touched {
            continue;
        }
        let measure = Code::new(code);
        let basis = index.find(&measure).map(|found| found.basis).unwrap_or_default();
        let as_of = match field("d").filter(|text| !text.is_empty()) {
            None => None,
            Some(text) => {
                let day = parse_date(text);
                if day.is_none() {
                    issues.push(wrong_date(code, text));
                }
                day
            }
        };
        cells.push(Typed {
            measure,
            period: report.on(basis),
            text: text.to_owned(),
            source: field("n").map(str::to_owned),
            as_of,
            note: field("g").map(str::to_owned),
            reason: field("r").map(str::to_owned),
            base: field("v").and_then(|version| version.parse().ok()).unwrap_or_default(),
        });
    }
    if issues.is_empty() { Ok(cells) } else { Err(issues) }
}

fn wrong_date(code: &str, text: &str) -> Refusal {
    Refusal::new(
        "wrong_date",
        format!("d.{code}"),
        format!("«Thời điểm số liệu»: không có ngày «{text}»."),
        "Xin gõ ngày/tháng/năm, ví dụ 31/12/2020.",
    )
}

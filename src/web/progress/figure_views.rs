//! What the page of one indicator says of its making: formula, targets, published totals, cells.

use entities::values::{Code, Period, Totals, UnitId};

use super::open::under;
use crate::documents::{Align, Cell, Table};
use crate::facts::FactKey;
use crate::indicators::{Indicator, Term};
use crate::org::Keeps;
use crate::progress::{Drawn, Figure, Gathered, Line, target_in_words, total};
use crate::statistics::value_cell;
use crate::vietnamese::{date, scaled};

/// The figure as a sum or a fraction of named measures.
pub fn formula(gathered: &Gathered, indicator: &Indicator) -> String {
    let name = |terms: &[Term]| {
        terms
            .iter()
            .enumerate()
            .map(|(at, term)| {
                let name = gathered.measures.find(&term.measure).map_or("", |m| m.name.as_str());
                let sign = match (at, term.sign) {
                    (_, -1) => "− ",
                    (0, _) => "",
                    _ => "+ ",
                };
                format!("{sign}{name}")
            })
            .collect::<Vec<_>>()
            .join(" ")
    };
    if !indicator.is_fraction() {
        return format!("cộng {} của các đơn vị", name(&indicator.numerator));
    }
    let side = |terms: &[Term]| match terms {
        [_] => name(terms),
        _ => format!("({})", name(terms)),
    };
    format!(
        "{} chia {}{}",
        side(&indicator.numerator),
        side(&indicator.denominator),
        if indicator.base.is_empty() { String::new() } else { format!(" ({})", indicator.base) }
    )
}

/// One entered number a figure is made of.
pub struct SourceView {
    pub unit: String,
    pub measure: String,
    /// Leads to its history where one may go.
    pub value: Cell,
    pub source: String,
    pub as_of: String,
    pub entered: String,
}

/// Every cell the figure of a unit is made of, in the order of the tree.
pub fn sources(
    gathered: &Gathered,
    indicator: &Indicator,
    unit: UnitId,
    url: impl Fn(UnitId, &Code) -> Option<String>,
) -> Vec<SourceView> {
    let mut found = Vec::new();
    for unit in gathered.tree.under(unit) {
        for term in indicator.terms() {
            let Some(measure) = gathered.measures.find(&term.measure) else { continue };
            let has_cell = match gathered.tree.keeps(unit) {
                Keeps::Everything => true,
                Keeps::Own | Keeps::Office => measure.totals == Totals::Own,
                Keeps::Nothing => false,
            };
            if !has_cell {
                continue;
            }
            let key = FactKey::new(unit, gathered.period.on(measure.basis), &term.measure);
            let fact = gathered.facts.fact(&key);
            let value = fact.map_or(crate::facts::Value::Missing, |fact| fact.value);
            found.push(SourceView {
                unit: gathered.tree.stood(unit).map(|of| of.name.clone()).unwrap_or_default(),
                measure: measure.name.clone(),
                value: Cell {
                    text: crate::web::statistics::shown_text(measure, value),
                    href: if measure.counted { None } else { url(unit, &key.measure) },
                    ..value_cell(measure, value)
                },
                source: fact.map(|fact| fact.source.clone()).unwrap_or_default(),
                as_of: fact.and_then(|fact| fact.as_of).map(date).unwrap_or_default(),
                entered: fact.map(|fact| fact.entered_by.clone()).unwrap_or_default(),
            });
        }
    }
    found
}

/// The same as a table.
pub fn sources_table(cells: &[SourceView]) -> Drawn {
    let row = |cell: &SourceView| {
        vec![
            cell.unit.clone().into(),
            cell.measure.clone().into(),
            cell.value.clone(),
            cell.source.clone().into(),
            cell.as_of.clone().into(),
            cell.entered.clone().into(),
        ]
    };
    let columns = [
        ("Đơn vị", Align::Left),
        ("Số liệu", Align::Left),
        ("Giá trị", Align::Right),
        ("Nguồn", Align::Left),
        ("Thời điểm", Align::Left),
        ("Người nhập", Align::Left),
    ];
    let table = Table::list("so-lieu-goc", &columns, cells.iter().map(row).collect());
    Drawn {
        name: "Số liệu gốc và nguồn", says: String::new(), is_wide: false, chart: None, table
    }
}

/// A target of the unit, with the sentence of the resolution.
pub struct TargetView {
    pub words: String,
    pub wording: String,
    pub legal_source: String,
}

impl TargetView {
    /// `Chỉ tiêu: trên 92%: “…” (Nghị quyết …)`.
    pub fn sentence(&self) -> String {
        let wording = match self.wording.as_str() {
            "" => String::new(),
            wording => format!(": “{wording}”"),
        };
        let source = match self.legal_source.as_str() {
            "" => String::new(),
            source => format!(" ({source})"),
        };
        format!("{}{wording}{source}.", self.words)
    }
}

pub fn targets(line: &Line) -> Vec<TargetView> {
    let is_above = line.root.judged.is_none() && line.root.to_whole.is_some();
    let asked = if is_above { "Mức chung" } else { "Chỉ tiêu" };
    line.targets
        .iter()
        .map(|target| TargetView {
            words: format!("{asked}: {}", target_in_words(&line.indicator, &target.new)),
            wording: target.new.wording.clone(),
            legal_source: target.new.legal_source.clone(),
        })
        .collect()
}

/// A published figure beside the computed one.
pub struct ControlView {
    pub name: String,
    pub code: String,
    pub published: String,
    pub computed: String,
    pub difference: String,
    pub source: String,
    pub used: &'static str,
    pub other: &'static str,
    pub button: &'static str,
    pub action: String,
    pub back: String,
}

impl ControlView {
    /// Both figures and which of them counts.
    pub fn sentence(&self) -> String {
        format!(
            "Số công bố chung «{}»: {} (nguồn: {}). Số cộng từ các đơn vị: {}. {} Đang dùng {}.",
            self.name, self.published, self.source, self.computed, self.difference, self.used
        )
    }
}

pub fn controls(gathered: &Gathered, figure: &Figure, board: &str) -> Vec<ControlView> {
    figure
        .controls
        .iter()
        .filter_map(|(code, fact)| {
            let measure = gathered.measures.find(code)?;
            let computed = computed(gathered, figure.unit, code, figure.period);
            let published = fact.value.amount();
            let used = total(gathered, figure.unit, code, figure.period).published;
            let shown = |amount: Option<i64>| {
                amount.map_or_else(
                    || "chưa có số liệu".to_owned(),
                    |amount| scaled(amount, measure.scale),
                )
            };
            let (used, other, button) = if used {
                ("số công bố chung", "cong_lai", "Dùng số cộng từ các đơn vị")
            } else {
                ("số cộng từ các đơn vị", "cong_bo", "Dùng số công bố chung")
            };
            Some(ControlView {
                name: measure.name.clone(),
                code: code.to_string(),
                published: shown(published),
                computed: shown(computed),
                difference: match (published, computed) {
                    (Some(published), Some(computed)) => {
                        format!("Chênh lệch {}.", scaled(published - computed, measure.scale))
                    }
                    _ => String::new(),
                },
                source: fact.source.clone(),
                used,
                other,
                button,
                action: under(board, "chon-so"),
                back: under(board, figure.indicator.as_str()),
            })
        })
        .collect()
}

/// The sum of the children, whatever is published for the whole.
fn computed(gathered: &Gathered, unit: UnitId, code: &Code, period: Period) -> Option<i64> {
    let mut sum: Option<i128> = None;
    for child in gathered.tree.children(unit) {
        if let Some(part) = total(gathered, *child, code, period).sum {
            sum = Some(sum.unwrap_or_default() + part.shown);
        }
    }
    sum.and_then(|sum| i64::try_from(sum).ok())
}

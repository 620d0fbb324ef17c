//! Totals, figures, verdicts, gaps and changes of every unit, as the oracle writes them.

use entities::values::{Precision, UnitId};
use khuyenhoc::facts::{Interval, Quantity};
use khuyenhoc::progress::{
    Board, Gathered, Line, Standing, change_in_words, line, printed, printed_against, total,
};
use khuyenhoc::targets::{Gap, Verdict};
use serde_json::{Value, json};

use super::differences::Differences;
use super::seeds::Seed;

pub fn compare(gathered: &Gathered, seed: &Seed, differences: &mut Differences) {
    for unit in gathered.tree.under(gathered.root()) {
        for measure in gathered.measures.iter().filter(|measure| !measure.counted) {
            let expected = &seed.expected["totals"][measure.code.as_str()][slug(gathered, unit)];
            let what = format!("total of {} of {}", measure.code, slug(gathered, unit));
            let made = sum(gathered, unit, measure.code.as_str());
            differences.same(&what, &made, expected);
        }
        for indicator in &gathered.indicators {
            let expected = &seed.expected["figures"][indicator.code.as_str()];
            let what = format!("{} of {}", indicator.code, slug(gathered, unit));
            let line = line(gathered, indicator, unit, &[]);
            let expected = expected_of(&expected[slug(gathered, unit)], false);
            differences.same(&what, &figure(&line, &line.root), &expected);
        }
    }
}

/// The page of a unit: itself and its children against the targets that speak of them.
pub fn compare_board(
    board: &Board,
    gathered: &Gathered,
    seed: &Seed,
    differences: &mut Differences,
) {
    for line in &board.lines {
        let expected = &seed.expected["figures"][line.indicator.code.as_str()];
        let name = slug(gathered, board.unit);
        let what = format!("board of {name}: {}", line.indicator.code);
        let root = expected_of(&expected[name], false);
        differences.same(&what, &figure(line, &line.root), &root);
        for child in &line.children {
            let name = slug(gathered, child.figure.unit);
            let expected = expected_of(&expected[name], true);
            differences.same(&format!("{what}, {name}"), &figure(line, child), &expected);
        }
    }
}

/// What the oracle says, without the words of the target. What a child holds for those below it
/// stands on its own page, not on that of its parent.
fn expected_of(figure: &Value, as_child: bool) -> Value {
    let mut expected = figure.clone();
    let alone = expected.as_object_mut().unwrap().remove("alone").unwrap();
    let told = figure["judged"].as_array().unwrap();
    if as_child && told.iter().any(|one| one["as"] == "all") {
        expected["printed"] = alone;
    }
    let kept = told
        .iter()
        .filter(|one| !(as_child && one["as"] == "all"))
        .filter(|one| !one["verdict"].is_null() || !one["gap"].is_null());
    expected["judged"] =
        kept.map(|one| json!({ "verdict": one["verdict"], "gap": one["gap"] })).collect();
    expected
}

fn slug(gathered: &Gathered, unit: UnitId) -> &str {
    gathered.tree.node(unit).map_or("", |node| node.version.slug.as_str())
}

fn sum(gathered: &Gathered, unit: UnitId, measure: &str) -> Value {
    let total = total(gathered, unit, &entities::values::Code::new(measure), gathered.period);
    let known = total.sum.filter(|_| !total.nothing);
    let mut made = json!({
        "state": match total.sum {
            None => "missing",
            Some(_) if total.nothing => "nothing",
            Some(_) => "known",
        },
        "amount": known.map(whole),
        "precision": match known.map_or(Precision::Exact, Interval::precision) {
            Precision::Exact => "exact",
            Precision::Over => "over",
            Precision::Under => "under",
            Precision::About => "about",
        },
        "known": total.coverage.known,
        "required": total.coverage.asked,
        "control": total.partly_published,
    });
    let control = total.control.and_then(|fact| fact.value.interval());
    if let Some(control) = control.filter(|_| !total.partly_published) {
        made["published"] = whole(control);
        if let Some(sum) = known {
            made["difference"] = whole(sum.minus(control));
        }
    }
    made
}

fn whole(amount: Interval) -> Value {
    i64::try_from(amount.shown).unwrap().into()
}

/// As Python writes a fraction: `25/2`, a whole number alone.
fn exact(amount: i128, scale: u32) -> Value {
    let divisor = |mut a: i128, mut b: i128| {
        while b != 0 {
            (a, b) = (b, a % b);
        }
        a.abs()
    };
    let unit = 10_i128.pow(scale);
    let common = divisor(amount, unit);
    match (amount / common, unit / common) {
        (amount, 1) => i64::try_from(amount).unwrap().into(),
        (amount, unit) => format!("{amount}/{unit}").into(),
    }
}

fn figure(line: &Line, standing: &Standing) -> Value {
    let figure = &standing.figure;
    let (state, part, base) = match figure.quantity {
        Quantity::Unknown => ("missing", None, None),
        Quantity::NotApplicable => ("not_applicable", None, None),
        Quantity::Amount { amount, scale } => ("known", Some(exact(amount.shown, scale)), None),
        Quantity::Ratio { part, whole, scale, .. } => {
            let [part, whole] = [part, whole].map(|sum| exact(sum.shown, scale));
            ("known", Some(part), Some(whole))
        }
    };
    let change = change_in_words(standing.change);
    json!({
        "state": state,
        "part": part,
        "whole": base,
        "known": figure.coverage.known,
        "required": figure.coverage.asked,
        "control": figure.published,
        "printed": match &standing.judged {
            Some(judged) => printed_against(figure, &line.indicator, &judged.target.new),
            None => printed(figure, &line.indicator),
        },
        "change": if change.is_empty() { Value::Null } else { change.into() },
        "judged": judged(standing),
    })
}

/// The verdict on a unit, the one on all below it, or what it lacks against the whole above it.
fn judged(standing: &Standing) -> Value {
    let scale = match standing.figure.quantity {
        Quantity::Amount { scale, .. } | Quantity::Ratio { scale, .. } => scale,
        Quantity::Unknown | Quantity::NotApplicable => 0,
    };
    let gap = |gap: Gap| match gap {
        Gap::None => Value::Null,
        Gap::Short(short) => exact(short, scale),
        Gap::Unreachable => "không thể đạt".into(),
    };
    match &standing.judged {
        Some(judged) => {
            let verdict = match judged.verdict {
                Verdict::Met => "đạt",
                Verdict::NotMet => "chưa đạt",
                Verdict::Unknown => "chưa có số liệu",
                Verdict::NotApplicable => "không áp dụng",
            };
            json!([{ "verdict": verdict, "gap": gap(judged.gap) }])
        }
        None if standing.gap_to_whole == Gap::None => json!([]),
        None => json!([{ "verdict": null, "gap": gap(standing.gap_to_whole) }]),
    }
}

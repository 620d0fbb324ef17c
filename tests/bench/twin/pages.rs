//! One function a page: person, rows, sums, verdicts, bytes.

use super::figures::{Figures, Twin};

/// What came out: how many figures, how many of them met their target, and the markup.
pub struct Made {
    pub figures: usize,
    pub met: usize,
    pub page: Vec<u8>,
}

/// Every indicator of the province and of each unit, this year and last, against its target.
pub async fn whole_year(twin: &Twin, markup: &[u8]) -> Made {
    twin.person().await;
    let figures = twin.figures(&[0, 1], None).await;
    judged(&figures, markup)
}

/// The indicators that were promised and the fund, this year and last, against their targets.
pub async fn promised(twin: &Twin, markup: &[u8]) -> Made {
    twin.person().await;
    let figures = twin.promised(&[0, 1]).await;
    judged(&figures, markup)
}

/// The cells of one form in all units, this year and last, with their totals.
pub async fn side_by_side(twin: &Twin, form: &str, markup: &[u8]) -> Made {
    twin.person().await;
    let cells = twin.form(form).await;
    Made { figures: cells, met: 0, page: markup.to_vec() }
}

/// One indicator in all units over ten years, with every cell it is made of.
pub async fn one_indicator(twin: &Twin, code: &str, markup: &[u8]) -> Made {
    twin.person().await;
    let years: Vec<i32> = (0..10).collect();
    let figures = twin.figures(&years, Some(code)).await;
    judged(&figures, markup)
}

fn judged(figures: &Figures, markup: &[u8]) -> Made {
    let mut made = Made { figures: 0, met: 0, page: Vec::new() };
    for (at, indicator) in figures.indicators.iter().enumerate() {
        for unit in 0..figures.units.len() {
            for back in 0..figures.years() {
                let Some(figure) = figures.figure(indicator, unit, back) else { continue };
                made.figures += 1;
                let target = figures.target_of(at, unit).or_else(|| figures.of_whole(at));
                let met = target.is_some_and(|target| target.is_met(indicator, figure));
                made.met += usize::from(met);
            }
        }
    }
    made.page = markup.to_vec();
    made
}

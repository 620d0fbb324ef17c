//! The forms as appendices behind the report, wide ones across the page.

use super::letterhead::attached_to;
use super::tables::{columns, forms};
use super::when;
use super::yearly::Yearly;
use crate::documents::{Appendix, Block, Paragraph, Run, Style};

/// Columns that still fit upright.
const UPRIGHT: usize = 8;

pub fn blocks(of: &Yearly) -> Vec<Block> {
    let forms = forms::codes(of);
    let count = forms.len();
    forms.iter().enumerate().flat_map(|(at, form)| appendix(of, form, at, count)).collect()
}

fn appendix(of: &Yearly, form: &str, at: usize, count: usize) -> Vec<Block> {
    let table = forms::table(of, form);
    let title = format!("{} {}", forms::title(form), when::span(of.period)).to_uppercase();
    let mut blocks = vec![Block::Appendix(Appendix {
        number: number(at, count),
        title,
        attached_to: attached_to(of),
        landscape: table.columns.len() > UPRIGHT,
    })];
    let columns = columns::columns(&of.gathered, form);
    if let Some(unit) = forms::common_unit(&columns) {
        let runs = vec![Run::Text(format!("ĐVT: {unit}"))];
        blocks.push(Block::Paragraph(Paragraph { style: Style::Measure, runs }));
    }
    blocks.push(Block::Table(table));
    blocks
}

/// `Phụ lục`, or `Phụ lục II` where there are several.
fn number(at: usize, count: usize) -> String {
    if count == 1 { "Phụ lục".to_owned() } else { format!("Phụ lục {}", roman(at + 1)) }
}

/// The appendices in which a section's figures stand.
pub fn numbers_of(of: &Yearly, section: &str) -> Vec<String> {
    let forms = forms::codes(of);
    let told = |form: &&String| {
        of.gathered.measures.of_form(form).any(|measure| measure.section == section)
    };
    let found = forms.iter().enumerate().filter(|(_, form)| told(form));
    found.map(|(at, _)| number(at, forms.len())).collect()
}

fn roman(number: usize) -> String {
    let mut rest = number;
    let mut text = String::new();
    for (value, letters) in [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while rest >= value {
            text.push_str(letters);
            rest -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn appendices_are_numbered_in_roman_when_there_are_several() {
        let numbers: Vec<String> = (0..9).map(|at| number(at, 9)).collect();
        assert_eq!(
            numbers.iter().map(|n| n.trim_start_matches("Phụ lục ")).collect::<Vec<_>>(),
            ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
        );
        assert_eq!(number(0, 1), "Phụ lục");
    }
}

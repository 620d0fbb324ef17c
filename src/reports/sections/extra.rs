//! What every section of figures ends with: figures that stand in no form and in no sentence of
//! their own, and where the tables are.

use crate::documents::{Paragraph, Style};
use crate::reports::appendices;
use crate::reports::section::plain;
use crate::reports::sentence::{Mode, Said, State, listed, say};
use crate::reports::yearly::Yearly;

/// Closes the sentences of a section. `told` are the codes of no form that it has told already.
pub fn ending(of: &Yearly, section: &str, told: &[&str]) -> Vec<Paragraph> {
    let mut found = Vec::new();
    let more = untold(of, section, told);
    if !more.is_empty() {
        found.push(Paragraph { style: Style::Body, runs: listed(more) });
    }
    let tables = appendices::numbers_of(of, section);
    if !tables.is_empty() {
        let text = format!("Số liệu chi tiết tại {}.", tables.join(", "));
        found.push(plain(Style::Body, text));
    }
    found
}

/// Known figures of rows that someone added to the catalogue without a form, and of indicators
/// whose part has no column anywhere.
fn untold(of: &Yearly, section: &str, told: &[&str]) -> Vec<Said> {
    let gathered = &of.gathered;
    let formless = |code: &entities::values::Code| {
        gathered.measures.find(code).is_some_and(|m| m.form.is_empty() && !m.counted)
    };
    let measures = gathered
        .measures
        .iter()
        .filter(|m| m.section == section && formless(&m.code))
        .map(|m| m.code.as_str());
    let indicators = gathered
        .indicators
        .iter()
        .filter(|i| i.section == section && i.numerator.iter().any(|t| formless(&t.measure)))
        .map(|i| i.code.as_str());
    measures
        .chain(indicators)
        .filter(|code| !told.contains(code))
        .filter_map(|code| say(of, code, Mode::Worth))
        .filter(|said| said.state == State::Known)
        .collect()
}

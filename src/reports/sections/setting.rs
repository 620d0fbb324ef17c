//! What kind of place it is (đặc điểm tình hình): people, households, what lies within.

use entities::values::UnitId;

use super::extra;
use crate::documents::{Paragraph, Run, Style};
use crate::facts::section_title;
use crate::reports::section::Section;
use crate::reports::sentence::{Mode, State, capital, clause, joined, lower, say};
use crate::reports::yearly::Yearly;

/// Measures of no form that the first sentence tells.
const TOLD: &[&str] = &["DIEN_TICH", "AP"];

pub struct Setting;

impl Section for Setting {
    fn key(&self) -> &'static str {
        "dac_diem"
    }

    fn title(&self) -> &'static str {
        section_title(self.key())
    }

    fn sentences(&self, of: &Yearly) -> Vec<Paragraph> {
        let mut found = vec![place(of)];
        found.extend(extra::ending(of, self.key(), TOLD));
        found
    }

    fn asks_for_prose(&self) -> bool {
        true
    }
}

/// `Huyện Kiên Hải có dân số 17.596 người, 4.755 hộ; gồm 4 xã: Hòn Tre, Lại Sơn, …`
fn place(of: &Yearly) -> Paragraph {
    let mut clauses: Vec<Vec<Run>> = Vec::new();
    for (code, pattern) in
        [("DIEN_TICH", "diện tích tự nhiên {DIEN_TICH} km²"), ("AP", "{AP} ấp, khu phố")]
    {
        let known = say(of, code, Mode::Worth).is_some_and(|said| said.state == State::Known);
        clauses.extend(known.then(|| clause(of, pattern, &[])).flatten());
    }
    for (code, pattern) in [("DAN_SO", "dân số {DAN_SO} người"), ("HO", "{HO} hộ")] {
        let Some(said) = say(of, code, Mode::Worth) else { continue };
        clauses.extend(match said.state {
            State::Known => clause(of, pattern, &[]),
            State::Unknown | State::Nothing => {
                let mut runs = vec![Run::Text(format!("{} ", lower(&said.name)))];
                runs.extend(said.runs());
                Some(runs)
            }
        });
    }
    let mut runs = vec![Run::Text(capital(&of.full_name()))];
    for (at, clause) in clauses.into_iter().enumerate() {
        runs.push(Run::Text(if at == 0 { " có " } else { ", " }.to_owned()));
        runs.extend(clause);
    }
    let children = of.gathered.tree.children(of.root());
    if !children.is_empty() {
        let kind = of.kind_of(children);
        let one_kind = children.iter().all(|unit| kind_is(of, *unit, kind));
        let name = |unit: &UnitId| match of.gathered.tree.node(*unit) {
            Some(node) if one_kind => node.version.name.clone(),
            Some(node) => node.version.full_name(),
            None => String::new(),
        };
        let names: Vec<String> = children.iter().map(name).collect();
        runs.push(Run::Text(format!("; gồm {} {kind}: {}", children.len(), names.join(", "))));
    }
    runs.push(Run::Text(".".to_owned()));
    Paragraph { style: Style::Body, runs: joined(runs) }
}

fn kind_is(of: &Yearly, unit: UnitId, kind: &str) -> bool {
    of.gathered.tree.node(unit).is_some_and(|node| node.version.kind == kind)
}

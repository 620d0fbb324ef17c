//! Sentences bound to figures: a pattern names codes, the figures stand in their place.
//!
//! `{HV_CK}` is an indicator or a measure of the whole unit, `{GD_DK:fraction}` its parts,
//! `{kind}` a given word. Where a figure is unknown or does not apply, the pattern would not read
//! as a sentence; then the figures are listed by their names instead.

use entities::values::{Code, Kind};

use super::yearly::Yearly;
use crate::documents::{Paragraph, Run, Style};
use crate::facts::{Measure, Quantity};
use crate::indicators::Indicator;
use crate::progress::{
    Coverage, coverage_in_words, fraction, in_words, in_words_short, money_in_words, total,
};

const UNKNOWN: &str = "chưa có số liệu";
const NOTHING: &str = "không có";

/// A figure as a sentence says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub code: String,
    /// Its full name, for lists.
    pub name: String,
    pub text: String,
    pub state: State,
    /// `3/4 đơn vị đã báo`, or empty.
    pub coverage: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Known,
    Unknown,
    /// Declared absent, or 0 of 0.
    Nothing,
}

impl Said {
    /// The figure, marked when it is unknown, with how many have reported.
    pub fn runs(&self) -> Vec<Run> {
        let (code, text) = (self.code.clone(), self.text.clone());
        let mut runs = vec![match self.state {
            State::Unknown => Run::Unknown { code, text },
            State::Known | State::Nothing => Run::Figure { code, text },
        }];
        if !self.coverage.is_empty() {
            runs.push(Run::Text(format!(" ({})", self.coverage)));
        }
        runs
    }
}

/// A paragraph from a pattern; `None` when the catalogue knows none of its codes.
pub fn sentence(of: &Yearly, pattern: &str, words: &[(&str, &str)]) -> Option<Paragraph> {
    let runs = clause(of, pattern, words)?;
    Some(Paragraph { style: Style::Body, runs })
}

/// The runs of a pattern, or the list of its figures where one of them is not known.
pub fn clause(of: &Yearly, pattern: &str, words: &[(&str, &str)]) -> Option<Vec<Run>> {
    let pieces = pieces(pattern);
    let mut said: Vec<Said> = Vec::new();
    for piece in &pieces {
        if let Piece::Code { code, mode } = piece {
            said.push(say(of, code, *mode)?);
        }
    }
    if said.iter().any(|figure| figure.state != State::Known) {
        return Some(listed(said));
    }
    said_once(&mut said);
    let mut said = said.into_iter();
    let mut runs = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => runs.push(Run::Text(text.to_owned())),
            Piece::Word(word) => runs.push(Run::Text(word_of(of, word, words))),
            Piece::Code { .. } => runs.extend(said.next().iter().flat_map(Said::runs)),
        }
    }
    Some(joined(runs))
}

/// A fraction that its percentage follows leaves it to that to say how many have reported.
fn said_once(said: &mut [Said]) {
    for at in 1..said.len() {
        if said[at - 1].code == said[at].code {
            said[at - 1].coverage.clear();
        }
    }
}

/// `Hội viên mới: chưa có số liệu; hội viên cuối kỳ: 2.101.`
pub fn listed(mut said: Vec<Said>) -> Vec<Run> {
    let mut seen = Vec::new();
    said.retain(|figure| {
        let new = !seen.contains(&figure.code);
        seen.push(figure.code.clone());
        new
    });
    let mut runs = Vec::new();
    for (at, figure) in said.iter().enumerate() {
        let name = if at == 0 { capital(&figure.name) } else { lower(&figure.name) };
        runs.push(Run::Text(format!("{}{name}: ", if at == 0 { "" } else { "; " })));
        runs.extend(figure.runs());
    }
    runs.push(Run::Text(".".to_owned()));
    joined(runs)
}

fn word_of(of: &Yearly, word: &str, words: &[(&str, &str)]) -> String {
    match words.iter().find(|(key, _)| *key == word) {
        Some((_, text)) => (*text).to_owned(),
        None if word == "kind" => of.unit.kind.clone(),
        None if word == "ky" => super::when::span(of.period),
        None if word == "trong" => super::when::within(of.period).to_owned(),
        None => String::new(),
    }
}

/// What of a figure is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Worth,
    Fraction,
}

/// A figure of the whole unit; `None` when the catalogue does not know the code.
pub fn say(of: &Yearly, code: &str, mode: Mode) -> Option<Said> {
    if let Some(indicator) = of.indicator(code) {
        return Some(say_indicator(of, indicator, mode));
    }
    let measure = of.gathered.measures.find(&Code::new(code))?;
    Some(say_measure(of, measure))
}

fn say_indicator(of: &Yearly, indicator: &Indicator, mode: Mode) -> Said {
    let figure = of.figure(indicator);
    let unheard = figure.coverage.known == 0 && !figure.published;
    let (state, text) = match figure.quantity {
        Quantity::Unknown => (State::Unknown, UNKNOWN.to_owned()),
        Quantity::NotApplicable if indicator.is_fraction() => {
            (State::Nothing, "không áp dụng".to_owned())
        }
        Quantity::NotApplicable => (State::Nothing, NOTHING.to_owned()),
        _ if unheard => (State::Unknown, UNKNOWN.to_owned()),
        _ if mode == Mode::Fraction => (State::Known, fraction(&figure)),
        _ => (State::Known, in_words(&figure, indicator)),
    };
    let coverage = match state {
        State::Known if !figure.published => coverage_in_words(&figure),
        _ => String::new(),
    };
    let name = indicator.name.clone();
    Said { code: indicator.code.to_string(), name, text, state, coverage }
}

fn say_measure(of: &Yearly, measure: &Measure) -> Said {
    let total = total(&of.gathered, of.root(), &measure.code, of.period);
    let (state, text) = match total.sum {
        None => (State::Unknown, UNKNOWN.to_owned()),
        Some(_) if total.nothing => (State::Nothing, NOTHING.to_owned()),
        Some(sum) if measure.kind == Kind::Money => (State::Known, money_in_words(sum)),
        Some(sum) => (State::Known, in_words_short(Some(sum), measure.scale)),
    };
    let Coverage { known, asked, .. } = total.coverage;
    let coverage = if state == State::Known && known < asked {
        format!("{known}/{asked} đơn vị đã báo")
    } else {
        String::new()
    };
    Said { code: measure.code.to_string(), name: measure.name.clone(), text, state, coverage }
}

/// Whether a measure of the whole unit is known to be more than nothing.
pub fn is_some(of: &Yearly, code: &Code) -> bool {
    let total = total(&of.gathered, of.root(), code, of.period);
    total.sum.is_some_and(|sum| sum.shown > 0)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'a> {
    Text(&'a str),
    Word(&'a str),
    Code { code: &'a str, mode: Mode },
}

fn pieces(pattern: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = pattern;
    while let Some((text, after)) = rest.split_once('{') {
        let Some((inside, after)) = after.split_once('}') else { break };
        found.push(Piece::Text(text));
        found.push(match inside.split_once(':') {
            Some((code, _)) => Piece::Code { code, mode: Mode::Fraction },
            None if inside.starts_with(|c: char| c.is_ascii_uppercase()) => {
                Piece::Code { code: inside, mode: Mode::Worth }
            }
            None => Piece::Word(inside),
        });
        rest = after;
    }
    found.push(Piece::Text(rest));
    found
}

/// Neighbouring texts as one, empty ones gone.
pub fn joined(runs: Vec<Run>) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    for run in runs {
        match (found.last_mut(), run) {
            (_, Run::Text(text)) if text.is_empty() => {}
            (Some(Run::Text(before)), Run::Text(text)) => before.push_str(&text),
            (_, run) => found.push(run),
        }
    }
    found
}

pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// First letter small, unless the word is an abbreviation.
pub fn lower(text: &str) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return String::new() };
    if letters.clone().next().is_some_and(char::is_uppercase) {
        return text.to_owned();
    }
    first.to_lowercase().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_texts_words_and_codes() {
        assert_eq!(
            pieces("Trong {ky} có {HV_MOI} người, {GD_DK:fraction} hộ"),
            [
                Piece::Text("Trong "),
                Piece::Word("ky"),
                Piece::Text(" có "),
                Piece::Code { code: "HV_MOI", mode: Mode::Worth },
                Piece::Text(" người, "),
                Piece::Code { code: "GD_DK", mode: Mode::Fraction },
                Piece::Text(" hộ"),
            ]
        );
    }

    #[test]
    fn only_the_first_letter_changes_and_abbreviations_stay() {
        assert_eq!(lower("Thẻ bảo hiểm tai nạn"), "thẻ bảo hiểm tai nạn");
        assert_eq!(lower("BHYT học sinh"), "BHYT học sinh");
        assert_eq!((capital("đặc khu").as_str(), capital("")), ("Đặc khu", String::new()));
    }

    #[test]
    fn a_list_names_each_figure_once() {
        let said = |code: &str, name: &str, state| Said {
            code: code.to_owned(),
            name: name.to_owned(),
            text: "7".to_owned(),
            state,
            coverage: String::new(),
        };
        let runs = listed(vec![
            said("A", "Hội viên mới", State::Unknown),
            said("A", "Hội viên mới", State::Unknown),
            said("B", "Tổng số", State::Known),
        ]);
        let text: String = runs
            .iter()
            .map(|run| match run {
                Run::Text(text) | Run::Figure { text, .. } | Run::Unknown { text, .. } => {
                    text.as_str()
                }
            })
            .collect();
        assert_eq!(text, "Hội viên mới: 7; tổng số: 7.");
        assert!(matches!(runs[1], Run::Unknown { .. }));
    }
}

//! Which columns a form of the catalogue has: its measures in order, and the indicators that
//! belong between them. Worked out from the rows alone.

use entities::values::{Code, FigureKind, Kind};

use crate::facts::Measure;
use crate::indicators::{Indicator, Term};
use crate::progress::{Gathered, total};

/// Head above the sums that run across the groups of a form.
const ACROSS: &str = "Cộng";

#[derive(Clone, Debug)]
pub struct FormColumn {
    pub group: String,
    pub title: String,
    pub content: Content,
}

#[derive(Clone, Debug)]
pub enum Content {
    Measure(Measure),
    Indicator(Indicator),
}

/// Columns of a form in the order of the paper. Optional measures of which nobody said anything
/// are left out.
pub fn columns(gathered: &Gathered, form: &str) -> Vec<FormColumn> {
    let measures: Vec<&Measure> = gathered
        .measures
        .of_form(form)
        .filter(|measure| !measure.optional || is_told(gathered, &measure.code))
        .collect();
    let places: Vec<(&Indicator, Place)> = gathered
        .indicators
        .iter()
        .filter_map(|indicator| Some((indicator, place(gathered, indicator, &measures)?)))
        .collect();
    let mut columns: Vec<FormColumn> = Vec::new();
    let mut led: Vec<&str> = Vec::new();
    for measure in &measures {
        if !led.contains(&measure.group.as_str()) {
            led.push(&measure.group);
            columns.extend(leading(gathered, &places, &measure.group));
        }
        columns.push(FormColumn {
            group: measure.group.clone(),
            title: measure.short.clone(),
            content: Content::Measure((*measure).clone()),
        });
        let after = places.iter().filter(|(_, place)| place.follows(&measure.code));
        columns.extend(after.map(|(indicator, _)| FormColumn {
            group: measure.group.clone(),
            title: title(gathered, &places, indicator),
            content: Content::Indicator((*indicator).clone()),
        }));
    }
    let last = places.iter().filter(|(_, place)| *place == Place::Last);
    columns.extend(last.map(|(indicator, _)| FormColumn {
        group: if indicator.numerator.len() > 1 && indicator.kind != FigureKind::PerHead {
            ACROSS.to_owned()
        } else {
            String::new()
        },
        title: at_the_end(indicator),
        content: Content::Indicator((*indicator).clone()),
    }));
    columns
}

/// Whether anyone in the tree has said anything of a measure.
pub fn is_told(gathered: &Gathered, measure: &Code) -> bool {
    total(gathered, gathered.root(), measure, gathered.period).coverage.known > 0
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    /// Behind this measure; the whole is put at the head of the group when the form lacks it.
    After {
        measure: Code,
        whole: Option<Code>,
    },
    Last,
}

impl Place {
    fn follows(&self, code: &Code) -> bool {
        matches!(self, Self::After { measure, .. } if measure == code)
    }
}

/// Where an indicator stands in a form; `None` when it belongs elsewhere.
fn place(gathered: &Gathered, indicator: &Indicator, form: &[&Measure]) -> Option<Place> {
    let here = |term: &Term| form.iter().find(|measure| measure.code == term.measure).copied();
    let parts: Option<Vec<&Measure>> = indicator.numerator.iter().map(here).collect();
    let parts = parts?;
    let last = parts.last()?;
    let one_group = parts.iter().all(|measure| measure.group == last.group);
    let after = |whole| Place::After { measure: last.code.clone(), whole };
    if !indicator.is_fraction() {
        let one_unit = parts.iter().all(|measure| measure.unit == last.unit);
        return match (parts.len(), one_unit, one_group) {
            (1, ..) | (_, false, _) => None,
            (_, _, true) => Some(after(None)),
            (_, _, false) => Some(Place::Last),
        };
    }
    if parts.iter().any(|measure| measure.kind == Kind::Flag) {
        return None;
    }
    let wholes: Option<Vec<&Measure>> = indicator.denominator.iter().map(here).collect();
    match wholes {
        Some(wholes) if one_group && wholes.iter().all(|whole| whole.group == last.group) => {
            Some(after(None))
        }
        Some(_) => Some(Place::Last),
        None if parts.len() > 1 || last.group.is_empty() => Some(Place::Last),
        None => match indicator.denominator.as_slice() {
            [whole] if gathered.measures.find(&whole.measure).is_some_and(|m| !m.counted) => {
                Some(after(Some(whole.measure.clone())))
            }
            _ => Some(Place::Last),
        },
    }
}

/// Wholes of other forms that the shares of a group are taken of.
fn leading(gathered: &Gathered, places: &[(&Indicator, Place)], group: &str) -> Vec<FormColumn> {
    let mut codes: Vec<&Code> = Vec::new();
    for (_, place) in places {
        let Place::After { measure, whole: Some(whole) } = place else { continue };
        let in_group = gathered.measures.find(measure).is_some_and(|m| m.group == group);
        if in_group && !codes.contains(&whole) {
            codes.push(whole);
        }
    }
    let measures = codes.into_iter().filter_map(|code| gathered.measures.find(code));
    measures
        .map(|measure| FormColumn {
            group: group.to_owned(),
            title: measure.short.clone(),
            content: Content::Measure(measure.clone()),
        })
        .collect()
}

/// A share says of what, since its group says the rest; and also what, where two shares of a
/// group are taken of the same: `% đăng ký trên tổng số hộ`, `% đạt trên tổng số hộ`.
fn title(gathered: &Gathered, places: &[(&Indicator, Place)], indicator: &Indicator) -> String {
    if !indicator.is_fraction() {
        return indicator.short.clone();
    }
    let of = |one: &Indicator| gathered.measures.find(&one.numerator.last()?.measure);
    let group = of(indicator).map(|measure| &measure.group);
    let alike = places.iter().filter(|(other, place)| {
        *place != Place::Last
            && other.base == indicator.base
            && of(other).map(|measure| &measure.group) == group
    });
    let what = match of(indicator) {
        Some(measure) if alike.count() > 1 => format!("{} ", measure.short.to_lowercase()),
        _ => String::new(),
    };
    format!("% {what}{}", indicator.base).trim_end().to_owned()
}

fn at_the_end(indicator: &Indicator) -> String {
    let share = matches!(indicator.kind, FigureKind::Share | FigureKind::Ratio);
    if share && !indicator.short.contains('%') {
        format!("{} (%)", indicator.short)
    } else {
        indicator.short.clone()
    }
}

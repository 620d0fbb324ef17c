//! Fields of an editor as data: what was typed, the lists to choose from, and reading both back.

use std::collections::BTreeMap;

use crate::platform::outcome::Refusal;
use crate::web::form::Fields;

/// Longest text of a definition, in letters.
const LONGEST: usize = 500;
/// Sides of relations and indicators: their measures come in numbered fields.
const SIDES: [&str; 4] = ["left", "right", "numerator", "denominator"];

/// What stands in the fields, by name; measures of a side without gaps.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    by_name: BTreeMap<String, String>,
    /// The side that is to have one more field.
    more: Option<String>,
}

/// A measure of a side: added, or taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    pub code: String,
    pub minus: bool,
}

impl Texts {
    pub fn of_form(fields: &Fields) -> Self {
        let mut texts = Self::default();
        for (name, text) in fields.iter().filter(|(name, _)| !is_of_a_side(name)) {
            texts.set(name, text);
        }
        for side in SIDES {
            let mut terms = Vec::new();
            for number in 0..fields.iter().count() {
                let name = term_name(side, number);
                let Some(code) = fields.get(&name) else { break };
                let minus = fields.get(&format!("{name}-sign")) == Some("-");
                terms.push(Typed { code: code.to_uppercase(), minus });
            }
            terms.retain(|term| !term.code.is_empty());
            texts.set_terms(side, &terms);
        }
        texts.more = fields.get("more").filter(|side| !side.is_empty()).map(str::to_owned);
        texts
    }

    pub fn wants_more(&self) -> bool {
        self.more.is_some()
    }

    pub fn set(&mut self, name: &str, text: impl Into<String>) {
        self.by_name.insert(name.to_owned(), text.into());
    }

    pub fn set_terms(&mut self, side: &str, terms: &[Typed]) {
        for (number, term) in terms.iter().enumerate() {
            let name = term_name(side, number);
            self.set(&format!("{name}-sign"), if term.minus { "-" } else { "+" });
            self.set(&name, term.code.clone());
        }
    }

    pub fn get(&self, name: &str) -> &str {
        self.by_name.get(name).map_or("", String::as_str)
    }

    pub fn terms(&self, side: &str) -> Vec<Typed> {
        let names = (0..).map(|number| term_name(side, number));
        names
            .map_while(|name| {
                let code = self.by_name.get(&name)?.clone();
                Some(Typed { code, minus: self.get(&format!("{name}-sign")) == "-" })
            })
            .collect()
    }

    /// The texts that are too long to be kept.
    pub fn too_long(&self) -> Vec<Refusal> {
        let long = self.by_name.iter().filter(|(_, text)| text.chars().count() > LONGEST);
        long.map(|(name, _)| {
            let remedy = "Xin viết ngắn lại, dưới 500 chữ cái.";
            Refusal::new("too_long", name, "Dòng chữ quá dài.", remedy)
        })
        .collect()
    }

    /// A whole number from 0 to `most`; 0 when it is none, and says so.
    pub fn whole(&self, name: &str, most: i32, issues: &mut Vec<Refusal>) -> i32 {
        let text = self.get(name);
        let number = if text.is_empty() { Some(0) } else { text.parse().ok() };
        number.filter(|number| (0..=most).contains(number)).unwrap_or_else(|| {
            let says = format!("«{text}» không phải số nguyên từ 0 đến {most}.");
            issues.push(Refusal::new("not_a_number", name, says, "Xin ghi lại bằng chữ số."));
            0
        })
    }

    /// What was chosen of a list; the first when it is none of them, and says so.
    pub fn chosen<T: Copy>(
        &self,
        name: &str,
        options: Options<T>,
        issues: &mut Vec<Refusal>,
    ) -> Option<T> {
        let text = self.get(name);
        let found = options.iter().find(|(_, word, _)| *word == text);
        if found.is_none() && !text.is_empty() {
            let says = format!("«{text}» không có trong danh sách.");
            issues.push(Refusal::new("not_in_list", name, says, "Xin chọn một mục."));
        }
        found.or(options.first()).map(|(value, _, _)| *value)
    }
}

fn is_of_a_side(name: &str) -> bool {
    SIDES.iter().any(|side| name.strip_prefix(side).is_some_and(|rest| rest.starts_with('-')))
}

pub fn term_name(side: &str, number: usize) -> String {
    format!("{side}-{number}")
}

/// Values of a closed list: the value, its word in the form, its words for people.
pub type Options<T> = &'static [(T, &'static str, &'static str)];

/// The word of a value in the form.
pub fn word_of<T: PartialEq>(options: Options<T>, value: &T) -> &'static str {
    options.iter().find(|(one, _, _)| one == value).map_or("", |(_, word, _)| word)
}

/// One field.
#[derive(Clone, Debug, Default)]
pub struct Control {
    pub name: String,
    pub label: String,
    pub hint: String,
    pub value: String,
    pub choices: Vec<Choice>,
    /// One of the measures of the catalogue.
    pub is_measure: bool,
}

#[derive(Clone, Debug)]
pub struct Choice {
    pub value: String,
    pub text: String,
    pub is_chosen: bool,
}

/// Fields under one heading.
#[derive(Clone, Debug)]
pub struct Group {
    pub legend: &'static str,
    pub controls: Vec<Control>,
    /// The side that can have one more measure.
    pub side: &'static str,
}

impl Group {
    pub fn new(legend: &'static str, controls: Vec<Control>) -> Self {
        Self { legend, controls, side: "" }
    }

    /// The measures of a side, and room for one more.
    pub fn of_side(
        legend: &'static str,
        side: &'static str,
        signed: bool,
        texts: &Texts,
        names: &BTreeMap<String, String>,
    ) -> Self {
        let terms = texts.terms(side);
        let rows = terms.len() + 1 + usize::from(texts.more.as_deref() == Some(side));
        let mut controls = Vec::new();
        for number in 0..rows {
            let name = term_name(side, number);
            if signed && number > 0 {
                controls.push(select(texts, &format!("{name}-sign"), "Cộng hay trừ", "", SIGNS));
            }
            let code = texts.get(&name);
            controls.push(Control {
                label: format!("Mục số liệu {}", number + 1),
                hint: names.get(code).cloned().unwrap_or_default(),
                value: code.to_owned(),
                is_measure: true,
                name,
                ..Control::default()
            });
        }
        Self { legend, controls, side }
    }
}

const SIGNS: Options<bool> = &[(false, "+", "cộng"), (true, "-", "trừ")];

pub fn text(texts: &Texts, name: &str, label: &str, hint: &str) -> Control {
    Control {
        name: name.to_owned(),
        label: label.to_owned(),
        hint: hint.to_owned(),
        value: texts.get(name).to_owned(),
        ..Control::default()
    }
}

pub fn select<T>(
    texts: &Texts,
    name: &str,
    label: &str,
    hint: &str,
    options: Options<T>,
) -> Control {
    let value = texts.get(name);
    let choices = options.iter().map(|(_, word, words)| Choice {
        value: (*word).to_owned(),
        text: (*words).to_owned(),
        is_chosen: *word == value,
    });
    Control { choices: choices.collect(), ..text(texts, name, label, hint) }
}

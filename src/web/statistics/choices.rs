//! Two people's values of one cell, to choose between by name.

use serde::Serialize;

use super::entry_view::typed_text;
use crate::facts::{Measure, Value};
use crate::statistics::{Answer, Refused};

#[derive(Serialize)]
pub struct Choice {
    pub whose: String,
    /// As it would be typed; empty for an empty cell.
    pub text: String,
}

impl Choice {
    pub fn words(&self) -> &str {
        if self.text.is_empty() { "để trống" } else { &self.text }
    }
}

/// To who has just typed over somebody else's value.
pub fn of_answer(measure: &Measure, answer: &Answer) -> Vec<Choice> {
    let Answer::Conflict { typed, theirs, base, .. } = answer else { return Vec::new() };
    vec![
        Choice { whose: "Của tôi".to_owned(), text: typed.clone() },
        Choice {
            whose: format!("Của {}", theirs.fact.entered_by),
            text: typed_text(measure, theirs.fact.value),
        },
        Choice { whose: "Ban đầu".to_owned(), text: typed_text(measure, *base) },
    ]
}

/// To whoever opens the page while a choice is still to be made.
pub fn waiting(measure: &Measure, standing: Value, refused: Option<&Refused>) -> Vec<Choice> {
    let Some(refused) = refused.filter(|refused| refused.base.is_some()) else {
        return Vec::new();
    };
    vec![
        Choice { whose: format!("Của {}", refused.by), text: refused.typed.clone() },
        Choice { whose: "Đang có".to_owned(), text: typed_text(measure, standing) },
    ]
}

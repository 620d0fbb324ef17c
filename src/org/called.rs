//! Units by what a list may call them: a code, the full name, the bare name, the name without
//! marks. The most exact that anybody answers to decides. Pure.

use entities::values::UnitId;

use crate::vietnamese::{fold, spelling};

/// One unit with its names, each in the one way it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    pub unit: UnitId,
    pub parent: Option<UnitId>,
    /// As people read it.
    pub full_name: String,
    code: String,
    full: String,
    bare: String,
    folded: [String; 2],
}

impl Called {
    pub fn new(
        (unit, parent): (UnitId, Option<UnitId>),
        (kind, name): (&str, &str),
        code: &str,
    ) -> Self {
        let full_name = format!("{kind} {name}");
        Self {
            unit,
            parent,
            code: spelling(code),
            full: spelling(&full_name),
            bare: spelling(name),
            folded: [fold(&full_name), fold(name)],
            full_name,
        }
    }

    /// Whether it is called exactly so.
    pub fn is(&self, kind: &str, name: &str) -> bool {
        self.full == spelling(&format!("{kind} {name}"))
    }
}

/// Those that answer to a word, at the most exact level that anybody does; one unit once.
pub fn answering<'a>(units: &'a [Called], word: &str) -> Vec<&'a Called> {
    let (exact, folded) = (spelling(word), fold(word));
    let levels: [&dyn Fn(&Called) -> bool; 4] =
        [&|one| one.code == exact, &|one| one.full == exact, &|one| one.bare == exact, &|one| {
            one.folded.contains(&folded)
        }];
    for level in levels.iter().filter(|_| !exact.is_empty()) {
        let mut found: Vec<&Called> = units.iter().filter(|one| level(one)).collect();
        found.dedup_by_key(|one| one.unit);
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

//! What an act was about, in words: its details, with names looked up once for a page of acts.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use entities::values::{Role, UnitId};
use serde_json::Value;

use crate::audit::Act;
use crate::platform::db::Source;
use crate::platform::outcome::Fault;
use crate::vietnamese::date;
use crate::web::components::role_words;
use crate::web::page::period_words;
use crate::{identity, indicators, org, reports, statistics};

/// Cells named of one act.
const NAMED: usize = 3;

/// Names by the key that details hold.
pub struct Names {
    /// The unit whose page it is: its own acts do not name it.
    root: UnitId,
    accounts: BTreeMap<String, String>,
    units: BTreeMap<String, String>,
    definitions: BTreeMap<String, String>,
}

/// A detail and how it is said, in the order of saying.
type Part = (&'static str, fn(&Names, &Value) -> Option<String>);

const PARTS: &[Part] = &[
    ("account", |names, value| names.accounts.get(value.as_str()?).cloned()),
    ("login", |_, value| Some(value.as_str()?.to_owned())),
    ("role", |_, value| {
        Some(role_words(serde_json::from_value::<Role>(value.clone()).ok()?).into())
    }),
    ("unit", |names, value| names.units.get(&value.to_string()).cloned()),
    ("name", |_, value| Some(value.as_str()?.to_owned())),
    ("position", |_, value| Some(value.as_str()?.to_owned())),
    ("code", |names, value| Some(names.definition(value.as_str()?))),
    ("indicator", |names, value| Some(names.definition(value.as_str()?))),
    ("measure", |names, value| Some(names.definition(value.as_str()?))),
    ("section", |_, value| Some(format!("phần «{}»", reports::prose_title(value.as_str()?)?))),
    ("saved", Names::cells),
    ("refused", Names::cells),
    ("report", |_, value| period(value)),
    ("period", |_, value| period(value)),
    ("since", |_, value| {
        Some(value.as_i64().filter(|year| *year > 0)?).map(|y| format!("từ năm {y}"))
    }),
    ("from", |_, value| Some(format!("từ ngày {}", day(value)?))),
    ("on", |_, value| Some(format!("từ ngày {}", day(value)?))),
    ("file", |_, value| Some(value.as_str().filter(|file| !file.is_empty())?.to_owned())),
    ("title", |_, value| Some(value.as_str()?.to_owned())),
    ("reason", |_, value| Some(format!("«{}»", value.as_str().filter(|why| !why.is_empty())?))),
];

impl Names {
    /// The names that these acts speak of; reads only what some act asks for.
    pub async fn of(source: &impl Source, acts: &[Act], root: UnitId) -> Result<Self, Fault> {
        let ask = |keys: &[&str]| {
            acts.iter().any(|act| keys.iter().any(|k| act.details.get(k).is_some()))
        };
        let mut names = Self {
            root,
            accounts: BTreeMap::new(),
            units: BTreeMap::new(),
            definitions: BTreeMap::new(),
        };
        if ask(&["account"]) {
            let accounts = identity::accounts(source).await?.into_iter();
            names.accounts = accounts.map(|one| (one.id.0.to_string(), one.name)).collect();
        }
        if ask(&["unit"]) || acts.iter().any(|act| act.chain != root) {
            let units = org::all_versions(source).await?.into_iter();
            names.units = units.map(|one| (one.unit.0.to_string(), one.full_name())).collect();
        }
        if ask(&["code", "indicator", "measure", "saved", "refused"]) {
            let measures = statistics::every_measure(source).await?.into_iter();
            let indicators = indicators::versions(source).await?.into_iter();
            names.definitions = measures
                .map(|one| (one.code.to_string(), one.name))
                .chain(indicators.map(|one| (one.what.code.to_string(), one.what.name)))
                .collect();
        }
        Ok(names)
    }

    /// e.g. `Lê Văn Mẫu, Cán bộ Hội, xã Hòn Tre, từ ngày 01/01/2018`.
    pub fn about(&self, act: &Act) -> String {
        let said = PARTS.iter().filter_map(|(key, say)| say(self, act.details.get(key)?));
        let elsewhere = self.units.get(&act.chain.to_string()).filter(|_| act.chain != self.root);
        let said = elsewhere.cloned().into_iter().chain(said);
        let mut seen = BTreeSet::from([self.doer(act)]);
        said.filter(|part| seen.insert(part.clone())).collect::<Vec<_>>().join(", ")
    }

    /// Who did it; who signs in is nobody yet, and is the one who signed in.
    pub fn doer(&self, act: &Act) -> String {
        let account = act.details.get("account").and_then(Value::as_str);
        let signed_in = account.filter(|_| act.is_by_nobody).and_then(|one| self.accounts.get(one));
        signed_in.unwrap_or(&act.by).clone()
    }

    fn definition(&self, code: &str) -> String {
        self.definitions.get(code).map_or_else(|| code.to_owned(), |name| format!("«{name}»"))
    }

    /// The first measures of a list of cells, and how many more cells there are.
    fn cells(&self, value: &Value) -> Option<String> {
        let cells = value.as_array().filter(|cells| !cells.is_empty())?;
        let codes = cells.iter().filter_map(|cell| cell.get("measure")?.as_str());
        let mut named: Vec<String> = Vec::new();
        for name in codes.map(|code| self.definition(code)) {
            if !named.contains(&name) {
                named.push(name);
            }
        }
        let more = named.len().saturating_sub(NAMED);
        named.truncate(NAMED);
        let end = if more > 0 { format!(" và {more} mục khác") } else { String::new() };
        Some(named.join(", ") + &end)
    }
}

fn period(value: &Value) -> Option<String> {
    Some(period_words(value.as_str()?.parse().ok()?).to_lowercase())
}

fn day(value: &Value) -> Option<String> {
    Some(date(value.as_str()?.parse::<NaiveDate>().ok()?))
}

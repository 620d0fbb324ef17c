//! What a twin reads: one statement for the person, one each for units, definitions, cells and
//! targets; then dense tables.

use std::collections::HashMap;

use chrono::NaiveDate;
use khuyenhoc::web::page::Layout;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, QueryResult, Statement, Value};

use crate::province::YEAR;

/// A connection, a session's hash and what stands around every page.
pub struct Twin {
    pub connection: DatabaseConnection,
    pub backend: DbBackend,
    pub session: String,
    pub root: i32,
    /// Made once: the twin does not work out menus.
    pub layout: Layout,
}

pub struct Unit {
    pub id: i32,
    pub name: String,
    pub kind: String,
    pub slug: String,
}

pub struct Term {
    pub measure: usize,
    pub sign: i64,
}

pub struct Indicator {
    pub code: String,
    pub name: String,
    pub short: String,
    pub kind: String,
    pub decimals: u32,
    pub scale: u32,
    /// Unit of the first measure of the numerator.
    pub word: String,
    /// Counts units that do something: a part owes nothing of it.
    pub of_units: bool,
    pub numerator: Vec<Term>,
    pub denominator: Vec<Term>,
}

pub struct Target {
    pub indicator: usize,
    pub unit: i32,
    pub operator: String,
    /// Whole number and decimals of the limit.
    pub limit: Option<(i128, u32)>,
    /// Kind of the children it speaks of; empty for the unit's own total.
    pub each: String,
    pub wording: String,
    pub legal_source: String,
}

/// Everything about the province in one year and the year before. Unit 0 is the province.
pub struct Figures {
    pub units: Vec<Unit>,
    pub indicators: Vec<Indicator>,
    pub targets: Vec<Target>,
    measures: usize,
    amounts: [Vec<Option<i64>>; 2],
}

/// Name of what every unit of the lowest level counts as one of.
const UNIT_ITSELF: &str = "XA";

impl Twin {
    pub async fn rows(&self, sql: &str, values: Vec<Value>) -> Vec<QueryResult> {
        let statement = Statement::from_sql_and_values(self.backend, sql, values);
        self.connection.query_all_raw(statement).await.unwrap()
    }

    /// Who asks: the session must live and its person must hold a role.
    pub async fn person(&self) {
        let rows = self
            .rows(
                "SELECT a.name, g.role, g.unit_id FROM session s \
                 JOIN account a ON a.id = s.account_id JOIN role_grant g ON g.account_id = a.id \
                 WHERE s.token_hash = $1 AND s.ended_at IS NULL AND a.disabled_at IS NULL",
                vec![self.session.clone().into()],
            )
            .await;
        assert_eq!(text(&rows[0], 1), "leader");
    }

    pub async fn units(&self) -> Vec<Unit> {
        let rows = self
            .rows(
                "SELECT unit_id, name, kind, slug FROM unit_version \
                 WHERE (unit_id = $1 OR parent_id = $1) AND valid_from <= $2 AND valid_to > $2 \
                 ORDER BY CASE WHEN unit_id = $1 THEN 0 ELSE 1 END, position, name",
                vec![self.root.into(), last_day().into()],
            )
            .await;
        let unit = |row: &QueryResult| Unit {
            id: row.try_get_by_index(0).unwrap(),
            name: text(row, 1),
            kind: text(row, 2),
            slug: text(row, 3),
        };
        rows.iter().map(unit).collect()
    }

    /// Indicators with their terms, and the number of every measure they use.
    pub async fn definitions(&self) -> (Vec<Indicator>, HashMap<String, (usize, String)>) {
        let rows = self
            .rows(
                "SELECT i.code, i.name, i.short, i.kind, i.decimals, t.side, t.measure, t.sign, \
                 m.unit_word, m.scale, m.kind, m.basis FROM indicator i \
                 JOIN indicator_term t ON t.indicator = i.code \
                 LEFT JOIN measure m ON m.code = t.measure \
                 ORDER BY i.position, i.code, t.side DESC, t.position",
                Vec::new(),
            )
            .await;
        let mut measures: HashMap<String, (usize, String)> = HashMap::new();
        let mut indicators: Vec<Indicator> = Vec::new();
        for row in &rows {
            let code = text(row, 0);
            if indicators.last().is_none_or(|last| last.code != code) {
                indicators.push(Indicator {
                    code,
                    name: text(row, 1),
                    short: text(row, 2),
                    kind: text(row, 3),
                    decimals: number(row, 4),
                    scale: row.try_get_by_index::<Option<i32>>(9).unwrap().unwrap_or(0) as u32,
                    word: row.try_get_by_index::<Option<String>>(8).unwrap().unwrap_or_default(),
                    of_units: false,
                    numerator: Vec::new(),
                    denominator: Vec::new(),
                });
            }
            let measure = text(row, 6);
            let kind: Option<String> = row.try_get_by_index(10).unwrap();
            let basis: Option<String> = row.try_get_by_index(11).unwrap();
            let next = measures.len();
            let of_units = measure == UNIT_ITSELF || kind.as_deref() == Some("flag");
            let known = measures.entry(measure).or_insert((next, basis.unwrap_or_default()));
            let term =
                Term { measure: known.0, sign: row.try_get_by_index::<i32>(7).unwrap().into() };
            let indicator = indicators.last_mut().unwrap();
            indicator.of_units |= of_units;
            if text(row, 5) == "numerator" {
                indicator.numerator.push(term);
            } else {
                indicator.denominator.push(term);
            }
        }
        (indicators, measures)
    }

    pub async fn figures(&self) -> Figures {
        let units = self.units().await;
        let (indicators, measures) = self.definitions().await;
        let years: [[String; 3]; 2] = [0, 1].map(|back| {
            let year = YEAR - back;
            [year.to_string(), format!("{year}-{}", year + 1), format!("{}-{year}", year - 1)]
        });
        let rows = self
            .rows(
                "SELECT unit_id, measure, period, amount FROM cell WHERE unit_id IN \
                 (SELECT descendant_id FROM unit_within WHERE ancestor_id = $1 \
                 AND valid_from <= $2 AND valid_to > $2) \
                 AND period IN ($3, $4, $5, $6, $7) AND origin = 'entered'",
                vec![
                    self.root.into(),
                    last_day().into(),
                    years[0][0].clone().into(),
                    years[0][1].clone().into(),
                    years[0][2].clone().into(),
                    years[1][0].clone().into(),
                    years[1][2].clone().into(),
                ],
            )
            .await;
        let places: HashMap<i32, usize> = units.iter().map(|u| u.id).zip(0..).collect();
        let count = measures.len();
        let mut amounts = [vec![None; units.len() * count], vec![None; units.len() * count]];
        if let Some((unit_itself, _)) = measures.get(UNIT_ITSELF) {
            for place in 1..units.len() {
                amounts.iter_mut().for_each(|year| year[place * count + unit_itself] = Some(1));
            }
        }
        for row in &rows {
            let Some((measure, basis)) = measures.get(&text(row, 1)) else { continue };
            let place = places[&row.try_get_by_index::<i32>(0).unwrap()];
            let period = text(row, 2);
            let column = match basis.as_str() {
                "starting" => 1,
                "ending" => 2,
                _ => 0,
            };
            for back in 0..2 {
                if years[back][column] == period {
                    amounts[back][place * count + measure] = row.try_get_by_index(3).unwrap();
                }
            }
        }
        let targets = self.targets(&indicators).await;
        Figures { units, indicators, targets, measures: count, amounts }
    }

    async fn targets(&self, indicators: &[Indicator]) -> Vec<Target> {
        let rows = self
            .rows(
                "SELECT indicator, unit_id, operator, value, scope_kind, wording, legal_source \
                 FROM target WHERE period = $2 AND superseded_by IS NULL AND unit_id IN \
                 (SELECT descendant_id FROM unit_within WHERE ancestor_id = $1) \
                 ORDER BY unit_id, wording",
                vec![self.root.into(), YEAR.to_string().into()],
            )
            .await;
        let mut targets: Vec<Target> = rows
            .iter()
            .map(|row| {
                let code = text(row, 0);
                let value: Option<String> = row.try_get_by_index(3).unwrap();
                Target {
                    indicator: indicators.iter().position(|i| i.code == code).unwrap(),
                    unit: row.try_get_by_index(1).unwrap(),
                    operator: text(row, 2),
                    limit: value.map(|value| {
                        let (whole, rest) = value.split_once('.').unwrap_or((&value, ""));
                        (format!("{whole}{rest}").parse().unwrap(), rest.len() as u32)
                    }),
                    each: text(row, 4),
                    wording: text(row, 5),
                    legal_source: text(row, 6),
                }
            })
            .collect();
        targets.sort_by_key(|target| target.indicator);
        targets
    }
}

impl Figures {
    /// The sum of the terms over some units; `None` when a cell is not known.
    fn side(&self, terms: &[Term], units: std::ops::Range<usize>, back: usize) -> Option<i64> {
        let mut sum = 0;
        for term in terms {
            for unit in units.clone() {
                let at = unit * self.measures + term.measure;
                sum += term.sign * self.amounts[back][at]?;
            }
        }
        Some(sum)
    }

    /// Part and whole of an indicator, of one unit or (unit 0) of the province.
    pub fn figure(&self, indicator: &Indicator, unit: usize, back: usize) -> Option<(i64, i64)> {
        let units = if unit == 0 { 1..self.units.len() } else { unit..unit + 1 };
        let mut part = self.side(&indicator.numerator, units.clone(), back)?;
        if unit == 0 {
            part += self.side(&indicator.numerator, 0..1, back).unwrap_or(0);
        }
        if indicator.denominator.is_empty() {
            return Some((part, 1));
        }
        Some((part, self.side(&indicator.denominator, units, back)?))
    }

    /// The target that speaks of a unit, with whether it is the unit's own.
    pub fn target_of(&self, indicator: usize, unit: usize) -> Option<&Target> {
        let Unit { id, kind, .. } = &self.units[unit];
        self.targets.iter().filter(|target| target.indicator == indicator).find(|target| {
            if target.each.is_empty() {
                target.unit == *id
            } else {
                unit > 0 && target.each == *kind
            }
        })
    }

    /// The target of the province's whole.
    pub fn of_whole(&self, indicator: usize) -> Option<&Target> {
        self.targets.iter().find(|target| {
            target.indicator == indicator
                && target.unit == self.units[0].id
                && target.each.is_empty()
        })
    }
}

fn last_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(YEAR, 12, 31).unwrap()
}

pub fn text(row: &QueryResult, column: usize) -> String {
    row.try_get_by_index(column).unwrap()
}

fn number(row: &QueryResult, column: usize) -> u32 {
    row.try_get_by_index::<i32>(column).unwrap() as u32
}

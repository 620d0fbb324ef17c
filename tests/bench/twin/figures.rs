//! What a twin reads: one statement for the person, one each for units, definitions, cells and
//! targets; then dense tables.

use std::collections::HashMap;

use chrono::NaiveDate;
use khuyenhoc::vietnamese::scaled;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, QueryResult, Statement, Value};

use crate::province::YEAR;

/// A connection, the hash of a session, and the province.
pub struct Twin {
    pub connection: DatabaseConnection,
    pub backend: DbBackend,
    pub session: String,
    pub root: i32,
}

pub struct Unit {
    pub id: i32,
    pub kind: String,
    pub name: String,
    pub slug: String,
}

pub struct Term {
    pub measure: usize,
    pub sign: i64,
    pub code: String,
    pub name: String,
}

pub struct Indicator {
    pub code: String,
    pub kind: String,
    pub scale: u32,
    pub name: String,
    pub short: String,
    pub decimals: u32,
    /// Unit of the first measure.
    pub unit_word: String,
    pub numerator: Vec<Term>,
    pub denominator: Vec<Term>,
}

pub struct Target {
    pub indicator: usize,
    pub unit: i32,
    pub operator: String,
    /// Digits and decimals of the limit.
    pub limit: (i128, u32),
    /// Kind of the children it speaks of; empty for the unit's own total.
    pub each: String,
    pub wording: String,
    pub legal_source: String,
}

impl Indicator {
    pub fn is_rate(&self) -> bool {
        !self.denominator.is_empty()
    }

    pub fn has_parts(&self) -> bool {
        self.numerator.len() > 1 && !self.is_rate() && self.numerator.iter().all(|t| t.sign > 0)
    }
}

impl Target {
    pub fn words(&self) -> String {
        let (limit, places) = self.limit;
        let limit = scaled(i64::try_from(limit).unwrap(), places);
        format!("{} {limit}", if self.operator == "gt" { "trên" } else { "từ" })
    }

    pub fn is_met(&self, indicator: &Indicator, (part, whole): (i64, i64)) -> bool {
        let [part, whole] = [part, whole].map(i128::from);
        let (limit, scale) = self.limit;
        let amount = indicator.denominator.is_empty();
        let per = if amount || indicator.kind == "per_head" { 1 } else { 100 };
        let asked = limit * whole * if amount { 10_i128.pow(indicator.scale) } else { 1 };
        let reached = part * per * 10_i128.pow(scale);
        match self.operator.as_str() {
            "gt" => reached > asked,
            "ge" => reached >= asked,
            "maintain" => part == whole,
            _ => reached == asked,
        }
    }
}

/// Everything about the province in some years. Unit 0 is the province.
pub struct Figures {
    pub units: Vec<Unit>,
    pub indicators: Vec<Indicator>,
    pub targets: Vec<Target>,
    measures: usize,
    amounts: Vec<Vec<Option<i64>>>,
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
                "SELECT unit_id, kind, name, slug, position FROM unit_version \
                 WHERE (unit_id = $1 OR parent_id = $1) AND valid_from <= $2 AND valid_to > $2 \
                 ORDER BY CASE WHEN unit_id = $1 THEN 0 ELSE 1 END, position, name",
                vec![self.root.into(), last_day().into()],
            )
            .await;
        let unit = |row: &QueryResult| Unit {
            id: row.try_get_by_index(0).unwrap(),
            kind: text(row, 1),
            name: text(row, 2),
            slug: text(row, 3),
        };
        rows.iter().map(unit).collect()
    }

    /// Indicators with their terms, and the number and basis of every measure they use.
    async fn definitions(
        &self,
        only: Option<&str>,
    ) -> (Vec<Indicator>, HashMap<String, (usize, String)>) {
        let rows = self
            .rows(
                "SELECT i.code, i.kind, t.side, t.measure, t.sign, m.scale, m.basis, \
                 i.name, i.short, i.decimals, m.unit_word, m.name FROM indicator i \
                 JOIN indicator_term t ON t.indicator = i.code \
                 LEFT JOIN measure m ON m.code = t.measure \
                 WHERE $1 = '' OR i.code = $1 \
                 ORDER BY i.position, i.code, t.side DESC, t.position",
                vec![only.unwrap_or_default().into()],
            )
            .await;
        let mut measures: HashMap<String, (usize, String)> = HashMap::new();
        let mut indicators: Vec<Indicator> = Vec::new();
        for row in &rows {
            let code = text(row, 0);
            if indicators.last().is_none_or(|last| last.code != code) {
                let scale: Option<i32> = row.try_get_by_index(5).unwrap();
                indicators.push(Indicator {
                    code,
                    kind: text(row, 1),
                    scale: scale.unwrap_or_default().cast_unsigned(),
                    name: text(row, 7),
                    short: text(row, 8),
                    decimals: row.try_get_by_index::<i32>(9).unwrap().cast_unsigned(),
                    unit_word: optional(row, 10),
                    numerator: Vec::new(),
                    denominator: Vec::new(),
                });
            }
            let basis: Option<String> = row.try_get_by_index(6).unwrap();
            let next = measures.len();
            let known = measures.entry(text(row, 3)).or_insert((next, basis.unwrap_or_default()));
            let sign: i32 = row.try_get_by_index(4).unwrap();
            let term = Term {
                measure: known.0,
                sign: sign.into(),
                code: text(row, 3),
                name: optional(row, 11),
            };
            let indicator = indicators.last_mut().unwrap();
            if text(row, 2) == "numerator" {
                indicator.numerator.push(term);
            } else {
                indicator.denominator.push(term);
            }
        }
        (indicators, measures)
    }

    /// The figures of some years back from the last, of all indicators or of one.
    pub async fn figures(&self, back: &[i32], only: Option<&str>) -> Figures {
        let (indicators, measures) = self.definitions(only).await;
        let read = only.map(|_| measures.keys().cloned().collect());
        self.read(back, indicators, measures, read).await
    }

    /// Those that somebody promised something about, and the fund with its parts.
    pub async fn promised(&self, back: &[i32]) -> Figures {
        let (mut indicators, measures) = self.definitions(None).await;
        let targets = self.targets(&indicators).await;
        let spoken: Vec<bool> = (0..indicators.len())
            .map(|at| indicators[at].kind == "money" || targets.iter().any(|t| t.indicator == at))
            .collect();
        let mut spoken = spoken.into_iter();
        indicators.retain(|_| spoken.next().unwrap_or_default());
        let used = |number: usize| {
            let terms = indicators.iter().flat_map(|i| i.numerator.iter().chain(&i.denominator));
            terms.into_iter().any(|term| term.measure == number)
        };
        let read = measures.iter().filter(|(_, (number, _))| used(*number));
        let read = read.map(|(code, _)| code.clone()).collect();
        self.read(back, indicators, measures, Some(read)).await
    }

    async fn read(
        &self,
        back: &[i32],
        indicators: Vec<Indicator>,
        measures: HashMap<String, (usize, String)>,
        of: Option<Vec<String>>,
    ) -> Figures {
        let units = self.units().await;
        let years: Vec<[String; 3]> = back.iter().map(|back| columns(YEAR - back)).collect();
        let rows = self.cells(&years, of).await;
        let places: HashMap<i32, usize> = units.iter().map(|u| u.id).zip(0..).collect();
        let count = measures.len();
        let mut amounts = vec![vec![None; units.len() * count]; years.len()];
        if let Some((unit_itself, _)) = measures.get(UNIT_ITSELF) {
            for place in 1..units.len() {
                for year in &mut amounts {
                    year[place * count + unit_itself] = Some(1);
                }
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
            if let Some(year) = years.iter().position(|year| year[column] == period) {
                amounts[year][place * count + measure] = row.try_get_by_index(3).unwrap();
            }
        }
        let targets = self.targets(&indicators).await;
        Figures { units, indicators, targets, measures: count, amounts }
    }

    /// Four columns of a row for each cell, of all measures or of some.
    async fn cells(&self, years: &[[String; 3]], of: Option<Vec<String>>) -> Vec<QueryResult> {
        let mut periods: Vec<&String> = years.iter().flatten().collect();
        periods.sort();
        periods.dedup();
        let mut values: Vec<Value> = vec![self.root.into(), last_day().into()];
        let mut places = |texts: Vec<String>| {
            let first = values.len() + 1;
            values.extend(texts.into_iter().map(Value::from));
            let places: Vec<String> = (first..=values.len()).map(|at| format!("${at}")).collect();
            places.join(", ")
        };
        let periods = places(periods.into_iter().cloned().collect());
        let of = of.map(places);
        let of = of.map_or_else(String::new, |of| format!("AND measure IN ({of})"));
        let sql = format!(
            "SELECT unit_id, measure, period, amount FROM cell WHERE unit_id IN \
             (SELECT descendant_id FROM unit_within WHERE ancestor_id = $1 \
             AND valid_from <= $2 AND valid_to > $2) \
             AND period IN ({periods}) {of} AND origin = 'entered'"
        );
        self.rows(&sql, values).await
    }

    async fn targets(&self, indicators: &[Indicator]) -> Vec<Target> {
        let rows = self
            .rows(
                "SELECT indicator, unit_id, operator, value, scope_kind, wording, legal_source \
                 FROM target WHERE period = $2 AND superseded_by IS NULL AND unit_id IN \
                 (SELECT descendant_id FROM unit_within WHERE ancestor_id = $1)",
                vec![self.root.into(), YEAR.to_string().into()],
            )
            .await;
        let target = |row: &QueryResult| {
            let code = text(row, 0);
            let value: Option<String> = row.try_get_by_index(3).unwrap();
            let value = value.unwrap_or_default();
            let (whole, rest) = value.split_once('.').unwrap_or((&value, ""));
            Some(Target {
                indicator: indicators.iter().position(|i| i.code == code)?,
                unit: row.try_get_by_index(1).unwrap(),
                operator: text(row, 2),
                limit: (
                    format!("{whole}{rest}").parse().unwrap_or_default(),
                    u32::try_from(rest.len()).unwrap(),
                ),
                each: text(row, 4),
                wording: text(row, 5),
                legal_source: text(row, 6),
            })
        };
        rows.iter().filter_map(target).collect()
    }
}

/// Periods that a report of a year takes figures from: by report, starting, ending.
pub fn columns(year: i32) -> [String; 3] {
    [year.to_string(), format!("{year}-{}", year + 1), format!("{}-{year}", year - 1)]
}

impl Figures {
    pub fn amount(&self, unit: usize, measure: usize, back: usize) -> Option<i64> {
        self.amounts[back][unit * self.measures + measure]
    }

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

    /// Whether anybody promised anything about it.
    pub fn is_spoken_of(&self, indicator: usize) -> bool {
        self.targets.iter().any(|target| target.indicator == indicator)
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

pub fn last_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(YEAR, 12, 31).unwrap()
}

fn optional(row: &QueryResult, column: usize) -> String {
    row.try_get_by_index::<Option<String>>(column).unwrap().unwrap_or_default()
}

pub fn text(row: &QueryResult, column: usize) -> String {
    row.try_get_by_index(column).unwrap()
}

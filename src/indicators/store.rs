//! Rows of indicators.

use entities::indicators::{indicator, indicator_term};
use entities::values::Code;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, Iterable,
    QueryFilter, QueryOrder,
};

use super::{Indicator, Term};
use crate::platform::db::{Source, Work};
use crate::platform::outcome::Fault;

const NUMERATOR: &str = "numerator";
const DENOMINATOR: &str = "denominator";

pub async fn write(work: &Work, new: &Indicator) -> Result<(), Fault> {
    let executor = work.executor();
    let row = indicator::Model {
        code: new.code.clone(),
        name: new.name.clone(),
        short: new.short.clone(),
        unit_word: new.unit.clone(),
        kind: new.kind,
        decimals: i32::try_from(new.decimals).unwrap_or_default(),
        direction: new.direction,
        basis: new.basis,
        base: new.base.clone(),
        section: new.section.clone(),
        position: new.position,
        legal_source: new.legal_source.clone(),
    };
    let rest = indicator::Column::iter().filter(|c| !matches!(c, indicator::Column::Code));
    indicator::Entity::insert(row.into_active_model().reset_all())
        .on_conflict(OnConflict::column(indicator::Column::Code).update_columns(rest).to_owned())
        .exec_without_returning(&executor)
        .await?;
    indicator_term::Entity::delete_many()
        .filter(indicator_term::Column::Indicator.eq(new.code.clone()))
        .exec(&executor)
        .await?;
    for (side, terms) in [(NUMERATOR, &new.numerator), (DENOMINATOR, &new.denominator)] {
        for (position, term) in (0..).zip(terms) {
            let row = indicator_term::ActiveModel {
                indicator: Set(new.code.clone()),
                side: Set(side.to_owned()),
                measure: Set(term.measure.clone()),
                sign: Set(i32::from(term.sign)),
                position: Set(position),
            };
            indicator_term::Entity::insert(row).exec_without_returning(&executor).await?;
        }
    }
    Ok(())
}

/// All indicators, in the order of reports.
pub async fn indicators(source: &impl Source) -> Result<Vec<Indicator>, Fault> {
    let executor = source.executor();
    let rows = indicator::Entity::find()
        .order_by_asc(indicator::Column::Position)
        .order_by_asc(indicator::Column::Code)
        .all(&executor)
        .await?;
    let terms = indicator_term::Entity::find()
        .order_by_asc(indicator_term::Column::Position)
        .all(&executor)
        .await?;
    let side = |code: &Code, side: &str| -> Vec<Term> {
        terms
            .iter()
            .filter(|term| term.indicator == *code && term.side == side)
            .map(|term| Term {
                measure: term.measure.clone(),
                sign: if term.sign < 0 { -1 } else { 1 },
            })
            .collect()
    };
    Ok(rows
        .into_iter()
        .map(|row| Indicator {
            numerator: side(&row.code, NUMERATOR),
            denominator: side(&row.code, DENOMINATOR),
            code: row.code,
            name: row.name,
            short: row.short,
            unit: row.unit_word,
            kind: row.kind,
            decimals: u32::try_from(row.decimals).unwrap_or_default(),
            direction: row.direction,
            basis: row.basis,
            base: row.base,
            section: row.section,
            position: row.position,
            legal_source: row.legal_source,
        })
        .collect())
}

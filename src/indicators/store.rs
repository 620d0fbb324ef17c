//! The newest wording of indicators in their tables of before `definition`: what targets refer to,
//! and what a server of the release before reads.

use entities::indicators::{indicator, indicator_term};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, Iterable,
    QueryFilter,
};

use super::Indicator;
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

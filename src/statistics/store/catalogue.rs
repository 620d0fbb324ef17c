//! The newest wording of the catalogue in its tables of before `definition`: what cells refer to,
//! and what a server of the release before reads.

use entities::statistics::{measure, measure_relation, measure_relation_term};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel};
use sea_orm::{Iterable, QueryFilter};

use crate::facts::Measure;
use crate::platform::db::{Source, Work};
use crate::platform::outcome::Fault;
use crate::statistics::Relation;

const LEFT: &str = "left";
const RIGHT: &str = "right";

pub async fn write_measure(work: &Work, new: &Measure) -> Result<(), Fault> {
    let row = measure::Model {
        code: new.code.clone(),
        name: new.name.clone(),
        short: new.short.clone(),
        form: new.form.clone(),
        group_head: new.group.clone(),
        section: new.section.clone(),
        unit_word: new.unit.clone(),
        kind: new.kind,
        scale: i32::try_from(new.scale).unwrap_or_default(),
        totals: new.totals,
        nature: new.nature,
        basis: new.basis,
        position: new.position,
        hint: new.hint.clone(),
        optional: new.optional,
    };
    let rest = measure::Column::iter().filter(|c| !matches!(c, measure::Column::Code));
    measure::Entity::insert(row.into_active_model().reset_all())
        .on_conflict(OnConflict::column(measure::Column::Code).update_columns(rest).to_owned())
        .exec_without_returning(&work.executor())
        .await?;
    Ok(())
}

pub async fn write_relation(work: &Work, new: &Relation) -> Result<(), Fault> {
    let executor = work.executor();
    let row = measure_relation::Model {
        code: new.code.clone(),
        kind: new.kind,
        bounded: new.bounded,
        says: new.says.clone(),
        position: new.position,
    };
    let rest =
        measure_relation::Column::iter().filter(|c| !matches!(c, measure_relation::Column::Code));
    measure_relation::Entity::insert(row.into_active_model().reset_all())
        .on_conflict(
            OnConflict::column(measure_relation::Column::Code).update_columns(rest).to_owned(),
        )
        .exec_without_returning(&executor)
        .await?;
    measure_relation_term::Entity::delete_many()
        .filter(measure_relation_term::Column::Relation.eq(&new.code))
        .exec(&executor)
        .await?;
    for (side, codes) in [(LEFT, &new.left), (RIGHT, &new.right)] {
        for (position, code) in (0..).zip(codes) {
            let term = measure_relation_term::ActiveModel {
                relation: Set(new.code.clone()),
                side: Set(side.to_owned()),
                measure: Set(code.clone()),
                position: Set(position),
            };
            measure_relation_term::Entity::insert(term).exec_without_returning(&executor).await?;
        }
    }
    Ok(())
}

//! Rows of the audit.

use entities::audit::{audit_chain, audit_row};
use entities::org::unit_within;
use entities::values::UnitId;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait,
};

use super::trail::Place;

use crate::platform::db::{Source, Work};
use crate::platform::outcome::Fault;

pub use entities::audit::audit_chain::Model as End;
pub use entities::audit::audit_row::Model as Row;

/// Takes hold of a chain until the work ends.
pub async fn hold(work: &Work, chain: UnitId) -> Result<(), Fault> {
    let executor = work.executor();
    let start =
        audit_chain::ActiveModel { chain: Set(chain), length: Set(0), hash: Set(String::new()) };
    audit_chain::Entity::insert(start)
        .on_conflict(OnConflict::column(audit_chain::Column::Chain).do_nothing().to_owned())
        .exec_without_returning(&executor)
        .await?;
    audit_chain::Entity::find_by_id(chain).lock_exclusive().one(&executor).await?;
    Ok(())
}

pub async fn end(work: &Work, chain: UnitId) -> Result<End, Fault> {
    audit_chain::Entity::find_by_id(chain)
        .one(&work.executor())
        .await?
        .ok_or_else(|| Fault::broken("a chain was not held"))
}

pub async fn append(work: &Work, row: &Row) -> Result<(), Fault> {
    let executor = work.executor();
    let new: audit_row::ActiveModel = row.clone().into();
    audit_row::Entity::insert(new.reset_all()).exec_without_returning(&executor).await?;
    audit_chain::Entity::update_many()
        .filter(audit_chain::Column::Chain.eq(row.chain))
        .col_expr(audit_chain::Column::Length, row.number.into())
        .col_expr(audit_chain::Column::Hash, row.hash.clone().into())
        .exec(&executor)
        .await?;
    Ok(())
}

pub async fn ends(source: &impl Source) -> Result<Vec<End>, Fault> {
    Ok(audit_chain::Entity::find()
        .order_by_asc(audit_chain::Column::Chain)
        .all(&source.executor())
        .await?)
}

pub async fn rows(source: &impl Source, chain: UnitId) -> Result<Vec<Row>, Fault> {
    Ok(audit_row::Entity::find()
        .filter(audit_row::Column::Chain.eq(chain))
        .order_by_asc(audit_row::Column::Number)
        .all(&source.executor())
        .await?)
}

/// Rows of the chains of a unit and of all that lay within it on a day, those before `end`, the
/// latest first.
pub async fn before(
    source: &impl Source,
    root: UnitId,
    end: Option<Place>,
    limit: u64,
) -> Result<Vec<Row>, Fault> {
    let on = source.today();
    let within = unit_within::Entity::find()
        .select_only()
        .column(unit_within::Column::DescendantId)
        .filter(unit_within::Column::AncestorId.eq(root))
        .filter(unit_within::Column::ValidFrom.lte(on))
        .filter(unit_within::Column::ValidTo.gt(on))
        .into_query();
    let chains = Condition::any()
        .add(audit_row::Column::Chain.eq(root))
        .add(audit_row::Column::Chain.in_subquery(within));
    let mut found = audit_row::Entity::find().filter(chains);
    if let Some(Place { at, chain, number }) = end {
        let same = |column: audit_row::Column| column.eq(at);
        let column = audit_row::Column::HappenedAt;
        let earlier = Condition::any()
            .add(column.lt(at))
            .add(Condition::all().add(same(column)).add(audit_row::Column::Chain.lt(chain)))
            .add(
                Condition::all()
                    .add(same(column))
                    .add(audit_row::Column::Chain.eq(chain))
                    .add(audit_row::Column::Number.lt(number)),
            );
        found = found.filter(earlier);
    }
    Ok(found
        .order_by_desc(audit_row::Column::HappenedAt)
        .order_by_desc(audit_row::Column::Chain)
        .order_by_desc(audit_row::Column::Number)
        .limit(limit)
        .all(&source.executor())
        .await?)
}

/// The last row that was written anywhere.
pub async fn latest(source: &impl Source) -> Result<Option<Row>, Fault> {
    Ok(audit_row::Entity::find()
        .order_by_desc(audit_row::Column::HappenedAt)
        .limit(1)
        .one(&source.executor())
        .await?)
}

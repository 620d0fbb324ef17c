//! Rows of reports: the prose that stands, and every text there was.

use entities::reports::{prose, prose_entry};
use entities::values::{Period, UnitId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::prose::Prose;
use crate::platform::db::{Source, Work};
use crate::platform::outcome::Fault;

/// All texts that stand for one report.
pub async fn all(source: &impl Source, unit: UnitId, period: Period) -> Result<Vec<Prose>, Fault> {
    let rows = prose::Entity::find()
        .filter(prose::Column::UnitId.eq(unit))
        .filter(prose::Column::Period.eq(period))
        .order_by_asc(prose::Column::Section)
        .all(&source.executor())
        .await?;
    Ok(rows.into_iter().map(standing).collect())
}

pub async fn one(
    source: &impl Source,
    unit: UnitId,
    period: Period,
    section: &str,
) -> Result<Option<Prose>, Fault> {
    let row = prose::Entity::find_by_id((unit, period, section.to_owned()))
        .one(&source.executor())
        .await?;
    Ok(row.map(standing))
}

pub async fn history(
    source: &impl Source,
    unit: UnitId,
    period: Period,
    section: &str,
) -> Result<Vec<Prose>, Fault> {
    let rows = prose_entry::Entity::find()
        .filter(prose_entry::Column::UnitId.eq(unit))
        .filter(prose_entry::Column::Period.eq(period))
        .filter(prose_entry::Column::Section.eq(section))
        .order_by_asc(prose_entry::Column::Version)
        .all(&source.executor())
        .await?;
    let noun = |row: prose_entry::Model| Prose {
        unit: row.unit_id,
        period: row.period,
        section: row.section,
        version: row.version,
        text: row.content,
        written_by: row.written_by,
        written_at: row.written_at,
    };
    Ok(rows.into_iter().map(noun).collect())
}

/// Writes a text: it stands, and it is kept for good.
pub async fn write(work: &Work, new: &Prose) -> Result<(), Fault> {
    let executor = work.executor();
    let entry = prose_entry::ActiveModel {
        unit_id: Set(new.unit),
        period: Set(new.period),
        section: Set(new.section.clone()),
        version: Set(new.version),
        content: Set(new.text.clone()),
        written_by: Set(new.written_by.clone()),
        written_at: Set(new.written_at),
    };
    prose_entry::Entity::insert(entry).exec_without_returning(&executor).await?;
    let row = prose::ActiveModel {
        unit_id: Set(new.unit),
        period: Set(new.period),
        section: Set(new.section.clone()),
        version: Set(new.version),
        content: Set(new.text.clone()),
        written_by: Set(new.written_by.clone()),
        written_at: Set(new.written_at),
    };
    let key = [prose::Column::UnitId, prose::Column::Period, prose::Column::Section];
    let rest = [
        prose::Column::Version,
        prose::Column::Content,
        prose::Column::WrittenBy,
        prose::Column::WrittenAt,
    ];
    prose::Entity::insert(row)
        .on_conflict(OnConflict::columns(key).update_columns(rest).to_owned())
        .exec_without_returning(&executor)
        .await?;
    Ok(())
}

fn standing(row: prose::Model) -> Prose {
    Prose {
        unit: row.unit_id,
        period: row.period,
        section: row.section,
        version: row.version,
        text: row.content,
        written_by: row.written_by,
        written_at: row.written_at,
    }
}

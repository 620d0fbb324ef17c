//! Taking away what is of no use to anybody any more, a little at a time.

use chrono::Duration;
use entities::identity::{invitation, reset_request, session, sign_in_failure};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::platform::db::{Source, Work};
use crate::platform::outcome::Fault;

/// Of each table at each sign-in, so that no sign-in waits for it.
const AT_ONCE: u64 = 200;
/// Sessions that are over are shown as the history of an account for so long.
const SESSIONS_KEPT: Duration = Duration::days(90);
const LINKS_KEPT: Duration = Duration::days(90);
const REQUESTS_KEPT: Duration = Duration::days(90);
const FAILURES_KEPT: Duration = Duration::days(30);

/// Forgets sessions, links, requests and failures that are long over.
pub async fn forget_old(work: &Work) -> Result<(), Fault> {
    let executor = &work.executor();
    let hashes: Vec<String> = session::Entity::find()
        .select_only()
        .column(session::Column::TokenHash)
        .filter(session::Column::ExpiresAt.lt(work.now() - SESSIONS_KEPT))
        .limit(AT_ONCE)
        .into_tuple()
        .all(executor)
        .await?;
    session::Entity::delete_many()
        .filter(session::Column::TokenHash.is_in(hashes))
        .exec(executor)
        .await?;
    let hashes: Vec<String> = invitation::Entity::find()
        .select_only()
        .column(invitation::Column::TokenHash)
        .filter(invitation::Column::ExpiresAt.lt(work.now() - LINKS_KEPT))
        .limit(AT_ONCE)
        .into_tuple()
        .all(executor)
        .await?;
    invitation::Entity::delete_many()
        .filter(invitation::Column::TokenHash.is_in(hashes))
        .exec(executor)
        .await?;
    reset_request::Entity::delete_many()
        .filter(reset_request::Column::AskedAt.lt(work.now() - REQUESTS_KEPT))
        .exec(executor)
        .await?;
    sign_in_failure::Entity::delete_many()
        .filter(sign_in_failure::Column::HappenedAt.lt(work.now() - FAILURES_KEPT))
        .exec(executor)
        .await?;
    Ok(())
}

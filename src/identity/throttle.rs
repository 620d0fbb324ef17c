//! How often one may fail to sign in.

use chrono::{DateTime, Duration, Utc};

use super::{refusals, store};
use crate::platform::db::Source;
use crate::platform::outcome::{Fault, Refusal};

const WITHIN: Duration = Duration::minutes(15);
const PER_LOGIN: usize = 5;
/// An office behind one address has many people.
const PER_ADDRESS: usize = 30;

/// The refusal when too many attempts failed lately, for a login or from an address.
pub async fn refusal(
    source: &impl Source,
    login: &str,
    address: &str,
) -> Result<Option<Refusal>, Fault> {
    let since = source.now() - WITHIN;
    let for_login = store::failures_of_login(source, login, since).await?;
    let from_address = store::failures_from(source, address, since).await?;
    let until = [free_again(&for_login, PER_LOGIN), free_again(&from_address, PER_ADDRESS)]
        .into_iter()
        .flatten()
        .max();
    Ok(until.map(|until| refusals::wait(until - source.now())))
}

/// When fewer than `most` of the failures (newest first) will lie within the window.
fn free_again(failures: &[DateTime<Utc>], most: usize) -> Option<DateTime<Utc>> {
    failures.get(most - 1).map(|oldest_that_counts| *oldest_that_counts + WITHIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_free_again_when_the_fifth_last_failure_is_a_quarter_of_an_hour_old() {
        let at = |minute: i64| DateTime::UNIX_EPOCH + Duration::minutes(minute);
        let failures = [at(9), at(7), at(5), at(3), at(2), at(0)];
        assert_eq!(free_again(&failures, 5), Some(at(17)));
        assert_eq!(free_again(&failures[..4], 5), None);
    }
}

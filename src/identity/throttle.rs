//! How often one may fail to sign in, and ask for a new password.

use chrono::{DateTime, Duration, Utc};

use super::{refusals, store};
use crate::platform::db::Source;
use crate::platform::outcome::{Fault, Refusal};

const WITHIN: Duration = Duration::minutes(15);
const PER_LOGIN: usize = 5;
/// An office behind one address has many people.
const PER_ADDRESS: usize = 30;
const CODES_WITHIN: Duration = Duration::days(1);
/// Who tries codes knows the password already: a day may not hold many tries.
const CODES_PER_DAY: usize = 20;
const REQUESTS_WITHIN: Duration = Duration::hours(1);
const REQUESTS_PER_ADDRESS: u64 = 10;

/// The refusal when too many attempts failed lately, for a login or from an address.
pub async fn refusal(
    source: &impl Source,
    login: &str,
    address: &str,
) -> Result<Option<Refusal>, Fault> {
    let since = source.now() - WITHIN;
    let for_login = store::failures_of_login(source, login, since).await?;
    let from_address = store::failures_from(source, address, since).await?;
    Ok(until(&[
        free_again(&for_login, PER_LOGIN, WITHIN),
        free_again(&from_address, PER_ADDRESS, WITHIN),
    ])
    .map(|until| refusals::wait(until - source.now())))
}

/// The same for the codes of the second step.
pub async fn of_codes(
    source: &impl Source,
    login: &str,
    address: &str,
) -> Result<Option<Refusal>, Fault> {
    let codes = codes_of(login);
    let lately = store::failures_of_login(source, &codes, source.now() - WITHIN).await?;
    let today = store::failures_of_login(source, &codes, source.now() - CODES_WITHIN).await?;
    let from_address = store::failures_from(source, address, source.now() - WITHIN).await?;
    Ok(until(&[
        free_again(&lately, PER_LOGIN, WITHIN),
        free_again(&today, CODES_PER_DAY, CODES_WITHIN),
        free_again(&from_address, PER_ADDRESS, WITHIN),
    ])
    .map(|until| refusals::wait_for_codes(until - source.now())))
}

/// Under which failed codes of a login are counted; no login has a space.
pub fn codes_of(login: &str) -> String {
    format!("{login} code")
}

/// The refusal when too many requests came from an address.
pub async fn of_requests(source: &impl Source, address: &str) -> Result<Option<Refusal>, Fault> {
    let since = source.now() - REQUESTS_WITHIN;
    let lately = store::requests_from(source, address, since).await?;
    Ok((lately >= REQUESTS_PER_ADDRESS).then(refusals::too_many_requests))
}

fn until(ends: &[Option<DateTime<Utc>>]) -> Option<DateTime<Utc>> {
    ends.iter().flatten().max().copied()
}

/// When fewer than `most` of the failures (newest first) will lie within the window.
fn free_again(failures: &[DateTime<Utc>], most: usize, within: Duration) -> Option<DateTime<Utc>> {
    failures.get(most - 1).map(|oldest_that_counts| *oldest_that_counts + within)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_free_again_when_the_fifth_last_failure_is_a_quarter_of_an_hour_old() {
        let at = |minute: i64| DateTime::UNIX_EPOCH + Duration::minutes(minute);
        let failures = [at(9), at(7), at(5), at(3), at(2), at(0)];
        assert_eq!(free_again(&failures, 5, WITHIN), Some(at(17)));
        assert_eq!(free_again(&failures[..4], 5, WITHIN), None);
    }
}

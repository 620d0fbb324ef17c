//! The only caller of the real clock. The story and the tests run on clocks of their own.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Datelike, Duration, FixedOffset, NaiveDate, Timelike, Utc};

use crate::vietnamese::date;

/// Hours by which Vietnam is ahead of UTC; there is no summer time.
const VIETNAM: i32 = 7 * 3600;

/// Gives the present instant, in UTC, to the microsecond.
#[derive(Clone, Debug)]
pub struct Clock {
    /// Microseconds: from the real time when running, since 1970 when standing.
    offset: Arc<AtomicI64>,
    runs: bool,
}

impl Clock {
    pub fn real() -> Self {
        Self { offset: Arc::default(), runs: true }
    }

    /// Starts at an instant and runs on from there.
    pub fn from(start: DateTime<Utc>) -> Self {
        let offset = start.timestamp_micros() - real().timestamp_micros();
        Self { offset: Arc::new(AtomicI64::new(offset)), runs: true }
    }

    /// Stands at an instant until it is advanced.
    pub fn standing(at: DateTime<Utc>) -> Self {
        Self { offset: Arc::new(AtomicI64::new(at.timestamp_micros())), runs: false }
    }

    pub fn advance(&self, by: Duration) {
        self.offset.fetch_add(by.num_microseconds().unwrap_or_default(), Ordering::SeqCst);
    }

    pub fn now(&self) -> DateTime<Utc> {
        let base = if self.runs { real().timestamp_micros() } else { 0 };
        let micros = base + self.offset.load(Ordering::SeqCst);
        DateTime::from_timestamp_micros(micros).unwrap_or_default()
    }

    /// The hour that a telephone shows beside this clock: the real one, wherever the clock started.
    pub fn outside(&self) -> DateTime<Utc> {
        if self.runs { real() } else { self.now() }
    }

    pub fn today(&self) -> NaiveDate {
        day_in_vietnam(self.now())
    }
}

/// The civil day in Vietnam at an instant.
pub fn day_in_vietnam(at: DateTime<Utc>) -> NaiveDate {
    match FixedOffset::east_opt(VIETNAM) {
        Some(offset) => at.with_timezone(&offset).date_naive(),
        None => at.date_naive(),
    }
}

/// Until this month the year before is the one being reported.
const LAST_MONTH_OF_REPORTS: u32 = 3;

/// The year that is being reported on a day: until March the one before.
pub fn report_year_on(day: NaiveDate) -> i32 {
    if day.month() <= LAST_MONTH_OF_REPORTS { day.year() - 1 } else { day.year() }
}

/// The hour of the clock in Vietnam, as `10:42`.
pub fn hour_in_vietnam(at: DateTime<Utc>) -> String {
    let local = at + Duration::seconds(i64::from(VIETNAM));
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// An instant as people say it, as `10:42 ngày 15/01/2021`.
pub fn instant_in_vietnam(at: DateTime<Utc>) -> String {
    format!("{} ngày {}", hour_in_vietnam(at), date(day_in_vietnam(at)))
}

/// An instant in Vietnam for the name of a file, as `20210115-080000`.
pub fn stamp_in_vietnam(at: DateTime<Utc>) -> String {
    (at + Duration::seconds(i64::from(VIETNAM))).format("%Y%m%d-%H%M%S").to_string()
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the real clock")]
fn real() -> DateTime<Utc> {
    Utc::now()
}

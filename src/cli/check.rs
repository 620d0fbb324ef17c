//! `check`: runs the integrity checks of every room and says where they do not hold. It repairs
//! nothing and reads beside a running server.

use super::run::Verdict;
use super::{progress, say};
use crate::audit;
use crate::platform::check::{self, Check, Severity};
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Mode, Target};
use crate::platform::outcome::{Failure, Fault};
use crate::statistics;

/// What a copy must pass to be trusted: contradictions between figures are no reason to lose it.
pub const TRUST: &[&[Check]] = &[check::CHECKS, audit::CHECKS];

/// The lists of all rooms that have one.
const ALL: &[&[Check]] = &[check::CHECKS, audit::CHECKS, statistics::CHECKS];

/// A check and where it does not hold.
pub struct Finding {
    pub check: Check,
    pub places: Vec<String>,
}

pub async fn check(target: &Target, clock: Clock) -> Result<Verdict, Failure> {
    let db = Db::open(target, Mode::Read, clock).await?;
    let findings = findings(&db, ALL).await?;
    db.close().await?;
    for finding in &findings {
        tell(finding)?;
    }
    let broken = findings.iter().filter(|finding| !finding.places.is_empty()).count();
    say::line(&format!("{} điều đã kiểm tra, {broken} điều không đạt.", findings.len()))?;
    Ok(if has_errors(&findings) { Verdict::Bad } else { Verdict::Good })
}

/// Runs every check of the lists; a check that holds has no places.
pub async fn findings(db: &Db, lists: &[&[Check]]) -> Result<Vec<Finding>, Fault> {
    let checks = lists.concat();
    let bar = progress::bar(u64::try_from(checks.len()).unwrap_or_default(), "Kiểm tra");
    let mut findings = Vec::new();
    for check in checks {
        findings.push(Finding { check, places: (check.places)(db).await? });
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(findings)
}

pub fn has_errors(findings: &[Finding]) -> bool {
    findings
        .iter()
        .any(|finding| finding.check.severity == Severity::Error && !finding.places.is_empty())
}

pub fn tell(finding: &Finding) -> Result<(), Fault> {
    let check = finding.check;
    if finding.places.is_empty() {
        return say::line(&format!("✓ {}", check.what));
    }
    let sign = match check.severity {
        Severity::Error => "✗ Không đạt",
        Severity::Warning => "! Cần xem",
    };
    say::line(&format!("{sign} [{}] {}", check.name, check.what))?;
    for place in &finding.places {
        say::line(&format!("    {place}"))?;
    }
    say::line(&format!("    Vì sao: {}", check.why))?;
    say::line(&format!("    Cách làm: {}", check.remedy))
}

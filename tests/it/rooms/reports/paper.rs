//! What the paper says.

use entities::values::Period;

use super::papers::{kien_hai, lines, report};

const YEAR: Period = Period::Year(2020);

#[tokio::test]
async fn dump() {
    let world = kien_hai(|_| {}).await;
    let report = report(&world, "kien-hai", YEAR).await;
    std::fs::write("/tmp/kh.txt", lines(&report.document()).join("\n")).unwrap();
    std::fs::write("/tmp/kh.pdf", khuyenhoc::documents::pdf(&report.document()).unwrap()).unwrap();
    std::fs::write("/tmp/issues.txt", format!("{:#?}", report.readiness())).unwrap();
}

//! `report`: writes a report as PDF or HTML, read beside a running server.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use entities::values::{Period, PeriodKind};

use super::export::write_whole;
use super::{operator, progress, say, unit};
use crate::authority::ViewReport;
use crate::documents;
use crate::org;
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Mode, Target};
use crate::platform::outcome::{Fault, Outcome, Refusal};
use crate::platform::site;
use crate::reports;

#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    /// Báo cáo tổng kết năm (hoặc sơ kết: --year 2020-H1, 2020-9M)
    Yearly {
        /// Số, tên hoặc tên không dấu của đơn vị, ví dụ kien-hai
        #[arg(long, value_name = "ĐƠN VỊ")]
        unit: String,
        /// Năm, ví dụ 2020
        #[arg(long, value_name = "KỲ")]
        year: String,
        /// Tệp sẽ ghi, đuôi .pdf hoặc .html
        #[arg(long, value_name = "TỆP")]
        out: PathBuf,
    },
}

pub async fn report(target: &Target, command: ReportCommand, clock: Clock) -> Outcome<()> {
    let ReportCommand::Yearly { unit: text, year, out } = command;
    let period = period(&year)?;
    let form = Form::of(&out)?;
    let db = Db::open(target, Mode::Read, clock).await?;
    let reader = db.reader();
    let unit = unit::one(&reader, &text, period).await?;
    let place = org::place(&reader, unit.unit).await?;
    let place = place.ok_or_else(|| Fault::broken("a unit without a place"))?;
    let permit = operator::permit_at::<ViewReport>(&place, db.clock())?;
    let spinner = progress::spinner("Đang lập báo cáo");
    let demo = site::is_demo(&reader).await?;
    let report = reports::yearly(&reader, &permit, period, demo).await?;
    let document = report.ok_or_else(|| Fault::broken("a unit outside its period"))?.document();
    let bytes = match form {
        Form::Pdf => documents::pdf(&document)
            .map_err(|error| Fault::new("không viết được tệp PDF", error))?,
        Form::Html => documents::html_document(&document).into_bytes(),
    };
    write_whole(&out, &bytes)?;
    spinner.finish_and_clear();
    say::line(&format!("Đã ghi báo cáo {period} của {} vào {}.", unit.full_name(), out.display()))?;
    Ok(db.close().await?)
}

enum Form {
    Pdf,
    Html,
}

impl Form {
    fn of(out: &Path) -> Result<Self, Refusal> {
        match out.extension().and_then(|ending| ending.to_str()) {
            Some("pdf") => Ok(Self::Pdf),
            Some("html") => Ok(Self::Html),
            _ => Err(Refusal::new(
                "unknown_form",
                "--out",
                format!("Không biết ghi báo cáo ra tệp {}.", out.display()),
                "Xin đặt tên tệp có đuôi .pdf hoặc .html.",
            )),
        }
    }
}

fn period(text: &str) -> Result<Period, Refusal> {
    let kinds = [PeriodKind::Year, PeriodKind::HalfYear, PeriodKind::NineMonths];
    let found: Option<Period> = text.parse().ok();
    found.filter(|period| kinds.contains(&period.kind())).ok_or_else(|| {
        Refusal::new(
            "unknown_period",
            "--year",
            format!("«{text}» không phải một kỳ báo cáo."),
            "Xin ghi năm, ví dụ 2020, hoặc 2020-H1 (sáu tháng), 2020-9M (chín tháng).",
        )
    })
}

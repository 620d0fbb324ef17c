//! `report`: prints the report of a unit, read beside a running server. The ending of the file
//! decides: `.pdf` is the paper, `.html` and `.docx` the same blocks, `.xlsx` its tables.

use std::path::{Path, PathBuf};

use clap::{Subcommand, ValueEnum};
use entities::values::Period;

use super::export::write_whole;
use super::{operator, progress, say, unit};
use crate::authority::ViewReport;
use crate::documents;
use crate::facts::Frame;
use crate::org;
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Mode, Target};
use crate::platform::outcome::{Fault, Outcome, Refusal};
use crate::platform::site;
use crate::reports::{self, Yearly};
use crate::workbooks::{self, Sheet};

/// Whose boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lines {
    Then,
    Now,
}

#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    /// Báo cáo tổng kết năm
    Yearly {
        /// Tên, tên không dấu có nối (kien-hai) hoặc số của đơn vị
        #[arg(long, value_name = "ĐƠN VỊ")]
        unit: String,
        /// Kỳ báo cáo: 2020, 2020-H1, 2020-9M
        #[arg(long, value_name = "NĂM")]
        year: Period,
        /// Địa giới: then (lúc ấy) hoặc now (hiện nay)
        #[arg(long, value_name = "ĐỊA GIỚI", default_value = "then")]
        boundaries: Lines,
        /// Tệp .pdf, .docx, .xlsx hoặc .html
        #[arg(long, value_name = "TỆP")]
        out: PathBuf,
    },
}

/// Prints a report (in báo cáo).
///
/// Refuses: `ending_unknown` · `no_such_unit` · `several_units`
pub async fn report(target: &Target, command: ReportCommand, clock: Clock) -> Outcome<()> {
    let ReportCommand::Yearly { unit, year, boundaries, out } = command;
    let frame = match boundaries {
        Lines::Then => Frame::from(year),
        Lines::Now => Frame::now(year),
    };
    let print = printer(&out)?;
    let db = Db::open(target, Mode::Read, clock).await?;
    let spinner = progress::spinner("Đang in báo cáo");
    let report = read(&db, &unit, frame).await;
    let written = report.and_then(|report| {
        write_whole(&out, &print(&report.document())?)?;
        Ok(report)
    });
    spinner.finish_and_clear();
    let report = written?;
    db.close().await?;
    say::line(&format!("Đã in báo cáo {year} của {} vào {}.", report.full_name(), out.display()))?;
    let open = report.readiness().len();
    if open > 0 {
        say::line(&format!("Còn {open} điều cần xem trước khi ký, nêu ở trang báo cáo."))?;
    }
    Ok(())
}

type Print = fn(&documents::Document) -> Result<Vec<u8>, Fault>;

fn printer(out: &Path) -> Outcome<Print> {
    match out.extension().and_then(|ending| ending.to_str()) {
        Some("pdf") => Ok(|document| {
            documents::pdf(document).map_err(|error| Fault::new("không in được PDF", error))
        }),
        Some("docx") => Ok(|document| {
            documents::docx(document).map_err(|error| Fault::new("không viết được tệp Word", error))
        }),
        Some("xlsx") => Ok(|document| {
            workbooks::write(&Sheet::of_document(document))
                .map_err(|error| Fault::new("không viết được tệp Excel", error))
        }),
        Some("html") => Ok(|document| Ok(documents::html_document(document).into_bytes())),
        _ => Err(Refusal::new(
            "ending_unknown",
            "--out",
            format!("Không biết in «{}» theo dạng nào.", out.display()),
            "Xin đặt tên tệp có đuôi .pdf, .docx, .xlsx hoặc .html.",
        )
        .into()),
    }
}

async fn read(db: &Db, text: &str, frame: Frame) -> Outcome<Yearly> {
    let reader = db.reader();
    let period = frame.period;
    let found = if frame.is_now() {
        unit::one_today(&reader, text).await?
    } else {
        unit::one(&reader, text, period).await?
    };
    let place = org::place(&reader, found.unit).await?;
    let place = place.ok_or_else(|| Fault::broken("a unit without a place"))?;
    let permit = operator::permit_at::<ViewReport>(&place, db.clock())?;
    let marks = site::marks(&reader).await?;
    let report = reports::yearly(&reader, &permit, frame, marks).await?;
    Ok(report.ok_or_else(|| unit::none(text, period))?)
}

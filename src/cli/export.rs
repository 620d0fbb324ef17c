//! `export`: writes an exchange file, read beside a running server.

use std::path::Path;

use entities::values::UnitId;

use super::backup::{beside, failed};
use super::{operator, progress, say, unit};
use crate::authority::ImportExchange;
use crate::exchange;
use crate::org::UnitVersion;
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Mode, Target};
use crate::platform::outcome::{Fault, Outcome};
use crate::platform::site;

/// Exports the site, or one unit and all within it (xuất tệp trao đổi).
pub async fn export(target: &Target, text: Option<&str>, out: &Path, clock: Clock) -> Outcome<()> {
    let permit = operator::permit::<ImportExchange>(&clock)?;
    let db = Db::open(target, Mode::Read, clock).await?;
    let reader = db.reader();
    let root: Option<UnitVersion> = match text {
        Some(text) => Some(unit::one(&reader, text, unit::ANY_TIME).await?),
        None => None,
    };
    let title = root.as_ref().map_or_else(|| "Tất cả đơn vị".to_owned(), UnitVersion::full_name);
    let spinner = progress::spinner("Đang xuất");
    let root: Option<UnitId> = root.map(|unit| unit.unit);
    let mut file = exchange::export(&reader, &permit, root, &title).await?;
    file.demo = site::is_demo(&reader).await?;
    let json = serde_json::to_vec_pretty(&file)
        .map_err(|error| Fault::new("không viết được tệp trao đổi", error))?;
    write_whole(out, &json)?;
    spinner.finish_and_clear();
    say::line(&format!(
        "Đã xuất «{title}»: {} đơn vị, {} số liệu, {} chỉ tiêu vào {}.",
        file.units.len(),
        file.values.len() + file.controls.len(),
        file.targets.len(),
        out.display()
    ))?;
    Ok(db.close().await?)
}

/// Writes a file so that its name never stands for half of it.
pub fn write_whole(out: &Path, content: &[u8]) -> Result<(), Fault> {
    if let Some(folder) = out.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
    }
    let partial = beside(out, ".partial");
    std::fs::write(&partial, content).map_err(|error| failed(&partial, error))?;
    std::fs::rename(&partial, out).map_err(|error| failed(out, error))
}

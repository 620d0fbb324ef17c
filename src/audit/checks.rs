//! What must hold of the audit.

use super::verify;
use crate::platform::check::{Check, Places, Severity};
use crate::platform::clock::{day_in_vietnam, hour_in_vietnam};
use crate::platform::db::Db;

pub const CHECKS: &[Check] = &[Check {
    name: "audit.chain_unbroken",
    severity: Severity::Error,
    what: "Nhật ký còn đúng như lúc ghi.",
    why: "Một dòng đã bị sửa, xóa hoặc chèn ngoài chương trình: từ đó không còn biết ai đã làm gì.",
    remedy: "Giữ nguyên tệp để xem xét và khôi phục bản sao lưu có nhật ký nguyên vẹn.",
    places: broken_rows,
}];

fn broken_rows(db: &Db) -> Places<'_> {
    Box::pin(async move {
        let broken = verify(&db.reader()).await?;
        let name = |row: &super::Broken| {
            format!(
                "đơn vị số {}, dòng {} của nhật ký ({}, {} {})",
                row.chain,
                row.number,
                row.event,
                day_in_vietnam(row.happened_at).format("%d/%m/%Y"),
                hour_in_vietnam(row.happened_at)
            )
        };
        Ok(broken.iter().map(name).collect())
    })
}

//! What is not known is said so, never as 0 or blank.

use chrono::NaiveDate;
use entities::values::Period;
use khuyenhoc::documents::{Block, Run};

use super::papers::{cell, kien_hai, lines, report, table};

const YEAR: Period = Period::Year(2020);

#[tokio::test]
async fn a_report_without_any_figure_is_dated_by_its_period_and_prints_no_number() {
    let world = kien_hai(|file| {
        file.values.clear();
        file.controls.clear();
        file.targets.clear();
    })
    .await;
    let report = report(&world, "kien-hai", YEAR).await;
    assert_eq!(report.date, NaiveDate::from_ymd_opt(2020, 12, 31).unwrap());
    let document = report.document();
    let lines = lines(&document);
    assert!(lines.contains(
        &"Hội viên mới phát triển trong kỳ: chưa có số liệu; tổng số hội viên cuối kỳ: chưa có số \
          liệu; tỷ lệ hội viên so với dân số: chưa có số liệu."
            .to_owned()
    ));
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let figure = paragraph.runs.iter().find(|run| matches!(run, Run::Figure { .. }));
                assert_eq!(figure, None);
            }
            Block::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells[2..]) {
                    assert!(
                        ["chưa có số liệu", "–"].contains(&cell.as_str()),
                        "{}: {cell}",
                        table.key
                    );
                }
            }
            _ => {}
        }
    }
    let lacking = report.readiness();
    let of_nam_du = |says: &str| says.starts_with("xã Nam Du: còn ");
    assert!(lacking.iter().any(|issue| issue.section == "to_chuc" && of_nam_du(&issue.says)));
}

#[tokio::test]
async fn a_total_says_of_how_many_units_it_is_made() {
    let world = kien_hai(|file| {
        file.values.retain(|v| {
            !(v.unit == "nam-du" && v.period == YEAR && v.measure.as_str() == "HV_KET_NAP")
        });
    })
    .await;
    let report = report(&world, "kien-hai", YEAR).await;
    let document = report.document();
    let all = lines(&document).join("\n");
    assert!(all.contains("đã phát triển 74 (3/4 đơn vị đã báo) hội viên mới"), "{all}");
    let form = table(&document, "B1");
    assert_eq!(cell(form, "Nam Du", "Hội viên", "Kết nạp mới"), "chưa có số liệu");
    assert_eq!(cell(form, "Tổng cộng", "Hội viên", "Kết nạp mới"), "74");
    let note = "Tổng cộng gồm 3/4 đơn vị đã báo đủ (còn Nam Du): Hội viên – Kết nạp mới.";
    assert!(form.notes.contains(&note.to_owned()), "{:?}", form.notes);
    let issue = report.readiness().into_iter().find(|issue| issue.section == "to_chuc").unwrap();
    assert_eq!(issue.says, "xã Nam Du: còn 1 ô bắt buộc chưa có số.");
}

#[tokio::test]
async fn what_is_declared_absent_is_told_from_what_is_missing() {
    let world = kien_hai(|_| {}).await;
    let document = report(&world, "kien-hai", YEAR).await.document();
    let form = table(&document, "B3");
    let group = "Nông dân, lao động nông thôn";
    assert_eq!(cell(form, "An Sơn", group, "Đăng ký"), "không có");
    assert_eq!(cell(form, "An Sơn", group, "% trên số đăng ký"), "không áp dụng");
    assert_eq!(cell(form, "Nam Du", "", "Thí điểm"), "chưa");
    assert_eq!(cell(form, "Tổng cộng", "", "Thí điểm"), "2");
}

#[tokio::test]
async fn a_figure_that_doubled_asks_for_its_reason() {
    let world = kien_hai(|file| {
        let cell = file.values.iter_mut().find(|v| {
            v.unit == "lai-son" && v.period == YEAR && v.measure.as_str() == "TTHTCD_LUOT"
        });
        cell.unwrap().amount = Some(9_100);
    })
    .await;
    let report = report(&world, "kien-hai", YEAR).await;
    let asked = report.readiness().into_iter().find(|issue| issue.section == "ttht").unwrap();
    assert!(asked.says.starts_with("xã Lại Sơn, Trung tâm học tập cộng đồng: lượt người học: cao"));
    let view = report.sections().into_iter().find(|view| view.key == "ttht").unwrap();
    assert_eq!(view.issues, [asked]);
}

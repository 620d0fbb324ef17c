//! The staff's own words: kept, offered again next year, never overwritten unseen.

use entities::values::Period;
use khuyenhoc::documents::{Block, Style};
use khuyenhoc::platform::outcome::{Failure, Outcome, Refusal};
use khuyenhoc::reports;

use super::papers::{kien_hai, permit, report, unit, words, write};

const YEAR: Period = Period::Year(2020);

fn refused(outcome: Outcome<()>) -> Refusal {
    match outcome {
        Err(Failure::Refused(refusals)) => refusals[0].clone(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn every_text_is_kept_and_the_last_one_is_printed() {
    let world = kien_hai(|_| {}).await;
    let root = unit(&world, "kien-hai", YEAR).await;
    write(&world, root, YEAR, "bai_hoc", "Bản một", 0).await.unwrap();
    write(&world, root, YEAR, "bai_hoc", "Mở đầu:\r\n\r\n- Việc thứ nhâ\u{301}t", 1).await.unwrap();
    write(&world, root, YEAR, "bai_hoc", "Mở đầu:\n\n- Việc thứ nhất", 0).await.unwrap();
    let permit = permit(&world, root).await;
    let history = reports::prose_history(&world.reader(), &permit, YEAR, "bai_hoc").await.unwrap();
    let texts: Vec<_> = history.iter().map(|prose| (prose.version, prose.text.as_str())).collect();
    assert_eq!(texts, [(1, "Bản một"), (2, "Mở đầu:\n\n- Việc thứ nhất")]);
    let document = report(&world, "kien-hai", YEAR).await.document();
    let printed: Vec<(Style, String)> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some((paragraph.style, words(paragraph))),
            _ => None,
        })
        .collect();
    assert!(printed.contains(&(Style::Body, "Mở đầu:".to_owned())));
    assert!(printed.contains(&(Style::Item, "Việc thứ nhất".to_owned())));
}

#[tokio::test]
async fn an_older_base_is_refused_with_the_name_and_the_text_of_who_wrote() {
    let world = kien_hai(|_| {}).await;
    let root = unit(&world, "kien-hai", YEAR).await;
    write(&world, root, YEAR, "nguyen_nhan", "Của người thứ nhất", 0).await.unwrap();
    let refusal = refused(write(&world, root, YEAR, "nguyen_nhan", "Của người thứ hai", 0).await);
    assert_eq!(refusal.code, "prose_changed");
    for words in ["Người vận hành", "«Của người thứ nhất»"] {
        assert!(refusal.says.contains(words), "{}", refusal.says);
    }
    let view = report(&world, "kien-hai", YEAR).await.sections();
    let view = view.into_iter().find(|view| view.key == "nguyen_nhan").unwrap();
    assert_eq!((view.prose.as_str(), view.version), ("Của người thứ nhất", 1));
}

#[tokio::test]
async fn unknown_sections_other_periods_and_endless_texts_are_refused() {
    let world = kien_hai(|_| {}).await;
    let root = unit(&world, "kien-hai", YEAR).await;
    let code = |outcome| refused(outcome).code;
    assert_eq!(code(write(&world, root, YEAR, "khong_co", "x", 0).await), "no_such_section");
    let endless = "chữ ".repeat(5_001);
    assert_eq!(code(write(&world, root, YEAR, "quy", &endless, 0).await), "prose_too_long");
    let nam_du = unit(&world, "nam-du", YEAR).await;
    let early = Period::Year(2000);
    assert_eq!(code(write(&world, nam_du, early, "quy", "x", 0).await), "unit_not_in_period");
}

#[tokio::test]
async fn last_years_text_is_offered_and_a_written_section_is_ready() {
    let world = kien_hai(|_| {}).await;
    let root = unit(&world, "kien-hai", YEAR).await;
    write(&world, root, Period::Year(2019), "kien_nghi", "Của năm trước", 0).await.unwrap();
    let lacks = |views: &[reports::SectionView]| {
        let view = views.iter().find(|view| view.key == "kien_nghi").unwrap();
        (view.last_year_prose.clone(), view.issues.len())
    };
    let before = report(&world, "kien-hai", YEAR).await.sections();
    assert_eq!(lacks(&before), ("Của năm trước".to_owned(), 1));
    write(&world, root, YEAR, "kien_nghi", "Của năm nay", 0).await.unwrap();
    let after = report(&world, "kien-hai", YEAR).await.sections();
    assert_eq!(lacks(&after), ("Của năm trước".to_owned(), 0));
    assert_eq!(after.first().unwrap().key, "mo_dau");
    assert_eq!(after.last().unwrap().key, "noi_nhan");
}

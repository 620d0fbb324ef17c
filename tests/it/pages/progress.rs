//! The overview where units are many, where they have nothing, and for whom they are not meant.

use crate::support::World;

const LEADER: &str = "lanh-dao.kien-hai";

#[tokio::test]
async fn of_many_units_the_worst_stand_first_and_all_are_one_press_away() {
    let world = World::story().await;
    let above = world.unit_of("kien-hai").await;
    for number in 1..=14 {
        world.unit(&format!("Đảo {number}"), "xã", Some(above)).await;
    }
    let mut leader = world.browser_as(LEADER).await;
    let address = format!("/dv/{above}-kien-hai/2020/tien-do");
    let first = leader.get(&address).await;
    assert_eq!(first.status, 200);
    assert_eq!(first.body.matches("aria-label=\"Đảo ").count() % 12, 0, "units of whole rows");
    assert!(first.says("Xem cả 18 đơn vị"), "{}", first.body);
    let rows = |body: &str| body.matches("<tr><th scope=\"row\">").count();
    let all = leader.get(&format!("{address}?don-vi=tat-ca")).await;
    assert_eq!(rows(&all.body), rows(&first.body) + 6);
    assert!(!all.says("Xem cả"));
    // what has said nothing is said to have said nothing
    assert!(all.says("14 đơn vị") || all.says("4/18 đơn vị đã báo"), "{}", all.body);
}

#[tokio::test]
async fn a_unit_without_children_has_its_own_standing_and_no_ranking() {
    let world = World::story().await;
    let unit = world.unit_of("nam-du").await;
    let mut leader = world.browser_as(LEADER).await;
    let page = leader.get(&format!("/dv/{unit}-nam-du/2020/tien-do")).await;
    assert!(page.says("95,12%") && page.says("Dưới mức chung"), "{}", page.body);
    assert!(!page.says("Từng đơn vị") && !page.says("Ai kéo tỷ lệ xuống"));
    let figure = leader.get(&format!("/dv/{unit}-nam-du/2020/tien-do/HD_5T")).await;
    assert!(figure.says("Qua các năm") && !figure.says("Xếp hạng"));
    // what the overview says of it, and of whom it is asked
    assert!(figure.says("Dưới mức chung") && figure.says("còn thiếu 2 trẻ"), "{}", figure.body);
    assert!(figure.says("Mức chung: trên 98%"), "{}", figure.body);
}

#[tokio::test]
async fn nothing_is_compared_with_a_unit_that_one_may_not_see() {
    let world = World::story().await;
    let (nam_du, lai_son) = (world.unit_of("nam-du").await, world.unit_of("lai-son").await);
    let mut officer = world.browser_as("can-bo.nam-du").await;
    let address = format!("/dv/{nam_du}-nam-du/2020/tien-do/so-sanh");
    let page = officer.get(&address).await;
    assert!(page.status == 200 && !page.says("Lại Sơn"), "{}", page.body);
    for other in [lai_son.to_string(), "khong-co".to_owned(), "-1".to_owned()] {
        let page = officer.get(&format!("{address}?voi={other}")).await;
        assert_eq!(page.status, 404, "{other}");
        assert!(!page.says("99,28%"));
    }
}

#[tokio::test]
async fn the_files_are_a_paper_and_a_workbook() {
    let world = World::story().await;
    let unit = world.unit_of("kien-hai").await;
    let mut leader = world.browser_as(LEADER).await;
    for (page, head, kind) in
        [("tai-pdf", "%PDF-", "application/pdf"), ("tai-excel", "PK", "spreadsheetml")]
    {
        let file = leader.get(&format!("/dv/{unit}-kien-hai/2020/tien-do/{page}")).await;
        assert!(file.header("content-type").contains(kind), "{page}");
        assert!(file.bytes.starts_with(head.as_bytes()), "{page}");
    }
}

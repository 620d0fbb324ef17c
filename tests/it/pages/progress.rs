//! The overview where units are many, where they have nothing, and for whom they are not meant.

use khuyenhoc::demo;
use khuyenhoc::workbooks::{Content, Limits, read_now};

use crate::documents::reader::Pdf;
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

#[tokio::test]
async fn a_figure_is_taken_along_with_its_charts_and_tables() {
    let world = World::story().await;
    let unit = world.unit_of("kien-hai").await;
    let mut leader = world.browser_as(LEADER).await;
    let page = format!("/dv/{unit}-kien-hai/2020/tien-do/HD_5T");
    let seen = leader.get(&page).await;
    let paper = leader.get(&format!("{page}/tai-pdf")).await;
    assert!(paper.header("content-disposition").contains("hd-5t-kien-hai-2020.pdf"));
    let text = Pdf::new(&paper.bytes).text().replace('\n', " ");
    for words in ["98,37%", "(301/306)", "Xếp hạng các đơn vị", "Qua các năm", "95,12%"]
    {
        let there = seen.says(words) || words == "(301/306)";
        assert!(there && text.contains(words), "{words}: {text}");
    }
    // the lines over the years are drawn on paper: their years stand under them and in the table
    assert!(text.contains("mức phấn đấu của từng năm"), "{text}");
    let book = leader.get(&format!("{page}/tai-excel")).await;
    let book = read_now(&book.bytes, &Limits::USUAL).unwrap();
    let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let expected =
        ["Xếp hạng các đơn vị", "Qua các năm", "Từng đơn vị qua các năm", "Số liệu gốc và nguồn"];
    assert_eq!(names, expected);
    let ranking = &book.sheets[0];
    let is_rate =
        |content: &Content| matches!(content, Content::Percent(n) if n.starts_with("95.12"));
    assert!(ranking.cells.values().any(is_rate), "{:?}", ranking.cells);
    let fund = leader.get(&page.replace("HD_5T", "QUY_VD/tai-excel")).await;
    let fund = read_now(&fund.bytes, &Limits::USUAL).unwrap();
    assert!(fund.sheet("Các khoản theo đơn vị").is_some());
}

#[tokio::test]
async fn a_comparison_is_taken_along_as_it_was_asked_for() {
    let world = World::story().await;
    let unit = world.unit_of("nam-du").await;
    let other = world.unit_of("lai-son").await;
    let mut leader = world.browser_as(LEADER).await;
    let page = format!("/dv/{unit}-nam-du/2020/tien-do/so-sanh");
    let seen = leader.get(&format!("{page}?voi={other}")).await;
    let link = format!("{page}/tai-pdf?voi={other}");
    assert!(seen.says(&link), "{}", seen.body);
    let paper = leader.get(&link).await;
    let text = Pdf::new(&paper.bytes).text().replace('\n', " ");
    for words in ["Nam Du tốt hơn Lại Sơn", "95,12%", "99,28%", "thấp hơn 4,16 điểm %"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    let book = leader.get(&format!("{page}/tai-excel?nam=2019")).await;
    let book = read_now(&book.bytes, &Limits::USUAL).unwrap();
    let cells = &book.sheets[0].cells;
    let said: Vec<String> = cells.values().map(Content::text).collect();
    assert!(said.iter().any(|text| text == "Năm 2019"), "{said:?}");
    // nothing is known of that year: there is nothing to take along
    assert!(!leader.get(&format!("{page}?nam=2004")).await.says("tai-pdf?"));
    assert_eq!(leader.get(&format!("{page}/tai-pdf?nam=2004")).await.status, 404);
    let mut officer = world.browser_as("can-bo.nam-du").await;
    assert_eq!(officer.get(&link).await.status, 404, "whom one may not see");
}

#[tokio::test]
async fn what_is_taken_along_in_todays_boundaries_says_so() {
    let world = World::story().await;
    demo::tell_2025(world.db(), &|_, _, _| {}).await.unwrap();
    let unit = world.unit_of("dac-khu-kien-hai").await;
    let mut leader = world.browser_as(LEADER).await;
    let board = format!("/dv/{unit}-kien-hai/2020/tien-do");
    for page in ["", "/HD_5T", "/so-sanh"] {
        let seen = leader.get(&format!("{board}{page}?dia-gioi=nay")).await;
        let links: Vec<&str> = seen.body.split('"').filter(|at| at.contains("/tai-pdf")).collect();
        assert_eq!(links.len(), 1, "{page}: {}", seen.body);
        let link = links[0].replace("&#38;", "&").replace("&amp;", "&");
        let paper = leader.get(&link).await;
        let name = paper.header("content-disposition");
        assert!(name.ends_with("-dia-gioi-nay.pdf\""), "{link}: {name} {}", paper.body);
        let text = Pdf::new(&paper.bytes).text().replace('\n', " ");
        assert!(text.contains("cộng theo địa giới hiện nay"), "{link}: {text}");
    }
}

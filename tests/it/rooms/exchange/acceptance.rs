//! The worked example of Kiên Hải 2020: what its figures must come to.

use entities::values::{Origin, Period};
use khuyenhoc::exchange::{Scope, Target};
use khuyenhoc::progress::{Line, fraction, in_words, printed};
use khuyenhoc::targets::{Gap, Verdict};

use super::story;
use crate::support::{World, child};

const YEAR: Period = Period::Year(2020);

async fn of_kien_hai(world: &World, indicator: &str) -> Line {
    world.line("kien-hai", YEAR, indicator).await
}

fn verdict(line: &Line) -> Option<Verdict> {
    line.root.judged.as_ref().map(|judged| judged.verdict)
}

/// The same target for each commune, beside that of the whole.
async fn for_each_commune(world: &World, indicator: &str) {
    let mut file = story();
    let of_the_whole = file
        .targets
        .iter()
        .find(|target| target.indicator.as_str() == indicator && target.period == YEAR);
    let each = Target { scope: Scope::Each("xã".to_owned()), ..of_the_whole.unwrap().clone() };
    file.targets = vec![each];
    assert_eq!(world.import(&file).await.unwrap().targets, 1);
}

#[tokio::test]
async fn the_sentences_of_the_review_find_their_figures() {
    let world = World::story().await;
    for (indicator, shown, parts, words) in [
        ("HV_MOI", "87", "", "87"),
        ("HV_CK", "2.101", "", "2.101"),
        ("HV_DS", "11,94%", "2.101/17.596", "11,94%"),
        ("QUY_VD", "841.150.000", "", "hơn 841 triệu đồng"),
        ("TO_KH", "100%", "116/116", "100%"),
    ] {
        let line = of_kien_hai(&world, indicator).await;
        let figure = &line.root.figure;
        assert_eq!(printed(figure, &line.indicator), shown, "{indicator}");
        assert_eq!(fraction(figure), parts, "{indicator}");
        assert_eq!(in_words(figure, &line.indicator), words, "{indicator}");
        assert!(!figure.published && figure.is_complete(), "{indicator}");
    }
}

#[tokio::test]
async fn nam_du_rounds_to_92_but_is_not_above_it() {
    let world = World::story().await;
    for_each_commune(&world, "GD_DAT").await;
    let line = of_kien_hai(&world, "GD_DAT").await;
    assert_eq!(verdict(&line), Some(Verdict::Met));
    let nam_du = child(&line, world.unit_of("nam-du").await);
    assert_eq!(fraction(&nam_du.figure), "331/360");
    assert_eq!(printed(&nam_du.figure, &line.indicator), "91,94%");
    let judged = nam_du.judged.as_ref().unwrap();
    assert_eq!((judged.verdict, judged.gap), (Verdict::NotMet, Gap::Short(1)));
}

#[tokio::test]
async fn the_district_passes_five_year_olds_and_nam_du_alone_fails() {
    let world = World::story().await;
    for_each_commune(&world, "HD_5T").await;
    let line = of_kien_hai(&world, "HD_5T").await;
    assert_eq!(verdict(&line), Some(Verdict::Met));
    assert_eq!(fraction(&line.root.figure), "301/306");
    let nam_du = world.unit_of("nam-du").await;
    for commune in &line.children {
        let judged = commune.judged.as_ref().unwrap();
        let expected = if commune.figure.unit == nam_du {
            (Verdict::NotMet, Gap::Short(2))
        } else {
            (Verdict::Met, Gap::None)
        };
        assert_eq!((judged.verdict, judged.gap), expected, "{}", commune.figure.unit);
    }
}

#[tokio::test]
async fn a_target_of_the_whole_gives_a_commune_its_gap_but_no_verdict() {
    let world = World::story().await;
    let line = of_kien_hai(&world, "HD_5T").await;
    let nam_du = child(&line, world.unit_of("nam-du").await);
    assert!(nam_du.judged.is_none());
    assert_eq!(nam_du.gap_to_whole, Gap::Short(2));
}

#[tokio::test]
async fn the_rate_of_the_district_is_never_the_mean_of_its_communes() {
    let world = World::story().await;
    for (indicator, right, mean) in [("HV_DS", "11,94%", "12,16%"), ("HD_5T", "98,37%", "97,79%")] {
        let line = of_kien_hai(&world, indicator).await;
        assert_eq!(printed(&line.root.figure, &line.indicator), right);
        assert_ne!(printed(&line.root.figure, &line.indicator), mean);
    }
}

#[tokio::test]
async fn one_group_less_breaks_a_target_to_maintain_all() {
    let world = World::story().await;
    assert_eq!(verdict(&of_kien_hai(&world, "TO_KH").await), Some(Verdict::Met));
    world.enter("nam-du", YEAR, &[("TO_NDTQ_KH", "16")]).await;
    let line = of_kien_hai(&world, "TO_KH").await;
    assert_eq!(fraction(&line.root.figure), "115/116");
    assert_eq!(printed(&line.root.figure, &line.indicator), "99,14%");
    assert_eq!(verdict(&line), Some(Verdict::NotMet));
}

#[tokio::test]
async fn the_published_population_can_be_made_to_count_and_both_sources_show() {
    let world = World::story().await;
    world.choose("kien-hai", YEAR, "DAN_SO", Origin::Control).await;
    let line = of_kien_hai(&world, "HV_DS").await;
    let figure = &line.root.figure;
    assert_eq!(printed(figure, &line.indicator), "11,91%");
    assert_eq!(fraction(figure), "2.101/17.644");
    assert!(figure.published);
    let (measure, published) = &figure.controls[0];
    assert_eq!(measure.as_str(), "DAN_SO");
    assert!(published.source.contains("công bố"), "{}", published.source);
    let hon_tre = child(&line, world.unit_of("hon-tre").await);
    assert_eq!(fraction(&hon_tre.figure), "612/4.120", "the parts stay what they were");
}

#[tokio::test]
async fn money_moved_inside_the_association_leaves_the_total_alone() {
    let world = World::story().await;
    world.enter("kien-hai", YEAR, &[("QUY_CHI_NOI_BO", "80.000.000")]).await;
    world.enter("lai-son", YEAR, &[("QUY_THU_NOI_BO", "60.000.000")]).await;
    let line = of_kien_hai(&world, "QUY_VD").await;
    assert_eq!(printed(&line.root.figure, &line.indicator), "841.150.000");
    let lai_son = child(&line, world.unit_of("lai-son").await);
    assert_eq!(printed(&lai_son.figure, &line.indicator), "214.200.000");
}

#[tokio::test]
async fn every_target_of_2020_of_the_whole_is_met() {
    let world = World::story().await;
    let gathered = world.gathered("kien-hai", YEAR).await;
    let board = khuyenhoc::progress::board(&gathered, gathered.root());
    assert_eq!(board.lines.len(), 12);
    let judged = board.lines.iter().filter_map(|line| Some((line, verdict(line)?)));
    let not_met: Vec<_> = judged
        .filter(|(_, verdict)| *verdict != Verdict::Met)
        .map(|(line, verdict)| (line.indicator.code.to_string(), verdict))
        .collect();
    assert_eq!(not_met, []);
}

//! The story of Kiên Hải adds up to the review of 2020.

use entities::values::Period;
use khuyenhoc::exchange::Totals;

use super::books::Books;

const STORY: &str = include_str!("../../../src/demo/kien-hai.json");
const YEAR: Period = Period::Year(2020);

#[test]
fn the_totals_of_2020_are_those_of_the_review() {
    let books = Books::open(STORY);
    for (measure, total) in [
        ("DAN_SO", 17_596),
        ("HO", 4_755),
        ("AP", 13),
        ("DIEN_TICH", 2_785),
        ("TO_NDTQ", 116),
        ("TO_NDTQ_KH", 116),
        ("HV_DAU", 2_014),
        ("HV_KET_NAP", 87),
        ("HV_CUOI", 2_101),
        ("QUY_VD_TIEN", 612_450_000),
        ("QUY_VD_HV", 228_700_000),
        ("GD_DANG_KY", 2_602),
        ("GD_DAT_CN", 2_419),
        ("TRE5_DEN_TRUONG", 301),
        ("TRE5_TONG", 306),
        ("TRE614_DEN_TRUONG", 2_646),
        ("TRE614_TONG", 2_704),
        ("TRE6_VAO_L1", 302),
        ("TRE6_TONG", 302),
        ("L5_HT", 291),
        ("L5_TONG", 293),
        ("L9_TN", 228),
        ("L9_TONG", 232),
        ("DH_DANG_KY", 6),
        ("DH_DAT_CN", 5),
        ("CDHT_THI_DIEM", 2),
        ("VAT_TAP_SL", 12_000),
        ("VAT_TAP_TIEN", 96_000_000),
        ("VAT_VIET_SL", 6_000),
        ("VAT_VIET_TIEN", 24_000_000),
        ("VAT_QUAN_AO_SL", 180),
        ("VAT_QUAN_AO_TIEN", 28_800_000),
        ("VAT_XE_DAP_SL", 32),
        ("VAT_XE_DAP_TIEN", 59_200_000),
        ("VAT_THE_BH_SL", 207),
        ("VAT_THE_BH_TIEN", 20_700_000),
    ] {
        assert_eq!(books.total(YEAR, measure), total, "{measure}");
    }
}

#[test]
fn each_commune_has_the_figures_of_the_worked_example() {
    let books = Books::open(STORY);
    for (measure, cells) in [
        ("DAN_SO", [4_120, 7_836, 3_012, 2_628]),
        ("HV_CUOI", [612, 835, 361, 293]),
        ("QUY_VD_TIEN", [118_300_000, 152_900_000, 54_100_000, 40_700_000]),
        ("QUY_VD_HV", [34_000_000, 61_300_000, 32_300_000, 28_900_000]),
        ("GD_DANG_KY", [690, 1_180, 372, 360]),
        ("GD_DAT_CN", [652, 1_098, 338, 331]),
        ("TRE5_DEN_TRUONG", [71, 138, 53, 39]),
        ("TRE5_TONG", [72, 139, 54, 41]),
        ("TRE614_DEN_TRUONG", [604, 1_196, 448, 398]),
        ("TRE614_TONG", [612, 1_225, 461, 406]),
        ("L5_HT", [68, 131, 49, 43]),
        ("L5_TONG", [68, 132, 50, 43]),
        ("L9_TN", [57, 103, 37, 31]),
        ("L9_TONG", [57, 105, 38, 32]),
        ("DH_DANG_KY", [2, 2, 1, 1]),
        ("DH_DAT_CN", [2, 2, 1, 0]),
    ] {
        let communes = ["hon-tre", "lai-son", "an-son", "nam-du"];
        let found = communes.map(|unit| books.cell(unit, YEAR, measure).unwrap_or_default());
        assert_eq!(found, cells, "{measure}");
    }
    assert_eq!(books.cell("kien-hai", YEAR, "QUY_VD_TIEN"), Some(246_450_000));
    assert_eq!(books.cell("kien-hai", YEAR, "QUY_VD_HV"), Some(72_200_000));
}

#[test]
fn every_relation_holds_and_every_row_is_in_its_place() {
    let books = Books::open(STORY);
    assert_eq!(books.broken(false), Vec::<String>::new());
    assert_eq!(books.misplaced(), Vec::<String>::new());
}

#[test]
fn every_cell_of_three_years_is_filled_and_says_that_it_is_invented() {
    let books = Books::open(STORY);
    for period in [2018, 2019, 2020].map(Period::Year) {
        for (code, measure) in &books.measures {
            for unit in ["kien-hai", "hon-tre", "lai-son", "an-son", "nam-du"] {
                let own = measure.totals == Totals::Own || unit != "kien-hai";
                assert_eq!(books.cell(unit, period, code).is_some(), own, "{unit} {code}");
            }
        }
    }
    assert!(books.file.demo);
    assert!(books.file.values.iter().all(|value| value.source.ends_with("(số liệu mẫu)")));
}

#[test]
fn a_year_opens_with_what_the_year_before_closed_with() {
    let books = Books::open(STORY);
    for (before, after) in [(2018, 2019), (2019, 2020)] {
        for unit in ["kien-hai", "hon-tre", "lai-son", "an-son", "nam-du"] {
            for (closing, opening) in [("HV_CUOI", "HV_DAU"), ("QUY_CUOI", "QUY_DAU")] {
                let closed = books.cell(unit, Period::Year(before), closing);
                let opened = books.cell(unit, Period::Year(after), opening);
                assert_eq!(closed, opened, "{unit} {after} {opening}");
            }
        }
    }
}

#[test]
fn money_moved_inside_the_association_cancels() {
    let books = Books::open(STORY);
    let (came, went) = ("QUY_THU_NOI_BO", "QUY_CHI_NOI_BO");
    assert!(books.total(YEAR, came) > 0);
    assert_eq!(books.total(YEAR, came), books.total(YEAR, went));
}

#[test]
fn the_targets_of_2021_are_worded_as_the_review_words_them() {
    let review = include_str!("review-2020-targets.txt");
    let books = Books::open(STORY);
    let targets = books.file.targets.iter().filter(|row| row.period == Period::Year(2021));
    let mut count = 0;
    for target in targets {
        assert!(review.contains(target.wording.trim_end_matches('.')), "{}", target.wording);
        count += 1;
    }
    assert_eq!(count, 12);
}

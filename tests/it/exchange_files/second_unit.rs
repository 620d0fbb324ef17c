//! The second unit, Hải Bình: a file with everything that Kiên Hải lacks, and nothing of it.

use entities::values::{Period, Precision};
use khuyenhoc::exchange::{Scope, TargetOp};

use super::books::Books;

const TEXT: &str = include_str!("second-unit.json");

#[test]
fn it_breaks_one_relation_that_may_be_broken_and_says_why() {
    let books = Books::open(TEXT);
    assert_eq!(books.broken(true), Vec::<String>::new());
    assert_eq!(books.broken(false), ["rach-say 2022 CAN_DOI_HV: 559 555"]);
    let reasons: Vec<_> = books.file.values.iter().filter(|row| !row.reason.is_empty()).collect();
    assert_eq!(reasons.len(), 1);
    assert_eq!((reasons[0].unit.as_str(), reasons[0].measure.as_str()), ("rach-say", "HV_CUOI"));
}

#[test]
fn every_row_is_in_its_place_and_nothing_is_of_kien_hai() {
    let books = Books::open(TEXT);
    assert_eq!(books.misplaced(), Vec::<String>::new());
    for word in ["Kiên", "kien-", "Hòn Tre", "Lại Sơn", "An Sơn", "Nam Du", "KIÊN"] {
        assert!(!TEXT.contains(word), "{word}");
    }
}

#[test]
fn it_is_a_province_with_two_districts_and_nine_communes() {
    let books = Books::open(TEXT);
    let standing =
        |unit: &str| {
            books.file.units.iter().any(|row| {
                row.key == unit && row.versions.iter().any(|version| version.to.is_none())
            })
        };
    let leaves = books.leaves();
    assert_eq!(leaves.iter().filter(|key| standing(key)).count(), 9);
    assert_eq!(books.file.units.len(), 1 + 2 + 9 + 1);
    assert_eq!(books.file.successions.len(), 1);
    assert!(books.file.demo);
}

#[test]
fn it_has_missing_nothing_and_approximate_values_in_every_period() {
    let books = Books::open(TEXT);
    let values = &books.file.values;
    for period in [Period::Year(2021), Period::HalfYear(2022), Period::Year(2022)] {
        let of_period = || values.iter().filter(move |row| row.period == period);
        assert!(of_period().count() > 800, "{period}");
        assert!(of_period().any(|row| row.nothing), "{period}");
    }
    assert_eq!(values.iter().filter(|row| row.amount.is_none() && !row.nothing).count(), 2);
    for precision in [Precision::Over, Precision::Under, Precision::About] {
        assert!(values.iter().any(|row| row.precision == precision), "{precision:?}");
    }
}

#[test]
fn some_published_figures_have_no_parts_and_some_stand_beside_them() {
    let books = Books::open(TEXT);
    let (mut alone, mut beside) = (0, 0);
    for control in &books.file.controls {
        let reported = books.file.values.iter().any(|row| {
            let same = (row.period, &row.measure) == (control.period, &control.measure);
            same && (control.unit == "hai-binh" || parent_of(&books, &row.unit) == control.unit)
        });
        if reported { beside += 1 } else { alone += 1 }
    }
    assert_eq!((alone, beside), (6, 2));
}

fn parent_of(books: &Books, unit: &str) -> String {
    let row = books.file.units.iter().find(|row| row.key == unit);
    let version = row.and_then(|row| row.versions.last());
    version.and_then(|version| version.parent.clone()).unwrap_or_default()
}

#[test]
fn its_targets_use_every_operator_and_scope() {
    let books = Books::open(TEXT);
    let ops = [TargetOp::Gt, TargetOp::Ge, TargetOp::Eq, TargetOp::Range, TargetOp::Maintain];
    for op in ops {
        assert!(books.file.targets.iter().any(|row| row.op == op), "{op:?}");
    }
    let scopes = |test: fn(&Scope) -> bool| books.file.targets.iter().any(|row| test(&row.scope));
    assert!(scopes(|scope| matches!(scope, Scope::Whole)));
    assert!(scopes(|scope| matches!(scope, Scope::Each(_))));
    assert!(scopes(|scope| matches!(scope, Scope::Named(_))));
}

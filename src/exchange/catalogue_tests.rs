//! The standard catalogue is whole: no code twice, none unknown, every form and every headline
//! figure present.

use std::collections::{BTreeMap, BTreeSet};

use entities::values::SchoolBasis;

use super::super::{File, IndicatorKind, MeasureKind};
use super::*;

fn catalogue() -> File {
    standard().unwrap_or_else(|error| panic!("standard.json: {error}"))
}

#[test]
fn no_code_is_used_twice() {
    let file = catalogue();
    let codes = file.measures.iter().map(|measure| &measure.code);
    let mut seen = BTreeSet::new();
    for code in codes.chain(file.indicators.iter().map(|indicator| &indicator.code)) {
        assert!(seen.insert(code), "{code} stands twice");
    }
    let relations: BTreeSet<_> = file.relations.iter().map(|relation| &relation.code).collect();
    assert_eq!(relations.len(), file.relations.len());
}

#[test]
fn relations_and_indicators_speak_only_of_measures_that_exist_and_share_a_period() {
    let file = catalogue();
    let school_years: BTreeMap<_, _> =
        file.measures.iter().map(|measure| (measure.code.as_str(), measure.basis)).collect();
    for relation in &file.relations {
        let bases: BTreeSet<_> = relation
            .left
            .iter()
            .chain(&relation.right)
            .map(|code| school_years.get(code.as_str()).unwrap_or_else(|| panic!("{code}")))
            .collect();
        assert_eq!(bases.len(), 1, "{} mixes periods", relation.code);
        assert!(relation.says.ends_with('.'), "{}", relation.code);
    }
    for indicator in &file.indicators {
        for term in indicator.numerator.iter().chain(&indicator.denominator) {
            let code = term.trim_start_matches('-');
            let known = school_years.get(code).copied();
            let known = known.or(COUNTED.contains(&code).then_some(SchoolBasis::Report));
            assert_eq!(known, Some(indicator.basis), "{} uses {code}", indicator.code);
        }
    }
}

#[test]
fn a_share_names_its_denominator_and_a_count_has_none() {
    for indicator in catalogue().indicators {
        let divided = !matches!(indicator.kind, IndicatorKind::Count | IndicatorKind::Money);
        assert_eq!(indicator.denominator.is_empty(), !divided, "{}", indicator.code);
        assert_eq!(indicator.base.is_empty(), !divided, "{}", indicator.code);
    }
}

#[test]
fn every_form_and_every_figure_of_the_review_is_there() {
    let file = catalogue();
    let mut columns: BTreeMap<&str, usize> = BTreeMap::new();
    for measure in &file.measures {
        *columns.entry(&measure.form).or_default() += 1;
        let money = measure.kind == MeasureKind::Money;
        assert_eq!(measure.unit == "đồng", money, "{}", measure.code);
    }
    let forms = [("", 2), ("B1", 18), ("B2", 23), ("B3", 17), ("B4", 15), ("B5", 33)];
    let rest = [("B6", 6), ("B7", 29), ("B8", 5)];
    assert_eq!(columns, forms.into_iter().chain(rest).collect());
    let figures: BTreeSet<_> = file.indicators.iter().map(|row| row.code.as_str()).collect();
    for code in [
        "HV_MOI",
        "HV_CK",
        "HV_DS",
        "QUY_VD",
        "HV_VAT",
        "TO_KH",
        "DH_DK",
        "DH_DAT",
        "GD_DK",
        "GD_DAT",
        "CDHT_TD",
        "HD_5T",
        "HD_6_14",
        "L1_6T",
        "HTCTTH",
        "TN_THCS",
        "GD_DAT_TONG",
        "DH_DK_TL",
        "DH_DAT_TL",
        "DH_DAT_TONG",
        "CD_DK_TL",
        "CD_DAT_TL",
        "CD_DAT_TONG",
        "DV_DK_TL",
        "DV_DAT_TL",
        "DV_DAT_TONG",
        "CDHT_DK_TL",
        "CDHT_DAT_TL",
        "CDHT_DAT_TONG",
        "TONG_THU",
        "TONG_CHI",
        "QUY_BQ",
    ] {
        assert!(figures.contains(code), "{code}");
    }
}

#[test]
fn positions_follow_the_order_of_the_file() {
    let file = catalogue();
    assert!(file.measures.is_sorted_by(|a, b| a.position < b.position));
    assert!(file.indicators.is_sorted_by(|a, b| a.position < b.position));
}

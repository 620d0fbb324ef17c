//! The matrix of rights as one text to read and to approve: role × action × relation × state of
//! the grant. A change of the policy changes the snapshot beside this file.

use std::fmt::Write;

use chrono::NaiveDate;
use entities::values::{AccountId, Role, UnitId};
use khuyenhoc::authority::{ActionKind, Actor, Denial, Grant, Person, Place, decide};

const PROVINCE: UnitId = UnitId(1);
const DISTRICT: UnitId = UnitId(2);
const COMMUNE: UnitId = UnitId(3);
const HAMLET: UnitId = UnitId(4);
const OTHER_DISTRICT: UnitId = UnitId(5);
const OTHER_COMMUNE: UnitId = UnitId(6);
const OTHER_PROVINCE: UnitId = UnitId(7);
const OLD_DISTRICT: UnitId = UnitId(8);
const OLD_COMMUNE: UnitId = UnitId(9);
const OLD_PROVINCE: UnitId = UnitId(10);
const NEW_DISTRICT: UnitId = UnitId(11);

/// Relation, lineage, and the lineage of the unit that took over, when the place is no more.
type Where = (&'static str, &'static [UnitId], &'static [UnitId]);

/// Where something happens, seen from the district on which the role is granted.
const PLACES: [Where; 11] = [
    ("own", &[DISTRICT, PROVINCE], &[]),
    ("child", &[COMMUNE, DISTRICT, PROVINCE], &[]),
    ("grandchild", &[HAMLET, COMMUNE, DISTRICT, PROVINCE], &[]),
    ("parent", &[PROVINCE], &[]),
    ("sibling", &[OTHER_DISTRICT, PROVINCE], &[]),
    ("nephew", &[OTHER_COMMUNE, OTHER_DISTRICT, PROVINCE], &[]),
    ("none", &[OTHER_PROVINCE], &[]),
    ("before it", &[OLD_DISTRICT, OLD_PROVINCE], &[DISTRICT, PROVINCE]),
    ("before child", &[OLD_COMMUNE, OLD_DISTRICT, OLD_PROVINCE], &[COMMUNE, DISTRICT, PROVINCE]),
    ("after it", &[NEW_DISTRICT, OTHER_PROVINCE], &[]),
    ("SITE", &[UnitId::SITE], &[]),
];

/// What an administrator may do: it shows no figure and no person of a register.
const OF_NO_REGISTER: [ActionKind; 4] = [
    ActionKind::Administer,
    ActionKind::DefineCatalogue,
    ActionKind::ViewTargets,
    ActionKind::AdoptTargets,
];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn place((_, lineage, heir): Where) -> Place {
    let mut place = Place::within(lineage[0], lineage.to_vec());
    place.heirs.extend((!heir.is_empty()).then(|| heir.to_vec()));
    place
}

/// Somebody with one role for the year 2020; an administrator's is of the site.
fn person(role: Role) -> Actor {
    let unit = if role == Role::Admin { UnitId::SITE } else { DISTRICT };
    person_on(role, unit)
}

fn person_on(role: Role, unit: UnitId) -> Actor {
    let grant = Grant { role, unit, from: day("2020-01-01"), to: day("2021-01-01") };
    let account = AccountId("01927f6e-0000-7000-8000-000000000001".parse().unwrap());
    Actor::Person(Person { account, name: "Lê Văn Mẫu".to_owned(), grants: vec![grant] })
}

fn answer(actor: &Actor, action: ActionKind, at: Where, on: NaiveDate) -> &'static str {
    match decide(actor, action, &place(at), on) {
        Ok(_) => "yes",
        Err(Denial::Invisible) => "404",
        Err(Denial::Forbidden) => "403",
        Err(Denial::SignInFirst) => "sign in",
    }
}

/// One line for each action.
fn lines(table: &mut String, who: &str, actor: &Actor, on: NaiveDate) {
    for action in ActionKind::ALL {
        write!(table, "{who:<11}{:<16}", format!("{action:?}")).unwrap();
        for at in PLACES {
            write!(table, "{:<14}", answer(actor, *action, at, on)).unwrap();
        }
        table.truncate(table.trim_end().len());
        table.push('\n');
    }
}

fn head(table: &mut String, title: &str) {
    write!(table, "\n{title}\n{:<27}", "").unwrap();
    for (relation, ..) in PLACES {
        write!(table, "{relation:<14}").unwrap();
    }
    table.truncate(table.trim_end().len());
    table.push('\n');
}

#[test]
fn the_matrix_is_the_one_that_was_approved() {
    let mut table =
        String::from("A role granted on a district, from 2020-01-01 until 2021-01-01\n");
    for (state, on) in [
        ("not yet: 2019-12-31", "2019-12-31"),
        ("in force, its first day: 2020-01-01", "2020-01-01"),
        ("in force, its last day: 2020-12-31", "2020-12-31"),
        ("ended: 2021-01-01", "2021-01-01"),
    ] {
        head(&mut table, state);
        for role in Role::ALL {
            lines(&mut table, &format!("{role:?}"), &person(*role), day(on));
        }
    }
    head(&mut table, "without any role");
    lines(&mut table, "nobody", &Actor::Anonymous, day("2020-06-01"));
    lines(&mut table, "operator", &Actor::Operator, day("2020-06-01"));
    insta::assert_snapshot!(table);
}

#[test]
fn a_grant_that_is_not_in_force_gives_nothing_at_all() {
    for role in Role::ALL {
        for (action, at) in
            ActionKind::ALL.iter().flat_map(|action| PLACES.map(|place| (action, place)))
        {
            for on in ["2019-12-31", "2021-01-01"] {
                let found = answer(&person(*role), *action, at, day(on));
                assert!(found.starts_with('4'), "{role:?} {action:?} {at:?} {on}: {found}");
            }
        }
    }
}

#[test]
fn an_administrator_reads_no_register_wherever_the_role_is_said_to_be() {
    for unit in [UnitId::SITE, DISTRICT] {
        let actor = person_on(Role::Admin, unit);
        for action in ActionKind::ALL.iter().filter(|action| !OF_NO_REGISTER.contains(action)) {
            for at in PLACES {
                let found = answer(&actor, *action, at, day("2020-06-01"));
                assert_ne!(found, "yes", "{action:?} {at:?}");
            }
        }
    }
}

#[test]
fn an_officer_acts_on_the_unit_of_the_grant_alone() {
    for unit in [PROVINCE, DISTRICT, COMMUNE] {
        let actor = person_on(Role::Officer, unit);
        for (action, at) in
            ActionKind::ALL.iter().flat_map(|action| PLACES.map(|place| (action, place)))
        {
            let may = answer(&actor, *action, at, day("2020-06-01")) == "yes";
            let reads_before = action.reaches_predecessors() && at.2.first() == Some(&unit);
            assert!(!may || at.1[0] == unit || reads_before, "{action:?} at {at:?} with {unit:?}");
        }
    }
}

#[test]
fn what_came_before_is_read_and_never_written_and_what_came_after_is_not_seen() {
    let reads = |action: ActionKind| format!("{action:?}").starts_with("View");
    let (before, after) = (PLACES[7], PLACES[9]);
    for (role, action) in
        Role::ALL.iter().flat_map(|role| ActionKind::ALL.iter().map(move |action| (role, action)))
    {
        let found = answer(&person(*role), *action, before, day("2020-06-01"));
        let reaches_all = [ActionKind::AdoptTargets].contains(action) && *role == Role::Admin;
        assert!(found != "yes" || reads(*action) || reaches_all, "{role:?} {action:?}");
        if *role != Role::Admin {
            let found = answer(&person(*role), *action, after, day("2020-06-01"));
            assert_eq!(found, "404", "{role:?} {action:?}");
        }
    }
    let leader = person(Role::Leader);
    assert_eq!(answer(&leader, ActionKind::ViewReport, before, day("2020-06-01")), "yes");
    assert_eq!(
        answer(&person(Role::Staff), ActionKind::WriteReport, before, day("2020-06-01")),
        "403"
    );
}

//! Codes of a telephone, printed codes, half a session, of whom a second factor is asked.

use chrono::Duration;
use entities::values::{Role, UnitId};
use khuyenhoc::identity::{self, HalfSession, NewSession, Proven, SecondFactor, SignIn};
use khuyenhoc::platform::clock::Clock;
use khuyenhoc::platform::db::{Db, Mode, Target};
use khuyenhoc::platform::outcome::Outcome;
use khuyenhoc::platform::site;

use super::{codes, lives, session_of, sign_in};
use crate::support::World;
use crate::support::codes::{client, code};
use crate::support::people::{PASSWORD, operator};

/// Half a session, by the right password.
async fn half(world: &World, login: &str) -> (HalfSession, NewSession) {
    let SignIn::OwesCode(new) = sign_in(world, login, PASSWORD).await.unwrap() else {
        panic!("no code is asked of {login}");
    };
    let half = identity::half_session(&world.reader(), &new.token).await.unwrap();
    (half.unwrap(), new)
}

async fn give(world: &World, half: &HalfSession, typed: &str) -> Outcome<Proven<NewSession>> {
    world.does(async |work| identity::give_code(&work, half, typed, &client()).await).await
}

#[tokio::test]
async fn a_password_alone_opens_nothing_where_a_telephone_is_set_up() {
    let world = World::new().await;
    let hoa = world.person("hoa", "Nguyễn Thị Hoa").await;
    let telephone = world.telephone(hoa).await;
    let (half, token) = half(&world, "hoa").await;
    assert!(!lives(&world, &token).await, "half a session is none");
    let typed = world.code(&telephone);
    let Proven::Right(whole) = give(&world, &half, &typed).await.unwrap() else {
        panic!("the right code is refused");
    };
    assert!(lives(&world, &whole).await);
    assert_ne!(whole.token, token.token, "a token of its own");
    let again = identity::half_session(&world.reader(), &token.token).await.unwrap();
    assert_eq!(again, None, "the half session is over");
}

#[tokio::test]
async fn no_code_is_taken_twice() {
    let world = World::new().await;
    let hoa = world.person("hoa", "Nguyễn Thị Hoa").await;
    let telephone = world.telephone(hoa).await;
    let typed = world.code(&telephone);
    let (first, _) = half(&world, "hoa").await;
    assert!(matches!(give(&world, &first, &typed).await, Ok(Proven::Right(_))));
    let (second, _) = half(&world, "hoa").await;
    assert_eq!(give(&world, &second, &typed).await.unwrap(), Proven::Wrong, "replayed");
    let earlier = code(&telephone.secret, world.clock().now() - Duration::seconds(30));
    assert_eq!(give(&world, &second, &earlier).await.unwrap(), Proven::Wrong, "older");
    world.clock().advance(Duration::seconds(30));
    let next = world.code(&telephone);
    assert!(matches!(give(&world, &second, &next).await, Ok(Proven::Right(_))));
}

#[tokio::test]
async fn each_printed_code_opens_once_and_new_ones_take_the_place_of_all() {
    let world = World::new().await;
    let hoa = world.person("hoa", "Nguyễn Thị Hoa").await;
    let telephone = world.telephone(hoa).await;
    assert_eq!(telephone.printed.len(), identity::PRINTED_CODES);
    let first = telephone.printed[0].to_lowercase().replace('-', " ");
    let (one, _) = half(&world, "hoa").await;
    let Proven::Right(whole) = give(&world, &one, &first).await.unwrap() else {
        panic!("a printed code is refused");
    };
    let (two, _) = half(&world, "hoa").await;
    assert_eq!(give(&world, &two, &first).await.unwrap(), Proven::Wrong);
    let found = identity::second_factor(&world.reader(), hoa).await.unwrap();
    assert!(matches!(found, SecondFactor::Confirmed { codes_left: 9, .. }), "{found:?}");

    let session = identity::session(&world.reader(), &whole.token).await.unwrap().unwrap();
    let typed = world.code(&telephone);
    let renew =
        async |work| identity::renew_recovery_codes(&work, &session, &typed, &client()).await;
    let Proven::Right(fresh) = world.does(renew).await.unwrap() else { panic!("not renewed") };
    assert_eq!(give(&world, &two, &telephone.printed[1]).await.unwrap(), Proven::Wrong);
    assert!(matches!(give(&world, &two, &fresh[1]).await, Ok(Proven::Right(_))));
}

#[tokio::test]
async fn who_guesses_codes_is_made_to_wait_and_a_right_password_does_not_help_him() {
    let world = World::new().await;
    let hoa = world.person("hoa", "Nguyễn Thị Hoa").await;
    let telephone = world.telephone(hoa).await;
    for _ in 0..5 {
        let (half, _) = half(&world, "hoa").await;
        assert_eq!(give(&world, &half, "000000").await.unwrap(), Proven::Wrong);
    }
    let (now, _) = half(&world, "hoa").await;
    assert_eq!(codes(give(&world, &now, &world.code(&telephone)).await), ["code_throttled"]);
    for _ in 0..15 {
        world.clock().advance(Duration::minutes(15));
        let (half, _) = half(&world, "hoa").await;
        give(&world, &half, "000000").await.unwrap();
    }
    world.clock().advance(Duration::minutes(15));
    let (late, _) = half(&world, "hoa").await;
    let refused = give(&world, &late, &world.code(&telephone)).await;
    assert_eq!(codes(refused), ["code_throttled"], "twenty a day");
    world.clock().advance(Duration::days(1));
    let (free, _) = half(&world, "hoa").await;
    assert!(matches!(give(&world, &free, &world.code(&telephone)).await, Ok(Proven::Right(_))));
}

#[tokio::test]
async fn a_code_is_awaited_ten_minutes() {
    let world = World::new().await;
    let hoa = world.person("hoa", "Nguyễn Thị Hoa").await;
    world.telephone(hoa).await;
    let (_, token) = half(&world, "hoa").await;
    world.clock().advance(Duration::minutes(10));
    assert_eq!(identity::half_session(&world.reader(), &token.token).await.unwrap(), None);
}

#[tokio::test]
async fn a_second_factor_is_asked_of_who_administers_and_of_who_sees_several_units() {
    let world = World::new().await;
    world.requires_second_factor().await;
    let kien_hai = world.unit("Kiên Hải", "huyện", None).await;
    let lai_son = world.unit("Lại Sơn", "xã", Some(kien_hai)).await;
    let cases = [
        (Role::Admin, UnitId::SITE, true),
        (Role::Leader, kien_hai, true),
        (Role::Staff, kien_hai, true),
        (Role::Auditor, kien_hai, true),
        (Role::Officer, kien_hai, true),
        (Role::Treasurer, kien_hai, true),
        (Role::Leader, lai_son, false),
        (Role::Officer, lai_son, false),
    ];
    for (number, (role, unit, asked)) in cases.into_iter().enumerate() {
        let login = format!("nguoi-{number}");
        let account = world.person(&login, "Người Mẫu").await;
        world.grant(account, role, unit).await;
        let session = world.signed_in(&login).await;
        assert_eq!(session.owes_set_up, asked, "{role:?} on {unit}");
    }
    let rule = async |work| identity::rule_second_factor(&work, &operator(), false).await;
    world.does(rule).await.unwrap();
    let session = world.signed_in("nguoi-1").await;
    assert!(!session.owes_set_up, "nobody is asked where it is switched off");
}

#[tokio::test]
async fn roles_on_two_communes_are_counted_together() {
    let world = World::new().await;
    world.requires_second_factor().await;
    let lai_son = world.unit("Lại Sơn", "xã", None).await;
    let nam_du = world.unit("Nam Du", "xã", None).await;
    let hoa = world.person("hoa", "Nguyễn Thị Hoa").await;
    world.grant(hoa, Role::Officer, lai_son).await;
    world.grant(hoa, Role::Treasurer, lai_son).await;
    assert!(!world.signed_in("hoa").await.owes_set_up, "two roles on one commune");
    world.grant_in(hoa, Role::Officer, nam_du, ["2021-01-20", "2022-01-01"]).await;
    assert!(!world.signed_in("hoa").await.owes_set_up, "not yet");
    world.clock().advance(Duration::days(5));
    assert!(world.signed_in("hoa").await.owes_set_up);
}

#[tokio::test]
async fn a_code_is_taken_only_while_its_half_session_lives() {
    let world = World::new().await;
    let hoa = world.person("hoa", "Nguyễn Thị Hoa").await;
    let telephone = world.telephone(hoa).await;
    let (late, _) = half(&world, "hoa").await;
    world.clock().advance(Duration::minutes(10));
    assert_eq!(codes(give(&world, &late, &world.code(&telephone)).await), ["sign_in_over"]);
    let (ended, _) = half(&world, "hoa").await;
    let end = async |work| identity::end_sessions(&work, &operator(), hoa).await;
    world.does(end).await.unwrap();
    assert_eq!(codes(give(&world, &ended, &world.code(&telephone)).await), ["sign_in_over"]);
    let (one, _) = half(&world, "hoa").await;
    let (other, _) = half(&world, "hoa").await;
    let typed = world.code(&telephone);
    assert!(matches!(give(&world, &one, &typed).await, Ok(Proven::Right(_))));
    let printed = &telephone.printed[0];
    assert_eq!(codes(give(&world, &other, printed).await), ["sign_in_over"]);
}

#[tokio::test]
async fn a_role_that_ended_asks_for_nothing() {
    let world = World::new().await;
    world.requires_second_factor().await;
    let kien_hai = world.unit("Kiên Hải", "huyện", None).await;
    world.unit("Lại Sơn", "xã", Some(kien_hai)).await;
    let hoa = world.person("hoa", "Nguyễn Thị Hoa").await;
    world.grant_in(hoa, Role::Leader, kien_hai, ["2019-01-01", "2021-01-15"]).await;
    assert!(!world.signed_in("hoa").await.owes_set_up);
}

#[tokio::test]
async fn a_new_site_requires_it_and_the_story_does_not() {
    let world = World::on_file().await;
    let file = Target::File(world.path("moi.db"));
    let db = Db::open(&file, Mode::Write, Clock::real()).await.unwrap();
    assert!(site::requires_second_factor(&db.reader()).await.unwrap());
    db.close().await.unwrap();
    let story = World::story().await;
    assert!(!site::requires_second_factor(&story.reader()).await.unwrap());
}

#[tokio::test]
async fn setting_it_up_ends_what_a_password_alone_had_opened() {
    let world = World::new().await;
    let hoa = world.person("hoa", "Nguyễn Thị Hoa").await;
    let before = session_of(&world, "hoa").await;
    let telephone = world.telephone(hoa).await;
    assert!(!lives(&world, &before).await);
    assert!(lives(&world, &telephone.session).await);
}

#[tokio::test]
async fn a_lost_telephone_is_taken_away_by_an_administrator_and_ends_every_session() {
    let world = World::new().await;
    let hoa = world.person("hoa", "Nguyễn Thị Hoa").await;
    let reset = async |work| identity::reset_second_factor(&work, &operator(), hoa).await;
    assert_eq!(codes(world.does(reset).await), ["second_factor_none"]);
    let telephone = world.telephone(hoa).await;
    world.does(reset).await.unwrap();
    assert!(!lives(&world, &telephone.session).await);
    assert!(matches!(sign_in(&world, "hoa", PASSWORD).await, Ok(SignIn::In(_))));
    assert_eq!(identity::second_factor(&world.reader(), hoa).await.unwrap(), SecondFactor::None);
}

#[tokio::test]
async fn one_changes_one_s_telephone_with_a_code_of_the_old_one() {
    let world = World::new().await;
    let hoa = world.person("hoa", "Nguyễn Thị Hoa").await;
    let telephone = world.telephone(hoa).await;
    let token = &telephone.session.token;
    let session = identity::session(&world.reader(), token).await.unwrap().unwrap();
    let start = async |work| identity::start_second_factor(&work, &session).await;
    assert_eq!(codes(world.does(start).await), ["second_factor_stands"]);
    let remove = async |typed: &str| {
        world
            .does(async |work| {
                identity::drop_second_factor(&work, &session, typed, &client()).await
            })
            .await
    };
    assert_eq!(remove("123").await.unwrap(), Proven::Wrong);
    let typed = world.code(&telephone);
    let Proven::Right(next) = remove(&typed).await.unwrap() else { panic!("not taken away") };
    assert!(lives(&world, &next).await && !lives(&world, &telephone.session).await);
}

#[tokio::test]
async fn printed_codes_are_kept_as_hashes_and_belong_to_one_account() {
    let world = World::new().await;
    let hoa = world.person("hoa", "Nguyễn Thị Hoa").await;
    let binh = world.person("binh", "Trần Văn Bình").await;
    let hoas = world.telephone(hoa).await;
    world.telephone(binh).await;
    let reader = world.reader();
    assert!(identity::are_recovery_codes(&reader, hoa, &hoas.printed).await.unwrap());
    assert!(!identity::are_recovery_codes(&reader, binh, &hoas.printed).await.unwrap());
    let (half, _) = half(&world, "binh").await;
    assert_eq!(give(&world, &half, &hoas.printed[0]).await.unwrap(), Proven::Wrong);
}

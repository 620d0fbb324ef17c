//! Accounts, links, sessions, throttle, grants.

mod forgotten;
mod second_factor;

use chrono::{Duration, NaiveDate};
use entities::values::{AccountId, OPEN_END, Role, UnitId};
use khuyenhoc::audit;
use khuyenhoc::authority::{Actor, Administer, Permit, Place, decide};
use khuyenhoc::identity::{self, Attempt, Client, NewAccount, NewGrant, NewSession, SignIn};
use khuyenhoc::platform::db::Source;
use khuyenhoc::platform::outcome::{Failure, Outcome};
use khuyenhoc::platform::site;

use crate::support::World;
use crate::support::people::{PASSWORD, operator};

fn codes<T: std::fmt::Debug>(outcome: Outcome<T>) -> Vec<String> {
    match outcome {
        Err(Failure::Refused(refusals)) => refusals.into_iter().map(|r| r.code).collect(),
        other => panic!("not refused: {other:?}"),
    }
}

fn client(address: &str) -> Client {
    Client { address: address.to_owned(), browser: "Chrome trên Android".to_owned() }
}

async fn sign_in_from(
    world: &World,
    login: &str,
    password: &str,
    address: &str,
) -> Outcome<SignIn> {
    let attempt =
        Attempt { login: login.to_owned(), password: password.to_owned(), client: client(address) };
    let proof = identity::prove(&world.reader(), &attempt).await?;
    world.does(async |work| identity::sign_in(&work, proof).await).await
}

async fn sign_in(world: &World, login: &str, password: &str) -> Outcome<SignIn> {
    sign_in_from(world, login, password, "192.0.2.1").await
}

async fn session_of(world: &World, login: &str) -> NewSession {
    match sign_in(world, login, PASSWORD).await.unwrap() {
        SignIn::In(session) => session,
        other => panic!("{login} cannot sign in: {other:?}"),
    }
}

async fn lives(world: &World, session: &NewSession) -> bool {
    identity::session(&world.reader(), &session.token).await.unwrap().is_some()
}

#[tokio::test]
async fn a_link_opens_an_account_once_and_within_seven_days() {
    let world = World::new().await;
    let account = world.account("hoa", "Nguyễn Thị Hoa").await;
    let stale = world.invitation(account).await;
    let link = world.invitation(account).await.token;
    let reader = world.reader();
    assert_eq!(identity::invited(&reader, &stale.token).await.unwrap(), None, "replaced");
    assert_eq!(identity::invited(&reader, &link).await.unwrap().unwrap().login, "hoa");

    let chosen = identity::choose_password("hoa", PASSWORD).await.unwrap();
    let accept = async |work| identity::accept_invitation(&work, &link, &chosen).await;
    world.does(accept).await.unwrap();
    assert_eq!(codes(world.does(accept).await), ["link_unknown"]);

    let late = world.invitation(account).await.token;
    world.clock().advance(Duration::days(7));
    assert_eq!(identity::invited(&world.reader(), &late).await.unwrap(), None);
}

#[tokio::test]
async fn a_link_is_no_use_for_a_password_chosen_for_somebody_else() {
    let world = World::new().await;
    let account = world.account("hoa", "Nguyễn Thị Hoa").await;
    let link = world.invitation(account).await.token;
    let others = identity::choose_password("binh", PASSWORD).await.unwrap();
    let accept = async |work| identity::accept_invitation(&work, &link, &others).await;
    assert_eq!(codes(world.does(accept).await), ["link_unknown"]);
}

#[tokio::test]
async fn a_password_is_long_and_not_the_login() {
    assert_eq!(codes(identity::choose_password("hoa", "chín chữ!").await), ["password_short"]);
    let long = "x".repeat(201);
    assert_eq!(codes(identity::choose_password("hoa", &long).await), ["password_long"]);
    let own = "tên tôi là HOA";
    assert_eq!(codes(identity::choose_password("hoa", own).await), ["password_has_login"]);
}

#[tokio::test]
async fn letters_typed_in_another_form_are_the_same_password() {
    let world = World::new().await;
    let account = world.account("hoa", "Nguyễn Thị Hoa").await;
    let link = world.invitation(account).await.token;
    let composed = identity::choose_password("hoa", "biển đảo quê em").await.unwrap();
    world
        .does(async |work| identity::accept_invitation(&work, &link, &composed).await)
        .await
        .unwrap();
    let decomposed = "bie\u{302}\u{309}n \u{111}a\u{309}o que\u{302} em";
    assert!(matches!(sign_in(&world, "HOA ", decomposed).await, Ok(SignIn::In(_))));
}

#[tokio::test]
async fn a_failed_sign_in_is_written_down() {
    let world = World::new().await;
    world.person("hoa", "Nguyễn Thị Hoa").await;
    let before = audit_rows(&world).await;
    assert_eq!(sign_in(&world, "hoa", "wrong password").await.unwrap(), SignIn::Wrong);
    assert_eq!(sign_in(&world, "nobody", "wrong password").await.unwrap(), SignIn::Wrong);
    assert_eq!(audit_rows(&world).await, before + 2);
    assert_eq!(audit::verify(&world.reader()).await.unwrap(), []);
}

async fn audit_rows(world: &World) -> i64 {
    use sea_orm::{ConnectionTrait, Statement};
    let raw = world.raw().await;
    let ask = "SELECT CAST(COUNT(*) AS bigint) FROM audit_row";
    let ask = Statement::from_sql_and_values(raw.get_database_backend(), ask, []);
    raw.query_one_raw(ask).await.unwrap().unwrap().try_get_by_index(0).unwrap()
}

#[tokio::test]
async fn five_failures_of_a_login_in_a_quarter_of_an_hour_close_it_for_a_while() {
    let world = World::new().await;
    world.person("hoa", "Nguyễn Thị Hoa").await;
    world.person("binh", "Trần Văn Bình").await;
    for _ in 0..5 {
        assert_eq!(sign_in(&world, "hoa", "wrong password").await.unwrap(), SignIn::Wrong);
        world.clock().advance(Duration::minutes(1));
    }
    assert_eq!(codes(sign_in(&world, "hoa", PASSWORD).await), ["sign_in_throttled"]);
    assert!(matches!(sign_in(&world, "binh", PASSWORD).await, Ok(SignIn::In(_))));
    world.clock().advance(Duration::minutes(10));
    assert!(matches!(sign_in(&world, "hoa", PASSWORD).await, Ok(SignIn::In(_))));
}

#[tokio::test]
async fn thirty_failures_from_an_address_close_it_for_every_login() {
    let world = World::new().await;
    world.person("hoa", "Nguyễn Thị Hoa").await;
    for number in 0..30 {
        let login = format!("guess-{number}");
        sign_in_from(&world, &login, "wrong password", "198.51.100.7").await.unwrap();
    }
    let refused = sign_in_from(&world, "hoa", PASSWORD, "198.51.100.7").await;
    assert_eq!(codes(refused), ["sign_in_throttled"]);
    assert!(matches!(sign_in(&world, "hoa", PASSWORD).await, Ok(SignIn::In(_))));
}

#[tokio::test]
async fn proofs_made_at_the_same_time_do_not_get_past_the_throttle() {
    let world = World::new().await;
    world.person("hoa", "Nguyễn Thị Hoa").await;
    let mut proofs = Vec::new();
    for password in ["wrong 1", "wrong 2", "wrong 3", "wrong 4", "wrong 5", PASSWORD] {
        let attempt = Attempt {
            login: "hoa".to_owned(),
            password: password.to_owned(),
            client: client("192.0.2.1"),
        };
        proofs.push(identity::prove(&world.reader(), &attempt).await.unwrap());
    }
    let last = proofs.pop().unwrap();
    for proof in proofs {
        world.does(async |work| identity::sign_in(&work, proof).await).await.unwrap();
    }
    let refused = world.does(async |work| identity::sign_in(&work, last).await).await;
    assert_eq!(codes(refused), ["sign_in_throttled"]);
}

#[tokio::test]
async fn a_session_ends_after_twelve_idle_hours_or_seven_days_or_when_told() {
    let world = World::new().await;
    world.person("hoa", "Nguyễn Thị Hoa").await;

    let idle = session_of(&world, "hoa").await;
    world.clock().advance(Duration::hours(11));
    assert!(lives(&world, &idle).await);
    world.clock().advance(Duration::hours(1));
    assert!(!lives(&world, &idle).await);

    let busy = session_of(&world, "hoa").await;
    for _ in 0..16 {
        world.clock().advance(Duration::hours(10));
        let session = identity::session(&world.reader(), &busy.token).await.unwrap().unwrap();
        assert!(session.is_stale);
        world
            .does(async |work| {
                identity::touch(&work, &session).await?;
                Ok(((), audit::Event::plain(audit::EventKind::SiteSet)))
            })
            .await
            .unwrap();
    }
    world.clock().advance(Duration::hours(8));
    assert!(!lives(&world, &busy).await, "168 hours");

    let told = session_of(&world, "hoa").await;
    let session = identity::session(&world.reader(), &told.token).await.unwrap().unwrap();
    world.does(async |work| identity::sign_out(&work, &session).await).await.unwrap();
    assert!(!lives(&world, &told).await);
}

#[tokio::test]
async fn a_new_password_and_a_disabled_account_end_every_session() {
    let world = World::new().await;
    let hoa = world.person("hoa", "Nguyễn Thị Hoa").await;
    let first = session_of(&world, "hoa").await;
    let link = world.invitation(hoa).await.token;
    let chosen = identity::choose_password("hoa", "another password").await.unwrap();
    world
        .does(async |work| identity::accept_invitation(&work, &link, &chosen).await)
        .await
        .unwrap();
    assert!(!lives(&world, &first).await);

    let SignIn::In(second) = sign_in(&world, "hoa", "another password").await.unwrap() else {
        panic!("the new password does not open");
    };
    world
        .does(async |work| identity::disable_account(&work, &operator(), hoa).await)
        .await
        .unwrap();
    assert!(!lives(&world, &second).await);
    assert_eq!(sign_in(&world, "hoa", "another password").await.unwrap(), SignIn::Wrong);
}

#[tokio::test]
async fn tokens_and_passwords_are_nowhere_in_the_database() {
    let world = World::on_file().await;
    world.person("hoa", "Nguyễn Thị Hoa").await;
    let session = session_of(&world, "hoa").await;
    let account = world.account("binh", "Trần Văn Bình").await;
    let link = world.invitation(account).await.token;
    let copy = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("secrets-{}.db", std::process::id()));
    world.db().copy_to(&copy).await.unwrap();
    let bytes = std::fs::read(&copy).unwrap();
    std::fs::remove_file(&copy).unwrap();
    let holds = |secret: &str| bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
    assert!(holds("hoa"));
    for secret in [session.token.as_str(), link.as_str(), PASSWORD] {
        assert!(!holds(secret));
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn permit_of(account: AccountId, world: &World) -> Permit<Administer> {
    let grant = khuyenhoc::authority::Grant {
        role: Role::Admin,
        unit: UnitId::SITE,
        from: day("2020-01-01"),
        to: OPEN_END,
    };
    let person =
        khuyenhoc::authority::Person {
            account, name: "Quản trị".to_owned(), grants: vec![grant]
        };
    let actor = Actor::Person(person);
    let kind = <Administer as khuyenhoc::authority::Action>::KIND;
    decide(&actor, kind, &Place::site(), world.reader().today()).unwrap().permit().unwrap()
}

#[tokio::test]
async fn roles_are_given_by_others_for_a_time_and_where_they_belong() {
    let world = World::new().await;
    let admin = world.person("admin", "Người quản trị").await;
    world.grant(admin, Role::Admin, UnitId::SITE).await;
    let lai_son = world.unit("Lại Sơn", "xã", None).await;
    let right = NewGrant {
        account: admin,
        role: Role::Officer,
        unit: lai_son,
        from: day("2021-01-01"),
        to: day("2022-01-01"),
    };
    let give = async |permit: Permit<Administer>, grant: NewGrant| {
        world.does(async |work| identity::grant_role(&work, &permit, &grant).await).await
    };
    let own = permit_of(admin, &world);
    assert_eq!(codes(give(own, right.clone()).await), ["grant_to_himself"]);
    give(operator(), right.clone()).await.unwrap();
    assert_eq!(codes(give(operator(), right.clone()).await), ["grant_overlaps"]);
    let backwards = NewGrant { to: right.from, ..right.clone() };
    assert_eq!(codes(give(operator(), backwards).await), ["dates_backwards"]);
    let misplaced = NewGrant { role: Role::Admin, ..right.clone() };
    assert_eq!(codes(give(operator(), misplaced).await), ["role_misplaced"]);
    give(operator(), NewGrant { from: right.to, to: OPEN_END, ..right }).await.unwrap();
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let world = World::new().await;
    let admin = world.person("admin", "Người quản trị").await;
    world.grant(admin, Role::Admin, UnitId::SITE).await;
    let disable = async |account| {
        world.does(async |work| identity::disable_account(&work, &operator(), account).await).await
    };
    let today = world.reader().today();
    let end = async |grant| {
        world.does(async |work| identity::end_grant(&work, &operator(), grant, today).await).await
    };
    let (grant, _) = identity::grants(&world.reader(), admin).await.unwrap()[0].clone();
    assert_eq!(codes(disable(admin).await), ["last_administrator"]);
    assert_eq!(codes(end(grant).await), ["last_administrator"]);

    let closed = world.account("closed", "Người chưa đặt mật khẩu").await;
    world.grant(closed, Role::Admin, UnitId::SITE).await;
    assert_eq!(codes(end(grant).await), ["last_administrator"], "he cannot come in yet");
    let second = world.person("second", "Người thứ hai").await;
    world.grant(second, Role::Admin, UnitId::SITE).await;
    end(grant).await.unwrap();
    assert_eq!(codes(end(grant).await), ["grant_unknown"]);
    let (last, _) = identity::grants(&world.reader(), second).await.unwrap()[0].clone();
    let in_a_year = today + Duration::days(365);
    let later = async |work| identity::end_grant(&work, &operator(), last, in_a_year).await;
    assert_eq!(codes(world.does(later).await), ["last_administrator"], "nobody is left then");
    let session = session_of(&world, "admin").await;
    let session = identity::session(&world.reader(), &session.token).await.unwrap().unwrap();
    let kind = <Administer as khuyenhoc::authority::Action>::KIND;
    assert!(decide(&identity::actor_of(&session), kind, &Place::site(), today).is_err());
}

#[tokio::test]
async fn an_administrator_whose_role_ends_soon_makes_nobody_superfluous() {
    let world = World::new().await;
    let admin = world.person("admin", "Người quản trị").await;
    world.grant(admin, Role::Admin, UnitId::SITE).await;
    let short = world.person("short", "Người thay tạm").await;
    world.grant_in(short, Role::Admin, UnitId::SITE, ["2020-01-01", "2021-02-01"]).await;
    let disable = async || {
        world.does(async |work| identity::disable_account(&work, &operator(), admin).await).await
    };
    let (grant, _) = identity::grants(&world.reader(), admin).await.unwrap()[0].clone();
    let end = async |on: &str| {
        let on = day(on);
        world.does(async |work| identity::end_grant(&work, &operator(), grant, on).await).await
    };
    assert_eq!(codes(disable().await), ["last_administrator"], "nobody from February on");
    assert_eq!(codes(end("2021-01-20").await), ["last_administrator"]);
    let later = world.person("later", "Người kế nhiệm").await;
    world.grant_in(later, Role::Admin, UnitId::SITE, ["2021-02-02", "9999-12-31"]).await;
    assert_eq!(codes(end("2021-01-20").await), ["last_administrator"], "nobody on 1 February");
    end("2021-02-02").await.unwrap();
    let next = world.person("next", "Người kế nhiệm thứ hai").await;
    world.grant_in(next, Role::Admin, UnitId::SITE, ["2021-01-15", "9999-12-31"]).await;
    disable().await.unwrap();
}

#[tokio::test]
async fn an_administrators_session_does_not_suffice_for_his_own_account() {
    let world = World::new().await;
    let admin = world.person("admin", "Người quản trị").await;
    world.grant(admin, Role::Admin, UnitId::SITE).await;
    world.telephone(admin).await;
    let own = permit_of(admin, &world);
    let invited = world.does(async |work| identity::invite(&work, &own, admin).await).await;
    assert_eq!(codes(invited), ["not_for_oneself"]);
    let reset = async |permit: &Permit<Administer>| {
        world.does(async |work| identity::reset_second_factor(&work, permit, admin).await).await
    };
    assert_eq!(codes(reset(&own).await), ["not_for_oneself"]);
    let second = world.person("second", "Người thứ hai").await;
    reset(&permit_of(second, &world)).await.unwrap();
}

#[tokio::test]
async fn a_new_site_gives_one_administrator_a_link_until_somebody_has_a_password() {
    let world = World::new().await;
    let first = async || {
        let work = audit::open(world.db(), UnitId::SITE).await?;
        let made = identity::first_invitation(&work, &operator()).await?;
        let Some((first, event)) = made else { return Ok(None) };
        audit::commit(work, UnitId::SITE, &Actor::Operator, &event).await?;
        Ok::<_, Failure>(Some(first))
    };
    let lost = first().await.unwrap().unwrap();
    let again = first().await.unwrap().unwrap();
    let reader = world.reader();
    assert_eq!(identity::invited(&reader, &lost.invitation.token).await.unwrap(), None);
    let link = again.invitation.token;
    assert_eq!(identity::accounts(&reader).await.unwrap().len(), 1);

    let chosen = identity::choose_password(&again.login, PASSWORD).await.unwrap();
    world
        .does(async |work| identity::accept_invitation(&work, &link, &chosen).await)
        .await
        .unwrap();
    assert!(first().await.unwrap().is_none());
    let admin = identity::account_by_login(&world.reader(), "quan-tri").await.unwrap().unwrap();
    assert_eq!(admin.grants[0].role, Role::Admin);
}

#[tokio::test]
async fn an_account_needs_a_login_of_its_own_and_a_name() {
    let world = World::new().await;
    world.account("hoa", "Nguyễn Thị Hoa").await;
    let open = async |login: &str, name: &str| {
        let new = NewAccount { login: login.to_owned(), name: name.to_owned() };
        world.does(async |work| identity::open_account(&work, &operator(), &new).await).await
    };
    assert_eq!(codes(open("HOA", "Hoa khác").await), ["login_taken"]);
    assert_eq!(codes(open("hòa", "").await), ["login_unfit", "name_missing"]);
}

#[tokio::test]
async fn one_press_lets_in_only_on_invented_data_served_as_such() {
    let world = World::new().await;
    let hoa = world.account("hoa", "Nguyễn Thị Hoa").await;
    let lai_son = world.unit("Lại Sơn", "xã", None).await;
    world.grant(hoa, Role::Officer, lai_son).await;
    let press = async |demo: bool| {
        world
            .does(async |work| {
                identity::sign_in_as_demo_person(&work, demo, hoa, &client("")).await
            })
            .await
    };
    assert_eq!(codes(press(true).await), ["demo_closed"]);
    assert_eq!(identity::demo_people(&world.reader()).await.unwrap(), []);
    world
        .does(async |work| {
            site::write(&work, site::DEMO, "yes").await?;
            Ok(((), audit::Event::plain(audit::EventKind::SiteSet)))
        })
        .await
        .unwrap();
    assert_eq!(codes(press(false).await), ["demo_closed"]);
    assert_eq!(identity::demo_people(&world.reader()).await.unwrap().len(), 1);
    let session = press(true).await.unwrap();
    assert!(lives(&world, &session).await);
}

//! Requests for a new password, one's own password and sessions, and what is cleaned up.

use chrono::Duration;
use khuyenhoc::identity::{self, Attempt, Proven, SignIn};
use sea_orm::{ConnectionTrait, Statement};

use super::{codes, lives, session_of, sign_in};
use crate::support::World;
use crate::support::codes::client;
use crate::support::people::{PASSWORD, operator};

const NEW: &str = "bốn con cá ra khơi";

async fn ask(
    world: &World,
    login: &str,
    address: &str,
) -> khuyenhoc::platform::outcome::Outcome<()> {
    world.does(async |work| identity::ask_for_reset(&work, login, address).await).await
}

#[tokio::test]
async fn a_request_is_kept_whoever_it_is_for_and_gone_when_a_link_is_made() {
    let world = World::new().await;
    let hoa = world.person("hoa", "Nguyễn Thị Hoa").await;
    ask(&world, " HOA ", "192.0.2.1").await.unwrap();
    ask(&world, "hoa", "192.0.2.1").await.unwrap();
    ask(&world, "nobody", "192.0.2.1").await.unwrap();
    let waiting = identity::reset_requests(&world.reader(), &operator()).await.unwrap();
    let logins: Vec<_> =
        waiting.iter().map(|one| (one.login.as_str(), one.account.is_some())).collect();
    assert_eq!(logins, [("hoa", true), ("nobody", false)], "one for each login");

    world.invitation(hoa).await;
    let id = waiting[1].id;
    let dismiss = async |work| identity::dismiss_reset_request(&work, &operator(), id).await;
    world.does(dismiss).await.unwrap();
    assert_eq!(identity::reset_requests(&world.reader(), &operator()).await.unwrap(), []);
}

#[tokio::test]
async fn ten_requests_an_hour_come_from_an_address() {
    let world = World::new().await;
    for number in 0..10 {
        ask(&world, &format!("nguoi-{number}"), "192.0.2.1").await.unwrap();
    }
    assert_eq!(codes(ask(&world, "hoa", "192.0.2.1").await), ["requests_throttled"]);
    ask(&world, "hoa", "192.0.2.2").await.unwrap();
    world.clock().advance(Duration::hours(1));
    ask(&world, "hoa", "192.0.2.1").await.unwrap();
}

#[tokio::test]
async fn a_link_for_a_forgotten_password_works_a_day_and_ends_every_session() {
    let world = World::new().await;
    let hoa = world.person("hoa", "Nguyễn Thị Hoa").await;
    let session = session_of(&world, "hoa").await;
    let late = world.invitation(hoa).await.token;
    world.clock().advance(Duration::days(1));
    assert_eq!(identity::invited(&world.reader(), &late).await.unwrap(), None);

    let session_now = session_of(&world, "hoa").await;
    let link = world.invitation(hoa).await.token;
    let chosen = identity::choose_password("hoa", NEW).await.unwrap();
    let accept = async |work| identity::accept_invitation(&work, &link, &chosen).await;
    world.does(accept).await.unwrap();
    assert!(!lives(&world, &session).await && !lives(&world, &session_now).await);
    assert!(matches!(sign_in(&world, "hoa", NEW).await, Ok(SignIn::In(_))));
}

#[tokio::test]
async fn one_changes_one_s_own_password_with_the_old_one() {
    let world = World::new().await;
    world.person("hoa", "Nguyễn Thị Hoa").await;
    let here = session_of(&world, "hoa").await;
    let elsewhere = session_of(&world, "hoa").await;
    let session = identity::session(&world.reader(), &here.token).await.unwrap().unwrap();
    let change = async |old: &str| {
        let attempt =
            Attempt { login: "hoa".to_owned(), password: old.to_owned(), client: client() };
        let proof = identity::prove(&world.reader(), &attempt).await?;
        let chosen = identity::choose_password("hoa", NEW).await?;
        world
            .does(async |work| identity::change_password(&work, &session, proof, &chosen).await)
            .await
    };
    assert_eq!(change("not the old one").await.unwrap(), Proven::Wrong);
    let Proven::Right(next) = change(PASSWORD).await.unwrap() else { panic!("not changed") };
    assert!(lives(&world, &next).await);
    assert!(!lives(&world, &here).await && !lives(&world, &elsewhere).await);
    assert_eq!(sign_in(&world, "hoa", PASSWORD).await.unwrap(), SignIn::Wrong);
}

#[tokio::test]
async fn one_ends_one_s_own_sessions_and_nobody_else_s() {
    let world = World::new().await;
    world.person("hoa", "Nguyễn Thị Hoa").await;
    world.person("binh", "Trần Văn Bình").await;
    let (here, there) = (session_of(&world, "hoa").await, session_of(&world, "hoa").await);
    let others = session_of(&world, "binh").await;
    let session = identity::session(&world.reader(), &here.token).await.unwrap().unwrap();
    let binhs = identity::session(&world.reader(), &others.token).await.unwrap().unwrap();
    let end = async |mark: Option<&str>| {
        world.does(async |work| identity::end_other_sessions(&work, &session, mark).await).await
    };
    assert_eq!(codes(end(Some(&binhs.mark())).await), ["session_unknown"]);
    assert_eq!(codes(end(Some(&session.mark())).await), ["session_unknown"], "sign out does");
    assert_eq!(end(None).await.unwrap(), 1);
    assert!(lives(&world, &here).await && lives(&world, &others).await);
    assert!(!lives(&world, &there).await);
    let seen = identity::sessions_of(&world.reader(), session.account()).await.unwrap();
    assert_eq!(seen.iter().filter(|one| one.lives).count(), 1);
    assert_eq!(seen[0].browser, "Chrome trên Android");
}

async fn count(world: &World, table: &str) -> i64 {
    let raw = world.raw().await;
    let ask = format!("SELECT CAST(COUNT(*) AS bigint) FROM {table}");
    let ask = Statement::from_sql_and_values(raw.get_database_backend(), ask, []);
    raw.query_one_raw(ask).await.unwrap().unwrap().try_get_by_index(0).unwrap()
}

#[tokio::test]
async fn what_is_long_over_is_forgotten_at_a_sign_in() {
    let world = World::new().await;
    let hoa = world.person("hoa", "Nguyễn Thị Hoa").await;
    let mut browser = world.browser_of("hoa").await;
    browser.post("/dang-xuat", &[("khoa", "k-1")]).await;
    sign_in(&world, "hoa", "wrong password").await.unwrap();
    ask(&world, "hoa", "192.0.2.1").await.unwrap();
    world.invitation(hoa).await;
    let tables = ["session", "sign_in_failure", "reset_request", "invitation", "idempotency_key"];
    for table in tables {
        assert!(count(&world, table).await > 0, "{table}");
    }
    world.clock().advance(Duration::days(100));
    session_of(&world, "hoa").await;
    for table in tables {
        let left = i64::from(table == "session");
        assert_eq!(count(&world, table).await, left, "{table}");
    }
}

#[tokio::test]
async fn logins_that_are_nobodys_do_not_crowd_out_those_of_accounts() {
    let world = World::new().await;
    for number in 0..120 {
        ask(&world, &format!("la-{number}"), &format!("198.51.100.{number}")).await.unwrap();
        world.clock().advance(Duration::seconds(1));
    }
    world.person("hoa", "Nguyễn Thị Hoa").await;
    ask(&world, "hoa", "192.0.2.1").await.unwrap();
    let shown = identity::reset_requests(&world.reader(), &operator()).await.unwrap();
    assert_eq!(shown[0].login, "hoa");
    assert_eq!((shown.len(), shown[1].login.as_str()), (21, "la-0"));
}

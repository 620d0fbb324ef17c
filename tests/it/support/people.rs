//! Units and people that a test asks for in a line, made through public verbs.

use chrono::NaiveDate;
use entities::values::{AccountId, OPEN_END, Role, UnitId};
use khuyenhoc::audit::{self, Event, EventKind};
use khuyenhoc::authority::{Action, Actor, ImportExchange, Permit, Place, decide};
use khuyenhoc::identity::{self, Client, Invitation, NewAccount, NewGrant};
use khuyenhoc::org::{self, NewVersion};
use khuyenhoc::platform::clock::Clock;
use khuyenhoc::platform::db::Work;
use khuyenhoc::platform::outcome::Outcome;

use super::World;

/// Everybody's, except where a test is about passwords.
pub const PASSWORD: &str = "ba con voi trang";

/// What the command line may do.
pub fn operator<A: Action>() -> Permit<A> {
    let day = Clock::real().today();
    decide(&Actor::Operator, A::KIND, &Place::site(), day).unwrap().permit().unwrap()
}

impl World {
    /// One act of the operator; its event is committed with it.
    pub async fn does<T, Doing>(&self, verb: impl FnOnce(Work) -> Doing) -> Outcome<T>
    where
        Doing: Future<Output = Outcome<(T, Event)>>,
    {
        let work = audit::open(self.db(), UnitId::SITE).await?;
        let (value, event) = verb(work.clone()).await?;
        audit::commit(work, UnitId::SITE, &Actor::Operator, &event).await?;
        Ok(value)
    }

    /// An account that was opened but has no password yet.
    pub async fn account(&self, login: &str, name: &str) -> AccountId {
        let new = NewAccount { login: login.to_owned(), name: name.to_owned() };
        self.does(async |work| identity::open_account(&work, &operator(), &new).await)
            .await
            .unwrap()
    }

    pub async fn invitation(&self, account: AccountId) -> Invitation {
        self.does(async |work| identity::invite(&work, &operator(), account).await).await.unwrap()
    }

    /// Somebody who can sign in with [`PASSWORD`].
    pub async fn person(&self, login: &str, name: &str) -> AccountId {
        let account = self.account(login, name).await;
        let link = self.invitation(account).await.token;
        let chosen = identity::choose_password(login, PASSWORD).await.unwrap();
        self.does(async |work| identity::accept_invitation(&work, &link, &chosen).await)
            .await
            .unwrap();
        account
    }

    /// Gives a role from the first day of 2020 on.
    pub async fn grant(&self, account: AccountId, role: Role, unit: UnitId) {
        let grant = NewGrant { account, role, unit, from: first_day(2020), to: OPEN_END };
        self.does(async |work| identity::grant_role(&work, &operator(), &grant).await)
            .await
            .unwrap();
    }

    /// Gives a role for a time.
    pub async fn grant_in(&self, account: AccountId, role: Role, unit: UnitId, days: [&str; 2]) {
        let [from, to] = days.map(|day| day.parse().unwrap());
        let grant = NewGrant { account, role, unit, from, to };
        self.does(async |work| identity::grant_role(&work, &operator(), &grant).await)
            .await
            .unwrap();
    }

    /// Of the story, by the name with which one signs in.
    pub async fn account_of(&self, login: &str) -> AccountId {
        let found = identity::account_by_login(&self.reader(), login).await.unwrap();
        found.unwrap_or_else(|| panic!("nobody signs in as {login}")).id
    }

    /// A token of a session without a password; for the invented people of the story.
    pub async fn let_in(&self, account: AccountId) -> String {
        let begun = async |work| {
            let client = Client::default();
            let (session, event) =
                identity::sign_in_as_demo_person(&work, true, account, &client).await?;
            Ok((session.token, event))
        };
        self.does(begun).await.unwrap()
    }

    /// A unit that has stood since 2010.
    pub async fn unit(&self, name: &str, kind: &str, parent: Option<UnitId>) -> UnitId {
        let first = NewVersion {
            name: name.to_owned(),
            kind: kind.to_owned(),
            parent,
            from: first_day(2010),
            to: None,
            legal_basis: String::new(),
            agency: String::new(),
            superior: String::new(),
            place: String::new(),
            position: 0,
        };
        self.does(async |work| {
            let unit = org::found_unit(&work, &operator::<ImportExchange>(), &first, &[]).await?;
            Ok((unit, Event::plain(EventKind::UnitFounded)))
        })
        .await
        .unwrap()
    }
}

fn first_day(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap()
}

//! Who acts.

use chrono::NaiveDate;
use entities::values::{AccountId, Role, UnitId};

/// A role of a person on a unit, in [from, to).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    pub role: Role,
    pub unit: UnitId,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl Grant {
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from <= day && day < self.to
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub account: AccountId,
    pub name: String,
    pub grants: Vec<Grant>,
}

/// Who does something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    Person(Person),
    /// The command line; shown as such.
    Operator,
    /// Nobody yet: signs in, accepts an invitation.
    Anonymous,
}

impl Actor {
    /// Stable identity for records: the account's id, `operator` or `anonymous`.
    pub fn key(&self) -> String {
        match self {
            Self::Person(person) => person.account.0.to_string(),
            Self::Operator => "operator".to_owned(),
            Self::Anonymous => "anonymous".to_owned(),
        }
    }

    /// Whether this is the person of an account.
    pub fn is(&self, account: AccountId) -> bool {
        matches!(self, Self::Person(person) if person.account == account)
    }

    /// The name people read beside what was done.
    pub fn name(&self) -> &str {
        match self {
            Self::Person(person) => &person.name,
            Self::Operator => "Người vận hành",
            Self::Anonymous => "Chưa đăng nhập",
        }
    }
}

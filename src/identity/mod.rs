//! Who people are to the site (tài khoản): accounts, passwords, sessions, dated grants of roles.
//!
//! Nobody has a default password: an account begins with a one-time link of seven days, kept as a
//! hash. Passwords are Argon2id, checked outside the unit of work; an unknown login costs the same.
//! A failed sign-in is an outcome that commits. A session is a row with the hash of its token,
//! ends after 12 idle hours or 7 days, and when its account is disabled. A grant holds in
//! [from, to); nobody grants to himself and the last administrator stays.

mod accept_invitation;
mod account;
mod demo;
mod disable_account;
mod end_sessions;
mod grant_role;
mod invite;
mod open_account;
mod password;
mod refusals;
mod session;
mod sign_in;
mod store;
mod throttle;
mod token;

pub use accept_invitation::{Invited, accept_invitation, invited};
pub use account::{Account, account_by_login, accounts};
pub use demo::{DemoPerson, demo_people, sign_in_as_demo_person};
pub use disable_account::disable_account;
pub use end_sessions::{end_sessions, sign_out};
pub use grant_role::{NewGrant, end_grant, grant_role, grants};
pub use invite::{FirstInvitation, Invitation, first_invitation, invite};
pub use open_account::{NewAccount, open_account};
pub use password::{ChosenPassword, choose_password};
pub use session::{Session, actor_of, session, touch};
pub use sign_in::{Attempt, NewSession, Proof, SignIn, prove, sign_in};

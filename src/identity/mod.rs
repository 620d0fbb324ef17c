//! Who people are to the site (tài khoản): accounts, passwords, sessions, dated grants of roles.
//!
//! Nobody has a default password: an account begins with a one-time link, kept as a hash.
//! Passwords are Argon2id, checked outside the unit of work; an unknown login costs the same.
//! A failed sign-in is an outcome that commits. A session is a row with the hash of its token,
//! ends after 12 idle hours or 7 days, and when its account is disabled. Where an account has a
//! second factor a password alone gives half a session, which is no [`Session`] and opens nothing
//! but the second step. A grant holds in [from, to); nobody grants to himself and the last
//! administrator stays.

mod accept_invitation;
mod account;
mod change_password;
mod demo;
mod disable_account;
mod end_sessions;
mod forgotten;
mod grant_role;
mod invite;
mod open_account;
mod password;
mod refusals;
mod second_factor;
mod session;
mod sign_in;
mod store;
mod throttle;
mod token;
mod totp;

pub use accept_invitation::{Invited, accept_invitation, invited};
pub use account::{Account, account, account_by_login, accounts, failures_of};
pub use change_password::change_password;
pub use demo::{DemoPerson, demo_people, sign_in_as_demo_person};
pub use disable_account::{disable_account, enable_account, rename_account};
pub use end_sessions::{end_other_sessions, end_sessions, sign_out};
pub use forgotten::{ResetRequest, ask_for_reset, dismiss_reset_request, reset_requests};
pub use grant_role::{NewGrant, end_grant, grant_role, grants};
pub use invite::{FirstInvitation, Invitation, first_invitation, invite, open_and_invite};
pub use open_account::{NewAccount, open_account, proposed_login};
pub use password::{ChosenPassword, choose_password};
pub use second_factor::{
    Confirmed, PRINTED_CODES, Proven, SecondFactor, are_recovery_codes, confirm_second_factor,
    drop_second_factor, is_required_of, renew_recovery_codes, reset_second_factor,
    rule_second_factor, second_factor, start_second_factor,
};
pub use session::{
    HalfSession, NewSession, Session, SessionSeen, actor_of, half_session, session, sessions_of,
    touch,
};
pub use sign_in::{Attempt, Client, Proof, SignIn, give_code, prove, sign_in};

//! The telephone of a test: six digits for a secret at an instant.

use chrono::{DateTime, Utc};
use entities::values::AccountId;
use khuyenhoc::audit::{Event, EventKind};
use khuyenhoc::identity::{self, Attempt, Client, NewSession, SecondFactor, Session, SignIn};
use khuyenhoc::platform::site;
use totp_rs::{Builder, Secret};

use super::World;
use super::people::PASSWORD;

/// Somebody at a computer of an office.
pub fn client() -> Client {
    Client { address: "192.0.2.1".to_owned(), browser: "Edge trên Windows".to_owned() }
}

/// What a telephone shows.
pub fn code(secret: &str, at: DateTime<Utc>) -> String {
    let mut bytes = Vec::new();
    let (mut held, mut bits) = (0_u64, 0);
    for letter in secret.bytes().filter(|letter| *letter != b' ') {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'2'..=b'7' => letter - b'2' + 26,
            other => panic!("{other} is no letter of base32"),
        };
        held = (held << 5 | u64::from(value)) & 0xFFFF;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xFF).unwrap());
        }
    }
    let secret = Secret::new_stack(bytes.try_into().unwrap());
    let totp = Builder::new().with_secret(secret).build().unwrap();
    totp.generate(u64::try_from(at.timestamp()).unwrap()).to_string()
}

/// A second factor of an account: the secret in its telephone and its printed codes.
pub struct Telephone {
    pub secret: String,
    pub printed: Vec<String>,
    pub session: NewSession,
}

impl World {
    /// As on a new site: whoever administers or sees much needs a second factor.
    pub async fn requires_second_factor(&self) {
        let write = async |work| {
            site::write(&work, site::SECOND_FACTOR, site::SECOND_FACTOR_REQUIRED).await?;
            Ok(((), Event::plain(EventKind::SiteSet)))
        };
        self.does(write).await.unwrap();
    }

    /// The session of somebody who has just signed in by his password.
    pub async fn signed_in(&self, login: &str) -> Session {
        let (login, password) = (login.to_owned(), PASSWORD.to_owned());
        let attempt = Attempt { login, password, client: client() };
        let proof = identity::prove(&self.reader(), &attempt).await.unwrap();
        let done = self.does(async |work| identity::sign_in(&work, proof).await).await.unwrap();
        let SignIn::In(new) = done else { panic!("{done:?}") };
        identity::session(&self.reader(), &new.token).await.unwrap().unwrap()
    }

    /// What the telephone shows now.
    pub fn code(&self, telephone: &Telephone) -> String {
        code(&telephone.secret, self.clock().now())
    }

    /// Sets a second factor up and lets half a minute go by, so that the next code is a new one.
    pub async fn telephone(&self, account: AccountId) -> Telephone {
        let login = identity::account(&self.reader(), account).await.unwrap().unwrap().login;
        let session = self.signed_in(&login).await;
        self.does(async |work| identity::start_second_factor(&work, &session).await).await.unwrap();
        let found = identity::second_factor(&self.reader(), account).await.unwrap();
        let SecondFactor::Begun { secret } = found else { panic!("{found:?}") };
        let typed = code(&secret, self.clock().now());
        let confirm =
            async |work| identity::confirm_second_factor(&work, &session, &typed, &client()).await;
        let made = self.does(confirm).await.unwrap();
        self.clock().advance(chrono::Duration::seconds(90));
        Telephone { secret, printed: made.codes, session: made.session }
    }
}

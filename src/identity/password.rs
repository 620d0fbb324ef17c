//! Passwords: what may be one, and the slow hash. At most two are hashed at a time.

use std::sync::OnceLock;

use argon2::password_hash::PasswordHasher;
use argon2::{Argon2, PasswordVerifier};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

use super::{account, refusals};
use crate::platform::outcome::{Fault, Outcome};
use crate::platform::rng;

/// Each hash takes 19 MiB; more at once would let strangers fill the memory.
static AT_ONCE: Semaphore = Semaphore::const_new(2);
/// Checked when there is no such account, so that both answers take the same time.
static NOBODY: OnceLock<String> = OnceLock::new();

const SHORTEST: usize = 10;
const LONGEST: usize = 200;
const SALT: usize = 22;

/// A password that was accepted for one login, already hashed.
#[derive(Clone, Debug)]
pub struct ChosenPassword {
    pub(super) login: String,
    pub(super) hash: String,
}

/// Accepts and hashes a password. Takes a moment: call it outside any unit of work.
///
/// Refuses: `password_short` · `password_long` · `password_has_login`
pub async fn choose_password(login: &str, password: &str) -> Outcome<ChosenPassword> {
    let login = account::written(login);
    let password: String = password.nfc().collect();
    let length = password.chars().count();
    if length < SHORTEST {
        return Err(refusals::password_short(SHORTEST).into());
    }
    if length > LONGEST {
        return Err(refusals::password_long(LONGEST).into());
    }
    if password.to_lowercase().contains(&login) {
        return Err(refusals::password_has_login().into());
    }
    let hash = in_turn(move || hash(&password)).await??;
    Ok(ChosenPassword { login, hash })
}

/// Whether the password is the hashed one; without a hash it is not, after the same time.
pub async fn verify(password: &str, known: Option<&str>) -> Result<bool, Fault> {
    let password: String = password.nfc().take(LONGEST + 1).collect();
    let known = known.map(str::to_owned);
    in_turn(move || {
        let (against, real) = match known {
            Some(known) => (known, true),
            None => (nobody()?, false),
        };
        let same = Argon2::default().verify_password(password.as_bytes(), &against[..]).is_ok();
        Ok(same && real)
    })
    .await?
}

async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
    let turn = AT_ONCE.acquire().await.map_err(|error| Fault::new("no turn to hash", error))?;
    let done = tokio::task::spawn_blocking(work).await;
    drop(turn);
    done.map_err(|error| Fault::new("hashing a password", error))
}

fn hash(password: &str) -> Result<String, Fault> {
    let salt = rng::secret()?;
    Argon2::default()
        .hash_password_with_salt(password.as_bytes(), &salt.as_bytes()[..SALT])
        .map(|hash| hash.to_string())
        .map_err(|error| Fault::broken(format!("hashing a password: {error}")))
}

fn nobody() -> Result<String, Fault> {
    if let Some(hash) = NOBODY.get() {
        return Ok(hash.clone());
    }
    let made = hash("nobody has this password")?;
    Ok(NOBODY.get_or_init(|| made).clone())
}

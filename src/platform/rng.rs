//! The only source of chance: identities and secrets.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use uuid::{NoContext, Timestamp, Uuid};

use super::outcome::Fault;

/// A new identity, ordered by the instant it was made.
pub fn identity(at: DateTime<Utc>) -> Uuid {
    let seconds = u64::try_from(at.timestamp()).unwrap_or_default();
    Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, at.timestamp_subsec_nanos()))
}

/// A secret of 256 bits for a cookie or a link, in letters that a URL may hold.
pub fn secret() -> Result<String, Fault> {
    Ok(URL_SAFE_NO_PAD.encode(bytes::<32>()?))
}

/// Bytes of chance.
pub fn bytes<const N: usize>() -> Result<[u8; N], Fault> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| Fault::new("no randomness", error))?;
    Ok(bytes)
}

//! Secrets that are given away once and kept as a hash.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::platform::outcome::Fault;
use crate::platform::rng;

/// A new secret and the hash by which it will be known again.
pub fn new() -> Result<(String, String), Fault> {
    let secret = rng::secret()?;
    let kept = hash(&secret);
    Ok((secret, kept))
}

/// The secret has 256 bits of chance, so a plain hash is enough.
pub fn hash(secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(secret))
}

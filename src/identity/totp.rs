//! Codes of a telephone (mã 6 số) and printed codes (mã dự phòng): pure, the time is given.
//!
//! Law: RFC 6238 with SHA-1, six digits, steps of 30 seconds, one step early or late

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use totp_rs::{Builder, Secret};

use crate::platform::outcome::Fault;
use crate::platform::rng;

const SECRET_BYTES: usize = 20;
const CODE_BYTES: usize = 10;
/// Letters of RFC 4648, which telephones read.
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// Letters of Crockford, none of which looks like another on paper.
const PRINTED: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUP: usize = 4;

/// A new secret in the letters of base32.
pub fn new_secret() -> Result<String, Fault> {
    Ok(encoded(&rng::bytes::<SECRET_BYTES>()?, BASE32))
}

/// The step of the code, when it is one of this moment.
pub fn step_of(secret: &str, typed: &str, at: DateTime<Utc>) -> Result<Option<i64>, Fault> {
    let bytes = decoded(secret)
        .and_then(|bytes| <[u8; SECRET_BYTES]>::try_from(bytes).ok())
        .ok_or_else(|| Fault::broken("the secret of a second factor cannot be read"))?;
    let totp = Builder::new()
        .with_secret(Secret::new_stack(bytes))
        .build()
        .map_err(|error| Fault::broken(format!("a second factor: {error}")))?;
    let seconds = u64::try_from(at.timestamp()).unwrap_or_default();
    Ok(totp.check(typed, seconds).and_then(|step| i64::try_from(step).ok()))
}

/// The six digits that were typed, with or without spaces; `None` when it is something else.
pub fn digits(typed: &str) -> Option<String> {
    let kept: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    (kept.len() == 6 && kept.bytes().all(|byte| byte.is_ascii_digit())).then_some(kept)
}

/// A printed code as `7KQ2-9XPA-M4TD-V8RC`.
pub fn new_printed_code() -> Result<String, Fault> {
    let letters = encoded(&rng::bytes::<CODE_BYTES>()?, PRINTED);
    let groups: Vec<&str> =
        (0..letters.len()).step_by(GROUP).map(|at| &letters[at..at + GROUP]).collect();
    Ok(groups.join("-"))
}

/// By which a printed code is known again, however it was typed. It has 80 bits of chance, so a
/// plain hash is enough.
pub fn hash_of_printed(typed: &str) -> String {
    let letters = typed.chars().filter(char::is_ascii_alphanumeric).map(|letter| {
        match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        }
    });
    let digest = Sha256::digest(letters.collect::<String>());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Five bits a letter; whole letters only, which both lengths here are.
fn encoded(bytes: &[u8], letters: &[u8; 32]) -> String {
    let bit = |at: usize| bytes[at / 8] >> (7 - at % 8) & 1;
    let letter = |at: usize| (0..5).fold(0, |value, step| value << 1 | usize::from(bit(at + step)));
    (0..bytes.len() * 8).step_by(5).map(|at| char::from(letters[letter(at)])).collect()
}

fn decoded(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 5 / 8);
    let (mut held, mut bits) = (0_u32, 0);
    for letter in text.bytes() {
        let value = BASE32.iter().position(|known| *known == letter)?;
        held = held << 5 | u32::try_from(value).ok()?;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits).ok()?);
            held &= (1 << bits) - 1;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of the examples of RFC 6238: `12345678901234567890`.
    const RFC: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn the_codes_are_those_of_rfc_6238() {
        // Its table has eight digits; ours are the last six.
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(step_of(RFC, code, at(seconds)).unwrap(), Some(seconds / 30), "{seconds}");
        }
    }

    #[test]
    fn a_code_is_good_one_step_early_or_late_and_no_longer() {
        let code = "005924";
        let good =
            |seconds: i64| step_of(RFC, code, at(1_234_567_890 + seconds)).unwrap().is_some();
        assert!(good(0) && good(30) && good(-30));
        assert!(!good(60) && !good(-60));
    }

    #[test]
    fn secrets_are_as_long_as_the_rfc_asks_and_read_back() {
        let secret = new_secret().unwrap();
        assert_eq!(secret.len(), 32);
        assert_eq!(decoded(&secret).unwrap().len(), SECRET_BYTES);
        assert_eq!(encoded(b"12345678901234567890", BASE32), RFC);
        assert_eq!(decoded(RFC).unwrap(), b"12345678901234567890");
        assert_ne!(secret, new_secret().unwrap());
    }

    #[test]
    fn a_printed_code_is_known_again_however_it_is_typed() {
        let code = new_printed_code().unwrap();
        assert_eq!((code.len(), code.matches('-').count()), (19, 3));
        let typed = code.replace('-', " ").to_lowercase().replace('0', "o").replace('1', "l");
        assert_eq!(hash_of_printed(&typed), hash_of_printed(&code));
        assert_ne!(hash_of_printed(&code), hash_of_printed(&new_printed_code().unwrap()));
    }

    #[test]
    fn six_digits_are_a_code_and_nothing_else_is() {
        assert_eq!(digits(" 123 456 ").as_deref(), Some("123456"));
        for other in ["12345", "1234567", "12a456", "", "١٢٣٤٥٦"] {
            assert_eq!(digits(other), None, "{other}");
        }
    }
}

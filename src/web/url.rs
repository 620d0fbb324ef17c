//! Every address of the site is built here. The number of a unit decides, its name is decoration.

use std::fmt::Write;

use entities::values::{AccountId, Period, UnitId};

use crate::facts::Frame;

pub const HOME: &str = "/";
pub const SIGN_IN: &str = "/dang-nhap";
pub const SIGN_IN_AS_DEMO_PERSON: &str = "/dang-nhap/mau";
pub const CODE: &str = "/dang-nhap/ma";
pub const FORGOTTEN: &str = "/quen-mat-khau";
pub const SIGN_OUT: &str = "/dang-xuat";
pub const OWN_ACCOUNT: &str = "/toi";
pub const SECOND_FACTOR: &str = "/toi/hai-buoc";
pub const ADMINISTRATION: &str = "/quan-tri";
pub const TRAIL: &str = "/quan-tri/nhat-ky";
pub const UNITS: &str = "/quan-tri/don-vi";
pub const SETTINGS: &str = "/quan-tri/cai-dat";
pub const SET_UP: &str = "/quan-tri/thiet-lap";
pub const ACCOUNTS: &str = "/quan-tri/tai-khoan";
pub const CATALOGUE: &str = "/quan-tri/danh-muc";
pub const HELP: &str = "/tro-giup";

/// Entry form of a unit.
pub fn figures(unit: UnitId, slug: &str, period: Period) -> String {
    of_unit(unit, slug, period, "so-lieu")
}

/// How a unit and its children stand.
pub fn progress(unit: UnitId, slug: &str, period: Period) -> String {
    of_unit(unit, slug, period, "tien-do")
}

/// The targets of a unit.
pub fn targets(unit: UnitId, slug: &str, period: Period) -> String {
    of_unit(unit, slug, period, "chi-tieu")
}

/// The report of a unit.
pub fn report(unit: UnitId, slug: &str, period: Period) -> String {
    of_unit(unit, slug, period, "bao-cao")
}

/// The units below side by side, one form at a time.
pub fn grid(unit: UnitId, slug: &str, period: Period) -> String {
    of_unit(unit, slug, period, "bang")
}

/// Blocks that were entered.
pub fn blocks(unit: UnitId, slug: &str, period: Period) -> String {
    of_unit(unit, slug, period, "khoi")
}

/// A page of a unit in a period.
pub fn of_unit(unit: UnitId, slug: &str, period: Period, page: &str) -> String {
    format!("/dv/{unit}-{slug}/{period}/{page}")
}

/// Asks for today's boundaries.
const TODAY: &str = "dia-gioi=nay";

/// An address of a page that can be told in the boundaries of the period or of today.
pub fn in_frame(address: &str, frame: Frame) -> String {
    if !frame.is_now() {
        return address.to_owned();
    }
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}{TODAY}")
}

/// Whether an address asks for today's boundaries.
pub fn asks_for_today(address: &str) -> bool {
    let query = address.split_once('?').map_or("", |(_, query)| query);
    query.split('&').any(|pair| pair == TODAY)
}

/// Where a unit and its officers are seen to.
pub fn unit_administration(unit: UnitId) -> String {
    format!("{UNITS}/{unit}")
}

/// The editor of a measure, relation or indicator.
pub fn definition(place: &str, code: &str) -> String {
    format!("{CATALOGUE}/{place}/{code}")
}

/// Home, for another year.
pub fn home_of(year: i32) -> String {
    format!("/?nam={year}")
}

/// The one-time link of an invitation.
pub fn invitation(public_url: &str, token: &str) -> String {
    format!("{public_url}/moi/{token}")
}

/// The page of an account.
pub fn account(account: AccountId) -> String {
    format!("{ACCOUNTS}/{}", account.0)
}

/// Log in and come back.
pub fn sign_in_then(back: &str) -> String {
    then(SIGN_IN, back)
}

/// Give the code and come back.
pub fn code_then(back: &str) -> String {
    then(CODE, back)
}

fn then(page: &str, back: &str) -> String {
    if back == HOME {
        return page.to_owned();
    }
    format!("{page}?tiep={}", escaped(back))
}

/// An address of this site to go back to; anything else leads home.
pub fn within_site(address: &str) -> &str {
    let foreign = address.starts_with("//") || address.contains('\\');
    let plain = address.bytes().all(|b| (0x21..0x7f).contains(&b));
    if address.starts_with('/') && !foreign && plain { address } else { HOME }
}

/// An address with a word about what was just done.
pub fn with_note(address: &str, code: &str) -> String {
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}nhan={code}")
}

pub fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |mut escaped, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/') {
            escaped.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(escaped, "%{byte:02X}");
        }
        escaped
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_the_unit_first_then_the_period() {
        let address = figures(UnitId(7), "lai-son", Period::HalfYear(2020));
        assert_eq!(address, "/dv/7-lai-son/2020-H1/so-lieu");
    }

    #[test]
    fn one_comes_back_to_this_site_only() {
        for ours in ["/", "/dv/7-lai-son/2020/so-lieu", "/?nam=2020"] {
            assert_eq!(within_site(ours), ours);
        }
        for theirs in ["//evil.example", "/\\evil.example", "https://evil.example", "", "/\t/x"] {
            assert_eq!(within_site(theirs), HOME, "{theirs}");
        }
    }

    #[test]
    fn what_was_asked_for_survives_the_log_in() {
        assert_eq!(sign_in_then("/?nam=2020"), "/dang-nhap?tiep=/%3Fnam%3D2020");
        assert_eq!(sign_in_then("/"), "/dang-nhap");
    }
}

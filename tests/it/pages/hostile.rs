//! Requests that no page of ours makes, and text that would like to be a program: never a fault,
//! always a page in Vietnamese, always letters and nothing but letters.

use axum::body::Body;
use axum::http::{Request, header};

use crate::support::World;
use crate::support::browser::{Browser, Seen, encoded};
use crate::support::page_form::{PageForm, plain};

const FORM: &str = "application/x-www-form-urlencoded";
const OFFICER: &str = "can-bo.lai-son";
const STAFF: &str = "van-phong.kien-hai";

async fn desk(login: &str) -> (World, Browser, String) {
    let world = World::story().await;
    let unit = world.unit_of("lai-son").await;
    let browser = world.browser_as(login).await;
    (world, browser, format!("/dv/{unit}/2020"))
}

async fn send(browser: &mut Browser, path: &str, kind: &str, body: Vec<u8>) -> Seen {
    let request = Request::post(path)
        .header("sec-fetch-site", "same-origin")
        .header(header::ACCEPT, "text/html")
        .header(header::CONTENT_TYPE, kind);
    browser.send(request, Body::from(body)).await
}

/// A refusal that people can read; or what a page of ours would have got.
#[track_caller]
fn is_calm(what: &str, seen: &Seen) {
    let status = seen.status.as_u16();
    assert!(status < 500, "{what}: {status} {}", seen.body);
    if status >= 400 {
        assert!(seen.says(r#"<html lang="vi">"#), "{what}: {status} {}", seen.body);
        let says = plain(&seen.body).to_lowercase();
        assert!(says.contains("<h1>") && says.contains("xin "), "says what to do: {says}");
        assert_eq!(seen.header("content-type"), "text/html; charset=utf-8", "{what}");
    }
    assert!(seen.header("content-security-policy").starts_with("default-src 'self'"), "{what}");
    assert_eq!(seen.header("x-content-type-options"), "nosniff", "{what}");
}

/// Bodies of a form, with what they are.
fn bodies() -> Vec<(&'static str, Vec<u8>)> {
    let many = |count: usize, of: fn(usize) -> String| {
        (0..count).map(of).collect::<Vec<_>>().join("&").into_bytes()
    };
    vec![
        ("nothing", Vec::new()),
        ("only signs", b"&&&===&=&".to_vec()),
        ("no UTF-8", b"o.DAN_SO=\xff\xfe".to_vec()),
        ("no UTF-8 in a name", b"o.\xc3\x28=1".to_vec()),
        ("no UTF-8 behind percents", b"o.DAN_SO=%FF%FE".to_vec()),
        ("half a percent", b"o.DAN_SO=%4".to_vec()),
        ("a percent of no figure", b"o.DAN_SO=%zz".to_vec()),
        ("NUL", b"o.DAN_SO=1%00".to_vec()),
        ("NUL as it is", b"o.DAN_SO=\0".to_vec()),
        ("NUL in a name", b"o.%00=1".to_vec()),
        ("a surrogate", b"o.DAN_SO=%ED%A0%80".to_vec()),
        ("10.000 cells that are none", many(9_999, |n| format!("o.X{n}=1&r.X{n}=2"))),
        ("10.000 fields of no cell", many(10_000, |n| format!("x{n}=1"))),
        ("10.001 fields", many(10_001, |n| format!("x{n}=1"))),
        ("one cell 5.000 times", many(5_000, |n| format!("o.KNC={n}"))),
        ("a megabyte of figures", [b"o.DAN_SO=".to_vec(), vec![b'9'; 1 << 20]].concat()),
        ("a megabyte of dots", [b"o.DAN_SO=".to_vec(), vec![b'.'; 1 << 20]].concat()),
        ("a megabyte of a name", [b"o.".to_vec(), vec![b'A'; 1 << 20], b"=1".to_vec()].concat()),
        ("a note of a megabyte", [b"o.KNC=1&n.KNC=".to_vec(), vec![b'a'; 1 << 20]].concat()),
        ("marks upon marks", [b"o.KNC=1&n.KNC=a".to_vec(), b"%CC%81".repeat(50_000)].concat()),
        ("more than two megabytes", vec![b'a'; (2 << 20) + 1]),
        ("a version that is none", b"o.KNC=2&v.KNC=-1".to_vec()),
        ("a version too large", b"o.KNC=2&v.KNC=99999999999999999999".to_vec()),
        ("the largest version", b"o.KNC=2&v.KNC=2147483647".to_vec()),
        ("an empty code", b"o.=1&v.=1".to_vec()),
        ("a code of spaces", b"o.%20%20=1".to_vec()),
        ("a code with a quote", b"o.%27%3B--=1".to_vec()),
        ("a code of SQL", b"o.KNC%27%20OR%201%3D1--=1".to_vec()),
        ("a value of SQL", b"o.KNC=1%27%3B%20DROP%20TABLE%20cell%3B--".to_vec()),
        ("the largest number", b"o.DAN_SO=9223372036854775807".to_vec()),
        ("beyond the largest number", b"o.DAN_SO=9223372036854775808".to_vec()),
        ("triệu of the largest", b"o.DAN_SO=1000000000000000%20t%E1%BB%B7".to_vec()),
        ("an exponent", b"o.DAN_SO=1e308".to_vec()),
        ("not a number", b"o.DAN_SO=NaN".to_vec()),
        ("foreign figures", "o.DAN_SO=٣٤٥".as_bytes().to_vec()),
        ("wide figures", "o.DAN_SO=１２３".as_bytes().to_vec()),
        ("a turned direction", "o.DAN_SO=\u{202E}123".as_bytes().to_vec()),
        ("a date before time", b"o.KNC=2&v.KNC=1&d.KNC=00/00/0000".to_vec()),
        ("a date after time", b"o.KNC=2&v.KNC=1&d.KNC=31/12/99999999".to_vec()),
        ("a key too long", [b"o.KNC=2&khoa=".to_vec(), vec![b'k'; 201]].concat()),
        ("going away", b"o.KNC=2&v.KNC=1&ve=https%3A%2F%2Fevil.example".to_vec()),
        ("going away another way", b"o.KNC=3&v.KNC=2&ve=%2F%2Fevil.example".to_vec()),
        ("a header in the way back", b"o.KNC=4&v.KNC=3&ve=%2F%0D%0ASet-Cookie:%20x=y".to_vec()),
        ("a list", b"o[]=1&o[]=2&v[KNC]=1".to_vec()),
        ("the same in JSON", br#"{"o.KNC": 1}"#.to_vec()),
    ]
}

#[tokio::test]
async fn no_body_brings_the_entry_form_out_of_its_calm() {
    let (world, mut officer, base) = desk(OFFICER).await;
    let path = format!("{base}/so-lieu");
    for (what, body) in bodies() {
        let seen = send(&mut officer, &path, FORM, body).await;
        is_calm(what, &seen);
        assert!(!seen.location().contains("evil"), "{what}: {}", seen.location());
        assert_eq!(seen.header("set-cookie"), "", "{what}");
    }
    assert_eq!(officer.get(&path).await.status, 200, "the form opens as before");
    let unit = world.unit_of("lai-son").await;
    assert_eq!(world.entries(unit, "DAN_SO").await.len(), 3, "no population was taken");
}

#[tokio::test]
async fn no_body_brings_the_other_forms_out_of_theirs() {
    let (_world, mut staff, base) = desk(STAFF).await;
    for page in ["bao-cao", "tien-do/chon-so"] {
        for (what, body) in bodies() {
            is_calm(what, &send(&mut staff, &format!("{base}/{page}"), FORM, body).await);
        }
    }
    for path in ["/dang-nhap/mau", "/moi/khong-co"] {
        for (what, body) in bodies() {
            is_calm(what, &send(&mut staff, path, FORM, body).await);
        }
    }
    let long = "a".repeat(100_000);
    for (name, password) in
        [("\u{202E}", "x"), (&long[..], "x"), ("can-bo", &long[..]), ("' OR 1=1 --", "' OR 1=1 --")]
    {
        let body = encoded(&[("ten", name), ("mat_khau", password)]).into_bytes();
        let seen = send(&mut staff, "/dang-nhap", FORM, body).await;
        is_calm(name, &seen);
        assert_ne!(seen.status, 303);
    }
}

#[tokio::test]
async fn a_body_that_is_no_form_is_refused_in_words() {
    let (_world, mut officer, base) = desk(OFFICER).await;
    let path = format!("{base}/so-lieu");
    for (kind, body) in [
        ("application/json", "{"),
        ("application/json", r#"{"o":{"KNC":1}}"#),
        ("multipart/form-data; boundary=x", "--x\r\n\r\n--x--"),
        ("text/plain", "o.KNC=1"),
        ("application/xml", "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>"),
        ("", "o.KNC=1"),
        ("\u{1}", "o.KNC=1"),
    ] {
        let request = Request::post(&path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, kind.replace('\u{1}', "application/x-unknown"));
        is_calm(kind, &officer.send(request, Body::from(body)).await);
    }
}

#[tokio::test]
async fn no_address_brings_a_page_out_of_its_calm() {
    let (_world, mut officer, base) = desk(OFFICER).await;
    let unit = base.split('/').nth(2).unwrap().to_owned();
    let long = "a".repeat(60_000);
    let periods = [
        "0000",
        "9999",
        "10000",
        "-1",
        "2020-H3",
        "2020-H2",
        "2020-12M",
        "2020-9M",
        "2020-H1",
        "2019-2020",
        "2019-2021",
        "9999-0001",
        "2016%2F2020",
        "2016-2020",
        "2020%00",
        "%FF",
        "NaN",
        "0001",
        "0001-H1",
        "9999-9M",
        "2020-h1",
        "２０２０",
        "262143",
        "99999999999999999999",
    ];
    let mut paths: Vec<String> = Vec::new();
    for period in periods {
        let period: String = period
            .bytes()
            .map(|b| if b.is_ascii() { char::from(b).to_string() } else { format!("%{b:02X}") })
            .collect();
        for page in
            ["so-lieu", "so-lieu/DAN_SO", "tien-do", "tien-do/HV_DS", "bao-cao", "bao-cao/ban-in"]
        {
            paths.push(format!("/dv/{unit}/{period}/{page}"));
        }
    }
    for unit in ["-1", "0", "2147483648", "99999999999999999999", "%00", "%FF", "..", "%2e%2e", "a"]
    {
        paths.push(format!("/dv/{unit}/2020/so-lieu"));
    }
    for code in [
        "X",
        "%00",
        "%FF",
        "..%2F..%2Fetc%2Fpasswd",
        "%3Cscript%3E",
        "DAN_SO%27--",
        "a%20b",
        &long,
        "%F0%9F%98%80",
    ] {
        paths.push(format!("/dv/{unit}/2020/so-lieu/{code}"));
        paths.push(format!("/dv/{unit}/2020/tien-do/{code}"));
        paths.push(format!("/assets/{code}"));
        paths.push(format!("/moi/{code}"));
    }
    paths.extend(
        ["/?nam=", "/?nam=x", "/?nam=99999", "/?nam=0000", "/?nam=9999", "/?nam=%FF"]
            .map(str::to_owned),
    );
    paths.extend(
        [
            "/?nam=2020&nam=2019",
            "/?%00=%00",
            "//",
            "/./",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/assets/../Cargo.toml",
            "/dang-nhap?tiep=%0d%0ax",
            "/dang-nhap?tiep=%FF",
        ]
        .map(str::to_owned),
    );
    for path in paths {
        let seen = officer.get(&path).await;
        is_calm(&path[..path.len().min(80)], &seen);
    }
}

#[tokio::test]
async fn no_header_brings_a_page_out_of_its_calm() {
    let (_world, mut officer, base) = desk(OFFICER).await;
    let long = "x".repeat(100_000);
    let cookie = officer.cookie.clone();
    for (name, content) in [
        ("accept", "application/json\u{7f}"),
        ("accept", &long),
        ("accept", "*/*;q=NaN"),
        ("accept-encoding", "gzip;q=-1, br;q=9"),
        ("accept-language", &long),
        ("range", "bytes=-1"),
        ("range", "bytes=0-0,1-1,2-2"),
        ("if-none-match", &long),
        ("x-forwarded-for", "' OR 1=1"),
        ("x-forwarded-for", "::1, 10.0.0.1"),
        ("x-forwarded-host", "evil.example"),
        ("idempotency-key", &long),
        ("referer", "javascript:alert(1)"),
        ("cookie", &long),
        ("cookie", "khuyenhoc=\"; khuyenhoc=x"),
        ("cookie", "khuyenhoc=%FF%00"),
        ("cookie", ";;;=;"),
        ("content-length", "0"),
        ("expect", "100-continue"),
        ("upgrade", "h2c"),
    ] {
        let text: String = content.chars().filter(|c| *c != '\u{7f}').collect();
        let request = Request::get(format!("{base}/so-lieu")).header(name, text);
        let seen = officer.send(request, Body::empty()).await;
        assert!(seen.status.as_u16() < 500, "{name}: {}", seen.status);
        cookie.clone_into(&mut officer.cookie);
        let request = Request::post(format!("{base}/so-lieu"))
            .header("sec-fetch-site", "same-origin")
            .header(name, content.replace('\u{7f}', ""))
            .header(header::CONTENT_TYPE, FORM);
        let seen = officer.send(request, Body::from("o.KNC=1")).await;
        assert!(seen.status.as_u16() < 500, "{name}: {}", seen.status);
        cookie.clone_into(&mut officer.cookie);
    }
}

/// Text that would act if a page took it for its own.
const PROBES: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' autofocus onfocus='alert(1)",
    "</textarea><svg onload=alert(1)>",
    "{{7*7}}${7*7}<%= 7*7 %>",
    "javascript:alert(1)//</title><u>",
];

#[track_caller]
fn is_only_letters(page: &Seen, probe: &str, where_: &str) {
    assert!(plain(&page.body).contains(probe), "{where_} shows {probe}: {}", page.body);
    for mark in ["<script>alert", "<img src=x", "<svg onload", "\" autofocus", "' autofocus", "<u>"]
        .iter()
        .filter(|mark| probe.contains(*mark))
    {
        assert!(!page.says(mark), "{where_}: {mark}");
    }
    assert!(!page.says("4949"), "nothing is worked out");
}

#[tokio::test]
async fn what_people_type_beside_a_number_stays_letters() {
    let (_world, mut staff, base) = desk(STAFF).await;
    let form = format!("{base}/so-lieu");
    let cell = format!("{form}/HV_CUOI");
    for probe in PROBES {
        let page = staff.get(&cell).await;
        let mut typed = PageForm::with_field(&page.body, "o.HV_CUOI");
        for field in ["n.HV_CUOI", "g.HV_CUOI", "r.HV_CUOI"] {
            typed.set(field, probe);
        }
        is_only_letters(&typed.send(&mut staff).await, probe, "the cell");
        is_only_letters(&staff.get(&form).await, probe, "the form");
        let figure = staff.get(&format!("{base}/tien-do/HV_DS")).await;
        is_only_letters(&figure, probe, "the figure");
        // As a number it is not taken, and shown as typed.
        let page = staff.get(&form).await;
        let mut typed = PageForm::with_field(&page.body, "o.KNC");
        typed.set("o.KNC", probe);
        is_only_letters(&typed.send(&mut staff).await, probe, "the refusal");
        let told = staff.tell(&form, &[("o.KNC", probe)]).await;
        assert_eq!(told.header("content-type"), "application/json; charset=utf-8");
    }
}

#[tokio::test]
async fn what_people_write_in_a_report_stays_letters() {
    let (_world, mut staff, base) = desk(STAFF).await;
    let report = format!("{base}/bao-cao");
    for probe in PROBES {
        let page = staff.get(&report).await;
        let mut typed = PageForm::with_field(&page.body, "loi");
        typed.set("loi", probe);
        is_only_letters(&typed.send(&mut staff).await, probe, "the outline");
        is_only_letters(&staff.get(&format!("{report}/ban-in")).await, probe, "the paper");
        let pdf = staff.get(&format!("{report}/tai-pdf")).await;
        assert_eq!((pdf.status.as_u16(), &pdf.bytes[..5]), (200, &b"%PDF-"[..]));
    }
}

#[tokio::test]
async fn names_of_units_and_people_stay_letters() {
    let world = World::story().await;
    let above = world.unit_of("kien-hai").await;
    let probe = PROBES[0];
    let unit = world.unit(probe, "xã", Some(above)).await;
    let account = world.account("nguoi-la", probe).await;
    world.grant(account, entities::values::Role::Staff, unit).await;
    let mut browser = world.browser_with(&world.let_in(account).await);
    for page in ["so-lieu", "tien-do", "bao-cao", "bao-cao/ban-in"] {
        let seen = browser.get(&format!("/dv/{unit}/2020/{page}")).await;
        assert_eq!(seen.status, 200, "{page}");
        is_only_letters(&seen, probe, page);
    }
    is_only_letters(&browser.get("/").await, probe, "home");
    let mut leader = world.browser_as("lanh-dao.kien-hai").await;
    let board = leader.get(&format!("/dv/{above}/2020/tien-do")).await;
    is_only_letters(&board, probe, "the board");
}

#[tokio::test]
async fn what_is_typed_at_the_log_in_stays_letters() {
    let world = World::story().await;
    for probe in PROBES {
        let fields = [("ten", probe), ("mat_khau", "x"), ("tiep", probe)];
        let seen = world.browser().post("/dang-nhap", &fields).await;
        assert!(seen.status == 422, "{}", seen.status);
        is_only_letters(&seen, probe, "the log-in");
    }
}

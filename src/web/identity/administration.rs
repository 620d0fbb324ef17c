//! Where an administrator begins (quản trị): the places, the last backup, the version, and
//! whether a second factor is asked for.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use validator::Validate;

use crate::authority::{Administer, Permit};
use crate::identity;
use crate::platform::clock::instant_in_vietnam;
use crate::platform::site;
use crate::web::access::Visitor;
use crate::web::act::{Act, Answer};
use crate::web::form::Form;
use crate::web::page::{Layout, Note};
use crate::web::reject::Reject;
use crate::web::{show as page, url};

#[derive(Template)]
#[template(path = "identity/administration.html")]
struct AdministrationPage {
    layout: Layout,
    sections: Vec<Section>,
    last_backup: Option<String>,
    version: &'static str,
    requires_second_factor: bool,
}

/// A place that an administrator goes to.
struct Section {
    title: &'static str,
    says: String,
    href: &'static str,
}

/// The other places: title, what is done there, address.
const PLACES: [(&str, &str, &str); 5] = [
    ("Đơn vị và cán bộ", "Lập, đổi tên, kết thúc đơn vị; nhiệm kỳ cán bộ.", url::UNITS),
    ("Thiết lập lần đầu", "Nạp các đơn vị của cả tỉnh từ một tệp.", url::SET_UP),
    ("Danh mục", "Mục số liệu, ràng buộc, chỉ số.", url::CATALOGUE),
    ("Cài đặt", "Tên của trang, người liên hệ.", url::SETTINGS),
    ("Nhật ký", "Ai đã làm gì, lúc nào.", url::TRAIL),
];

#[derive(Deserialize, Validate)]
pub struct Ruled {
    #[serde(default)]
    hai_buoc: String,
}

pub async fn show(visitor: Visitor, permit: Permit<Administer>) -> Result<Response, Reject> {
    let reader = &visitor.reader;
    let accounts = identity::accounts(reader).await?.len();
    let requests = identity::reset_requests(reader, &permit).await?.len();
    let says = match requests {
        0 => format!("{accounts} tài khoản. Mở tài khoản, giao vai trò, trao liên kết."),
        some => format!("{accounts} tài khoản, {some} người xin đặt lại mật khẩu."),
    };
    let mut sections = vec![Section { title: "Tài khoản", says, href: url::ACCOUNTS }];
    sections.extend(PLACES.map(|(title, says, href)| Section { title, says: says.into(), href }));
    let page_of = AdministrationPage {
        layout: Layout::plain(&visitor, "Quản trị").await?,
        sections,
        last_backup: site::last_backup(reader).await?.map(instant_in_vietnam),
        version: env!("CARGO_PKG_VERSION"),
        requires_second_factor: site::requires_second_factor(reader).await?,
    };
    Ok(page(StatusCode::OK, &page_of))
}

/// Says whether those who see much must prove a second factor.
pub async fn rule(
    act: Act,
    permit: Permit<Administer>,
    form: Form<Ruled>,
) -> Result<Response, Reject> {
    let required = match &form.value.hai_buoc[..] {
        "bat" => true,
        "tat" => false,
        _ => return Err(Reject::Status(StatusCode::UNPROCESSABLE_ENTITY)),
    };
    act.run(move |work| async move {
        let ((), event) = identity::rule_second_factor(&work, &permit, required).await?;
        Ok((Answer::see_other(url::with_note(url::ADMINISTRATION, Note::Saved.code())), event))
    })
    .await
}

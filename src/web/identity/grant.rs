//! Giving a role on a unit that is found by its name, and ending one on a day.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use entities::values::{OPEN_END, Role, RowId, UnitId};
use serde::Deserialize;
use validator::Validate;

use super::account::{done, named};
use crate::authority::{Administer, Permit};
use crate::identity::{self, Account, NewGrant};
use crate::org::{self, UnitVersion};
use crate::platform::db::{Source, Work};
use crate::platform::outcome::Refusal;
use crate::vietnamese::{date, parse_date};
use crate::web::access::Visitor;
use crate::web::act::{Act, Answer};
use crate::web::components::{Issues, role_words};
use crate::web::form::Form;
use crate::web::page::{Layout, Note};
use crate::web::reject::Reject;
use crate::web::{show as page, url};

/// More of them want a longer name.
const SHOWN: usize = 30;

#[derive(Template)]
#[template(path = "identity/grant.html")]
struct GrantPage {
    layout: Layout,
    here: String,
    back: String,
    name: String,
    typed: Typed,
    roles: Vec<RoleView>,
    units: Vec<UnitView>,
    is_cut: bool,
    issues: Issues,
}

struct RoleView {
    word: &'static str,
    words: &'static str,
    says: &'static str,
}

struct UnitView {
    number: i32,
    name: String,
    says: String,
}

#[derive(Clone, Default, Deserialize, Validate)]
pub struct Typed {
    /// Part of the name of a unit.
    #[serde(default)]
    pub tim: String,
    #[serde(default)]
    pub vai_tro: String,
    #[serde(default)]
    pub don_vi: String,
    #[serde(default)]
    pub tu_ngay: String,
    /// The last day on which the role holds; empty for no end.
    #[serde(default)]
    pub den_ngay: String,
}

#[derive(Deserialize, Validate)]
pub struct Ended {
    #[serde(default)]
    ngay: String,
}

pub async fn show(
    visitor: Visitor,
    _permit: Permit<Administer>,
    Path(account): Path<String>,
    Query(mut typed): Query<Typed>,
) -> Result<Response, Reject> {
    let account = named(&visitor, &account).await?;
    if typed.tu_ngay.is_empty() {
        typed.tu_ngay = date(visitor.reader.today());
    }
    again(&visitor, &account, typed, Vec::new(), StatusCode::OK).await
}

pub async fn create(
    visitor: Visitor,
    permit: Permit<Administer>,
    Path(account): Path<String>,
    act: Act,
    form: Form<Typed>,
) -> Result<Response, Reject> {
    let account = named(&visitor, &account).await?;
    let typed = form.value;
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    let new = match read(&account, &typed) {
        Ok(new) => new,
        Err(issues) => return again(&visitor, &account, typed, issues, status).await,
    };
    if new.unit != UnitId::SITE && org::place(&visitor.reader, new.unit).await?.is_none() {
        return Err(Reject::NotFound);
    }
    let to = url::with_note(&url::account(account.id), Note::RoleGranted.code());
    let done = act
        .run(move |work| async move {
            let (_, event) = identity::grant_role(&work, &permit, &new).await?;
            Ok((Answer::see_other(to), event))
        })
        .await;
    match done {
        Err(Reject::Refused(issues)) => again(&visitor, &account, typed, issues, status).await,
        other => other,
    }
}

pub async fn end(
    visitor: Visitor,
    permit: Permit<Administer>,
    Path((account, grant)): Path<(String, String)>,
    act: Act,
    form: Form<Ended>,
) -> Result<Response, Reject> {
    let account = named(&visitor, &account).await?;
    let id = RowId(grant.parse().map_err(|_| Reject::NotFound)?);
    let held = identity::grants(&visitor.reader, account.id).await?;
    if !held.iter().any(|(held, _)| *held == id) {
        return Err(Reject::NotFound);
    }
    let day = parse_date(&form.value.ngay);
    done(visitor, account, act, Note::RoleEnded, async move |work: Work| {
        let day = day.ok_or_else(|| unreadable("ngay"))?;
        identity::end_grant(&work, &permit, id, day).await
    })
    .await
}

fn read(account: &Account, typed: &Typed) -> Result<NewGrant, Vec<Refusal>> {
    let mut wrong = Vec::new();
    let role = Role::ALL.iter().find(|role| role.word() == typed.vai_tro).copied();
    if role.is_none() {
        wrong.push(missing("vai_tro", "Chưa chọn vai trò.", "Xin chọn một vai trò."));
    }
    let unit = match role {
        Some(Role::Admin) => Some(UnitId::SITE),
        _ => typed.don_vi.parse().ok().map(UnitId),
    };
    if unit.is_none() {
        let remedy = "Xin gõ một phần tên đơn vị, bấm Tìm, rồi chọn trong danh sách.";
        wrong.push(missing("don_vi", "Chưa chọn đơn vị.", remedy));
    }
    let from = parse_date(&typed.tu_ngay);
    if from.is_none() {
        wrong.push(unreadable("tu_ngay"));
    }
    let to = match typed.den_ngay.trim() {
        "" => Some(OPEN_END),
        text => parse_date(text).and_then(|last| last.succ_opt()),
    };
    if to.is_none() {
        wrong.push(unreadable("den_ngay"));
    }
    match (role, unit, from, to) {
        (Some(role), Some(unit), Some(from), Some(to)) => {
            Ok(NewGrant { account: account.id, role, unit, from, to })
        }
        _ => Err(wrong),
    }
}

async fn again(
    visitor: &Visitor,
    account: &Account,
    typed: Typed,
    issues: Vec<Refusal>,
    status: StatusCode,
) -> Result<Response, Reject> {
    let reader = &visitor.reader;
    let mut found = match typed.tim.trim() {
        "" => Vec::new(),
        text => org::search(reader, text).await?,
    };
    let is_cut = found.len() > SHOWN;
    found.truncate(SHOWN);
    let mut units = Vec::new();
    for version in found {
        let above = match version.parent {
            Some(parent) => last_name(reader, parent).await?,
            None => String::new(),
        };
        units.push(unit_view(&version, &above, reader.today()));
    }
    let here = format!("{}/vai-tro", url::account(account.id));
    let page_of = GrantPage {
        layout: Layout::plain(visitor, "Giao vai trò").await?,
        here,
        back: url::account(account.id),
        name: account.name.clone(),
        typed,
        roles: Role::ALL.iter().map(|role| role_view(*role)).collect(),
        units,
        is_cut,
        issues: Issues::new(issues),
    };
    Ok(page(status, &page_of))
}

async fn last_name(reader: &impl Source, unit: UnitId) -> Result<String, Reject> {
    let now = org::version_on(reader, unit, reader.today()).await?;
    Ok(now.map(|version| version.full_name()).unwrap_or_default())
}

fn unit_view(version: &UnitVersion, above: &str, today: chrono::NaiveDate) -> UnitView {
    let mut says = Vec::new();
    if !above.is_empty() {
        says.push(format!("thuộc {above}"));
    }
    if !version.holds_on(today) {
        says.push(format!("có từ {} đến trước {}", date(version.from), date(version.to)));
    }
    UnitView { number: version.unit.0, name: version.full_name(), says: says.join("; ") }
}

fn role_view(role: Role) -> RoleView {
    let says = match role {
        Role::Officer => "Nhập số liệu và viết báo cáo của đúng một đơn vị.",
        Role::Treasurer => "Xem số liệu của đúng một đơn vị.",
        Role::Staff => "Nhập và sửa của đơn vị cùng mọi đơn vị trực thuộc.",
        Role::Leader => "Xem đơn vị cùng mọi đơn vị trực thuộc, giao chỉ tiêu.",
        Role::Auditor => "Xem đơn vị cùng mọi đơn vị trực thuộc, không sửa gì.",
        Role::Admin => "Lo tài khoản và sao lưu cho cả trang; không xem sổ sách.",
    };
    RoleView { word: role.word(), words: role_words(role), says }
}

fn missing(field: &str, says: &str, remedy: &str) -> Refusal {
    Refusal::new("missing", field, says, remedy)
}

fn unreadable(field: &str) -> Refusal {
    let remedy = "Xin ghi ngày/tháng/năm, ví dụ 31/12/2026.";
    Refusal::new("date_unreadable", field, "Không đọc được ngày này.", remedy)
}

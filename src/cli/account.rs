//! `account`: opens, invites, grants, lists, disables. The operator's way in when nobody else
//! can help; what is done stands in the audit as his.

use chrono::NaiveDate;
use clap::Subcommand;
use entities::values::{OPEN_END, Period, Role, UnitId};

use super::{operator, say, unit};
use crate::authority::Administer;
use crate::identity::{self, Account, NewAccount, NewGrant};
use crate::org;
use crate::platform::clock::{Clock, day_in_vietnam};
use crate::platform::config::Config;
use crate::platform::db::{Db, Mode, Source, Target};
use crate::platform::outcome::{Fault, Outcome, Refusal};
use crate::vietnamese::date;
use crate::web::url;

#[derive(Debug, Subcommand)]
pub enum AccountCommand {
    /// Mở tài khoản và in liên kết đặt mật khẩu
    Add {
        #[arg(value_name = "TÊN ĐĂNG NHẬP")]
        login: String,
        /// Họ và tên
        #[arg(long, value_name = "HỌ TÊN")]
        name: String,
    },
    /// In liên kết đặt mật khẩu mới; liên kết cũ hết hiệu lực
    Invite {
        #[arg(value_name = "TÊN ĐĂNG NHẬP")]
        login: String,
    },
    /// In liên kết đặt lại mật khẩu, dùng một lần trong một ngày
    ResetPassword {
        #[arg(value_name = "TÊN ĐĂNG NHẬP")]
        login: String,
    },
    /// Bỏ xác thực hai bước của người mất điện thoại và kết thúc các phiên của người đó
    ResetSecondFactor {
        #[arg(value_name = "TÊN ĐĂNG NHẬP")]
        login: String,
    },
    /// Bắt buộc hay không xác thực hai bước với quản trị và người xem nhiều đơn vị
    SecondFactor {
        #[arg(value_name = "required|off", value_parser = ["required", "off"])]
        rule: String,
    },
    /// Giao vai trò tại một đơn vị
    Grant {
        #[arg(value_name = "TÊN ĐĂNG NHẬP")]
        login: String,
        /// officer, treasurer, staff, leader, auditor, admin
        #[arg(value_name = "VAI TRÒ", value_parser = role)]
        role: Role,
        /// Đơn vị; không ghi với vai trò admin
        #[arg(long, value_name = "ĐƠN VỊ")]
        unit: Option<String>,
        /// Từ ngày (2021-01-15); mặc định: hôm nay
        #[arg(long, value_name = "NGÀY")]
        from: Option<NaiveDate>,
        /// Đến trước ngày; mặc định: không hạn
        #[arg(long, value_name = "NGÀY")]
        to: Option<NaiveDate>,
    },
    /// Liệt kê tài khoản và vai trò
    List,
    /// Ngừng tài khoản
    Disable {
        #[arg(value_name = "TÊN ĐĂNG NHẬP")]
        login: String,
    },
}

fn role(word: &str) -> Result<Role, String> {
    let words = || Role::ALL.iter().map(|role| role.word()).collect::<Vec<_>>().join(", ");
    let known = Role::ALL.iter().find(|role| role.word() == word);
    known.copied().ok_or_else(|| format!("chỉ nhận: {}", words()))
}

pub async fn account(
    target: &Target,
    config: &Config,
    command: AccountCommand,
    clock: Clock,
) -> Outcome<()> {
    if matches!(command, AccountCommand::List) {
        return list(target, clock).await;
    }
    let db = Db::open(target, Mode::Write, clock).await?;
    let public_url = &config.server.public_url;
    match command {
        AccountCommand::Add { login, name } => add(&db, public_url, login, name).await?,
        AccountCommand::Invite { login } | AccountCommand::ResetPassword { login } => {
            invite(&db, public_url, &login).await?;
        }
        AccountCommand::ResetSecondFactor { login } => reset_second_factor(&db, &login).await?,
        AccountCommand::SecondFactor { rule } => rule_second_factor(&db, &rule).await?,
        AccountCommand::Grant { login, role, unit, from, to } => {
            grant(&db, &login, role, unit.as_deref(), (from, to)).await?;
        }
        AccountCommand::Disable { login } => {
            let permit = operator::permit::<Administer>(db.clock())?;
            let account = known(&db, &login).await?.id;
            operator::act(&db, async |work| {
                identity::disable_account(work, &permit, account).await
            })
            .await?;
            say::line(&format!("Đã ngừng tài khoản {login}."))?;
        }
        AccountCommand::List => {}
    }
    Ok(db.close().await?)
}

async fn add(db: &Db, public_url: &str, login: String, name: String) -> Outcome<()> {
    let permit = operator::permit::<Administer>(db.clock())?;
    let new = NewAccount { login, name };
    operator::act(db, async |work| identity::open_account(work, &permit, &new).await).await?;
    say::line(&format!("Đã mở tài khoản {} ({}).", new.login, new.name))?;
    invite(db, public_url, &new.login).await
}

async fn invite(db: &Db, public_url: &str, login: &str) -> Outcome<()> {
    let permit = operator::permit::<Administer>(db.clock())?;
    let account = known(db, login).await?.id;
    let invitation =
        operator::act(db, async |work| identity::invite(work, &permit, account).await).await?;
    let until = date(day_in_vietnam(invitation.expires_at));
    say::line(&format!("Liên kết đặt mật khẩu, dùng một lần, đến {until}:"))?;
    Ok(say::line(&format!("  {}", url::invitation(public_url, &invitation.token)))?)
}

async fn reset_second_factor(db: &Db, login: &str) -> Outcome<()> {
    let permit = operator::permit::<Administer>(db.clock())?;
    let account = known(db, login).await?.id;
    operator::act(db, async |work| identity::reset_second_factor(work, &permit, account).await)
        .await?;
    Ok(say::line(&format!("Đã bỏ xác thực hai bước của {login}; các phiên đã kết thúc."))?)
}

async fn rule_second_factor(db: &Db, rule: &str) -> Outcome<()> {
    let permit = operator::permit::<Administer>(db.clock())?;
    let required = rule == "required";
    operator::act(db, async |work| identity::rule_second_factor(work, &permit, required).await)
        .await?;
    let says = if required {
        "Xác thực hai bước: bắt buộc với quản trị và người xem nhiều đơn vị."
    } else {
        "Xác thực hai bước: không bắt buộc với ai."
    };
    Ok(say::line(says)?)
}

async fn grant(
    db: &Db,
    login: &str,
    role: Role,
    text: Option<&str>,
    (from, to): (Option<NaiveDate>, Option<NaiveDate>),
) -> Outcome<()> {
    let permit = operator::permit::<Administer>(db.clock())?;
    let account = known(db, login).await?.id;
    let reader = db.reader();
    let from = from.unwrap_or_else(|| reader.today());
    let (unit, place) = match text {
        None if role == Role::Admin => (UnitId::SITE, "toàn hệ thống".to_owned()),
        None => return Err(unit_missing().into()),
        Some(text) => {
            let found = unit::one(&reader, text, Period::Year(chrono::Datelike::year(&from)));
            let found = found.await?;
            (found.unit, found.full_name())
        }
    };
    let new = NewGrant { account, role, unit, from, to: to.unwrap_or(OPEN_END) };
    operator::act(db, async |work| identity::grant_role(work, &permit, &new).await).await?;
    Ok(say::line(&format!("Đã giao vai trò {} tại {place} cho {login}.", role.word()))?)
}

async fn list(target: &Target, clock: Clock) -> Outcome<()> {
    let db = Db::open(target, Mode::Read, clock).await?;
    let reader = db.reader();
    for account in identity::accounts(&reader).await? {
        let state = match (account.disabled_at, account.is_open) {
            (Some(_), _) => "đã ngừng",
            (None, true) => "đang dùng",
            (None, false) => "chưa đặt mật khẩu",
        };
        say::line(&format!("{} · {} · {state}", account.login, account.name))?;
        for grant in &account.grants {
            let version = org::version_on(&reader, grant.unit, reader.today()).await?;
            let place = match version {
                Some(version) => version.full_name(),
                None if grant.unit == UnitId::SITE => "toàn hệ thống".to_owned(),
                None => format!("đơn vị số {}", grant.unit),
            };
            let until = match grant.to {
                OPEN_END => String::new(),
                to => format!(" đến trước {}", date(to)),
            };
            let from = date(grant.from);
            say::line(&format!("    {} tại {place} từ {from}{until}", grant.role.word()))?;
        }
    }
    Ok(db.close().await?)
}

async fn known(db: &Db, login: &str) -> Outcome<Account> {
    let found: Result<Option<Account>, Fault> =
        identity::account_by_login(&db.reader(), login).await;
    found?.ok_or_else(|| {
        Refusal::new(
            "no_such_account",
            "tên đăng nhập",
            format!("Không có tài khoản «{login}»."),
            "Xin xem danh sách bằng lệnh account list.",
        )
        .into()
    })
}

fn unit_missing() -> Refusal {
    Refusal::new(
        "unit_missing",
        "--unit",
        "Vai trò này thuộc về một đơn vị.",
        "Xin ghi đơn vị, ví dụ --unit lai-son.",
    )
}

//! Setting up one's own second factor (xác thực hai bước): the square for the telephone, one code
//! to confirm it, ten printed codes for a day without it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use qrcode::{Color, EcLevel, QrCode};
use serde::Deserialize;
use validator::Validate;

use super::own_account::{own, present};
use super::printed_codes;
use super::sign_in::see_other;
use crate::identity::{self, NewSession, Proven, SecondFactor};
use crate::platform::db::Source;
use crate::platform::outcome::{Fault, Refusal};
use crate::web::access::{self, Visitor};
use crate::web::act::{Act, Answer};
use crate::web::components::Issues;
use crate::web::form::{Fields, Form};
use crate::web::page::{Layout, Note};
use crate::web::reject::Reject;
use crate::web::{Site, download, show as page, url};

/// What telephones show beside the login.
const ISSUER: &str = "Khuyen hoc";
/// White rim that readers of the square need, in its dots.
const RIM: usize = 4;

#[derive(Template)]
#[template(path = "identity/second_factor.html")]
struct SecondFactorPage {
    layout: Layout,
    is_first: bool,
    is_required: bool,
    square: Option<Square>,
    is_confirmed: bool,
    codes_left: u64,
    issues: Issues,
}

/// The square that a telephone reads.
struct Square {
    /// Dots on a side, with the rim.
    side: usize,
    /// The dark dots as a path.
    path: String,
    /// The same secret to be typed, in groups of four.
    typed: String,
}

#[derive(Template)]
#[template(path = "identity/recovery_codes.html")]
struct RecoveryCodesPage {
    layout: Layout,
    codes: Vec<String>,
    login: String,
}

#[derive(Deserialize, Validate)]
pub struct Typed {
    #[serde(default)]
    #[validate(length(min = 1, max = 60, message = "Chưa có mã."))]
    ma: String,
}

pub async fn show(visitor: Visitor) -> Result<Response, Reject> {
    again(&visitor, Vec::new(), StatusCode::OK).await
}

pub async fn start(visitor: Visitor, act: Act) -> Result<Response, Reject> {
    let session = present(&visitor)?.clone();
    act.run(move |work| async move {
        let ((), event) = identity::start_second_factor(&work, &session).await?;
        Ok((Answer::see_other(url::SECOND_FACTOR), event))
    })
    .await
}

/// Confirms the telephone and shows the printed codes, this once.
pub async fn confirm(
    State(site): State<Site>,
    visitor: Visitor,
    act: Act,
    form: Form<Typed>,
) -> Result<Response, Reject> {
    if !form.issues.is_empty() {
        return again(&visitor, form.issues, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let (session, client) = (present(&visitor)?.clone(), visitor.client.clone());
    let done = act
        .make(move |work| async move {
            identity::confirm_second_factor(&work, &session, &form.value.ma, &client).await
        })
        .await;
    match done {
        Ok(Some(made)) => {
            let shown = codes_page(&visitor, made.codes).await?;
            with_cookie(&site, shown, &made.session)
        }
        other => settled(&visitor, other.map(|_| None)).await,
    }
}

/// Ten new printed codes, against a code.
pub async fn renew(visitor: Visitor, act: Act, form: Form<Typed>) -> Result<Response, Reject> {
    if !form.issues.is_empty() {
        return again(&visitor, form.issues, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let (session, client) = (present(&visitor)?.clone(), visitor.client.clone());
    let done = act
        .make(move |work| async move {
            identity::renew_recovery_codes(&work, &session, &form.value.ma, &client).await
        })
        .await;
    match done {
        Ok(Some(Proven::Right(codes))) => codes_page(&visitor, codes).await,
        other => settled(&visitor, other.map(|made| made.map(|_| ()))).await,
    }
}

/// Takes the telephone away, for another one or for good, against a code.
pub async fn remove(
    State(site): State<Site>,
    visitor: Visitor,
    act: Act,
    form: Form<Typed>,
) -> Result<Response, Reject> {
    if !form.issues.is_empty() {
        return again(&visitor, form.issues, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let (session, client) = (present(&visitor)?.clone(), visitor.client.clone());
    let done = act
        .make(move |work| async move {
            identity::drop_second_factor(&work, &session, &form.value.ma, &client).await
        })
        .await;
    match done {
        Ok(Some(Proven::Right(next))) => {
            let to = url::with_note(url::SECOND_FACTOR, Note::SecondFactorDropped.code());
            with_cookie(&site, see_other(&to), &next)
        }
        other => settled(&visitor, other.map(|made| made.map(|_| ()))).await,
    }
}

/// The printed codes as a paper; only what the page has just shown to the same person.
pub async fn pdf(visitor: Visitor, fields: Fields) -> Result<Response, Reject> {
    let account = own(&visitor).await?;
    let codes: Vec<String> =
        fields.iter().filter(|(name, _)| *name == "du_phong").map(|(_, c)| c.to_owned()).collect();
    if !identity::are_recovery_codes(&visitor.reader, account.id, &codes).await? {
        return Err(Reject::NotFound);
    }
    let paper = printed_codes::paper(&account, &codes, visitor.reader.today());
    Ok(download::pdf(&visitor.reader, "ma-du-phong.pdf", paper).await?)
}

/// What every act here has in common when it did not go through.
async fn settled(visitor: &Visitor, done: Result<Option<()>, Reject>) -> Result<Response, Reject> {
    match done {
        Ok(Some(())) => {
            let issues = vec![super::code::wrong()];
            again(visitor, issues, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Ok(None) => Ok(see_other(&url::with_note(url::SECOND_FACTOR, Note::ShownOnce.code()))),
        Err(Reject::Refused(issues)) => {
            again(visitor, issues, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other),
    }
}

fn with_cookie(site: &Site, mut shown: Response, next: &NewSession) -> Result<Response, Reject> {
    shown.headers_mut().insert(access::SETS_COOKIE, access::cookie(site, &next.token)?);
    Ok(shown)
}

async fn codes_page(visitor: &Visitor, codes: Vec<String>) -> Result<Response, Reject> {
    let layout = Layout::plain(visitor, "Mã dự phòng").await?;
    let login = own(visitor).await?.login;
    Ok(page(StatusCode::OK, &RecoveryCodesPage { layout, codes, login }))
}

async fn again(
    visitor: &Visitor,
    issues: Vec<Refusal>,
    status: StatusCode,
) -> Result<Response, Reject> {
    let session = present(visitor)?;
    let reader = &visitor.reader;
    let factor = identity::second_factor(reader, session.account()).await?;
    let login = own(visitor).await?.login;
    let square = match &factor {
        SecondFactor::Begun { secret } => Some(Square::of(&login, secret)?),
        _ => None,
    };
    let codes_left = match factor {
        SecondFactor::Confirmed { codes_left, .. } => Some(codes_left),
        _ => None,
    };
    let page_of = SecondFactorPage {
        layout: Layout::plain(visitor, "Xác thực hai bước").await?,
        is_first: session.owes_set_up,
        is_required: identity::is_required_of(reader, &session.person.grants).await?,
        square,
        is_confirmed: codes_left.is_some(),
        codes_left: codes_left.unwrap_or_default(),
        issues: Issues::new(issues),
    };
    Ok(page(status, &page_of))
}

impl Square {
    fn of(login: &str, secret: &str) -> Result<Self, Fault> {
        let issuer = url::escaped(ISSUER);
        let words = format!(
            "otpauth://totp/{issuer}:{login}?secret={secret}&issuer={issuer}&algorithm=SHA1\
             &digits=6&period=30"
        );
        let code = QrCode::with_error_correction_level(words, EcLevel::M)
            .map_err(|error| Fault::new("drawing a square", error))?;
        let width = code.width();
        let dots = code.to_colors().into_iter().enumerate();
        let path = dots
            .filter(|(_, color)| *color == Color::Dark)
            .map(|(at, _)| format!("M{} {}h1v1h-1z", at % width + RIM, at / width + RIM))
            .collect();
        let letters: Vec<char> = secret.chars().collect();
        let groups: Vec<String> = letters.chunks(4).map(|four| four.iter().collect()).collect();
        Ok(Self { side: width + 2 * RIM, path, typed: groups.join(" ") })
    }
}

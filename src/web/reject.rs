//! Why a request got no page of its own: turned into a plain page (or JSON for a script) by
//! `edge`, always Vietnamese, always with what to do.

use std::any::Any;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use entities::values::{Period, UnitId};

use crate::platform::outcome::{Failure, Fault, Refusal};
use crate::platform::rng;

#[derive(Debug)]
pub enum Reject {
    /// A rule was not met; a page with a form shows itself again instead.
    Refused(Vec<Refusal>),
    NotFound,
    /// The unit did not exist in the period: those before or after it are shown.
    NotInPeriod(UnitId, Period),
    Forbidden,
    /// Nobody is signed in: the address to go to.
    SignInFirst(String),
    /// The page was made for somebody else.
    OtherPerson,
    /// The key of the form was used for something else.
    UsedKey,
    Fault(Fault),
    /// The request itself is not as it should be.
    Status(StatusCode),
}

/// What `edge` needs to write the page, carried by the response.
#[derive(Clone, Debug, Default)]
pub struct Notice {
    pub refusals: Vec<Refusal>,
    /// Number by which the log knows a fault.
    pub reference: Option<String>,
    /// The unit that did not exist in the period.
    pub absent: Option<(UnitId, Period)>,
    /// Where one signs in, when that is what is missing.
    pub sign_in: Option<String>,
}

impl IntoResponse for Reject {
    fn into_response(self) -> Response {
        let mut notice = Notice::default();
        let status = match self {
            Self::Refused(refusals) => {
                notice.refusals = refusals;
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::NotInPeriod(unit, period) => {
                notice.absent = Some((unit, period));
                StatusCode::NOT_FOUND
            }
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::SignInFirst(to) => return sign_in_first(to),
            Self::OtherPerson => {
                notice.refusals = vec![other_person()];
                StatusCode::CONFLICT
            }
            Self::UsedKey => StatusCode::CONFLICT,
            Self::Fault(fault) => {
                notice.reference = Some(logged(&fault.to_string()));
                StatusCode::INTERNAL_SERVER_ERROR
            }
            Self::Status(status) => status,
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(notice);
        response
    }
}

fn other_person() -> Refusal {
    Refusal::new(
        "other_person",
        "khoa",
        "Trang này được mở dưới tên một người khác với người đang đăng nhập. Chưa lưu gì.",
        "Xin đăng nhập lại bằng tài khoản đã mở trang, hoặc tải lại trang để gõ dưới tên mình.",
    )
}

fn sign_in_first(to: String) -> Response {
    let location = HeaderValue::from_str(&to);
    let mut response = StatusCode::SEE_OTHER.into_response();
    response
        .headers_mut()
        .insert(header::LOCATION, location.unwrap_or(HeaderValue::from_static("/dang-nhap")));
    response.extensions_mut().insert(Notice { sign_in: Some(to), ..Notice::default() });
    response
}

/// Writes a fault to the log and returns the number by which it is found there.
fn logged(chain: &str) -> String {
    let secret = rng::secret().unwrap_or_default();
    let reference: String =
        secret.chars().filter(char::is_ascii_alphanumeric).take(8).collect::<String>();
    let reference = reference.to_uppercase();
    tracing::error!(reference, "{chain}");
    reference
}

/// The answer to a panic: the same as to a fault.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands it over")]
pub fn panicked(cause: Box<dyn Any + Send>) -> Response {
    let text = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without words");
    Reject::Fault(Fault::broken(text)).into_response()
}

impl From<Fault> for Reject {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Failure> for Reject {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(refusals) => Self::Refused(refusals),
            Failure::Fault(fault) => Self::Fault(fault),
        }
    }
}

//! The last hand on every response: security headers, no storing, and a page for every refusal
//! that has none.

use std::time::Instant;

use askama::Template;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower_http::csrf::ProtectionError;

use super::assets;
use super::reject::Notice;
use super::{Site, show};
use crate::platform::outcome::Refusal;

const POLICY: &str = "default-src 'self'; base-uri 'none'; form-action 'self'; \
                      frame-ancestors 'none'; object-src 'none'";

/// Sent with every response.
const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

const FOR_A_YEAR: &str = "max-age=31536000";

pub async fn finish(State(site): State<Site>, request: Request, next: Next) -> Response {
    let for_script = wants_json(request.headers());
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let begun = Instant::now();
    let response = next.run(request).await;
    let mut response = dressed(response, for_script);
    // The pattern of the address, never the address: no unit, no link, no person is logged.
    tracing::info!(
        %method,
        route = route.as_ref().map_or("-", MatchedPath::as_str),
        status = response.status().as_u16(),
        ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX),
        "answered"
    );
    let headers = response.headers_mut();
    for (name, content) in HEADERS {
        headers.insert(name, HeaderValue::from_static(content));
    }
    if site.server.is_https() {
        let lasting = HeaderValue::from_static(FOR_A_YEAR);
        headers.insert(header::STRICT_TRANSPORT_SECURITY, lasting);
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

pub fn wants_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.starts_with("application/json"))
}

/// Gives a page to a refusal that has none of ours.
fn dressed(response: Response, for_script: bool) -> Response {
    let notice = response.extensions().get::<Notice>().cloned();
    let status = response.status();
    if for_script && let Some(Notice { sign_in: Some(_), .. }) = &notice {
        return told(StatusCode::UNAUTHORIZED, &notice.unwrap_or_default(), false);
    }
    if !status.is_client_error() && !status.is_server_error() || is_ours(response.headers()) {
        return response;
    }
    let foreign = response.extensions().get::<ProtectionError>().is_some();
    let notice = notice.unwrap_or_default();
    if for_script {
        return told(status, &notice, foreign);
    }
    let words = Words::of(status, foreign);
    let page = ErrorPage { style: assets::href("site.css"), words, notice };
    show(status, &page)
}

fn is_ours(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/html") || kind.starts_with("application/json"))
}

/// The same for a script: what happened and what to do.
fn told(status: StatusCode, notice: &Notice, foreign: bool) -> Response {
    let words = Words::of(status, foreign);
    let whole = [Refusal::new("request", "", words.title, words.remedy)];
    let refusals = if notice.refusals.is_empty() { &whole[..] } else { &notice.refusals[..] };
    let says: Vec<String> =
        refusals.iter().map(|refusal| format!("{} {}", refusal.says, refusal.remedy)).collect();
    let content = serde_json::json!({
        "says": says.join(" "), "refusals": refusals, "reference": notice.reference,
    });
    (status, axum::Json(content)).into_response()
}

#[derive(Template)]
#[template(path = "platform/error.html")]
struct ErrorPage {
    style: String,
    words: Words,
    notice: Notice,
}

#[derive(Clone, Copy)]
struct Words {
    title: &'static str,
    says: &'static str,
    remedy: &'static str,
}

impl Words {
    fn of(status: StatusCode, foreign: bool) -> Self {
        let (title, says, remedy) = match status {
            StatusCode::FORBIDDEN if foreign => (
                "Yêu cầu đến từ một trang khác",
                "Để giữ an toàn, số liệu chỉ được gửi từ chính trang này. Chưa có gì thay đổi.",
                "Xin mở lại trang từ địa chỉ của Hội rồi gửi lại.",
            ),
            StatusCode::UNAUTHORIZED => (
                "Phiên làm việc đã hết",
                "Chưa có gì thay đổi.",
                "Xin đăng nhập lại ở một thẻ khác rồi thử lại, số liệu đang gõ vẫn còn.",
            ),
            StatusCode::FORBIDDEN => (
                "Bạn không có quyền làm việc này",
                "Vai trò của bạn ở đơn vị này không gồm việc vừa chọn.",
                "Nếu cần làm, xin hỏi người quản trị để được giao vai trò.",
            ),
            StatusCode::NOT_FOUND => (
                "Không tìm thấy trang",
                "Địa chỉ này không có, hoặc bạn không được xem.",
                "Xin kiểm tra lại địa chỉ, hoặc bắt đầu lại từ Việc cần làm.",
            ),
            StatusCode::CONFLICT => (
                "Biểu mẫu này đã được gửi rồi",
                "Lần gửi trước có nội dung khác và đã được ghi; lần này chưa ghi gì.",
                "Xin tải lại trang để xem số liệu mới nhất rồi sửa tiếp.",
            ),
            StatusCode::UNPROCESSABLE_ENTITY => (
                "Chưa ghi được",
                "Có chỗ chưa đúng trong phần vừa gửi.",
                "Xin quay lại trang trước, sửa rồi gửi lại.",
            ),
            StatusCode::PAYLOAD_TOO_LARGE => (
                "Nội dung gửi lên quá lớn",
                "Mỗi lần chỉ gửi được tối đa 2 MB; riêng tệp Excel tối đa 10 MB.",
                "Xin chia nhỏ ra và gửi từng phần.",
            ),
            StatusCode::SERVICE_UNAVAILABLE => (
                "Máy chủ đang bận",
                "Câu trả lời lâu quá một phút. Việc đã bấm vẫn có thể được làm xong.",
                "Xin chờ vài phút, tải lại trang và xem kết quả trước khi làm lại.",
            ),
            status if status.is_server_error() => (
                "Có lỗi ở phía máy chủ",
                "Lỗi đã được ghi lại. Phần vừa gửi có thể chưa được lưu.",
                "Xin thử lại sau ít phút. Nếu vẫn lỗi, xin báo số dưới đây cho người quản trị.",
            ),
            _ => (
                "Không hiểu được yêu cầu",
                "Trình duyệt đã gửi một nội dung mà trang này không nhận. Chưa có gì thay đổi.",
                "Xin tải lại trang rồi thử lại.",
            ),
        };
        Self { title, says, remedy }
    }
}

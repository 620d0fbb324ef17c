//! Logging out (đăng xuất).

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::identity;
use crate::web::access::{self, Visitor};
use crate::web::act::{Act, Answer};
use crate::web::page::Note;
use crate::web::reject::Reject;
use crate::web::{Site, url};

pub async fn create(
    State(site): State<Site>,
    visitor: Visitor,
    act: Act,
) -> Result<Response, Reject> {
    let Some(session) = visitor.session else {
        return Ok(Redirect::to(url::SIGN_IN).into_response());
    };
    act.run(move |work| async move {
        let ((), event) = identity::sign_out(&work, &session).await?;
        let to = url::with_note(url::SIGN_IN, Note::SignedOut.code());
        Ok((Answer::see_other(to).with_cookie(access::no_cookie(&site)?), event))
    })
    .await
}

//! `serve`: the site, until it is told to stop. Settings come from the environment.
//!
//! A new site has no account that everybody knows: it prints a one-time link instead.

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::{operator, say};
use crate::authority::Administer;
use crate::identity;
use crate::platform::clock::Clock;
use crate::platform::config::{Config, ServerConfig};
use crate::platform::db::{Db, Mode, Target};
use crate::platform::outcome::{Fault, Outcome};
use crate::platform::telemetry;
use crate::web::{self, Site};

pub async fn serve(target: &Target, config: &Config, clock: Clock) -> Outcome<()> {
    telemetry::start(&config.log)?;
    let db = Db::open(target, Mode::Write, clock).await?;
    print_first_link(&db, &config.server).await?;
    let site = Site { db, server: config.server.clone(), served_as_demo: false };
    Ok(serve_site(site).await?)
}

/// Answers until SIGINT or SIGTERM, then lets what is under way end.
pub async fn serve_site(site: Site) -> Result<(), Fault> {
    let listen = site.server.listen;
    let listener = TcpListener::bind(listen)
        .await
        .map_err(|error| Fault::new(&format!("không nghe được ở {listen}"), error))?;
    let mut end = signal(SignalKind::terminate()).map_err(|e| Fault::new("signals", e))?;
    let stop = async move {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => (),
            _ = end.recv() => (),
        }
    };
    say::line(&format!("Mở trình duyệt tại {} — dừng bằng Ctrl+C.", site.server.public_url))?;
    let db = site.db.clone();
    web::serve(site, listener, stop).await;
    db.close().await
}

async fn print_first_link(db: &Db, server: &ServerConfig) -> Outcome<()> {
    let permit = operator::permit::<Administer>(db.clock())?;
    let work = operator::open(db).await?;
    let Some((first, event)) = identity::first_invitation(&work, &permit).await? else {
        return Ok(());
    };
    operator::commit(work, &event).await?;
    let (url, token) = (&server.public_url, first.invitation.token);
    say::line("Chưa có ai đặt mật khẩu. Người quản trị mở liên kết này, dùng được một lần:")?;
    Ok(say::line(&format!("  {url}/moi/{token}  (tên đăng nhập: {})", first.login))?)
}

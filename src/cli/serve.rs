//! `serve`: answers browsers until it is told to stop.

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::arguments::Listen;
use super::{operator, say};
use crate::authority::Administer;
use crate::identity;
use crate::platform::clock::Clock;
use crate::platform::config::{Config, ServerConfig};
use crate::platform::db::{Db, Mode, Target};
use crate::platform::outcome::{Fault, Outcome};
use crate::platform::telemetry;
use crate::web::{self, Site, url};

/// Serves the site (chạy chương trình). While nobody can sign in it prints a one-time link.
pub async fn serve(target: &Target, config: Config, listen: Listen) -> Outcome<()> {
    telemetry::start(&config.log)?;
    let db = Db::open(target, Mode::Write, Clock::real()).await?;
    operator::with_catalogue(&db).await?;
    let (server, listener) = bind(config.server, listen).await?;
    invite_first(&db, &server.public_url).await?;
    answer(Site { db, server, served_as_demo: false }, listener).await
}

/// Takes the port; the address that people open follows it unless one was set.
pub async fn bind(
    mut config: ServerConfig,
    listen: Listen,
) -> Result<(ServerConfig, TcpListener), Fault> {
    let follows = config.public_url == ServerConfig::at(config.listen).public_url;
    config.listen = listen.listen.unwrap_or(config.listen);
    let failed = |error| Fault::new(&format!("không mở được cổng {}", config.listen), error);
    let listener = TcpListener::bind(config.listen).await.map_err(failed)?;
    config.listen = listener.local_addr().map_err(failed)?;
    if follows {
        config.public_url = ServerConfig::at(config.listen).public_url;
    }
    Ok((config, listener))
}

/// Answers until the process is told to stop, then closes the database.
pub async fn answer(site: Site, listener: TcpListener) -> Outcome<()> {
    say::line(&format!("Mở trình duyệt tại {} — dừng bằng Ctrl+C.", site.server.public_url))?;
    let mut ends = signal(SignalKind::terminate())
        .map_err(|error| Fault::new("không nghe được tín hiệu dừng", error))?;
    let db = site.db.clone();
    let stop = async move {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = ends.recv() => {}
        }
    };
    web::serve(site, listener, stop).await;
    Ok(db.close().await?)
}

async fn invite_first(db: &Db, public_url: &str) -> Outcome<()> {
    let permit = operator::permit::<Administer>(db.clock())?;
    let work = operator::open(db).await?;
    let Some((first, event)) = identity::first_invitation(&work, &permit).await? else {
        return Ok(());
    };
    operator::commit(work, &event).await?;
    say::line("Chưa có ai đặt mật khẩu. Người quản trị mở liên kết này, dùng được một lần:")?;
    say::line(&format!("  {}", url::invitation(public_url, &first.invitation.token)))?;
    Ok(say::line(&format!("  Tên đăng nhập: {}", first.login))?)
}

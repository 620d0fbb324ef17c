//! The accept loop: a client has ten seconds to send its headers, so many connections and no
//! more, and a stop waits for what is being answered.
//!
//! Knows HTTP only as far as a connection: what answers is given by the caller.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::{Body, Incoming};
use hyper::server::conn::http1;
use hyper::service::Service;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// Time for a client to send its headers; without it a slow one holds its connection for ever.
const HEADERS_WITHIN: Duration = Duration::from_secs(10);
const MOST_CONNECTIONS: usize = 512;
/// How long a stop waits for answers under way.
const STOP_WITHIN: Duration = Duration::from_secs(15);
/// Rest after a failed accept: out of descriptors is not mended by asking again at once.
const REST: Duration = Duration::from_millis(100);

/// Serves until `stop` is ready; `answering` makes what answers one client's connection.
pub async fn serve<S, B>(
    listener: TcpListener,
    answering: impl Fn(SocketAddr) -> S,
    stop: impl Future<Output = ()>,
) where
    S: Service<Request<Incoming>, Response = Response<B>> + Send + 'static,
    S::Future: Send,
    S::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let connections = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            next = next => next,
            () = &mut stop => break,
        };
        let Ok((stream, client)) = accepted else {
            tokio::time::sleep(REST).await;
            continue;
        };
        // Small answers must not wait for company; a socket that refuses this still works.
        let _ = stream.set_nodelay(true);
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADERS_WITHIN)
            .serve_connection(TokioIo::new(stream), answering(client));
        let connection = connections.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "connection ended early");
            }
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(STOP_WITHIN, connections.shutdown()).await.is_err() {
        tracing::warn!("stopped while answers were under way");
    }
}

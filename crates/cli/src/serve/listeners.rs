//! All that this start listens on, opened before anything else is done, served together.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use onewindow_app::App;
use onewindow_web::edge::Cidr;
use onewindow_web::server::{self, Limits, Tls};
use onewindow_web::site::Site;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::settings::Settings;

/// Open sockets. Nobody is answered yet.
pub struct Listeners {
    /// Where people are served.
    pub address: SocketAddr,
    main: TcpListener,
    tls: Option<Tls>,
    redirect: Option<TcpListener>,
    operations: Option<(TcpListener, Vec<Cidr>)>,
}

impl Listeners {
    /// Opens them and reads the certificate.
    pub async fn open(settings: &Settings, address: SocketAddr) -> Result<Listeners, String> {
        let main = bind("listen", address).await?;
        let address = main.local_addr().map_err(|why| why.to_string())?;
        let mut listeners =
            Listeners { address, main, tls: None, redirect: None, operations: None };
        if let Some(tls) = &settings.tls {
            let loaded =
                Tls::load(&tls.certificate, &tls.key).map_err(|why| format!("tls: {why}"))?;
            listeners.tls = Some(loaded);
            if let Some(from) = tls.redirect_from {
                listeners.redirect = Some(bind("tls.redirect_from", from).await?);
            }
        }
        if let Some(operations) = &settings.operations {
            let listener = bind("operations.listen", operations.listen).await?;
            listeners.operations = Some((listener, operations.allow.clone()));
        }
        Ok(listeners)
    }

    /// Serves until `stop` is done.
    pub async fn serve(
        self,
        app: Arc<App>,
        site: Site,
        base_url: &str,
        stop: impl Future<Output = ()>,
    ) {
        let metrics = Arc::clone(&site.metrics);
        let limits = Limits {
            proxies: site.proxies.clone(),
            tls: self.tls.clone(),
            metrics: Arc::clone(&metrics),
            ..Limits::default()
        };
        let (stopping, stopped) = watch::channel(false);
        let mut beside = tokio::task::JoinSet::new();
        if let Some(tls) = self.tls {
            beside.spawn(tls.keep_renewed());
        }
        if let Some(listener) = self.redirect {
            let router = server::redirect(base_url);
            beside.spawn(server::serve(listener, router, Limits::default(), told(stopped.clone())));
        }
        if let Some((listener, allow)) = self.operations {
            let router = server::operations(Arc::clone(&app), metrics, allow);
            beside.spawn(server::serve(listener, router, Limits::default(), told(stopped)));
        }
        let router = server::router(app, Arc::new(site));
        server::serve(self.main, router, limits, stop).await;
        let _ = stopping.send(true);
        beside.shutdown().await;
    }
}

async fn bind(key: &str, address: SocketAddr) -> Result<TcpListener, String> {
    TcpListener::bind(address).await.map_err(|why| refused(key, address, &why))
}

fn refused(key: &str, address: SocketAddr, why: &io::Error) -> String {
    let remedy = match why.kind() {
        io::ErrorKind::PermissionDenied => {
            "ports below 1024 need a right of their own: see the end of packaging/onewindow.service"
        }
        _ => "choose another address or port",
    };
    format!("{key}: cannot listen on {address}: {why}; {remedy}")
}

async fn told(mut stopped: watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_to_do_fits_why_nobody_can_be_answered_there() {
        let said = |code| {
            let address = "0.0.0.0:443".parse().unwrap();
            refused("listen", address, &io::Error::from_raw_os_error(code))
        };
        let (denied, taken) = (said(13), said(98));
        assert!(denied.starts_with("listen: cannot listen on 0.0.0.0:443: "), "{denied}");
        assert!(denied.contains("packaging/onewindow.service"), "{denied}");
        assert!(taken.contains("another address or port"), "{taken}");
        assert!(!taken.contains("1024"), "{taken}");
    }
}

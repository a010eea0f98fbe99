//! The platform behind its edge, with its jobs in the background, as `onewindow serve --demo` has
//! them, and with everything prepared that is asked for later.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use onewindow_app::start::{Place, PostgresUrl, Start, start};
use onewindow_web::edge::{Rate, RatePlan};
use onewindow_web::server::{self, Limits};
use ring::rand::SystemRandom;
use tokio::net::TcpListener;

use crate::options::{number_of, value};
use crate::seed::{self, Amounts};
use crate::system::{SystemClock, SystemSource};

/// The line that says that requests are answered; the address follows.
pub const READY: &str = "ready ";

/// All clients of a bench have one address: neither they nor their connections are counted out.
const UNCOUNTED: Rate = Rate { burst: u32::MAX, pause: Duration::from_nanos(1) };

/// Serves until standard input ends.
pub fn run(words: &[String]) -> Result<(), String> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|error| error.to_string())?.block_on(serve(words))
}

async fn serve(words: &[String]) -> Result<(), String> {
    let data = PathBuf::from(value(words, "--data")?);
    let database = value(words, "--database").ok();
    let database = database.map(PostgresUrl::parse).transpose().map_err(|why| why.to_string())?;
    let listener = TcpListener::bind("127.0.0.1:0").await.map_err(|error| error.to_string())?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let options = Start {
        place: Place { data: data.clone(), database },
        catalogue: PathBuf::from(value(words, "--catalogue")?),
        base_url: format!("http://{address}"),
        demo: true,
        demo_code: None,
        sign_in: None,
        clock_is_right: false,
    };
    let (clock, random) = (Arc::new(SystemClock), Arc::new(SystemSource(SystemRandom::new())));
    let started = start(&options, clock.clone(), random.clone()).await;
    let (app, lock) = started.map_err(|why| why.to_string())?;
    let amounts = Amounts {
        people: number_of(words, "--people")?,
        drafts: number_of(words, "--drafts")?,
        examined: number_of(words, "--examined")?,
        cases: number_of(words, "--cases")?,
    };
    if amounts.people > 0 {
        seed::seed(&app, &address.to_string(), &data, &amounts).await?;
    }
    let mut site = server::site(&app, clock, random);
    site.rates = RatePlan { ordinary: UNCOUNTED, sensitive: UNCOUNTED };
    let limits =
        Limits { per_address: usize::MAX, metrics: Arc::clone(&site.metrics), ..Limits::default() };
    let jobs = onewindow_app::jobs::spawn(Arc::clone(&app));
    println!("{READY}{address}");
    let router = server::router(Arc::clone(&app), Arc::new(site));
    server::serve(listener, router, limits, told_to_stop()).await;
    jobs.abort();
    app.close().await;
    drop(lock);
    Ok(())
}

/// Whoever started this closes its standard input, also by dying.
pub async fn told_to_stop() {
    let (tell, told) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        let ended = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
        let _ = tell.send(ended);
    });
    let _ = told.await;
}

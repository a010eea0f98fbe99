//! `onewindow serve`.

mod args;
mod safety;

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use onewindow_app::start::{Place, Start, start};
use onewindow_web::edge::RatePlan;
use onewindow_web::server;
use onewindow_web::site::Site;
use tokio::net::TcpListener;

pub use args::ServeArgs;

use crate::system::{SystemClock, SystemSource};

/// Serves until it is told to stop.
pub async fn run(args: ServeArgs) -> ExitCode {
    match serve(args).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            complain(&why);
            ExitCode::FAILURE
        }
    }
}

async fn serve(args: ServeArgs) -> Result<(), String> {
    let address = args.address().await?;
    safety::check(&args, address)?;
    let listener = TcpListener::bind(address).await.map_err(|e| {
        format!("cannot listen on {address}: {e}; choose another with --listen ADDR")
    })?;
    let address = listener.local_addr().map_err(|e| e.to_string())?;
    let base_url = args.base_url.clone().unwrap_or_else(|| format!("http://{address}"));
    let options = Start {
        place: Place { data: args.data(), database: args.database.url()? },
        catalogue: args.catalogue.clone(),
        base_url: base_url.trim_end_matches('/').to_owned(),
        demo: args.demo,
        demo_code: args.demo_code.then_some(announce_code as fn(&str)),
    };
    let clock = Arc::new(SystemClock);
    let random = Arc::new(SystemSource::new());
    let (app, lock) =
        start(&options, clock.clone(), random.clone()).await.map_err(|why| why.to_string())?;
    let mut site = server::site(&app, clock, random);
    settle(&mut site, &args, &options.base_url)?;
    let limits = server::Limits { proxies: site.proxies.clone(), ..Default::default() };
    let router = server::router(Arc::clone(&app), Arc::new(site));
    let jobs = onewindow_app::jobs::spawn(Arc::clone(&app));
    greet(&args, address);
    server::serve(listener, router, limits, told_to_stop()).await;
    jobs.abort();
    app.close().await;
    drop(lock);
    Ok(())
}

/// What the command line says of hosts, proxies and rates.
fn settle(site: &mut Site, args: &ServeArgs, base_url: &str) -> Result<(), String> {
    site.secure = base_url.starts_with("https://");
    site.hosts.extend(safety::host_of(base_url));
    site.hosts.extend(args.host.iter().map(|host| host.to_ascii_lowercase()));
    for proxy in &args.behind_proxy {
        let parsed = proxy.parse().map_err(|_| {
            format!("--behind-proxy {proxy}: not a network; write it as 10.0.0.0/8 or fd00::/8")
        })?;
        site.proxies.push(parsed);
    }
    if args.demo {
        // Everyone at a demonstration comes from one address.
        let mut rates = RatePlan::default();
        rates.ordinary.burst *= 10;
        rates.sensitive.burst *= 10;
        site.rates = rates;
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the contract of the command")]
fn greet(args: &ServeArgs, address: std::net::SocketAddr) {
    println!("listening on http://{address}");
    if args.demo {
        println!();
        println!("Demonstration: open http://{address} in a browser and choose “Sign in”.");
        println!("Anyone can sign in as anyone there; do not enter real data.");
        println!(
            "演示环境：用浏览器打开上述地址，点击“登录”，任选一个虚构的人员或工作人员即可。请勿填写真实信息。"
        );
    }
    let _ = std::io::stdout().flush();
}

#[expect(clippy::print_stdout, reason = "the code is for whoever started the server")]
fn announce_code(code: &str) {
    println!("one-time code for the next sign-in: {code}");
    let _ = std::io::stdout().flush();
}

#[expect(clippy::print_stderr, reason = "the contract of the command")]
fn complain(why: &str) {
    eprintln!("error: {why}");
}

async fn told_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminated) => {
                tokio::select! {
                    _ = interrupted => {}
                    _ = terminated.recv() => {}
                }
            }
            Err(_) => _ = interrupted.await,
        }
    }
    #[cfg(not(unix))]
    {
        let _ = interrupted.await;
    }
}

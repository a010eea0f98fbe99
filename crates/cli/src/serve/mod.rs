//! `onewindow serve`.

mod args;
mod listeners;
mod safety;
mod settings;
mod sign_in;

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use onewindow_app::App;
use onewindow_app::start::{Start, start};
use onewindow_web::edge::RatePlan;
use onewindow_web::server;
use onewindow_web::site::Site;

pub use args::ServeArgs;
use listeners::Listeners;
pub use safety::{check as is_safe, host_of};
pub use settings::Settings;
pub use sign_in::prepare as sign_in_of;

use crate::log;
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
    let config = args.installation.folder.config()?;
    log::begin(config.log_form, config.log_filter.as_deref());
    without_core_dumps();
    let settings = Settings::settle(&args, config)?;
    let address = settings.address().await?;
    safety::check(&settings, address)?;
    let sign_in = sign_in::prepare(&settings)?;
    let listeners = Listeners::open(&settings, address).await?;
    let options = Start {
        place: settings.place.clone(),
        catalogue: settings.catalogue.clone(),
        base_url: settings.base_url(listeners.address),
        demo: settings.demo,
        clock_is_right: args.clock_is_right,
        demo_code: settings.demo_code.then_some(announce_code as fn(&str)),
        sign_in,
    };
    let clock = Arc::new(SystemClock);
    let random = Arc::new(SystemSource::new());
    let (app, lock) =
        start(&options, clock.clone(), random.clone()).await.map_err(|why| why.to_string())?;
    if let Some(why) = app.without_passkeys().filter(|_| !settings.demo) {
        tracing::warn!(%why, "officials cannot sign in; see docs/operate.md");
    }
    let mut site = server::site(&app, clock, random);
    settle(&mut site, &settings, &options.base_url);
    let jobs = onewindow_app::jobs::spawn(Arc::clone(&app));
    ask_provider(&app);
    let told = told_to_stop();
    greet(&settings, listeners.address);
    let (version, address) = (env!("CARGO_PKG_VERSION"), listeners.address);
    tracing::info!(version, %address, "the node has started");
    let base_url = &options.base_url;
    let mut fell = false;
    let stop = async {
        fell = tokio::select! {
            () = told => false,
            () = app.storage_ended() => true,
        };
    };
    listeners.serve(Arc::clone(&app), site, base_url, stop).await;
    jobs.abort();
    app.close().await;
    drop(lock);
    tracing::info!("the node has stopped");
    match fell {
        true => {
            Err("the writer of the database ended; what was acknowledged is kept, and the next \
                     start goes on: see the log for why"
                .to_owned())
        }
        false => Ok(()),
    }
}

/// Asks the identity provider who it is, so that a mistake is in the log before people meet it. The
/// node serves meanwhile: windows work without it.
fn ask_provider(app: &Arc<App>) {
    let app = Arc::clone(app);
    tokio::spawn(async move {
        if let Err(error) = onewindow_app::sign_in::check(&app).await {
            tracing::warn!(%error, "people cannot sign in");
        }
    });
}

/// What is open in memory must not come to lie in a file when the process dies.
fn without_core_dumps() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let none = Rlimit { current: Some(0), maximum: Some(0) };
        if let Err(error) = setrlimit(Resource::Core, none) {
            tracing::warn!(%error, "core dumps could not be turned off");
        }
    }
}

/// What was settled of hosts, proxies and rates.
fn settle(site: &mut Site, settings: &Settings, base_url: &str) {
    site.secure = base_url.starts_with("https://");
    site.hosts.extend(safety::host_of(base_url));
    site.hosts.extend(settings.hosts.iter().cloned());
    site.proxies.extend(settings.proxies.iter().copied());
    site.lock_after = settings.desk.lock_after.unwrap_or(site.lock_after);
    site.confirm_after = settings.desk.confirm_after.unwrap_or(site.confirm_after);
    if settings.demo {
        // Everyone at a demonstration comes from one address.
        let mut rates = RatePlan::default();
        rates.ordinary.burst *= 10;
        rates.sensitive.burst *= 10;
        site.rates = rates;
    }
}

/// The contract of the command. Whoever read the first line may have gone: that ends no node.
fn greet(settings: &Settings, address: std::net::SocketAddr) {
    let scheme = if settings.tls.is_some() { "https" } else { "http" };
    let mut said = format!("listening on {scheme}://{address}\n");
    if settings.demo {
        said += &format!(
            "\nDemonstration: open http://{address} in a browser and choose “Sign in”.\n\
             Anyone can sign in as anyone there; do not enter real data.\n\
             演示环境：用浏览器打开上述地址，点击“登录”，任选一个虚构的人员或工作人员即可。请勿填写真实信息。\n"
        );
    }
    let mut out = std::io::stdout();
    let _ = out.write_all(said.as_bytes()).and_then(|()| out.flush());
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

/// Whoever runs the node wants it to stop. It is heard from the call on, whenever that is awaited.
#[cfg(unix)]
fn told_to_stop() -> impl Future<Output = ()> {
    use tokio::signal::unix::{SignalKind, signal};
    let heard = [SignalKind::interrupt(), SignalKind::terminate()].map(signal);
    async move {
        match heard {
            [Ok(mut interrupted), Ok(mut terminated)] => {
                tokio::select! {
                    _ = interrupted.recv() => {}
                    _ = terminated.recv() => {}
                }
            }
            _ => _ = tokio::signal::ctrl_c().await,
        }
    }
}

#[cfg(not(unix))]
async fn told_to_stop() {
    let _ = tokio::signal::ctrl_c().await;
}

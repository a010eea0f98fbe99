//! What one installation is: its region, its addresses, its sources of time and randomness.

use std::sync::Arc;

use jiff::SignedDuration;
use jiff::tz::TimeZone;
use onewindow_model::clock::{Clock, Random};
use onewindow_model::lang::Lang;
use onewindow_model::text::Text;

use crate::edge::{Cidr, RatePlan};
use crate::metrics::Metrics;
use crate::page::ReadyPages;
use crate::session::{FRESH_LIMIT, LOCK_AFTER, Names, Sessions};

/// The settings that every page and every layer of the edge share.
pub struct Site {
    /// What the region is called, beside the name of the product.
    pub region: Text,
    /// The language of readers who ask for none that we have.
    pub default_lang: Lang,
    /// The zone of times as read by people.
    pub zone: TimeZone,
    /// Whether anyone may sign in as anyone; every page says so.
    pub demo: bool,
    /// Whether readers reach us by TLS, here or at the proxy in front.
    pub secure: bool,
    /// The host names that we answer to, without ports, in lower case.
    pub hosts: Vec<String>,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub proxies: Vec<Cidr>,
    /// How many requests one network address may make.
    pub rates: RatePlan,
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where randomness comes from.
    pub random: Arc<dyn Random>,
    /// Where sessions are kept.
    pub sessions: Arc<dyn Sessions>,
    /// Whether the clock cannot be trusted; every page says so.
    pub clock_held: Arc<dyn Fn() -> bool + Send + Sync>,
    /// Where answers are counted.
    pub metrics: Arc<Metrics>,
    /// What those who are signed in are called.
    pub names: Names,
    /// Public pages that are rendered already.
    pub ready: ReadyPages,
    /// After how long without use the desk of an official locks.
    pub lock_after: SignedDuration,
    /// How long it counts that an official has proved to be there: for deciding, and the like.
    pub confirm_after: SignedDuration,
}

impl Site {
    /// An installation for one machine: loopback, plain HTTP, Chinese first.
    pub fn new(
        region: Text,
        zone: TimeZone,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
        sessions: Arc<dyn Sessions>,
    ) -> Self {
        Self {
            region,
            default_lang: Lang::Zh,
            zone,
            demo: false,
            secure: false,
            hosts: ["127.0.0.1", "localhost", "[::1]"].map(str::to_owned).to_vec(),
            proxies: Vec::new(),
            rates: RatePlan::default(),
            clock,
            random,
            sessions,
            clock_held: Arc::new(|| false),
            metrics: Arc::default(),
            names: Names::default(),
            ready: ReadyPages::default(),
            lock_after: LOCK_AFTER,
            confirm_after: FRESH_LIMIT,
        }
    }
}

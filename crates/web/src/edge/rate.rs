use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::{Arc, Weak};
use std::time::Duration;

use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota};

use super::{ClientAddress, Inner};
use crate::errors::WebError;

/// So many requests at once, and one more after each pause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// How many may come at once.
    pub burst: u32,
    /// The pause after which one more may come.
    pub pause: Duration,
}

/// The numbers for one network address. Style sheets and images are not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RatePlan {
    /// Pages, forms and the API. A whole office may share one address.
    pub ordinary: Rate,
    /// Sign-in, claim codes and verifying: where guessing would pay.
    pub sensitive: Rate,
}

impl Default for RatePlan {
    /// Ordinary: 120 at once, then 20 a second. Sensitive: 30 at once, then one in 2 seconds.
    fn default() -> Self {
        Self {
            ordinary: Rate { burst: 120, pause: Duration::from_millis(50) },
            sensitive: Rate { burst: 30, pause: Duration::from_secs(2) },
        }
    }
}

/// The buckets of one [`Rate`]. They live in this process: behind several nodes the proxy must
/// count too.
pub struct RateLimit(Arc<DefaultKeyedRateLimiter<IpAddr>>);

impl RateLimit {
    /// A limit with its own buckets. Within a runtime it also sweeps out idle ones.
    pub fn new(rate: Rate) -> Self {
        let burst = NonZeroU32::new(rate.burst).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::with_period(rate.pause).unwrap_or(Quota::per_second(NonZeroU32::MIN));
        let buckets = Arc::new(DefaultKeyedRateLimiter::keyed(quota.allow_burst(burst)));
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(sweep(Arc::downgrade(&buckets)));
        }
        Self(buckets)
    }

    /// Takes one request from the bucket of an address, or says how many seconds to wait.
    fn take(&self, address: IpAddr) -> Result<(), u64> {
        self.0.check_key(&network(address)).map_err(|full| {
            let wait = full.wait_time_from(DefaultClock::default().now());
            wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
        })
    }
}

/// Holds one network address to the rate of `limit`.
pub(crate) async fn limit_rate(limit: &RateLimit, request: Request, next: impl Inner) -> Response {
    let Some(address) = request.extensions().get::<ClientAddress>().copied() else {
        return WebError::internal("the client's address is not known").into_response();
    };
    match limit.take(address.0) {
        Ok(()) => next(request).await,
        Err(seconds) => WebError::too_many(seconds).into_response(),
    }
}

/// The key of a bucket: an IPv4 address, or the /64 of an IPv6 one, which is one household.
pub(crate) fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() & (u128::MAX << 64))),
    }
}

async fn sweep(buckets: Weak<DefaultKeyedRateLimiter<IpAddr>>) {
    loop {
        tokio::time::sleep(Duration::from_secs(60)).await;
        let Some(buckets) = buckets.upgrade() else { return };
        buckets.retain_recent();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_household_shares_a_bucket_and_strangers_do_not() {
        let limit = RateLimit::new(Rate { burst: 2, pause: Duration::from_secs(60) });
        let take = |address: &str| limit.take(address.parse().unwrap());
        assert_eq!(take("2001:db8::1"), Ok(()));
        assert_eq!(take("2001:db8::2"), Ok(()));
        assert!(take("2001:db8::3").is_err_and(|seconds| (1..=60).contains(&seconds)));
        assert_eq!(take("2001:db8:0:1::1"), Ok(()));
        assert_eq!(take("192.0.2.1"), Ok(()));
    }
}

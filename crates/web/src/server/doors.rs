//! How many connections one address may hold.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Limits;
use crate::edge::{Cidr, network};

/// What an address may hold when places run short: one to ask by, one that is just ending.
const SHORT: usize = 2;

type Held = Mutex<HashMap<IpAddr, usize>>;

/// Counts the connections of each address.
pub(super) struct Doors {
    held: Arc<Held>,
    per_address: usize,
    reserve: usize,
    proxies: Vec<Cidr>,
}

/// A connection that was let in; dropped, it is counted no longer.
pub(super) struct Guest {
    held: Arc<Held>,
    network: IpAddr,
}

impl Doors {
    pub(super) fn new(limits: &Limits) -> Doors {
        Doors {
            held: Arc::default(),
            per_address: limits.per_address,
            reserve: limits.reserve,
            proxies: limits.proxies.clone(),
        }
    }

    /// Lets a connection in, unless its address holds enough of them. `free` places are left.
    pub(super) fn enter(&self, peer: IpAddr, free: usize) -> Option<Guest> {
        let peer = peer.to_canonical();
        let most = match self.proxies.iter().any(|block| block.contains(peer)) {
            _ if free < self.reserve => SHORT,
            true => usize::MAX,
            false => self.per_address,
        };
        let network = network(peer);
        let mut held = lock(&self.held);
        let mine = held.entry(network).or_default();
        if *mine >= most {
            return None;
        }
        *mine += 1;
        Some(Guest { held: Arc::clone(&self.held), network })
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        let mut held = lock(&self.held);
        let left = held.get(&self.network).map_or(0, |mine| mine.saturating_sub(1));
        match left {
            0 => held.remove(&self.network),
            _ => held.insert(self.network, left),
        };
    }
}

fn lock(held: &Held) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doors() -> Doors {
        let proxies = vec!["10.0.0.0/8".parse().unwrap()];
        Doors::new(&Limits { per_address: 3, reserve: 5, proxies, ..Limits::default() })
    }

    #[test]
    fn an_address_holds_so_many_and_a_household_is_one() {
        let doors = doors();
        let come = |address: &str| doors.enter(address.parse().unwrap(), 100);
        let held: Vec<_> = (1..=3).map(|n| come(&format!("2001:db8::{n}"))).collect();
        assert!(held.iter().all(Option::is_some));
        assert!(come("2001:db8::9").is_none());
        assert!(come("2001:db8:0:1::9").is_some() && come("192.0.2.1").is_some());
        drop(held);
        assert!(come("2001:db8::9").is_some());
        assert!(lock(&doors.held).is_empty(), "who has left is not remembered");
    }

    #[test]
    fn the_last_places_go_to_those_who_hold_next_to_nothing() {
        let doors = doors();
        let come = |address: &str, free| doors.enter(address.parse().unwrap(), free);
        let proxied: Vec<_> = (0..50).filter_map(|_| come("10.0.0.1", 6)).collect();
        assert_eq!(proxied.len(), 50, "a proxy brings many");
        assert!(come("10.0.0.1", 4).is_none());
        let probes = [come("192.0.2.1", 4), come("192.0.2.1", 3), come("192.0.2.1", 2)];
        assert_eq!(probes.map(|guest| guest.is_some()), [true, true, false]);
    }
}

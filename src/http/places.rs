//! How many connections there are, in all and from each address.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};

/// The connections there are.
#[derive(Clone, Default)]
pub(super) struct Places(Arc<Mutex<Taken>>);

#[derive(Default)]
struct Taken {
    all: usize,
    by_address: HashMap<IpAddr, usize>,
}

/// The place of one connection, as long as this is kept.
pub(super) struct Place {
    places: Places,
    address: IpAddr,
}

impl Places {
    /// A place for one more from an address; none if there are `most` in all, or `most_of_one` from that address, where
    /// 0 is no limit.
    pub(super) fn take(&self, from: IpAddr, most: usize, most_of_one: usize) -> Option<Place> {
        let address = network(from);
        self.with(|taken| {
            let of_one = taken.by_address.get(&address).copied().unwrap_or_default();
            if taken.all >= most || (most_of_one > 0 && of_one >= most_of_one) {
                return None;
            }
            taken.all += 1;
            taken.by_address.insert(address, of_one + 1);
            Some(Place { places: self.clone(), address })
        })
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.with(|taken| taken.all)
    }

    fn with<T>(&self, what: impl FnOnce(&mut Taken) -> T) -> T {
        what(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.places.with(|taken| {
            taken.all -= 1;
            if let Some(of_one) = taken.by_address.get_mut(&self.address) {
                *of_one -= 1;
                if *of_one == 0 {
                    taken.by_address.remove(&self.address);
                }
            }
        });
    }
}

/// What counts as one address: a network of 64 bits in IPv6, as anyone may have all of its addresses.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_free_again_when_its_connection_ends() {
        let places = Places::default();
        let [a, b, c] = ["192.0.2.1", "192.0.2.2", "::ffff:192.0.2.1"].map(|text| text.parse().unwrap());
        let first = places.take(a, 3, 2).unwrap();
        let second = places.take(c, 3, 2).unwrap();
        assert!(places.take(a, 3, 2).is_none(), "the same address in another notation");
        let third = places.take(b, 3, 2).unwrap();
        assert!(places.take(b, 3, 2).is_none(), "as many in all as there may be");
        drop(first);
        let fourth = places.take(b, 3, 2).unwrap();
        assert_eq!(places.count(), 3);
        drop((second, third, fourth));
        assert_eq!(places.count(), 0);
        assert!(places.with(|taken| taken.by_address.is_empty()));
    }

    #[test]
    fn one_network_of_ipv6_is_one_address() {
        let places = Places::default();
        let [a, b, other] =
            ["2001:db8::1", "2001:db8::ffff:1", "2001:db8:0:1::1"].map(|text| text.parse().unwrap());
        let _first = places.take(a, 9, 1).unwrap();
        assert!(places.take(b, 9, 1).is_none());
        assert!(places.take(other, 9, 1).is_some());
        assert!(places.take(b, 9, 0).is_some(), "0 is no limit");
    }
}

//! What is read off a certificate for those who run the node: whom it names, and when it ends.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use tokio_rustls::rustls::client::verify_server_name;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::server::ParsedCertificate;

/// Whether it names the host, which stands as in an address.
pub(super) fn names(certificate: &CertificateDer<'_>, host: &str) -> Result<(), String> {
    let bare = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(host);
    let name = ServerName::try_from(bare).map_err(|_| format!("`{host}` is no host name"))?;
    let parsed = ParsedCertificate::try_from(certificate);
    parsed
        .and_then(|parsed| verify_server_name(&parsed, &name))
        .map_err(|_| format!("the certificate does not name `{host}`"))
}

/// When it ends (RFC 5280 section 4.1): the second time of its validity.
pub(super) fn ends_at(certificate: &CertificateDer<'_>) -> Option<Timestamp> {
    let (SEQUENCE, whole, _) = element(certificate)? else { return None };
    let (SEQUENCE, mut signed, _) = element(whole)? else { return None };
    // The version may be left out; serial number, algorithm and issuer are skipped.
    if let (VERSION, _, rest) = element(signed)? {
        signed = rest;
    }
    for _ in 0..3 {
        signed = element(signed)?.2;
    }
    let (SEQUENCE, validity, _) = element(signed)? else { return None };
    let (_, _, rest) = element(validity)?;
    let (kind, end, _) = element(rest)?;
    let text = std::str::from_utf8(end).ok()?;
    let text = match kind {
        // Two digits of the year: from 50 on of the last century (section 4.1.2.5.1).
        UTC_TIME => {
            let year: u32 = text.get(..2)?.parse().ok()?;
            format!("{}{text}", if year < 50 { "20" } else { "19" })
        }
        GENERALIZED_TIME => text.to_owned(),
        _ => return None,
    };
    let civil = DateTime::strptime("%Y%m%d%H%M%SZ", text).ok()?;
    TimeZone::UTC.to_timestamp(civil).ok()
}

const SEQUENCE: u8 = 0x30;
const VERSION: u8 = 0xa0;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;

/// The first element (DER, X.690): its tag, its content, and what comes after it.
fn element(octets: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (tag, rest) = octets.split_first()?;
    let (length, rest) = rest.split_first()?;
    let (length, rest) = match length {
        0..=0x7f => (usize::from(*length), rest),
        0x81..=0x84 => {
            let (digits, rest) = rest.split_at_checked(usize::from(length & 0x7f))?;
            (digits.iter().fold(0, |sum, digit| sum << 8 | usize::from(*digit)), rest)
        }
        _ => return None,
    };
    let (content, after) = rest.split_at_checked(length)?;
    Some((*tag, content, after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rcgen::{CertificateParams, KeyPair, date_time_ymd};

    fn issued(year: i32) -> CertificateDer<'static> {
        let hosts = ["zwfw.example.gov".to_owned(), "192.0.2.7".to_owned()];
        let mut params = CertificateParams::new(hosts).unwrap();
        params.not_after = date_time_ymd(year, 3, 9);
        params.self_signed(&KeyPair::generate().unwrap()).unwrap().der().clone()
    }

    #[test]
    fn the_end_is_read_in_both_forms() {
        for (year, end) in [(2031, "2031-03-09T00:00:00Z"), (2061, "2061-03-09T00:00:00Z")] {
            assert_eq!(ends_at(&issued(year)), Some(end.parse().unwrap()));
        }
    }

    #[test]
    fn a_host_is_named_or_not() {
        let issued = issued(2031);
        assert_eq!(names(&issued, "zwfw.example.gov"), Ok(()));
        assert_eq!(names(&issued, "192.0.2.7"), Ok(()));
        assert!(names(&issued, "example.gov").unwrap_err().contains("does not name"));
        assert!(names(&issued, "no host").unwrap_err().contains("no host name"));
    }

    #[test]
    fn whatever_stands_there_nothing_falls_over() {
        let whole = issued(2031).to_vec();
        for cut in 0..whole.len() {
            let _ = ends_at(&CertificateDer::from(whole[..cut].to_vec()));
            let mut changed = whole.clone();
            changed[cut] ^= 0xff;
            let _ = ends_at(&CertificateDer::from(changed));
        }
    }
}

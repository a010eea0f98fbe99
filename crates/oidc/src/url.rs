//! Addresses with their query.

/// An address with a query behind it.
pub(crate) fn with_query<'a>(
    address: &str,
    pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> String {
    let join = if address.contains('?') { '&' } else { '?' };
    format!("{address}{join}{}", encoded(pairs))
}

/// A body or query as forms write it.
pub(crate) fn encoded<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// Whether an address may be gone to: by TLS, or without it on this machine where the provider
/// itself stands there.
pub(crate) fn usable(address: &str, plain: bool) -> bool {
    let clean = address.bytes().all(|byte| byte.is_ascii_graphic()) && !address.contains('#');
    let scheme = address.starts_with("https://") || plain && address.starts_with("http://");
    clean && scheme && address.parse::<onewindow_outgoing::Uri>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_added_and_encoded() {
        let pairs = [("a", "b c"), ("d", "https://x/?y&z")];
        assert_eq!(
            with_query("https://p/a", pairs),
            "https://p/a?a=b+c&d=https%3A%2F%2Fx%2F%3Fy%26z"
        );
        assert_eq!(with_query("https://p/a?t=1", [("b", "c")]), "https://p/a?t=1&b=c");
    }

    #[test]
    fn addresses_lead_by_tls() {
        assert!(usable("https://p.example/a?b=c", false));
        assert!(usable("http://127.0.0.1:9/a", true));
        for bad in
            ["http://p.example/", "javascript:alert(1)", "https://p/\r\nx", "https://p/#a", ""]
        {
            assert!(!usable(bad, false), "{bad}");
        }
    }
}

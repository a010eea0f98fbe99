//! Addresses with values in them.

/// A query string of names and values, with its `?`; empty where there are none.
pub fn query<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut text = String::new();
    for (name, value) in pairs {
        text.push(if text.is_empty() { '?' } else { '&' });
        text.extend(name.bytes().map(encoded));
        text.push('=');
        text.extend(value.bytes().map(encoded));
    }
    text
}

/// A byte of a name or value in a query (RFC 3986): only what needs no thought stays as it is.
fn encoded(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_values_cannot_leave_their_place() {
        assert_eq!(query([]), "");
        assert_eq!(query([("q", "店 a&b=c"), ("page", "2")]), "?q=%E5%BA%97%20a%26b%3Dc&page=2");
    }
}

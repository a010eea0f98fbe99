use axum::http::uri::PathAndQuery;

/// A path on this site that it is safe to send a reader to: no other host can be named by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalPath(String);

const LONGEST: usize = 2_000;

impl LocalPath {
    /// Takes `/path?query`; refuses everything that a browser might read as another site.
    pub fn parse(text: &str) -> Option<Self> {
        let local = text.starts_with('/') && !text.starts_with("//");
        // Browsers read `\` as `/` and skip control characters.
        let plain = text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        if !local || !plain || text.len() > LONGEST {
            return None;
        }
        text.parse::<PathAndQuery>().ok()?;
        Some(Self(text.to_owned()))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_taken() {
        for good in ["/", "/services?q=%E5%BA%97&page=2", "/a/b", "/a?return=//x"] {
            assert!(LocalPath::parse(good).is_some(), "{good}");
        }
        let long = format!("/{}", "a".repeat(LONGEST));
        for bad in [
            "",
            "a",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\r\nb",
            "/\t/x",
            "/店",
            &long,
        ] {
            assert!(LocalPath::parse(bad).is_none(), "{bad:?}");
        }
    }
}

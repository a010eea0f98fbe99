use fast_qr::QRBuilder;
use fast_qr::convert::Builder;
use fast_qr::convert::svg::SvgBuilder;

/// A QR code as SVG, to be put into `.ow-qr`: it holds squares only, never the text itself. None
/// where the text is too long for one.
pub fn qr_picture(text: &str, label: &str) -> Option<String> {
    let code = QRBuilder::new(text).build().ok()?;
    let svg = SvgBuilder::default().margin(0).to_str(&code);
    let Ok(label) = askama::filters::escape(label, askama::filters::Html);
    Some(svg.replacen("<svg ", &format!("<svg role=\"img\" aria-label=\"{label}\" "), 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_names_itself_and_carries_no_style() {
        let svg = qr_picture("http://127.0.0.1/track", "a \"label\"").unwrap();
        assert!(svg.starts_with("<svg role=\"img\" aria-label=\"a &#34;label&#34;\""), "{svg}");
        assert!(!svg.contains("style="), "the content policy forbids it");
        assert!(qr_picture(&"x".repeat(8_000), "").is_none());
    }
}

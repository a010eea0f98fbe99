use axum::http::HeaderValue;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{IntoResponse, Response};
use onewindow_app::documents::Opened;

/// Somebody's file, to be saved and never run: as an attachment, of its declared type only, in a
/// sandbox, kept by no cache. The name in plain ASCII is for old browsers (RFC 6266).
pub fn download(opened: Opened, name: &str) -> Response {
    let ending = match opened.media.as_str() {
        "application/pdf" => "pdf",
        "application/json" => "json",
        "image/jpeg" => "jpg",
        "image/png" => "png",
        _ => "txt",
    };
    let encoded: String = name.bytes().map(encoded).collect();
    let disposition =
        format!("attachment; filename=\"document.{ending}\"; filename*=UTF-8''{encoded}.{ending}");
    let mut response = opened.bytes.into_response();
    let headers = response.headers_mut();
    let media = HeaderValue::from_str(&opened.media);
    let octets = HeaderValue::from_static("application/octet-stream");
    headers.insert(CONTENT_TYPE, media.unwrap_or(octets));
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        headers.insert(CONTENT_DISPOSITION, value);
    }
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let sandbox = HeaderValue::from_static("default-src 'none'; sandbox");
    headers.insert(CONTENT_SECURITY_POLICY, sandbox);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A byte of a file name (RFC 8187): letters, digits and little else stay as they are.
fn encoded(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_saved_and_not_run() {
        let opened = Opened { media: "application/pdf".to_owned(), bytes: vec![1], evidence: None };
        let response = download(opened, "租赁 合同\r\nX: y");
        let header = |name| response.headers().get(&name).unwrap().to_str().unwrap().to_owned();
        let disposition = header(CONTENT_DISPOSITION);
        assert!(disposition.starts_with("attachment; filename=\"document.pdf\""), "{disposition}");
        assert!(disposition.ends_with("%20%E5%90%88%E5%90%8C%0D%0AX%3A%20y.pdf"), "{disposition}");
        assert_eq!(header(X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert!(header(CONTENT_SECURITY_POLICY).contains("sandbox"));
    }
}

//! Requests as they go over the wire, prepared before anything is measured.

use std::path::Path;

/// What a browser of ours sends besides what matters.
const USUAL: &str = "accept: text/html\r\naccept-language: zh-CN,zh;q=0.9\r\n\
    user-agent: onewindow-bench\r\nsec-fetch-site: same-origin\r\n";

/// A page that is asked for.
pub fn get(host: &str, path: &str, cookie: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nhost: {host}\r\n{USUAL}cookie: {cookie}\r\n\r\n")
}

/// A form that is sent; `fields` are encoded already.
pub fn post(host: &str, path: &str, cookie: &str, fields: &str) -> String {
    let length = fields.len();
    format!(
        "POST {path} HTTP/1.1\r\nhost: {host}\r\n{USUAL}cookie: {cookie}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n\r\n{fields}"
    )
}

/// Keeps requests for the process that sends them.
pub fn write(file: &Path, requests: &[String]) -> Result<(), String> {
    let text = serde_json::to_string(requests).map_err(|error| error.to_string())?;
    std::fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))
}

/// Reads what [`write`] kept.
pub fn read(file: &Path) -> Result<Vec<String>, String> {
    let text = std::fs::read_to_string(file);
    let text = text.map_err(|error| format!("{}: {error}", file.display()))?;
    serde_json::from_str(&text).map_err(|error| error.to_string())
}

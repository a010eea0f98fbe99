use std::sync::LazyLock;

use ring::digest::{SHA256, digest};

/// One embedded file.
pub(super) struct Asset {
    pub(super) name: &'static str,
    pub(super) media_type: &'static str,
    pub(super) bytes: &'static [u8],
    /// The first 64 bits of the SHA-256 of the bytes, in hexadecimal.
    pub(super) hash: String,
}

macro_rules! files {
    ($($name:literal => $media_type:literal),* $(,)?) => {
        const FILES: &[(&str, &str, &[u8])] =
            &[$(($name, $media_type, include_bytes!(concat!("../../assets/", $name)))),*];
    };
}

files! {
    "components.css" => "text/css; charset=utf-8",
    "onewindow.css" => "text/css; charset=utf-8",
    "passkey.js" => "text/javascript; charset=utf-8",
    "logo.svg" => "image/svg+xml",
    "icon.svg" => "image/svg+xml",
    "icons/icon-32.png" => "image/png",
    "icons/icon-180.png" => "image/png",
    "icons/icon-192.png" => "image/png",
    "icons/icon-512.png" => "image/png",
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    FILES
        .iter()
        .map(|&(name, media_type, bytes)| {
            let hash = digest(&SHA256, bytes);
            let hash = hash.as_ref().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
            Asset { name, media_type, bytes, hash }
        })
        .collect()
});

/// The embedded file of this name, if there is one.
pub(super) fn find(name: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.name == name)
}

/// The address of an embedded file, as pages link to it. It may be cached for ever.
pub fn url(name: &str) -> String {
    match find(name) {
        Some(asset) => format!("/assets/{}/{name}", asset.hash),
        None => {
            tracing::error!(name, "no such asset");
            format!("/assets/none/{name}")
        }
    }
}

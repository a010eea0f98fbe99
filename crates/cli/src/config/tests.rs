//! The file as its keeper writes it.

use super::*;

fn read(text: &str) -> Result<Config, String> {
    read::read("onewindow.yaml", text, Path::new("/etc/onewindow"))
        .map_err(|findings| findings.iter().map(|f| f.human()).collect::<Vec<_>>().join("\n"))
}

#[test]
fn every_key_of_the_table_is_read() {
    let mut text = String::new();
    reference::example(&mut text);
    let config = read(&text).unwrap();
    // Taken apart, so that a key that is not looked at here does not compile.
    let Config {
        listen,
        base_url,
        hosts,
        behind_proxy,
        data,
        catalogue,
        database_url_file,
        tls,
        sign_in,
        outgoing,
        operations,
        desk: Desk { lock_after, confirm_after },
        log_form,
        log_filter,
    } = config;
    assert_eq!(listen.as_deref(), Some(keys::LISTEN.example));
    assert_eq!(base_url.as_deref(), Some(keys::BASE_URL.example));
    assert_eq!((hosts.len(), behind_proxy.len()), (1, 1));
    assert_eq!(data.as_deref(), Some(Path::new(keys::DATA.example)));
    assert_eq!(catalogue.as_deref(), Some(Path::new(keys::CATALOGUE.example)));
    assert_eq!(database_url_file.as_deref(), Some(Path::new(keys::DATABASE_URL_FILE.example)));
    let tls = tls.unwrap();
    assert_eq!(tls.certificate, Path::new(keys::TLS_CERTIFICATE.example));
    assert_eq!(tls.key, Path::new(keys::TLS_KEY.example));
    assert!(tls.redirect_from.is_some());
    let sign_in = sign_in.unwrap();
    assert_eq!(sign_in.issuer, keys::SIGN_IN_ISSUER.example);
    assert_eq!(sign_in.client_id, keys::SIGN_IN_CLIENT_ID.example);
    assert_eq!(
        sign_in.client_secret_file.as_deref(),
        Some(Path::new(keys::SIGN_IN_SECRET_FILE.example))
    );
    assert_eq!((sign_in.scopes.len(), sign_in.levels.len()), (3, 3));
    assert_eq!(sign_in.number.as_deref(), Some(keys::SIGN_IN_NUMBER.example));
    assert_eq!(sign_in.name, keys::SIGN_IN_NAME.example);
    assert_eq!(sign_in.born, keys::SIGN_IN_BORN.example);
    assert_eq!(sign_in.credit_code.as_deref(), Some(keys::SIGN_IN_CREDIT_CODE.example));
    assert!(sign_in.sign_out);
    assert_eq!((outgoing.allow.len(), outgoing.private.len()), (2, 1));
    assert_eq!(outgoing.roots.as_deref(), Some(Path::new(keys::OUTGOING_ROOTS.example)));
    let operations = operations.unwrap();
    assert_eq!((operations.listen.port(), operations.allow.len()), (9090, 1));
    assert_eq!(lock_after, Some(SignedDuration::from_mins(10)));
    assert_eq!(confirm_after, Some(SignedDuration::from_mins(5)));
    assert_eq!(log_form, Some(LogForm::Json));
    assert_eq!(log_filter.as_deref(), Some(keys::LOG_FILTER.example));
}

#[test]
fn a_desk_locks_after_minutes_or_seconds() {
    let locks =
        |text: &str| read(&format!("desk:\n  lock_after: {text}\n")).map(|c| c.desk.lock_after);
    assert_eq!(locks("15s").unwrap(), Some(SignedDuration::from_secs(15)));
    for wrong in ["9s", "60s", "0", "31", "1m", "soon"] {
        assert!(locks(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn the_document_is_the_one_that_the_table_writes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/configuration.md");
    let kept = std::fs::read_to_string(path).unwrap();
    assert!(
        kept == reference::document(),
        "run: onewindow config reference > docs/configuration.md"
    );
}

#[test]
fn an_empty_file_says_nothing_and_paths_start_at_the_file() {
    assert!(read("# nothing yet\n\n").unwrap().listen.is_none());
    let config = read("data: ../data\n").unwrap();
    assert_eq!(config.data.as_deref(), Some(Path::new("/etc/onewindow/../data")));
}

#[test]
fn a_mistake_is_shown_where_it_stands_with_what_to_do() {
    for (text, place, help) in [
        ("listn: 127.0.0.1:80", "1:1", "did you mean `listen`?"),
        ("listen: 8080", "1:9", "quotes"),
        ("listen: localhost", "1:9", "127.0.0.1:8080"),
        ("base_url: zwfw.example.gov", "1:11", "https://"),
        ("base_url: https://a@b.example", "1:11", "https://"),
        ("hosts: [\"https://a.example\"]", "1:9", "without https://"),
        ("behind_proxy: [10.0.0.0/33]", "1:16", "10.0.0.0/8"),
        ("tls:\n  certificate: a.pem", "2:3", "add `key: …`"),
        ("operations:\n  listen: 0.0.0.0:9090", "2:3", "allow:"),
        ("operations:\n  listen: here:9090", "2:11", "127.0.0.1:9090"),
        (
            "sign_in:\n  issuer: http://login.example.gov\n  client_id: a\n  acr_low: [a]",
            "2:11",
            "https://",
        ),
        ("sign_in:\n  issuer: https://a.example\n  client_id: a", "2:3", "acr_substantial"),
        ("sign_in:\n  issuer: https://a.example\n  acr_low: [a]", "2:3", "client_id"),
        (
            "sign_in:\n  issuer: https://a.example\n  client_id: a\n  acr_low: [a]\n  acr_high: [a]",
            "2:3",
            "belongs",
        ),
        (
            "sign_in:\n  issuer: https://a.example\n  client_id: a\n  acr_low: [a]\n  scopes: [profile]",
            "5:11",
            "openid",
        ),
        ("outgoing:\n  allow: [\"https://a.example\"]", "2:11", "10.0.0.7:8443"),
        ("log:\n  form: xml", "2:9", "text"),
        ("log:\n  filter: a=b=c", "2:11", "info"),
        ("database: postgres://a", "1:11", "url_file"),
    ] {
        let said = read(text).unwrap_err();
        assert!(said.contains(&format!("onewindow.yaml:{place}")), "{text}\n{said}");
        assert!(said.contains(help), "{text}\n{said}");
    }
}

#[test]
#[cfg(unix)]
fn a_secret_that_others_can_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let folder = std::env::temp_dir().join(format!("onewindow-config-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("secret");
    std::fs::write(&path, "s3cret\nmore\n").unwrap();
    let mode = |mode| std::fs::set_permissions(&path, PermissionsExt::from_mode(mode)).unwrap();
    mode(0o640);
    assert!(secret(&path).unwrap_err().contains("chmod 600"));
    mode(0o400);
    assert_eq!(secret(&path).unwrap(), "s3cret");
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(secret(&path).unwrap_err().contains("cannot be read"));
}

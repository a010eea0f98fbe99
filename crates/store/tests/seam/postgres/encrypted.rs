//! A server that is elsewhere: reached under TLS, and only the right one.

use onewindow_store::{PostgresUrl, Store, StoreOptions, tx_job};
use onewindow_testbed::Server;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};

/// An authority, and a certificate of it for a name: authority, certificate and key in PEM.
fn issued(name: &str) -> (String, String, String) {
    let authority_key = KeyPair::generate().unwrap();
    let mut authority = CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let root = authority.self_signed(&authority_key).unwrap();
    let issuer = Issuer::new(authority, authority_key);
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    let certificate = params.signed_by(&key, &issuer).unwrap();
    (root.pem(), certificate.pem(), key.serialize_pem())
}

#[tokio::test]
#[ignore = "needs PostgreSQL"]
async fn it_is_encrypted_and_only_the_server_that_is_vouched_for() {
    let folder = tempfile::tempdir().unwrap();
    let (root, certificate, key) = issued("localhost");
    let server = Server::encrypted(&certificate, &key).unwrap();
    let roots = |name: &str, pem: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, pem).unwrap();
        path.display().to_string()
    };
    let port = server.port().unwrap();
    let open = async |host: &str, roots: &str| {
        let url = format!(
            "postgres://onewindow@{host}:{port}/onewindow?sslmode=verify-full&sslrootcert={roots}"
        );
        let url = PostgresUrl::parse(&url).unwrap();
        assert!(url.is_guarded());
        Store::open(url, StoreOptions { connections: 1, ..StoreOptions::default() }).await
    };
    let right = roots("right.pem", &root);
    let store = open("localhost", &right).await.unwrap();
    let encrypted = tx_job!([], |tx| {
        let sql = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
        Ok(tx.query_one(sql, &[]).await?.of("pg_stat_ssl").get::<bool>("ssl")?)
    });
    assert!(store.read("encrypted", encrypted).await.unwrap());
    store.close().await;

    let other = roots("other.pem", &issued("localhost").0);
    let stranger = open("localhost", &other).await.unwrap_err().to_string();
    assert!(stranger.contains("certificate"), "{stranger}");
    let misnamed = open("127.0.0.1", &right).await.unwrap_err().to_string();
    assert!(misnamed.contains("certificate"), "{misnamed}");
    assert!(
        PostgresUrl::parse(&format!("{}?sslmode=verify-full&sslrootcert={right}", server.url()))
            .is_err()
    );
}

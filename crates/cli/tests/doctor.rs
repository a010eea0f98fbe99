//! `doctor`, `backup` and `restore` as an operator calls them: what they write, and with what they end.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use rcgen::{CertificateParams, KeyPair, date_time_ymd};

fn onewindow(arguments: &str, folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onewindow"));
    command.args(arguments.split_whitespace()).current_dir(folder);
    command.env_remove("ONEWINDOW_DATABASE").env_remove("ONEWINDOW_CONFIG");
    command
}

/// Runs it to its end; what it wrote, and its status.
fn said(arguments: &str, folder: &Path) -> (String, i32) {
    let Output { status, stdout, stderr } = onewindow(arguments, folder).output().unwrap();
    let text = [stdout, stderr].concat();
    (String::from_utf8(text).unwrap(), status.code().unwrap())
}

fn catalogue() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue")
}

/// A running node, ended with the test.
struct Node(Child);

impl Node {
    fn start(folder: &Path) -> Node {
        let mut command = onewindow("serve --demo --listen 127.0.0.1:0 --data data", folder);
        let log = std::fs::File::create(folder.join("log")).unwrap();
        command.arg("--catalogue").arg(catalogue()).stdout(Stdio::piped()).stderr(log);
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let ready = lines.find(|line| line.as_ref().unwrap().starts_with("listening on "));
        assert!(ready.is_some(), "it does not start");
        Node(child)
    }

    /// Tells it to stop, and waits for that.
    fn stop(mut self) {
        assert!(Command::new("kill").arg(self.0.id().to_string()).status().unwrap().success());
        assert!(self.0.wait().unwrap().success());
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn the_log_says_when_a_node_starts_and_when_it_stops() {
    let folder = tempfile::tempdir().unwrap();
    let log = || std::fs::read_to_string(folder.path().join("log")).unwrap();
    // It is said just after people can come.
    let waited = |node: &mut Node| {
        while !log().contains("the node has started") {
            assert!(node.0.try_wait().unwrap().is_none(), "{}", log());
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    };
    let mut node = Node::start(folder.path());
    waited(&mut node);
    drop(node);
    assert!(!log().contains("the node has stopped"), "it was killed: {}", log());
    let mut node = Node::start(folder.path());
    waited(&mut node);
    node.stop();
    let said = |words: &str| log().matches(words).count();
    assert_eq!((said("the node has started"), said("the node has stopped")), (1, 1), "{}", log());
    assert!(log().contains(env!("CARGO_PKG_VERSION")), "{}", log());
}

#[test]
fn a_restore_goes_where_the_configuration_says() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    drop(Node::start(here));
    let (told, status) = said("backup --data data --to backup --keys-to keys", here);
    assert_eq!(status, 0, "{told}");
    std::fs::write(here.join("c.yaml"), "database:\n  url_file: address\n").unwrap();
    std::fs::write(here.join("address"), "postgres://nobody@:x/").unwrap();
    std::fs::set_permissions(here.join("address"), PermissionsExt::from_mode(0o600)).unwrap();
    let restore = "restore --from backup --keys-from keys --data restored";
    let (told, status) = said(&format!("{restore} --config c.yaml"), here);
    assert!(status == 1 && told.contains("address` (database.url_file)"), "{told}");
    let (told, status) = said(&format!("{restore} --config d.yaml"), here);
    assert!(status == 1 && told.contains("no configuration file `d.yaml`"), "{told}");
    assert!(!here.join("restored").exists());
    let (told, status) = said(restore, here);
    assert!(status == 0 && told.contains("restored/onewindow.db"), "{told}");
}

#[test]
fn a_running_node_is_backed_up_verified_and_restored() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let (told, status) = said("backup --data data --to backup", here);
    assert!(status == 1 && told.contains("no data"), "{told}");
    let node = Node::start(here);
    let (told, status) = said("backup --data data --to backup --keys-to backup/keys", here);
    assert!(status == 1 && told.contains("must lie apart"), "{told}");
    let (told, status) = said("backup --data data --to backup --keys-to keys", here);
    assert!(status == 0 && told.contains("backup   of "), "{told}");
    assert!(here.join("backup/manifest.json").exists() && here.join("keys/master.key").exists());
    let (told, status) = said("backup --data data --to second", here);
    assert!(status == 0 && told.contains("without them nobody can read it"), "{told}");
    drop(node);

    let (told, status) = said("backup verify backup", here);
    assert!(status == 0 && told.contains("ok       persons"), "{told}");
    let (told, status) = said("restore --from backup --keys-from keys --data restored", here);
    assert!(status == 0 && told.contains("proved   persons"), "{told}");
    let (told, status) = said("restore --from backup --keys-from keys --data restored", here);
    assert!(status == 1 && told.contains("not empty"), "{told}");
    let node = Node::start(here);
    drop(node);

    let file = here.join("backup/database/persons.rows");
    let mut octets = std::fs::read(&file).unwrap();
    octets[40] ^= 1;
    std::fs::write(&file, octets).unwrap();
    let (told, status) = said("backup verify backup", here);
    assert!(status == 1 && told.contains("persons"), "{told}");
    let (told, status) = said("restore --from backup --keys-from keys --data other", here);
    assert!(status == 1 && told.contains("nothing was restored"), "{told}");
    assert!(!here.join("other").exists() && !here.join("other.unfinished").exists());
}

/// Writes a configuration with TLS, and a certificate that ends in that year.
fn with_tls(folder: &Path, host: &str, year: i32) {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(vec!["zwfw.example.gov".to_owned()]).unwrap();
    params.not_after = date_time_ymd(year, 1, 1);
    let certificate = params.self_signed(&key).unwrap();
    std::fs::write(folder.join("cert.pem"), certificate.pem()).unwrap();
    std::fs::write(folder.join("key.pem"), key.serialize_pem()).unwrap();
    std::fs::set_permissions(folder.join("key.pem"), PermissionsExt::from_mode(0o600)).unwrap();
    let text = format!(
        "listen: 127.0.0.1:0\nbase_url: https://{host}\ncatalogue: {}\ndata: data\n\
         tls:\n  certificate: cert.pem\n  key: key.pem\n",
        catalogue().display()
    );
    std::fs::write(folder.join("c.yaml"), text).unwrap();
}

#[test]
fn doctor_ends_with_what_it_found() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let doctor = |flags: &str| said(&format!("doctor --config c.yaml {flags}"), here);
    with_tls(here, "zwfw.example.gov", 2090);
    let (told, status) = doctor("");
    assert!(status == 0 && told.contains("the certificate ends at 2090"), "{told}");
    let (told, status) = doctor("--format json");
    let findings: serde_json::Value = serde_json::from_str(&told).unwrap();
    let checks: Vec<_> = findings.as_array().unwrap().iter().map(|f| &f["check"]).collect();
    assert!(status == 0 && checks.len() > 5, "{told}");
    assert!(findings.as_array().unwrap().iter().all(|f| f["state"] != "problem"));

    for (host, year, words) in [
        ("zwfw.example.gov", 2025, "the certificate ended at 2025"),
        ("other.example.gov", 2090, "does not name `other.example.gov`"),
    ] {
        with_tls(here, host, year);
        let (told, status) = doctor("");
        assert!(status == 1 && told.contains(words), "{told}");
    }
    with_tls(here, "zwfw.example.gov", 2090);
    std::fs::write(here.join("key.pem"), KeyPair::generate().unwrap().serialize_pem()).unwrap();
    let (told, status) = doctor("");
    assert!(status == 1 && told.contains("cannot be used together"), "{told}");

    with_tls(here, "zwfw.example.gov", 2090);
    let text = std::fs::read_to_string(here.join("c.yaml")).unwrap();
    let provider = "sign_in:\n  issuer: https://id.example.gov\n  client_id: onewindow\n  \
                    client_secret_file: secret\n  number_claim: number\n  name_claim: name\n  \
                    birth_date_claim: birthdate\n  acr_high: [urn:example:id-card]\n";
    std::fs::write(here.join("c.yaml"), format!("{text}{provider}")).unwrap();
    let (told, status) = doctor("");
    assert!(status == 1 && told.contains("sign_in.client_secret_file: the secret in"), "{told}");
    std::fs::write(here.join("secret"), "s3cret\n").unwrap();
    std::fs::set_permissions(here.join("secret"), PermissionsExt::from_mode(0o644)).unwrap();
    let (told, status) = doctor("");
    assert!(status == 1 && told.contains("chmod 600"), "{told}");
    std::fs::set_permissions(here.join("secret"), PermissionsExt::from_mode(0o600)).unwrap();
    let (told, status) = doctor("");
    assert!(status == 0, "{told}");

    std::fs::write(here.join("c.yaml"), "listn: 1\n").unwrap();
    let (told, status) = doctor("");
    assert!(status == 1 && told.contains("did you mean `listen`"), "{told}");
    std::fs::write(here.join("c.yaml"), "listen: 0.0.0.0:0\n").unwrap();
    let (told, status) = doctor("");
    assert!(status == 1 && told.contains("a start refuses this"), "{told}");
}

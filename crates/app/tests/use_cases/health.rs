//! `doctor` finds each fault, says what it is and what to do, and writes nothing.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use onewindow_app::backup::{self, Order};
use onewindow_app::health::{Examination, Finding, State, examine};
use onewindow_app::jobs;
use onewindow_app::start::{Place, PostgresUrl};
use onewindow_app::testing::{World, sample_catalogue};

use crate::backup::place;

/// A stopped node.
struct Node {
    folder: tempfile::TempDir,
    examination: Examination,
}

impl Node {
    async fn new() -> Node {
        let world = World::new().await;
        world.submitted("lin-xiaoyu", "small-food-business").await;
        jobs::round(&world.app).await.unwrap();
        let (now, database) = (world.app.now(), world.database.clone());
        let folder = world.stop().await;
        let place = place(&folder.path().join("data"), database.as_ref());
        std::fs::set_permissions(&place.data, Permissions::from_mode(0o700)).unwrap();
        let catalogue = sample_catalogue();
        let examination = Examination { place, catalogue, backups: None, deep: true, now };
        Node { folder, examination }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    async fn problems(&self) -> Vec<Finding> {
        let mut found = examine(&self.examination).await;
        found.retain(|finding| finding.state == State::Problem);
        found
    }

    /// There is this one problem, and what to do holds these words.
    async fn has(&self, check: &str, what: &str, remedy: &str) {
        let found = self.problems().await;
        let [one] = found.as_slice() else { panic!("{check}: {found:#?}") };
        assert_eq!(one.check, check, "{one:?}");
        assert!(one.what.contains(what), "{one:?}");
        assert!(one.remedy.as_ref().unwrap().contains(remedy), "{one:?}");
    }
}

fn mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[tokio::test]
async fn each_fault_of_keys_folder_and_uploads_is_found() {
    let mut node = Node::new().await;
    assert_eq!(node.problems().await, [], "at first nothing is wrong");
    for (file, check) in
        [("data/keys/master.key", "master-key"), ("data/keys/issuer.der", "issuer-key")]
    {
        mode(&node.at(file), 0o640);
        node.has(check, "chmod 600", "").await;
        mode(&node.at(file), 0o600);
        let whole = std::fs::read(node.at(file)).unwrap();
        std::fs::write(node.at(file), "nonsense").unwrap();
        node.has(check, "", "key backup").await;
        std::fs::remove_file(node.at(file)).unwrap();
        node.has(check, "", "key backup").await;
        std::fs::write(node.at(file), whole).unwrap();
        mode(&node.at(file), 0o600);
    }
    let master = std::fs::read(node.at("data/keys/master.key")).unwrap();
    std::fs::write(node.at("data/keys/master.key"), "5".repeat(64)).unwrap();
    node.has("master-key", "not the key that this data was sealed with", "key backup").await;
    std::fs::write(node.at("data/keys/master.key"), master).unwrap();

    mode(&node.at("data"), 0o750);
    node.has("data", "other users", "chmod 700").await;
    mode(&node.at("data"), 0o700);

    let upload = upload(&node.at("data/uploads"));
    let whole = std::fs::read(&upload).unwrap();
    std::fs::write(&upload, "changed").unwrap();
    node.has("uploads", "1 of ", "from a backup").await;
    node.examination.deep = false;
    assert_eq!(node.problems().await, [], "only a deep look reads uploads");
    std::fs::remove_file(&upload).unwrap();
    node.has("uploads", "1 of ", "from a backup").await;
    std::fs::write(&upload, whole).unwrap();
    assert_eq!(node.problems().await, [], "in the end nothing is wrong again");
}

fn upload(folder: &Path) -> PathBuf {
    let shards = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files = shards
        .filter(|shard| shard.is_dir())
        .flat_map(|shard| std::fs::read_dir(shard).unwrap().map(|entry| entry.unwrap().path()));
    files.next().unwrap()
}

#[tokio::test]
async fn each_fault_of_clock_catalogue_and_backups_is_found() {
    let mut node = Node::new().await;
    let now = node.examination.now;
    node.examination.now = now - SignedDuration::from_hours(5);
    node.has("clock", "behind what is on record", "--clock-is-right").await;
    node.examination.now = now;

    let catalogue = node.at("catalogue");
    copy(&sample_catalogue(), &catalogue);
    node.examination.catalogue = catalogue.clone();
    assert_eq!(node.problems().await, []);
    let file = catalogue.join("services/small-food-business.yaml");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, format!("{text}\n# changed\n")).unwrap();
    node.has("catalogue", "differs from version", "version ").await;
    std::fs::write(&file, format!("{text}\nnonsense: 1\n")).unwrap();
    let found = node.problems().await;
    assert!(found.iter().any(|f| f.what.contains("1 finding in")), "{found:?}");
    node.examination.catalogue = node.at("nowhere");
    node.has("catalogue", "", "--catalogue").await;
    node.examination.catalogue = sample_catalogue();

    node.examination.backups = Some(node.at("backups"));
    node.has("backups", "there is none", "onewindow backup").await;
    let to = node.at("backups/one");
    let place = node.examination.place.clone();
    let order = Order { place: &place, to: &to, keys_to: None, now, product: "1.2.3" };
    backup::back_up(&order, &mut |_| {}).await.unwrap();
    assert_eq!(node.problems().await, []);
    node.examination.now = now + SignedDuration::from_hours(27);
    node.has("backups", "27 hours ago", "onewindow-backup.timer").await;
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &to.join(entry.file_name())),
            false => _ = std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap(),
        }
    }
}

#[tokio::test]
async fn a_database_that_cannot_be_used_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let mut examination = Examination {
        place: place(&folder.path().join("data"), None),
        catalogue: sample_catalogue(),
        backups: None,
        deep: false,
        now: Timestamp::UNIX_EPOCH,
    };
    let states = |found: &[Finding]| found.iter().map(|f| (f.check, f.state)).collect::<Vec<_>>();
    let new = examine(&examination).await;
    let expected = [("catalogue", State::Ok), ("data", State::Note), ("database", State::Note)];
    assert_eq!(states(&new), expected, "nothing is there yet, and that is no problem");

    std::fs::create_dir(&examination.place.data).unwrap();
    std::fs::write(folder.path().join("data/onewindow.db"), "this is no database".repeat(99))
        .unwrap();
    let found = examine(&examination).await;
    let database = found.iter().find(|f| f.check == "database").unwrap();
    assert_eq!(database.state, State::Problem, "{found:?}");
    assert!(database.remedy.as_ref().unwrap().contains("last backup"), "{database:?}");

    let nobody = PostgresUrl::parse("postgres://a@127.0.0.1:1/b").unwrap();
    examination.place = Place { database: Some(nobody), ..examination.place };
    let found = examine(&examination).await;
    let database = found.iter().find(|f| f.check == "database").unwrap();
    assert!(database.remedy.as_ref().unwrap().contains("server runs"), "{database:?}");
}

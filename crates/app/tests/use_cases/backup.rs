//! A node is backed up while people go on, and restored: everything of that moment is there, and nothing
//! of later.

use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use onewindow_app::backup::{self, Backup, Manifest, Order};
use onewindow_app::cases::{self, Decision};
use onewindow_app::sessions::{self, Session};
use onewindow_app::start::{Place, PostgresUrl};
use onewindow_app::testing::World;
use onewindow_app::{AppError, certificates, drafts, jobs};
use onewindow_model::actor::Role;
use onewindow_model::case::Verdict;
use onewindow_model::id::CaseId;
use onewindow_model::sign_in::Method;

pub fn place(data: &Path, database: Option<&String>) -> Place {
    let database = database.map(|url| PostgresUrl::parse(url).unwrap());
    Place { data: data.to_owned(), database }
}

/// Backs up in a thread of its own, as another process would; holds on after the snapshot was taken
/// until it is told to go on.
fn back_up(
    place: Place,
    to: &Path,
    keys: &Path,
    go_on: mpsc::Receiver<()>,
) -> std::thread::JoinHandle<Manifest> {
    let (to, keys) = (to.to_owned(), keys.to_owned());
    let (taken, is_taken) = mpsc::channel();
    let made = std::thread::spawn(move || {
        let now = "2026-11-23T02:00:00Z".parse().unwrap();
        let product = "1.2.3";
        let order = Order { place: &place, to: &to, keys_to: Some(&keys), now, product };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let mut told = |_: backup::Told<'_>| {
            let _ = taken.send(());
            let _ = go_on.recv_timeout(Duration::from_secs(120));
        };
        runtime.block_on(backup::back_up(&order, &mut told)).unwrap().0
    });
    is_taken.recv_timeout(Duration::from_secs(120)).unwrap();
    made
}

async fn granted(world: &World) -> CaseId {
    let case = world.submitted("zhou-dashan", "food-worker-health").await;
    let service = cases::open_own(&world.acting("zhou-dashan"), case).await.unwrap().service;
    let officer = world.official(&service.authority, Role::CaseOfficer, 0);
    cases::assign(&officer, case).await.unwrap();
    cases::accept(&officer, case).await.unwrap();
    cases::examine(&officer, case).await.unwrap();
    let decision = Decision { verdict: Verdict::Granted, reasons: "符合条件".into() };
    cases::decide(&officer, case, decision).await.unwrap();
    jobs::round(&world.app).await.unwrap();
    case
}

/// A node on one database is backed up under load and restored into another.
async fn there_and_back(from: Option<String>, to: Option<String>) {
    let world = World::on(tempfile::tempdir().unwrap(), from).await;
    let case = granted(&world).await;
    let papers = world.submitted("lin-xiaoyu", "small-food-business").await;
    let lin = world.acting("lin-xiaoyu");
    let draft = world.filled(&lin, "small-food-business").await;
    let session = Session::begun(lin.actor.clone(), Method::Demonstration, world.app.now());
    sessions::put(&world.app, None, [7; 32], session).await.unwrap();
    let zhou = world.acting("zhou-dashan");
    let before = world.entries_about(zhou.actor.person().unwrap()).await;

    let outside = tempfile::tempdir().unwrap();
    let at = |name: &str| outside.path().join(name);
    let (go_on, wait) = mpsc::channel();
    let data = place(&world.folder.path().join("data"), world.database.as_ref());
    let making = back_up(data, &at("backup"), &at("keys"), wait);
    let later = world.submitted("zhou-dashan", "food-worker-health").await;
    drafts::delete(&lin, draft).await.unwrap();
    drop(go_on);
    while !making.is_finished() {
        world.submitted("lin-xiaoyu", "food-worker-health").await;
    }
    let manifest = making.join().unwrap();
    let (step, number) = (manifest.step, onewindow_store::MIGRATIONS.len());
    assert_eq!(usize::try_from(step).unwrap(), number);
    assert!(manifest.uploads.count > 2 && manifest.uploads.missing.is_empty(), "{manifest:?}");
    world.stop().await;

    let folder = tempfile::tempdir().unwrap();
    let new = place(&folder.path().join("data"), to.as_ref());
    backup::restore(&at("backup"), &at("keys"), &new, &mut |_| {}).await.unwrap();
    let (go_on, wait) = mpsc::channel();
    drop(go_on);
    let again = back_up(new, &at("again"), &at("keys"), wait).join().unwrap();
    assert_eq!(again.tables, manifest.tables, "every table, row by row");
    assert_eq!(again.uploads, manifest.uploads);

    let world = World::on(folder, to).await;
    let (lin, zhou) = (world.acting("lin-xiaoyu"), world.acting("zhou-dashan"));
    assert_eq!(world.entries_about(zhou.actor.person().unwrap()).await, before);
    assert_eq!(cases::open_own(&zhou, case).await.unwrap().case.id, case);
    let held = certificates::mine(&zhou).await.unwrap();
    let opened = certificates::open_own(&zhou, held[0].record.id).await.unwrap();
    assert_eq!(opened.report.code(), 0, "the certificate verifies under the restored key");
    let file = cases::open_own(&lin, papers).await.unwrap();
    let mut handed_in = 0;
    for paper in &file.documents {
        let shown = cases::view_document(&lin, papers, paper.id).await.unwrap();
        handed_in += usize::from(shown.bytes.starts_with(b"%PDF"));
    }
    assert!(handed_in > 0, "papers of {} documents", file.documents.len());
    drafts::open(&lin, draft).await.expect("thrown away later only, papers and all");
    let none = cases::open_own(&zhou, later).await;
    assert!(matches!(none, Err(AppError::NotFound)), "it came after the backup was begun");
    assert_eq!(sessions::load(&world.app, [7; 32]).await.unwrap(), None, "sign in again");
    world.submitted("lin-xiaoyu", "small-food-business").await;
}

#[tokio::test]
async fn a_node_is_restored_as_it_was() {
    there_and_back(onewindow_testbed::database(), onewindow_testbed::database()).await;
}

#[tokio::test]
#[ignore = "needs PostgreSQL"]
async fn a_backup_of_a_file_is_restored_into_postgresql() {
    there_and_back(None, Some(onewindow_testbed::database().unwrap())).await;
}

#[tokio::test]
#[ignore = "needs PostgreSQL"]
async fn a_backup_of_postgresql_is_restored_into_a_file() {
    there_and_back(Some(onewindow_testbed::database().unwrap()), None).await;
}

/// A stopped node's folder with a backup beside it: data, keys.
async fn backed_up(outside: &Path) -> (Place, Manifest) {
    let world = World::new().await;
    world.submitted("lin-xiaoyu", "small-food-business").await;
    let database = world.database.clone();
    let folder = world.stop().await.keep();
    std::fs::rename(&folder, outside.join("node")).unwrap();
    let data = place(&outside.join("node/data"), database.as_ref());
    let (go_on, wait) = mpsc::channel();
    drop(go_on);
    let made = back_up(data.clone(), &outside.join("backup"), &outside.join("keys"), wait);
    (data, made.join().unwrap())
}

#[tokio::test]
async fn whatever_is_changed_in_a_backup_is_found() {
    let outside = tempfile::tempdir().unwrap();
    let (_, manifest) = backed_up(outside.path()).await;
    let folder = outside.path().join("backup");
    let wrong = || Backup::open(&folder).and_then(|found| found.check(&mut |_| {}));
    assert_eq!(wrong().unwrap(), Vec::<String>::new());
    let mut files = Vec::new();
    walk(&folder, &mut files);
    let filled = manifest.tables.iter().filter(|table| table.rows > 0).count();
    assert!(files.len() > filled + 3, "{files:?}");
    for file in files {
        let whole = std::fs::read(&file).unwrap();
        let is_found = |what: &str| match wrong() {
            Ok(found) => assert!(!found.is_empty(), "{what}: {}", file.display()),
            Err(why) => assert!(!why.to_string().is_empty()),
        };
        if !whole.is_empty() && !file.ends_with("manifest.json") {
            let mut changed = whole.clone();
            let middle = changed.len() / 2;
            changed[middle] ^= 1;
            std::fs::write(&file, changed).unwrap();
            is_found("changed");
            std::fs::write(&file, &whole[..whole.len() - 1]).unwrap();
            is_found("cut off");
        }
        std::fs::remove_file(&file).unwrap();
        is_found("taken away");
        std::fs::write(&file, whole).unwrap();
    }
    assert_eq!(wrong().unwrap(), Vec::<String>::new(), "all is put back");
}

fn walk(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => walk(&path, files),
            false => files.push(path),
        }
    }
}

#[tokio::test]
async fn keys_lie_apart_and_only_the_right_ones_do() {
    let outside = tempfile::tempdir().unwrap();
    let at = |name: &str| outside.path().join(name);
    let (node, _) = backed_up(outside.path()).await;
    let now = "2026-11-23T03:00:00Z".parse().unwrap();
    let refused = async |to: &str, keys: Option<&str>| {
        let (to, keys_to) = (at(to), keys.map(at));
        let order =
            Order { place: &node, to: &to, keys_to: keys_to.as_deref(), now, product: "1.2.3" };
        let why = backup::back_up(&order, &mut |_| {}).await.unwrap_err().to_string();
        assert!(!to.exists() || to == at("backup"), "nothing that looks like a backup");
        why
    };
    for keys in ["new", "new/keys", "new/../new"] {
        assert!(refused("new", Some(keys)).await.contains("must lie apart"), "{keys}");
    }
    assert!(refused("new/in/it", Some("new")).await.contains("must lie apart"));
    assert!(refused("node/data/backup", None).await.contains("in the data folder"));
    assert!(refused("new", Some("node/data/keys")).await.contains("in the data folder"));
    assert!(refused("backup", None).await.contains("not empty"));
    std::fs::write(at("keys/issuer.der"), "another").unwrap();

    let restored = async |keys: &str| {
        let new = place(&at("restored"), None);
        let why = backup::restore(&at("backup"), &at(keys), &new, &mut |_| {}).await;
        assert!(!at("restored").exists());
        why.unwrap_err().to_string()
    };
    assert!(restored("keys").await.contains("not those that were put there"));
    for (folder, lacks) in [("nowhere", "master.key"), ("backup", "master.key")] {
        let told = restored(folder).await;
        let named = format!("`{}` holds no `{lacks}`", at(folder).display());
        assert!(told.contains(&named), "{told}");
    }
    let world = World::new().await;
    let other = world.stop().await;
    let others = other.path().join("data/keys");
    std::fs::rename(&others, at("others")).unwrap();
    // The same master key in every test: another one, then another issuer's.
    let master = std::fs::read(at("others/master.key")).unwrap();
    assert!(restored("others").await.contains("not the one that this node signed with"));
    std::fs::write(at("others/master.key"), "5".repeat(64)).unwrap();
    assert!(restored("others").await.contains("master key is not the one"));
    std::fs::write(at("others/master.key"), master).unwrap();
}

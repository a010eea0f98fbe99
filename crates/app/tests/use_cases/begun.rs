//! A node that was begun starts again with its own key, and with no other.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use onewindow_app::clients::Clients;
use onewindow_app::start::{Place, PostgresUrl, Start, StartError, start};
use onewindow_app::testing::{Seeded, SetClock, World, empty_database, sample_catalogue};

use crate::sweep::uploads;

/// What is left of a node that was stopped.
async fn stopped() -> (tempfile::TempDir, Place) {
    let world = World::new().await;
    let database = world.database.as_deref().map(|url| PostgresUrl::parse(url).unwrap());
    let folder = world.stop().await;
    let data = folder.path().join("data");
    (folder, Place { data, database })
}

async fn starts(place: &Place) -> Result<(), StartError> {
    starts_with(place, &sample_catalogue()).await
}

async fn starts_with(place: &Place, catalogue: &Path) -> Result<(), StartError> {
    starts_as(place, catalogue, true).await
}

async fn starts_as(place: &Place, catalogue: &Path, demo: bool) -> Result<(), StartError> {
    let options = Start {
        place: place.clone(),
        catalogue: catalogue.to_owned(),
        base_url: "http://127.0.0.1:8080".to_owned(),
        demo,
        demo_code: None,
        sign_in: None,
        clock_is_right: false,
    };
    let clock = Arc::new(SetClock::at("2026-11-24T01:30:00Z"));
    let (app, _lock) = start(&options, clock, Arc::new(Seeded::new(2))).await?;
    app.close().await;
    Ok(())
}

fn key(place: &Place) -> PathBuf {
    place.data.join("keys/master.key")
}

#[tokio::test]
async fn it_starts_again_with_its_own_key() {
    let (_folder, place) = stopped().await;
    starts(&place).await.unwrap();
    starts(&place).await.unwrap();
}

#[tokio::test]
async fn an_empty_database_beside_uploads_is_refused_and_they_stay() {
    let world = World::new().await;
    world.submitted("lin-xiaoyu", "small-food-business").await;
    let held = uploads(&world);
    let address = |url: Option<String>| url.as_deref().map(|url| PostgresUrl::parse(url).unwrap());
    let own = address(world.database.clone());
    let folder = world.stop().await;
    let data = folder.path().join("data");
    let lost = Place { data: data.clone(), database: address(empty_database()) };
    let [file, aside] = ["onewindow.db", "aside.db"].map(|name| data.join(name));
    if own.is_none() {
        std::fs::rename(&file, &aside).unwrap();
    }
    for _ in 0..2 {
        let refused = starts(&lost).await.unwrap_err();
        let said = refused.to_string();
        assert!(
            matches!(refused, StartError::Emptied { uploads, .. } if uploads == held),
            "{said}"
        );
        assert!(said.contains("restore"), "{said}");
    }
    if own.is_none() {
        assert!(!file.exists(), "nothing was begun");
        std::fs::rename(&aside, &file).unwrap();
    }
    starts(&Place { data, database: own }).await.unwrap();
}

#[tokio::test]
async fn the_key_of_another_node_is_refused_and_nothing_is_changed() {
    let (_folder, place) = stopped().await;
    let own = std::fs::read(key(&place)).unwrap();
    let (_other_folder, other) = stopped_elsewhere().await;
    std::fs::copy(key(&other), key(&place)).unwrap();
    let refused = starts(&place).await.unwrap_err();
    assert!(matches!(refused, StartError::OtherKey { .. }), "{refused}");
    assert!(refused.to_string().contains("master.key"), "{refused}");
    std::fs::write(key(&place), own).unwrap();
    starts(&place).await.unwrap();
}

#[tokio::test]
async fn a_lost_key_is_not_made_anew() {
    let (_folder, place) = stopped().await;
    lost_and_found(&place, &key(&place)).await;
    // A node that keeps nobody's data yet, and has been started.
    let folder = tempfile::tempdir().unwrap();
    let new = Place { data: folder.path().join("data"), database: None };
    starts(&new).await.unwrap();
    lost_and_found(&new, &key(&new)).await;
    lost_and_found(&new, &new.data.join("keys/issuer.der")).await;
    starts(&new).await.unwrap();
}

/// What the catalogue says besides services: nothing can be applied for, so nothing was signed.
fn without_services(folder: &Path) -> PathBuf {
    let (from, to) = (sample_catalogue(), folder.join("no-services"));
    std::fs::create_dir_all(to.join("services")).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        // Without the offices that name services which are booked there.
        let between = "\n  - id: ";
        let kept: Vec<_> = text.split(between).filter(|one| !one.contains("services: [")).collect();
        std::fs::write(to.join(path.file_name().unwrap()), kept.join(between)).unwrap();
    }
    to
}

#[tokio::test]
async fn a_signer_is_made_anew_only_where_no_service_was_ever_offered() {
    let folder = tempfile::tempdir().unwrap();
    let database = onewindow_testbed::database().map(|url| PostgresUrl::parse(&url).unwrap());
    let place = Place { data: folder.path().join("data"), database };
    let (none, signer) = (without_services(folder.path()), place.data.join("keys/issuer.der"));
    let real = async |catalogue: &Path| starts_as(&place, catalogue, false).await;
    real(&none).await.unwrap();
    let first = std::fs::read(&signer).unwrap();
    std::fs::remove_file(&signer).unwrap();
    real(&none).await.unwrap();
    assert_ne!(std::fs::read(&signer).unwrap(), first);
    real(&sample_catalogue()).await.unwrap();
    std::fs::remove_file(&signer).unwrap();
    // Nor by a start with files that offer nothing any more.
    for catalogue in [sample_catalogue(), none] {
        let refused = real(&catalogue).await.unwrap_err();
        assert!(
            matches!(&refused, StartError::KeyMissing { key, .. } if *key == signer),
            "{refused}"
        );
        assert!(!signer.exists());
    }
}

#[tokio::test]
async fn keys_alone_are_no_node() {
    let (_folder, place) = stopped_elsewhere().await;
    let file = place.data.join("onewindow.db");
    assert!(Clients::open(&place).await.is_ok());
    std::fs::remove_file(&file).unwrap();
    let none = Clients::open(&place).await.err().unwrap();
    assert!(matches!(none, StartError::NotStarted(_)), "{none}");
    assert!(!file.exists() && key(&place).exists());
}

async fn lost_and_found(place: &Place, key: &Path) {
    let kept = key.with_extension("kept");
    std::fs::rename(key, &kept).unwrap();
    let refused = starts(place).await.unwrap_err();
    assert!(
        matches!(&refused, StartError::KeyMissing { key: named, .. } if named == key),
        "{refused}"
    );
    assert!(!key.exists());
    std::fs::rename(&kept, key).unwrap();
}

#[tokio::test]
async fn a_start_without_its_catalogue_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place { data: folder.path().join("data"), database: None };
    let elsewhere = folder.path().join("elsewhere");
    let refused = starts_with(&place, &elsewhere).await.unwrap_err();
    assert!(matches!(refused, StartError::Catalogue(_)), "{refused}");
    assert!(!place.data.exists());
    let none = Clients::open(&place).await.err().unwrap();
    assert!(matches!(none, StartError::NotStarted(_)), "{none}");
    assert!(!place.data.exists());
    starts(&place).await.unwrap();
}

/// A node with randomness of its own, and so with another key.
async fn stopped_elsewhere() -> (tempfile::TempDir, Place) {
    let folder = tempfile::tempdir().unwrap();
    let place = Place { data: folder.path().join("data"), database: None };
    starts(&place).await.unwrap();
    (folder, place)
}

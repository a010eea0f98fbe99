//! Sealed uploads.

use std::path::{Path, PathBuf};

use onewindow_store::{BlobId, BlobStore, StoreError};

fn file(folder: &Path, id: BlobId) -> PathBuf {
    let digits = id.to_string();
    folder.join(&digits[..2]).join(&digits[2..])
}

#[tokio::test]
async fn what_was_put_is_got_listed_and_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("missing/uploads");
    let blobs = BlobStore::open(&folder).unwrap();
    let id = blobs.put(b"sealed".to_vec()).await.unwrap();
    // printf sealed | sha256sum
    assert_eq!(id.to_string(), "c9d0036bed6744bcdf692fc980d8717d7e5f5a4f4e8266b4a84982602fb1cd09");
    assert_eq!(blobs.put(b"sealed".to_vec()).await, Ok(id));
    let empty = blobs.put(Vec::new()).await.unwrap();
    assert_eq!(blobs.get(id).await, Ok(Some(b"sealed".to_vec())));
    assert_eq!(blobs.get(BlobId::of(b"other")).await, Ok(None));

    let blobs = BlobStore::open(&folder).unwrap();
    std::fs::write(folder.join("00/notes.txt"), "not ours").unwrap();
    let listed = blobs.list().await.unwrap();
    let mut expected = vec![(id, 6), (empty, 0)];
    expected.sort();
    assert_eq!(listed.iter().map(|e| (e.id, e.bytes)).collect::<Vec<_>>(), expected);
    assert!(listed[0].stored > "2020-01-01T00:00:00Z".parse().unwrap());

    assert_eq!(blobs.delete(id).await, Ok(true));
    assert_eq!(blobs.delete(id).await, Ok(false));
    assert_eq!(blobs.get(id).await, Ok(None));
}

#[tokio::test]
async fn damage_is_noticed_and_a_new_put_repairs_it() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = BlobStore::open(folder.path()).unwrap();
    let id = blobs.put(vec![7; 5000]).await.unwrap();
    let path = file(folder.path(), id);
    let mut octets = std::fs::read(&path).unwrap();
    octets[4000] ^= 1;
    std::fs::write(&path, octets).unwrap();
    assert!(matches!(blobs.get(id).await, Err(StoreError::Corrupt(_))));
    assert_eq!(blobs.put(vec![7; 5000]).await, Ok(id));
    assert_eq!(blobs.get(id).await, Ok(Some(vec![7; 5000])));
}

#[tokio::test]
async fn a_failed_put_leaves_no_name() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = BlobStore::open(folder.path()).unwrap();
    std::fs::remove_dir(folder.path().join("unfinished")).unwrap();
    assert!(blobs.put(b"sealed".to_vec()).await.is_err());
    assert!(blobs.list().await.unwrap().is_empty());
    let blobs = BlobStore::open(folder.path()).unwrap();
    std::fs::write(folder.path().join("unfinished/1-1"), "half").unwrap();
    assert_eq!(blobs.clear_unfinished().await, Ok(1));
    blobs.put(b"sealed".to_vec()).await.unwrap();
    assert_eq!(blobs.clear_unfinished().await, Ok(0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_blob_from_many_sides() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = BlobStore::open(folder.path()).unwrap();
    let puts: Vec<_> = (0..16)
        .map(|_| {
            let blobs = blobs.clone();
            tokio::spawn(async move { blobs.put(vec![9; 100_000]).await.unwrap() })
        })
        .collect();
    for put in puts {
        assert_eq!(put.await.unwrap(), BlobId::of(&[9; 100_000]));
    }
    assert_eq!(blobs.list().await.unwrap().len(), 1);
}

#[test]
fn ids_are_read_strictly() {
    let id = BlobId::of(b"sealed");
    let text = id.to_string();
    assert_eq!(text.parse(), Ok(id));
    for wrong in ["", "ab", "../../../../etc/passwd", &text[1..], &text.to_uppercase()] {
        assert!(wrong.parse::<BlobId>().is_err(), "{wrong}");
    }
    assert!(format!("{text}0").parse::<BlobId>().is_err());
    assert!(format!("g{}", &text[1..]).parse::<BlobId>().is_err());
}

#[tokio::test]
async fn nothing_is_removed_while_a_backup_copies() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = BlobStore::open(folder.path()).unwrap();
    let id = blobs.put(b"sealed".to_vec()).await.unwrap();
    let beside = BlobStore::existing(folder.path()).unwrap();
    let (one, other) = (beside.keep().await.unwrap(), beside.keep().await.unwrap());
    assert_eq!(blobs.delete(id).await, Err(StoreError::Busy));
    drop(one);
    assert_eq!(blobs.delete(id).await, Err(StoreError::Busy), "another one goes on");
    drop(other);
    assert_eq!(blobs.delete(id).await, Ok(true));
    let none = BlobStore::existing(folder.path().join("missing"));
    assert!(matches!(none, Err(StoreError::Missing)));
}

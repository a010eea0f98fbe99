//! Whoever brings little does not wait for whoever brings much.

use std::time::Duration;

use super::*;
use crate::testing::one_page_pdf;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_small_upload_passes_two_crowds_of_large_ones() {
    let large = one_page_pdf(&"/x ".repeat(1_000_000));
    let crowd = || tokio::spawn(each(vec![large.clone(); 20]));
    let crowds = [crowd(), crowd()];
    for _ in 0..5_000 {
        if BENCHES.available_permits() == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    assert_eq!(BENCHES.available_permits(), 0, "both benches are taken");
    clean(vec![one_page_pdf("small")], "small".to_owned()).await.unwrap();
    assert!(crowds.iter().all(|crowd| !crowd.is_finished()), "the small one had to wait");
    crowds.iter().for_each(tokio::task::JoinHandle::abort);
}

#[tokio::test]
async fn too_many_files_are_refused_before_any_is_looked_into() {
    let refused = clean(vec![b"no paper at all".to_vec(); 21], "many".to_owned()).await;
    let told = matches!(refused, Err(AppError::Document(Problem::TooManyPages { got: 21, .. })));
    assert!(told);
}

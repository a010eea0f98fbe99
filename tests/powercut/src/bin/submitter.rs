//! The program that gets killed: `submitter DATA FIRST` submits the numbers from FIRST on, several
//! at a time, and prints each number once it is acknowledged, or what did not fit on a full disk.

use std::{
    error::Error,
    io::Write,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use onewindow_powercut::{Submission, open};
use onewindow_store::{BlobId, StoreError, TxError};

const CLIENTS: usize = 6;

#[tokio::main(worker_threads = 2)]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let usage = "usage: submitter DATA FIRST";
    let data = PathBuf::from(arguments.next().ok_or(usage)?);
    let first = arguments.next().and_then(|first| first.into_string().ok()).ok_or(usage)?;
    let next = Arc::new(AtomicI64::new(first.parse()?));
    let (store, blobs) = open(&data).await?;
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..CLIENTS {
        let (store, blobs, next) = (store.clone(), blobs.clone(), Arc::clone(&next));
        clients.spawn(async move {
            loop {
                let number = next.fetch_add(1, Ordering::SeqCst);
                let submission = Submission::new(number);
                let said = match submission.submit(&store, &blobs).await {
                    Ok(()) => format!("{number}\n"),
                    Err(TxError::Store(StoreError::Full)) => {
                        let upload = blobs.get(BlobId::of(&submission.upload)).await;
                        let what = if matches!(upload, Ok(Some(_))) { "row" } else { "upload" };
                        format!("full: {what}\n")
                    }
                    Err(error) => return format!("{error:?}"),
                };
                if std::io::stdout().write_all(said.as_bytes()).is_err() {
                    return "nobody listens".to_owned();
                }
            }
        });
    }
    match clients.join_next().await {
        Some(Ok(why)) => Err(why.into()),
        _ => Err("a client ended".into()),
    }
}

//! A file of records that are durable before they are answered: the least that any platform must
//! do which promises that nothing accepted is lost.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};

use ring::digest::{Context, SHA256};
use tokio::sync::oneshot;

/// Records written with one sync at most.
const BATCH: usize = 1_024;

struct Order {
    record: Vec<u8>,
    done: oneshot::Sender<[u8; 32]>,
}

/// A handle on the file's one writer.
#[derive(Clone)]
pub struct Journal(Sender<Order>);

impl Journal {
    /// Begins a file.
    pub fn begin(path: &Path) -> std::io::Result<Journal> {
        let file = File::create(path)?;
        file.sync_all()?;
        let (orders, waiting) = channel();
        std::thread::Builder::new().name("journal".to_owned()).spawn(move || {
            // Without its disk a bench has nothing to say.
            if let Err(error) = keep(file, &waiting) {
                eprintln!("the journal failed: {error}");
                std::process::exit(1);
            }
        })?;
        Ok(Journal(orders))
    }

    /// Appends a record; gives the head of the hash chain once it would survive a power cut.
    pub async fn append(&self, record: Vec<u8>) -> Option<[u8; 32]> {
        let (done, told) = oneshot::channel();
        self.0.send(Order { record, done }).ok()?;
        told.await.ok()
    }
}

/// Takes what waits, chains it, writes it, syncs once, answers all.
fn keep(mut file: File, waiting: &Receiver<Order>) -> std::io::Result<()> {
    let mut head = [0_u8; 32];
    let mut written = Vec::new();
    while let Ok(first) = waiting.recv() {
        written.clear();
        let mut answers = Vec::new();
        for order in std::iter::once(first).chain(waiting.try_iter()).take(BATCH) {
            let mut chained = Context::new(&SHA256);
            chained.update(&head);
            chained.update(&order.record);
            head.copy_from_slice(chained.finish().as_ref());
            let length = u32::try_from(order.record.len()).unwrap_or(u32::MAX);
            written.extend(length.to_be_bytes());
            written.extend(&order.record);
            written.extend(head);
            answers.push((order.done, head));
        }
        file.write_all(&written)?;
        file.sync_data()?;
        for (done, head) in answers {
            let _ = done.send(head);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn records_stand_in_the_file_when_they_are_answered() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        let journal = Journal::begin(&path).unwrap();
        let (one, two) =
            tokio::join!(journal.append(b"one".to_vec()), journal.append(b"two".to_vec()));
        assert_ne!(one.unwrap(), two.unwrap());
        let kept = std::fs::read(&path).unwrap();
        assert_eq!(kept.len(), 2 * (4 + 3 + 32));
        assert!(kept.windows(32).any(|at| at == two.unwrap()));
    }
}

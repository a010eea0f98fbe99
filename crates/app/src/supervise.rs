//! Work that is done again and again, whatever becomes of one round of it.

use std::time::Duration;

use tokio::task::JoinSet;

/// Begins a round, waits for its end and for `pause`, and begins the next. A round that falls over has
/// ended; one that takes longer than `longest` hangs and is given up. Whoever drops this ends the round.
pub(crate) async fn again_and_again<F>(
    pause: Duration,
    longest: Duration,
    mut round: impl FnMut() -> F,
) where
    F: Future<Output = ()> + Send + 'static,
{
    loop {
        // Dropped at the end of the turn, which aborts what is still in it.
        let mut rounds = JoinSet::new();
        rounds.spawn(round());
        match tokio::time::timeout(longest, rounds.join_next()).await {
            Ok(Some(Err(fell))) => {
                tracing::error!(%fell, "a round of background jobs fell over");
            }
            Ok(_) => {}
            Err(_) => tracing::error!("a round of background jobs hung and was given up"),
        }
        tokio::time::sleep(pause).await;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[tokio::test]
    async fn a_round_that_falls_over_or_hangs_does_not_end_those_to_come() {
        let begun = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&begun);
        let short = Duration::from_millis(50);
        let work = tokio::spawn(again_and_again(Duration::from_millis(1), short, move || {
            let number = counted.fetch_add(1, Ordering::SeqCst);
            async move {
                match number {
                    0 => panic!("the first round falls over"),
                    1 => std::future::pending().await,
                    _ => {}
                }
            }
        }));
        let all = async {
            while begun.load(Ordering::SeqCst) < 5 {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), all).await.expect("five rounds");
        assert!(!work.is_finished());
        work.abort();
    }
}

//! What one engine made of one query.

use std::time::{Duration, Instant};

use crate::queries::Query;
use crate::{Engine, MOST};

/// What one engine made of one query.
pub struct Measured<'q> {
    /// The engine.
    pub engine: &'static str,
    /// The query.
    pub query: &'q Query,
    /// What it found, best first.
    pub found: Vec<String>,
    /// Whether it is sure of them.
    pub sure: bool,
    /// How long it took.
    pub took: Duration,
}

impl<'q> Measured<'q> {
    /// Asks an engine.
    pub fn of(engine: &'static str, query: &'q Query, by: &dyn Engine) -> Measured<'q> {
        let start = Instant::now();
        let (found, sure) = by.find(query, MOST);
        let took = start.elapsed();
        Measured { engine, query, found, sure, took }
    }

    /// Whether nothing answers the query.
    pub fn unanswerable(&self) -> bool {
        self.query.best.is_empty()
    }

    /// What was found without what is no fault, best first.
    fn judged(&self) -> impl Iterator<Item = bool> {
        let counted = self.found.iter().filter(|id| !self.query.also.contains(id));
        counted.map(|id| self.query.best.contains(id))
    }

    /// The share of the answers that are among the first five, of at most five.
    pub fn recall_at_5(&self) -> f64 {
        let hits = self.judged().take(5).filter(|hit| *hit).count();
        let most = self.query.best.len().min(5);
        f64::from(u32::try_from(hits).unwrap_or(0)) / f64::from(u32::try_from(most).unwrap_or(1))
    }

    /// One divided by the place of the first answer.
    pub fn reciprocal_rank(&self) -> f64 {
        let first = self.judged().position(|hit| hit);
        first.and_then(|at| u32::try_from(at).ok()).map_or(0.0, |at| 1.0 / f64::from(at + 1))
    }
}

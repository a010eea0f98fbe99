//! SQLite's FTS5, as one would set it up for a catalogue in two languages: English words by the
//! Porter stemmer, Chinese by trigrams, both ranked by BM25 with the weights of our fields.

use rusqlite::{Connection, Result, params};

use crate::Engine;
use crate::catalogues::Collection;
use crate::queries::Query;

/// A database in memory with two tables of the same texts.
pub struct Fts5(Connection);

const TABLES: &str = "
CREATE VIRTUAL TABLE words USING fts5 (id UNINDEXED, name, keywords, summary, body, code,
    tokenize = 'porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE three USING fts5 (id UNINDEXED, name, keywords, summary, body, code,
    tokenize = 'trigram');";

impl Fts5 {
    /// Over the texts of a collection.
    pub fn over(collection: &Collection) -> Result<Fts5> {
        let db = Connection::open_in_memory()?;
        db.execute_batch(TABLES)?;
        for table in ["words", "three"] {
            let mut insert =
                db.prepare(&format!("INSERT INTO {table} VALUES (?1, ?2, ?3, ?4, ?5, ?6)"))?;
            for words in collection.words() {
                let fields = [words.name, words.keywords, words.summary, words.body, words.code];
                let [name, keywords, summary, body, code] = fields;
                insert.execute(params![words.id, name, keywords, summary, body, code])?;
            }
        }
        Ok(Fts5(db))
    }

    fn ask(&self, table: &str, matches: &str, most: usize) -> Result<Vec<String>> {
        let sql = format!(
            "SELECT id FROM {table} WHERE {table} MATCH ?1
             ORDER BY bm25({table}, 0, 4.0, 5.0, 1.5, 0.5, 10.0), id LIMIT ?2"
        );
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let mut query = self.0.prepare_cached(&sql)?;
        query.query_map(params![matches, most], |row| row.get(0))?.collect()
    }

    /// Two characters are no trigram: they are looked for as they stand.
    fn like(&self, part: &str, most: usize) -> Result<Vec<String>> {
        let sql = "SELECT id FROM three WHERE name LIKE ?1 OR keywords LIKE ?1 OR summary LIKE ?1
                   OR body LIKE ?1 ORDER BY name LIKE ?1 DESC, keywords LIKE ?1 DESC, id LIMIT ?2";
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let mut query = self.0.prepare_cached(sql)?;
        query.query_map(params![format!("%{part}%"), most], |row| row.get(0))?.collect()
    }
}

impl Engine for Fts5 {
    fn find(&self, query: &Query, most: usize) -> (Vec<String>, bool) {
        let han = query.text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        let parts = query.text.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty());
        let quoted = |part: &str| format!("\"{part}\"");
        let terms: Vec<String> = match han {
            false => parts.map(quoted).collect(),
            true => parts.flat_map(three).map(|part| quoted(&part)).collect(),
        };
        let found = match (han, terms.is_empty()) {
            (false, false) => self.ask("words", &terms.join(" OR "), most),
            (true, false) => self.ask("three", &terms.join(" OR "), most),
            (_, true) => self.like(query.text.trim(), most),
        };
        (found.unwrap_or_default(), true)
    }
}

fn three(part: &str) -> Vec<String> {
    let chars: Vec<char> = part.chars().collect();
    chars.windows(3).map(|window| window.iter().collect()).collect()
}

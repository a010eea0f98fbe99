//! One SQL text for both databases.
//!
//! Statements are written with `$1`, `$2`, … as PostgreSQL wants them. SQLite takes `$1` for a
//! *named* parameter and numbers it by its first appearance, so `SELECT $2, $1` would silently
//! swap the two; `?1` means the number. The rewriting happens once per statement.

use crate::StoreError;

/// `sql` for SQLite.
///
/// Refused are texts that would mean different things on the two databases, hold more than one
/// statement, or touch the transaction or the schema: a job owns neither.
pub(crate) fn to_sqlite(sql: &str) -> Result<String, StoreError> {
    opening_word(sql)?;
    let refuse = |why: &str| Err(StoreError::Statement(format!("{why} in `{sql}`")));
    let mut out = String::with_capacity(sql.len());
    let mut rest = sql;
    let mut after_word = false;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '\'' | '"' => quoted(rest, c),
            '-' if rest.starts_with("--") => Some(rest.find('\n').unwrap_or(rest.len())),
            '/' if rest.starts_with("/*") => comment(rest),
            '$' if !after_word => {
                let digits = rest.chars().skip(1).take_while(char::is_ascii_digit).count();
                match rest.get(1..digits.saturating_add(1)) {
                    Some(number) if !number.is_empty() && !number.starts_with('0') => {
                        out.push('?');
                        out.push_str(number);
                        rest = rest.get(digits.saturating_add(1)..).unwrap_or_default();
                        continue;
                    }
                    _ => return refuse("a parameter other than $1, $2, …"),
                }
            }
            '`' | '[' => return refuse("a quoting that PostgreSQL does not know"),
            '?' | ':' | '@' => return refuse("a foreign parameter"),
            ';' => return refuse("more than one statement"),
            _ => Some(c.len_utf8()),
        };
        let Some((head, tail)) = taken.and_then(|end| rest.split_at_checked(end)) else {
            return refuse("an unfinished literal or comment");
        };
        after_word = c.is_alphanumeric() || c == '_' || (after_word && c == '$');
        out.push_str(head);
        rest = tail;
    }
    Ok(out)
}

/// Length of the literal or quoted name at the start of `text`; a doubled quote stays inside.
fn quoted(text: &str, quote: char) -> Option<usize> {
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == quote && chars.next_if(|(_, next)| *next == quote).is_none() {
            return at.checked_add(1);
        }
    }
    None
}

/// Length of the block comment at the start of `text`. PostgreSQL nests comments and SQLite does
/// not, so a comment inside a comment has no common meaning.
fn comment(text: &str) -> Option<usize> {
    let end = text.get(2..)?.find("*/")?.checked_add(2)?;
    match text.get(2..end)?.contains("/*") {
        true => None,
        false => end.checked_add(2),
    }
}

fn opening_word(sql: &str) -> Result<(), StoreError> {
    let word: String = sql.trim_start().chars().take_while(char::is_ascii_alphabetic).collect();
    match word.to_ascii_uppercase().as_str() {
        "SELECT" | "VALUES" | "WITH" | "INSERT" | "UPDATE" | "DELETE" => Ok(()),
        _ => Err(StoreError::Statement(format!(
            "a job may only SELECT, VALUES, WITH, INSERT, UPDATE or DELETE: `{sql}`"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::to_sqlite;

    fn rewritten(sql: &str) -> String {
        to_sqlite(sql).unwrap()
    }

    #[test]
    fn numbers_stay_with_their_parameter() {
        assert_eq!(rewritten("SELECT $2, $1, $2, $10"), "SELECT ?2, ?1, ?2, ?10");
        assert_eq!(rewritten("SELECT $1+$2,($3)"), "SELECT ?1+?2,(?3)");
        assert_eq!(rewritten("SELECT $1$2"), "SELECT ?1?2", "left for the database to refuse");
    }

    #[test]
    fn literals_names_and_comments_are_left_alone() {
        for text in [
            "SELECT '$1', 'it''s $2', '医保 $3'",
            "SELECT \"a$1\", \"q\"\"$2\" FROM t",
            "SELECT 1 -- $1; ? 'open\n, 2",
            "SELECT /* $1 ; ' */ 2",
            "SELECT a$1 FROM t",
            "SELECT 1 -- no end of line $1",
        ] {
            assert_eq!(rewritten(text), text);
        }
        assert_eq!(rewritten("SELECT '-- $1', $1 -- $2\n, $2"), "SELECT '-- $1', ?1 -- $2\n, ?2");
    }

    #[test]
    fn texts_without_a_common_meaning_are_refused() {
        for text in [
            "SELECT $0",
            "SELECT $name",
            "SELECT $$text$$",
            "SELECT ?1",
            "SELECT :name",
            "SELECT @name",
            "SELECT [a b]",
            "SELECT `a`",
            "SELECT 1; SELECT 2",
            "SELECT 'open",
            "SELECT /* open",
            "SELECT /* a /* b */ c */ 1",
            "COMMIT",
            "ROLLBACK",
            "SAVEPOINT a",
            "PRAGMA foreign_keys = off",
            "ATTACH 'x' AS y",
            "DROP TABLE meta",
            "REPLACE INTO meta VALUES ('a', 'b')",
            "",
        ] {
            assert!(to_sqlite(text).is_err(), "{text}");
        }
    }
}

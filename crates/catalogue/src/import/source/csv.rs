//! Tables of texts.

use serde_json::{Map, Value};

use super::csv_rows::{Broken, Row, Rows};
use super::scan::Scan;
use super::{Layout, Met, Problem, Record, Stopped, too_long};

/// The names of the columns, and whether the first row of data has shown how many there are.
struct Columns {
    names: Vec<String>,
    settled: bool,
}

pub(super) fn read<E>(
    scan: &mut Scan<'_>,
    layout: &Layout,
    take: &mut dyn FnMut(Met) -> Result<(), E>,
) -> Result<(), Stopped<E>> {
    let mut rows = Rows::new(scan, layout.delimiter.unwrap_or(b','));
    let mut columns = Columns { names: layout.columns.clone(), settled: false };
    while let Some(mut row) = rows.next()? {
        if columns.names.is_empty() {
            let notices = header(&mut columns, &row);
            for notice in notices {
                take(Met::Notice(Record::bad(row.line, notice))).map_err(Stopped::Taker)?;
            }
            continue;
        }
        if let Some(notice) = settle(&mut columns, &row) {
            take(Met::Notice(Record::bad(row.line, notice))).map_err(Stopped::Taker)?;
        }
        let record = match record(&columns, &row) {
            Ok(value) => Record::good(row.line, value),
            Err(why) => {
                // A quote too many may have made one row of several.
                let swallowed = rows.back_after_first(&mut row);
                Record::bad(row.line, if swallowed { open_quote() } else { why })
            }
        };
        take(Met::Record(record)).map_err(Stopped::Taker)?;
    }
    Ok(())
}

/// Takes the names of the columns; a name that is missing or stands twice gets a number.
fn header(columns: &mut Columns, row: &Row) -> Vec<Problem> {
    let mut notices = Vec::new();
    let cells = match &row.cells {
        Ok(cells) => cells,
        Err(why) => {
            notices.push(broken(*why));
            return notices;
        }
    };
    for (cell, number) in cells.iter().zip(1..) {
        let name = cell.trim();
        let mut unique = if name.is_empty() { format!("#{number}") } else { name.to_owned() };
        if name.is_empty() {
            let reason = format!("column {number} has no name and is called `{unique}`");
            notices.push(Problem::new("header", reason, "name it in the first row"));
        } else if columns.names.contains(&unique) {
            unique = format!("{name}#{number}");
            let reason = format!("the second column `{name}` is called `{unique}`");
            let help = "give each column a name of its own in the first row";
            notices.push(Problem::new("header", reason, help).of(name));
        }
        columns.names.push(unique);
    }
    notices
}

/// A first row of data that is wider than the header shows that the header is short.
fn settle(columns: &mut Columns, row: &Row) -> Option<Problem> {
    let width = row.cells.as_ref().ok()?.len();
    let named = columns.names.len();
    if std::mem::replace(&mut columns.settled, true) || width <= named {
        return None;
    }
    columns.names.extend((named + 1..=width).map(|number| format!("#{number}")));
    let reason = format!(
        "the header names {named} columns, the rows have {width}; those without a name are called \
         `#{}` and so on",
        named + 1
    );
    Some(Problem::new("header", reason, "complete the first row, or check the delimiter"))
}

fn record(columns: &Columns, row: &Row) -> Result<Value, Problem> {
    let cells = row.cells.as_ref().map_err(|why| broken(*why))?;
    if cells.len() != columns.names.len() {
        let reason =
            format!("the row has {} cells, the table {} columns", cells.len(), columns.names.len());
        let help = "look for a delimiter, a quote or a line break too many or too few";
        let start: Vec<&str> = cells.iter().map(String::as_str).take(4).collect();
        return Err(Problem {
            value: Some(start.join(" | ").chars().take(200).collect()),
            ..Problem::new("row-width", reason, help)
        });
    }
    let cells = cells.iter().map(|cell| Value::String(cell.clone()));
    Ok(Value::Object(columns.names.iter().cloned().zip(cells).collect::<Map<_, _>>()))
}

fn broken(why: Broken) -> Problem {
    match why {
        Broken::TooLong => too_long(),
        Broken::OpenQuote => open_quote(),
    }
}

fn open_quote() -> Problem {
    let help = "close it, or double it where it is a part of the text";
    Problem::new("open-quote", "a quote is opened here and not closed", help)
}

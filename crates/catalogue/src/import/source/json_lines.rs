//! One JSON object a line.

use serde_json::Value;

use super::scan::Scan;
use super::{Met, Problem, Record, Stopped, too_long};

pub(super) fn read<E>(
    scan: &mut Scan<'_>,
    take: &mut dyn FnMut(Met) -> Result<(), E>,
) -> Result<(), Stopped<E>> {
    while let Some(line) = scan.whole_line()? {
        let record = match &line.bytes {
            None => Record::bad(line.number, too_long()),
            Some(bytes) if bytes.iter().all(u8::is_ascii_whitespace) => continue,
            Some(bytes) => match object(bytes) {
                Ok(value) => Record::good(line.number, value),
                Err(why) => Record::bad(line.number, why),
            },
        };
        take(Met::Record(record)).map_err(Stopped::Taker)?;
    }
    Ok(())
}

/// One record as JSON.
pub(super) fn object(bytes: &[u8]) -> Result<Value, Problem> {
    let help = "write one JSON object, on one line in JSON lines";
    let not_json = |what: String| Problem::new("not-json", what, help);
    let bytes = bytes.trim_ascii();
    match serde_json::from_slice(bytes) {
        Ok(value @ Value::Object(_)) => Ok(value),
        Ok(_) => Err(not_json("not a JSON object".to_owned())),
        Err(error) => {
            // Its own line would be counted within the record, beside that of the record.
            let said = error.to_string();
            let what = said.split(" at line ").next().unwrap_or_default();
            Err(not_json(format!("not JSON: {what}, at column {}", error.column())))
        }
    }
}

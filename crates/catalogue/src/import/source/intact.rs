//! What no record may hold: bytes that are not of its encoding, and NUL.

use encoding_rs::Encoding;
use serde_json::Value;

use super::decode::BROKEN;
use super::{Problem, Record};

/// The record with its file, or why it is none: a sign of it was lost.
pub(super) fn examined(record: Record, file: Option<&str>, encoding: &'static Encoding) -> Record {
    let mut value = record.value;
    if let Ok(found) = &value
        && let Err(why) = intact(found, "", encoding)
    {
        value = Err(why);
    }
    if let (Ok(Value::Object(fields)), Some(file)) = (&mut value, file) {
        fields.insert("@file".to_owned(), Value::String(stem(file).to_owned()));
    }
    Record { file: file.map(str::to_owned), value, ..record }
}

fn intact(value: &Value, at: &str, encoding: &'static Encoding) -> Result<(), Problem> {
    let below = |key: &str| match at {
        "" => key.to_owned(),
        _ => format!("{at}.{key}"),
    };
    match value {
        Value::String(text) if text.contains(BROKEN) => {
            let reason = format!("there are bytes that are not {}", encoding.name());
            let help =
                "set `encoding` in the mapping, such as windows-1252 or gbk, or mend the file";
            let shown = text.replace(BROKEN, "\u{fffd}");
            Err(Problem::new("wrong-encoding", reason, help).at(at, &shown))
        }
        Value::String(text) if text.contains('\0') => {
            let help = "take the NUL bytes out of the source";
            Err(Problem::new("nul-byte", "there is a NUL byte", help).at(at, text))
        }
        Value::Array(items) => items.iter().try_for_each(|item| intact(item, at, encoding)),
        Value::Object(entries) => {
            entries.iter().try_for_each(|(key, value)| intact(value, &below(key), encoding))
        }
        _ => Ok(()),
    }
}

/// A file's name without folders and without what follows its last dot.
fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

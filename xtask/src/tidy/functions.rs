//! Function length.

use super::finding::Finding;
use super::scan;
use super::tree::File;

const MAX: usize = 70;

/// Functions of one file that are longer than a screen.
pub fn check(file: &File) -> Vec<Finding> {
    let functions = scan::functions(&scan::code(&file.text)).into_iter();
    let long = functions.filter(|function| function.lines > MAX);
    long.map(|function| {
        let message = format!("`{}` has {} lines, {MAX} allowed", function.name, function.lines);
        let place = format!("{}#{}", file.path, function.name);
        Finding::new("function-length", place, message).line(function.line).measure(function.lines)
    })
    .collect()
}

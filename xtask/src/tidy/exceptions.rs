//! The list of exceptions: each with a reason, none longer than it must be.

use super::finding::Finding;
use super::tree::Tree;

const FILE: &str = "tests/tidy-exceptions.txt";

/// How many exceptions the list holds. This number may only go down.
const COUNT: usize = 0;

/// The exceptions, as read.
pub struct Exceptions(Vec<Exception>);

struct Exception {
    line: usize,
    rule: String,
    place: String,
    measure: Option<usize>,
}

impl Exceptions {
    pub fn read(tree: &Tree) -> Result<Self, String> {
        let text = tree.find(FILE).map(|file| file.text.as_str()).unwrap_or_default();
        let entries =
            text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#'));
        let read = |(at, line)| {
            let place = format!("{FILE}:{}", at + 1);
            parse(at + 1, line).ok_or(format!("{place}: expected `RULE PLACE MEASURE REASON`"))
        };
        entries.map(read).collect::<Result<_, _>>().map(Self)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Takes the excepted findings away and adds one for each exception that is not needed as is.
    pub fn apply(self, findings: Vec<Finding>) -> Vec<Finding> {
        let mut left: Vec<Finding> = Vec::new();
        let mut used = vec![false; self.0.len()];
        for finding in findings {
            match self.0.iter().position(|e| e.rule == finding.rule && e.place == finding.place) {
                Some(at) => {
                    used.iter_mut().skip(at).take(1).for_each(|used| *used = true);
                    left.extend(self.0.get(at).and_then(|e| e.compare(finding)));
                }
                None => left.push(finding),
            }
        }
        let unused = self.0.iter().zip(&used).filter(|(_, used)| !**used);
        left.extend(unused.map(|(exception, _)| exception.complain("is no longer needed")));
        if self.0.len() != COUNT {
            let message = format!(
                "{} exceptions, but xtask/src/tidy/exceptions.rs counts {COUNT}; it may only go down",
                self.0.len()
            );
            left.push(Finding::new("exceptions", FILE, message));
        }
        left
    }
}

impl Exception {
    /// A measured exception holds for exactly its measure: more is a finding, less must be noted.
    fn compare(&self, finding: Finding) -> Option<Finding> {
        let (Some(actual), Some(listed)) = (finding.measure, self.measure) else { return None };
        if actual > listed {
            Some(finding)
        } else if actual < listed {
            Some(self.complain(&format!("can be lowered to {actual}")))
        } else {
            None
        }
    }

    fn complain(&self, what: &str) -> Finding {
        let message = format!("the exception of {} for {} {what}", self.rule, self.place);
        Finding::new("exceptions", FILE, message).line(self.line)
    }
}

fn parse(line: usize, text: &str) -> Option<Exception> {
    let mut parts = text.split_whitespace();
    let rule = parts.next()?.to_owned();
    let place = parts.next()?.to_owned();
    let measure = match parts.next()? {
        "-" => None,
        number => Some(number.parse().ok()?),
    };
    // A reason is not optional.
    parts.next()?;
    Some(Exception { line, rule, place, measure })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apply(list: &str, findings: Vec<Finding>) -> Vec<String> {
        let exceptions = Exceptions::read(&Tree::of(&[(FILE, list)])).unwrap();
        let left = exceptions.apply(findings);
        left.iter().map(Finding::to_string).filter(|m| !m.contains("may only go down")).collect()
    }

    fn long(measure: usize) -> Vec<Finding> {
        vec![Finding::new("file-length", "a.rs", "too long").measure(measure)]
    }

    #[test]
    fn an_exception_covers_its_measure_and_nothing_more() {
        let list = "# comment\nfile-length a.rs 450 a table that reads best whole\n";
        assert!(apply(list, long(450)).is_empty());
        assert!(apply(list, long(451))[0].contains("too long"));
        assert!(apply(list, long(449))[0].contains("lowered to 449"));
        assert!(apply(list, vec![])[0].contains("no longer needed"));
    }

    #[test]
    fn a_reason_is_not_optional_and_the_count_is_fixed() {
        assert!(Exceptions::read(&Tree::of(&[(FILE, "file-length a.rs 450\n")])).is_err());
        let list = "file-length a.rs 450 reason\nfile-length b.rs 450 reason\n";
        let left = Exceptions::read(&Tree::of(&[(FILE, list)])).unwrap().apply(vec![]);
        assert!(left.iter().any(|f| f.message.contains("may only go down")));
    }
}

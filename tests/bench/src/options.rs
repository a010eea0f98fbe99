//! What `run` takes.

/// Shown for `--help` and for what is not understood.
pub const HELP: &str = "\
usage: cargo xtask bench [OPTION]...

  --json               an array instead of a table
  --databases A,B      sqlite, postgres (both)
  --flows A,B          flows whose names begin so: submit, status, page, list, decide (all)
  --concurrency A,B    clients at the same time (1,8,32,128)
  --seconds S          length of one turn (1.5)
  --rounds N           turns of each side, one after the other in turn (2)
  --cases A,B          sizes of the work list (1000)
";

/// A database behind the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Database {
    /// Embedded.
    Sqlite,
    /// A throw-away server.
    Postgres,
}

impl Database {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Database::Sqlite => "sqlite",
            Database::Postgres => "postgres",
        }
    }
}

/// The choice of one run.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    pub json: bool,
    pub databases: Vec<Database>,
    /// Beginnings of names.
    pub flows: Vec<String>,
    pub concurrency: Vec<usize>,
    pub seconds: f64,
    pub rounds: usize,
    pub cases: Vec<usize>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            json: false,
            databases: vec![Database::Sqlite, Database::Postgres],
            flows: Vec::new(),
            concurrency: vec![1, 8, 32, 128],
            seconds: 1.5,
            rounds: 2,
            cases: vec![1_000],
        }
    }
}

impl Options {
    pub fn parse(words: &[String]) -> Result<Options, String> {
        let mut options = Options::default();
        let mut rest = words.iter();
        while let Some(word) = rest.next() {
            if word == "--json" {
                options.json = true;
                continue;
            }
            let value = rest.next().ok_or_else(|| wrong(word))?;
            match word.as_str() {
                "--databases" => {
                    options.databases = list(value, |name| match name {
                        "sqlite" => Some(Database::Sqlite),
                        "postgres" => Some(Database::Postgres),
                        _ => None,
                    })?;
                }
                "--flows" => options.flows = list(value, |name| Some(name.to_owned()))?,
                "--concurrency" => options.concurrency = list(value, number)?,
                "--cases" => options.cases = list(value, number)?,
                "--rounds" => options.rounds = number(value).ok_or_else(|| wrong(value))?,
                "--seconds" => {
                    let seconds = value.parse().ok().filter(|s: &f64| *s > 0.0 && *s <= 3_600.0);
                    options.seconds = seconds.ok_or_else(|| wrong(value))?;
                }
                _ => return Err(wrong(word)),
            }
        }
        Ok(options)
    }

    /// Whether a flow is chosen.
    pub fn wants(&self, flow: &str) -> bool {
        self.flows.is_empty() || self.flows.iter().any(|start| flow.starts_with(start.as_str()))
    }
}

fn list<T>(value: &str, read: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, String> {
    value.split(',').map(|part| read(part).ok_or_else(|| wrong(part))).collect()
}

fn number(text: &str) -> Option<usize> {
    text.parse().ok().filter(|number| *number > 0)
}

fn wrong(word: &str) -> String {
    format!("`{word}` is not understood\n\n{HELP}")
}

/// The value behind `name` among the words of one of our own processes.
pub fn value<'a>(words: &'a [String], name: &str) -> Result<&'a str, String> {
    let mut rest = words.iter().skip_while(|word| *word != name).skip(1);
    rest.next().map(String::as_str).ok_or_else(|| format!("{name} is missing"))
}

/// The same, read as a number.
pub fn number_of<T: std::str::FromStr>(words: &[String], name: &str) -> Result<T, String> {
    value(words, name)?.parse().map_err(|_| format!("{name} is no number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Options, String> {
        let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        Options::parse(&words)
    }

    #[test]
    fn choices_are_read_and_nonsense_is_named() {
        let chosen = parse("--json --databases postgres --flows sub,li --concurrency 4,8").unwrap();
        assert!(chosen.json && chosen.databases == [Database::Postgres]);
        assert!(chosen.wants("submit") && chosen.wants("list-deep") && !chosen.wants("page"));
        assert_eq!(chosen.concurrency, [4, 8]);
        assert!(parse("").unwrap().wants("decide"));
        for bad in ["--seconds 0", "--concurrency 0", "--databases oracle", "--fast", "--rounds"] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}

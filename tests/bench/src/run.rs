//! The run: every flow and its limit in turn, in the same minutes.

use std::path::{Path, PathBuf};

use onewindow_testbed as testbed;
use tempfile::TempDir;

use crate::figures::{HEAD, Line, Side, array};
use crate::options::{Database, HELP, Options};
use crate::pgbench;
use crate::process::{Asking, Server, Turn, ask};

/// A flow as it is asked.
struct Flow {
    name: &'static str,
    status: u16,
    /// What a request changes can be changed once.
    once: bool,
    /// Answers a second that are prepared for, at most.
    most: f64,
}

const FLOWS: &[Flow] = &[
    Flow { name: "submit", status: 303, once: true, most: 6_000.0 },
    Flow { name: "status", status: 200, once: false, most: 0.0 },
    Flow { name: "page", status: 200, once: false, most: 0.0 },
    Flow { name: "list", status: 200, once: false, most: 0.0 },
    Flow { name: "list-deep", status: 200, once: false, most: 0.0 },
    Flow { name: "decide", status: 303, once: true, most: 3_000.0 },
];

/// Persons of the bench.
const PEOPLE: usize = 200;
/// Requests for warming up before what can be done once.
const AHEAD: f64 = 600.0;
/// Seconds of warming up.
const WARM: f64 = 0.3;

/// Runs what the words choose and prints it.
pub fn run(words: &[String]) -> Result<(), String> {
    if words.iter().any(|word| word == "--help") {
        print!("{HELP}");
        return Ok(());
    }
    let options = Options::parse(words)?;
    let mut lines = Vec::new();
    if !options.json {
        println!("{HEAD}");
    }
    for database in &options.databases {
        let server = match database {
            Database::Sqlite => None,
            Database::Postgres => Some(testbed::Server::start()?),
        };
        for (place, cases) in options.cases.iter().enumerate() {
            let house = House::open(&options, server.as_ref(), *cases, place == 0)?;
            house.measure(&options, *database, &mut lines)?;
        }
    }
    if options.json {
        println!("{}", array(&lines));
    }
    Ok(())
}

/// A platform with so many cases, and the limits beside it.
struct House {
    folder: TempDir,
    ours: Server,
    /// Flows that are measured here.
    flows: Vec<&'static Flow>,
    cases: usize,
    /// The schema that `pgbench` works in.
    schema: Option<String>,
}

impl House {
    fn open(
        options: &Options,
        server: Option<&testbed::Server>,
        cases: usize,
        first: bool,
    ) -> Result<House, String> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        // The size of the list matters to the list alone.
        let chosen = FLOWS.iter().filter(|flow| options.wants(flow.name));
        let flows: Vec<_> = chosen.filter(|flow| first || flow.name.starts_with("list")).collect();
        let seconds = options.seconds
            * u32::try_from(options.rounds * options.concurrency.len()).map_or(1.0, f64::from);
        let amount = |name: &str| {
            let flow = flows.iter().find(|flow| flow.name == name);
            flow.map_or(1.0, |flow| flow.most * seconds + AHEAD).min(80_000.0)
        };
        let url = server.map(|server| testbed::schema(&server.url())).transpose()?;
        let ours = platform(
            &folder.path().join("ours"),
            url.as_deref(),
            [
                PEOPLE.to_string(),
                format!("{:.0}", amount("submit")),
                format!("{:.0}", amount("decide")),
            ],
            cases,
        )?;
        let schema = server.map(|server| testbed::schema(&server.url())).transpose()?;
        if let Some(schema) = &schema {
            // Migrated, and stopped again.
            let none = ["0", "0", "0"].map(str::to_owned);
            drop(platform(&folder.path().join("limit"), Some(schema), none, 0)?);
            pgbench::prepare(schema)?;
        }
        Ok(House { folder, ours, flows, cases, schema })
    }

    fn requests(&self, flow: &str) -> PathBuf {
        self.folder.path().join(format!("ours/{flow}.json"))
    }

    fn measure(
        &self,
        options: &Options,
        database: Database,
        lines: &mut Vec<Line>,
    ) -> Result<(), String> {
        let mut used = Vec::new();
        let mut bytes = Vec::new();
        for flow in &self.flows {
            let turn = self.ask(&self.ours, flow, 0, 4, WARM.min(options.seconds))?;
            used.push(turn.next);
            bytes.push((flow.name, turn.bytes));
        }
        let size = |name: &str| {
            bytes.iter().find(|(flow, _)| *flow == name).map_or(0, |(_, size)| *size).to_string()
        };
        let journal = self.folder.path().join("journal");
        let limit = Server::start(&[
            "limit",
            "--journal",
            &journal.display().to_string(),
            "--page-bytes",
            &size("page"),
            "--look-bytes",
            &size("status"),
            "--list-bytes",
            &size("list"),
        ])?;
        for (flow, used) in self.flows.iter().zip(&mut used) {
            for clients in &options.concurrency {
                let line = self.compare(options, database, flow, used, *clients, &limit)?;
                match options.json {
                    true => eprintln!("{}", line.row()),
                    false => println!("{}", line.row()),
                }
                lines.push(line);
            }
        }
        Ok(())
    }

    /// Ours and its limit, in turn.
    fn compare(
        &self,
        options: &Options,
        database: Database,
        flow: &Flow,
        used: &mut usize,
        clients: usize,
        limit: &Server,
    ) -> Result<Line, String> {
        let folder = self.folder.path();
        let by_pgbench = match &self.schema {
            Some(schema) => pgbench::Limit::new(schema, folder, flow.name, clients, 1.0)?,
            None => None,
        };
        let (mut ours, mut limits) = (Side::default(), Side::default());
        for _ in 0..options.rounds {
            let turn = self.ask(&self.ours, flow, *used, clients, options.seconds)?;
            *used = turn.next;
            ours.add(turn);
            limits.add(match &by_pgbench {
                Some(pgbench) => pgbench.turn(options.seconds)?,
                None => self.ask(limit, flow, 0, clients, options.seconds)?,
            });
        }
        Ok(Line {
            flow: match flow.name.starts_with("list") {
                true => format!("{} of {}", flow.name, self.cases),
                false => flow.name.to_owned(),
            },
            database: database.name(),
            clients,
            ours,
            limit: limits,
            memory: self.ours.memory(),
        })
    }

    fn ask(
        &self,
        server: &Server,
        flow: &Flow,
        from: usize,
        connections: usize,
        seconds: f64,
    ) -> Result<Turn, String> {
        let requests = self.requests(flow.name);
        // What the platform can do once, its limit can do again and again.
        let once = flow.once && server.id() == self.ours.id();
        let asking =
            Asking { requests: &requests, status: flow.status, once, from, connections, seconds };
        let turn = ask(server, &asking).map_err(|why| format!("{}: {why}", flow.name))?;
        match turn.answers > 0.0 {
            true => Ok(turn),
            false => Err(format!("{}: nothing was answered", flow.name)),
        }
    }
}

fn platform(
    data: &Path,
    database: Option<&str>,
    [people, drafts, examined]: [String; 3],
    cases: usize,
) -> Result<Server, String> {
    std::fs::create_dir(data).map_err(|error| error.to_string())?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let (data, catalogue) = (data.display().to_string(), root.join("catalogue"));
    let (catalogue, cases) = (catalogue.display().to_string(), cases.to_string());
    let mut words = vec!["serve", "--data", &data, "--catalogue", &catalogue];
    words.extend(["--people", &people, "--drafts", &drafts]);
    words.extend(["--examined", &examined, "--cases", &cases]);
    words.extend(database.map(|url| ["--database", url]).into_iter().flatten());
    Server::start(&words)
}

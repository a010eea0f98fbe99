//! `cargo xtask test`: every step of the whole check, in order, each with its seconds.

mod api;
mod built;
mod catalogue;
mod foreign;
mod journeys;
mod options;
mod provider;
mod rust;
mod server;
mod setup;
mod step;

use crate::{licences, soak, tidy, workspace};
use options::Options;
use setup::Need;
use std::time::Instant;
use step::{Context, Outcome, Step};

const STEPS: &[Step] = &[
    Step { name: "fmt", title: "format", needs: &[], quick: true, run: rust::fmt },
    Step { name: "clippy", title: "lints as errors", needs: &[], quick: true, run: rust::clippy },
    Step {
        name: "licences",
        title: "licences and bans",
        needs: &[],
        quick: true,
        run: |context| Outcome::from(licences::check(&context.root)),
    },
    Step {
        name: "tidy",
        title: "the tree as text",
        needs: &[],
        quick: true,
        run: |context| Outcome::from(tidy::check(&context.root)),
    },
    Step { name: "tests", title: "tests", needs: &[], quick: true, run: rust::tests },
    Step {
        name: "postgres",
        title: "storage, use cases and routes on PostgreSQL",
        needs: &[Need::Postgres],
        quick: false,
        run: rust::postgres,
    },
    Step { name: "doctests", title: "doctests", needs: &[], quick: false, run: rust::doctests },
    Step {
        name: "catalogue",
        title: "sample catalogue",
        needs: &[],
        quick: true,
        run: catalogue::check,
    },
    Step {
        name: "foreign",
        title: "foreign verifiers",
        needs: &[Need::Node, Need::Npm, Need::Venv, Need::ForeignPackages],
        quick: false,
        run: foreign::verify,
    },
    Step {
        name: "api",
        title: "every operation of the API as its document says",
        needs: &[Need::Venv],
        quick: false,
        run: api::run,
    },
    Step {
        name: "journeys",
        title: "journeys in a browser",
        needs: &[Need::Chromium, Need::CjkFont, Need::Node, Need::Npm, Need::JourneyPackages],
        quick: false,
        run: journeys::run,
    },
    Step {
        name: "journeys-postgres",
        title: "journeys in a browser, on PostgreSQL",
        needs: &[
            Need::Postgres,
            Need::Chromium,
            Need::CjkFont,
            Need::Node,
            Need::Npm,
            Need::JourneyPackages,
        ],
        quick: false,
        run: journeys::run_on_postgres,
    },
    Step {
        name: "journeys-provider",
        title: "journeys in a browser, with people signing in at an identity provider",
        needs: &[Need::Chromium, Need::CjkFont, Need::Node, Need::Npm, Need::JourneyPackages],
        quick: false,
        run: journeys::run_with_provider,
    },
];

/// Runs the steps that `arguments` choose. `Ok(false)` when one of them failed.
pub fn run(arguments: &[String]) -> Result<bool, String> {
    let options = Options::parse(arguments, STEPS)?;
    journeys::known(&workspace::root(), &options.journeys)?;
    let chosen: Vec<&Step> = STEPS.iter().filter(|step| options.chooses(step)).collect();
    let mut context = Context {
        root: workspace::root(),
        ci: workspace::in_ci(),
        everything: options.only.is_empty(),
        journeys: options.journeys.clone(),
        missing: Vec::new(),
    };
    let mut tally = Tally::default();
    let needs: Vec<Need> = chosen.iter().flat_map(|step| step.needs.iter().copied()).collect();
    if !needs.is_empty() {
        tally.time("set-up", "what the steps need", || {
            let (outcome, missing) = setup::run(&context, &needs, options.install);
            context.missing = missing;
            outcome
        });
    }
    for step in &chosen {
        tally.time(step.name, step.title, || match context.lacks(step) {
            Some(what) => Outcome::Failed(format!("needs {what}: see the set-up above")),
            None => (step.run)(&context),
        });
    }
    tally.print();
    soak::print_left(&context.root);
    println!("\n{} passed, {} failed", tally.passed, tally.failed);
    Ok(tally.failed == 0)
}

#[derive(Default)]
struct Tally {
    lines: Vec<String>,
    passed: usize,
    failed: usize,
}

impl Tally {
    fn time(&mut self, name: &str, title: &str, step: impl FnOnce() -> Outcome) {
        println!("\n=== {name}: {title}");
        let start = Instant::now();
        let outcome = step();
        let seconds = start.elapsed().as_secs_f32();
        let (word, detail) = match outcome {
            Outcome::Passed => ("passed", String::new()),
            Outcome::Failed(why) => ("FAILED", why),
            Outcome::Skipped(why) => ("skipped", why),
        };
        match word {
            "passed" => self.passed += 1,
            "FAILED" => self.failed += 1,
            _ => {}
        }
        let line = format!("{word:8} {name:10} {seconds:7.1} s  {detail}");
        println!("--- {}", line.trim_end());
        self.lines.push(line);
    }

    fn print(&self) {
        println!("\n=== summary");
        for line in &self.lines {
            println!("{}", line.trim_end());
        }
    }
}

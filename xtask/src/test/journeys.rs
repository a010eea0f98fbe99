//! The journeys: a fresh server, a real browser.

use super::provider::Provider;
use super::server::{Plan, Server};
use super::step::{Context, Outcome};
use super::{built, setup};
use crate::command;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What `ONEWINDOW_SHIM` says where the shim does not work: another system, another database.
const NO_SHIM: &str = "none";

pub fn run(context: &Context) -> Outcome {
    let binary = match built::binary(context) {
        Ok(binary) => binary,
        Err(why) => return Outcome::Failed(why),
    };
    if !built::has_command(&binary, "serve") {
        // The harness can prove itself without a server.
        let alone =
            node(context, &["self".to_owned()], false).and_then(|mut c| command::run(&mut c));
        return match alone {
            Ok(()) => context.absent("self-test only: the binary has no command `serve` yet"),
            Err(why) => Outcome::Failed(why),
        };
    }
    with_server(context, &binary, None, None).into()
}

/// What `JOURNEY_LANGUAGES` says where the same stories are told once more: one language each, and
/// both on embedded storage.
const LANGUAGES: &str = "JOURNEY_LANGUAGES";

/// Journeys with a node of their own, on embedded storage and with its own ways in: told once.
const OWN_NODE: [&str; 2] = ["25-sign-in", "27-staff"];

/// The same journeys, with the platform on a throw-away PostgreSQL server.
pub fn run_on_postgres(context: &Context) -> Outcome {
    let done = built::binary(context).and_then(|binary| {
        let database = onewindow_testbed::Server::start()?;
        with_server(context, &binary, Some(&database), None)
    });
    done.into()
}

/// The same journeys, with people signing in at an identity provider.
pub fn run_with_provider(context: &Context) -> Outcome {
    let done = built::binary(context).and_then(|binary| {
        let provider = Provider::start(&context.root)?;
        with_server(context, &binary, None, Some(&provider))
    });
    done.into()
}

fn with_server(
    context: &Context,
    binary: &Path,
    database: Option<&onewindow_testbed::Server>,
    provider: Option<&Provider>,
) -> Result<(), String> {
    let url = database.map(onewindow_testbed::Server::url);
    let more = provider.map(|provider| ["--config", &*provider.config]);
    let plan = Plan {
        name: "journeys",
        more: more.as_ref().map_or(&[], |more| more),
        database: url.as_deref(),
        port: provider.map(|provider| provider.node_port),
    };
    let mut server = Server::start(&context.root, binary, &plan)?;
    let once_more = database.map(|_| "zh-CN").or(provider.map(|_| "en"));
    let mut node = node(context, &context.journeys, once_more.is_some())?;
    node.env("BASE_URL", &server.base_url)
        .env("ONEWINDOW_BIN", binary)
        .env("ONEWINDOW_DATA", &server.data);
    node.envs(provider.map(|provider| ("ONEWINDOW_PROVIDER", &provider.issuer)));
    if std::env::var_os(LANGUAGES).is_none() {
        node.envs(once_more.map(|language| (LANGUAGES, language)));
    }
    match database {
        None => {
            node.env("ONEWINDOW_SHIM", built::shim(context)?.unwrap_or_else(|| NO_SHIM.into()));
        }
        Some(database) => {
            // The shim fills the disk below embedded storage.
            node.env("ONEWINDOW_SHIM", NO_SHIM);
            node.env("ONEWINDOW_DATABASE", database.url());
            node.env("STOP_DATABASE", database.command_to_stop());
            node.env("START_DATABASE", database.command_to_start());
        }
    }
    let result = command::run(&mut node);
    let stopped = server.stop();
    if result.is_err() || stopped.is_err() {
        server.print_log();
    }
    result.and(stopped)
}

pub fn folder(root: &Path) -> PathBuf {
    root.join("tests/journeys")
}

fn files(root: &Path) -> Result<Vec<String>, String> {
    let mut files: Vec<String> = std::fs::read_dir(folder(root))
        .map_err(|e| format!("tests/journeys cannot be read: {e}"))?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".test.mjs"))
        .collect();
    files.sort();
    Ok(files)
}

/// Refuses a word that chooses no journey: said before anything is installed or built.
pub fn known(root: &Path, words: &[String]) -> Result<(), String> {
    if words.is_empty() {
        return Ok(());
    }
    let files = files(root)?;
    match words.iter().find(|word| !files.iter().any(|name| name.contains(*word))) {
        None => Ok(()),
        Some(word) => Err(format!(
            "no journey's file name contains `{word}`; there are: {}",
            files
                .iter()
                .map(|name| name.trim_end_matches(".test.mjs"))
                .collect::<Vec<_>>()
                .join(", ")
        )),
    }
}

/// Node's own test runner over the journey files whose name contains one of `words`; without words,
/// where the stories are told once more, those with a node of their own are left out.
fn node(context: &Context, words: &[String], once_more: bool) -> Result<Command, String> {
    let mut files = files(&context.root)?;
    let told = |name: &String| once_more && OWN_NODE.iter().any(|own| name.starts_with(own));
    files.retain(|name| match words.is_empty() {
        true => !told(name),
        false => words.iter().any(|word| name.contains(word)),
    });
    let mut node = Command::new("node");
    node.args(["--test", "--test-reporter=spec"]).args(files).current_dir(folder(&context.root));
    if let Some(chromium) = setup::chromium() {
        node.env("CHROMIUM", chromium);
    }
    Ok(node)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_must_choose_a_journey() {
        let root = crate::workspace::root();
        let words = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        let first = files(&root).unwrap().remove(0);
        assert_eq!(known(&root, &[]), Ok(()));
        assert_eq!(known(&root, &words(&[&first])), Ok(()));
        let refused = known(&root, &words(&[&first, "help"])).unwrap_err();
        assert!(refused.starts_with("no journey's file name contains `help`"), "{refused}");
    }
}

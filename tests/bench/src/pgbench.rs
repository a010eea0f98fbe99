//! The limit on PostgreSQL: its own `pgbench` with BEGIN, what the use case loads and writes, COMMIT,
//! over the same tables and indexes, with rows of the same size, in the better of two protocols.

use std::path::Path;
use std::process::{Command, Stdio};

use onewindow_testbed::{ask, binaries};

use crate::load::percentile;
use crate::process::Turn;

/// Drafts and cases to choose from.
const ROWS: u32 = 10_000;
/// Persons to whom they belong.
const PEOPLE: u32 = 200;

/// Rows as the use cases leave them, of about the same sizes: ids of 26 letters, sealed maps of some
/// 150 octets, sealed entries of some 700.
fn fill() -> String {
    let blob = |octets: u32| format!("decode(repeat('5a', {octets}), 'hex')");
    let id = |kind: &str, n: &str| format!("'{kind}' || lpad(({n})::text, 25, '0')");
    let person = id("p", &format!("n % {PEOPLE}"));
    let (small, medium) = (blob(110), blob(150));
    let contents = |kind: &str| {
        format!(
            "INSERT INTO contents (parent, part, class, sealed) SELECT {}, part, class, {medium}
             FROM generate_series(0, {ROWS} - 1) AS n, (VALUES ('answers', 'situation'),
             ('supplies', 'situation'), ('values', 'contact'), ('values', 'business'),
             ('prefilled', 'contact'), ('prefilled', 'business')) AS held (part, class);",
            id(kind, "n")
        )
    };
    format!(
        "INSERT INTO officers (id, login, name, organisation, roles)
            VALUES ('{officer}', 'limit', 'limit', 'limit-office', 'case-officer');
         INSERT INTO persons (id, kind, identity, contact, created_at)
            SELECT {p}, 'natural-person', {medium}, {small}, 0
            FROM generate_series(0, {PEOPLE} - 1) AS n;
         INSERT INTO data_keys (person, class, version, wrapped, created_at)
            SELECT {p}, class, 1, {small}, 0 FROM generate_series(0, {PEOPLE} - 1) AS n,
            unnest(ARRAY['identity', 'contact', 'business', 'situation', 'access']) AS class;
         INSERT INTO drafts (id, service, version, owner, applicant, created_at, updated_at)
            SELECT {draft}, 'limit', 1, {person}, {person}, 0, 0
            FROM generate_series(0, {ROWS} - 1) AS n;
         INSERT INTO cases (id, number, service, version, authority, applicant, filed_by, channel,
            received_at, stage, state, due, correction_used, assignee, revision, updated_at)
            SELECT {case}, 'k' || n, 'limit', 1, 'limit-office', {person}, {person}, 'online', 0,
            'examined', repeat('s', 120), '2026-12-01', 0, '{officer}', 1, 0
            FROM generate_series(0, {ROWS} - 1) AS n;
         INSERT INTO case_events (case_id, seq, at, kind, actor)
            SELECT {case}, seq, 0, 'received', 'person'
            FROM generate_series(0, {ROWS} - 1) AS n, generate_series(1, 3) AS seq;
         INSERT INTO decisions (case_id, seq, kind, at, officer, evaluator, calendar, reasons)
            SELECT {case}, 1, 'accept', 0, '{officer}', '1', repeat('c', 64), {large}
            FROM generate_series(0, {ROWS} - 1) AS n;
         {draft_contents} {case_contents} ANALYZE;",
        officer = OFFICER,
        p = id("p", "n"),
        draft = id("d", "n"),
        case = id("k", "n"),
        large = blob(700),
        draft_contents = contents("d"),
        case_contents = contents("k"),
    )
}

const OFFICER: &str = "o0000000000000000000000000";

/// The tables of a schema, filled for [`turn`].
pub fn prepare(url: &str) -> Result<(), String> {
    ask(url, &fill()).map(|_| ())
}

/// What `pgbench` runs for a flow; none where the limit is no database.
fn script(flow: &str) -> Option<String> {
    let case = "'k' || lpad(:n::text, 25, '0')";
    let draft = "'d' || lpad(:n::text, 25, '0')";
    let person = format!("'p' || lpad((:n % {PEOPLE})::text, 25, '0')");
    let new = |kind: &str| format!("'{kind}' || :r::text || '-' || :client_id::text");
    let entry = |kind: &str| {
        format!(
            "INSERT INTO access_entries (id, person, leaf, sealed) VALUES ({}, {person}, \
             decode(repeat('5a', 32), 'hex'), decode(repeat('5a', 700), 'hex'));\n",
            new(kind)
        )
    };
    let held = |parent: &str| {
        format!(
            "SELECT parent, part, class, sealed FROM contents WHERE parent = {parent};\n\
             SELECT * FROM documents WHERE parent = {parent} AND removed_at IS NULL;\n\
             SELECT * FROM persons WHERE id = {person};\n\
             SELECT * FROM data_keys WHERE person = {person};\n"
        )
    };
    let look = format!(
        "SELECT * FROM cases WHERE id = {case};\n{}\
         SELECT * FROM case_events WHERE case_id = {case} ORDER BY seq;\n\
         SELECT * FROM decisions WHERE case_id = {case} ORDER BY seq;\n\
         SELECT id FROM certificates WHERE case_id = {case};\n\
         SELECT * FROM bookings WHERE case_id = {case};\n{}",
        held(case),
        entry("e")
    );
    let event = |case: &str, seq: &str| {
        format!(
            "INSERT INTO case_events (case_id, seq, at, kind, actor) \
             VALUES ({case}, {seq}, 0, 'received', 'person');\n"
        )
    };
    let body = match flow {
        "submit" => submitting(&new("k"), draft, &person, &held(draft), &entry, &event),
        "status" => look,
        "list" | "list-deep" => listing(case, &entry("e")),
        "decide" => format!(
            "{look}{}UPDATE cases SET state = repeat('t', 120), revision = revision + 1, \
             updated_at = 1 WHERE id = {case};\n\
             INSERT INTO decisions (case_id, seq, kind, at, officer, evaluator, calendar, reasons) \
             VALUES ({case}, :r, 'grant', 0, '{OFFICER}', '1', repeat('c', 64), \
             decode(repeat('5a', 700), 'hex'));\n{}\
             INSERT INTO notices (id, person, case_id, kind, at) \
             VALUES ({}, {person}, {case}, 'decided', 0);\n\
             INSERT INTO certificates (id, person, type, class, authority, list, place, issued_at, \
             sealed) VALUES ({}, {person}, 'limit', 'business', 'limit-office', 1, :r, 0, \
             decode(repeat('5a', 1500), 'hex'));\n\
             INSERT INTO outbox (id, job, subject, due_at) VALUES ({}, 'limit', {case}, 0);\n",
            entry("f"),
            event(case, ":r"),
            new("n"),
            new("z"),
            new("j"),
        ),
        _ => return None,
    };
    let rows = ROWS - 1;
    Some(format!(
        "\\set n random(0, {rows})\n\\set r random(1, 4000000000000000000)\nBEGIN;\n{body}COMMIT;\n"
    ))
}

fn listing(after: &str, entry: &str) -> String {
    format!(
        "SELECT * FROM officers WHERE id = '{OFFICER}';\n\
         SELECT * FROM cases WHERE authority = 'limit-office' AND stage IN ('received', \
         'correction-asked', 'accepted', 'examined', 'decided') \
         AND (coalesce(due, '9999-12-31'), id) > ('2026-12-01', {after}) \
         ORDER BY coalesce(due, '9999-12-31'), id LIMIT 21;\n{entry}"
    )
}

fn submitting(
    new: &str,
    draft: &str,
    person: &str,
    held: &str,
    entry: &dyn Fn(&str) -> String,
    event: &dyn Fn(&str, &str) -> String,
) -> String {
    format!(
        "SELECT * FROM drafts WHERE id = {draft};\n{held}{}{}\
         UPDATE drafts SET case_id = {new}, updated_at = 1, revision = revision + 1 \
         WHERE id = {draft};\n\
         INSERT INTO cases (id, number, service, version, authority, applicant, filed_by, \
         channel, received_at, stage, state, due, correction_used, revision, updated_at) \
         VALUES ({new}, {new}, 'limit', 1, 'limit-office', {person}, {person}, 'online', 0, \
         'received', repeat('s', 120), '2026-12-01', 0, 1, 0);\n{}",
        entry("e"),
        entry("f"),
        event(new, "1"),
    )
}

/// One turn of a flow, in the better protocol at this number of clients; `None` where the limit is
/// no database.
pub struct Limit<'a> {
    url: &'a str,
    folder: &'a Path,
    clients: usize,
    protocol: &'static str,
}

impl<'a> Limit<'a> {
    /// Tries both protocols for a moment and keeps the better one.
    pub fn new(
        url: &'a str,
        folder: &'a Path,
        flow: &str,
        clients: usize,
        seconds: f64,
    ) -> Result<Option<Limit<'a>>, String> {
        let Some(script) = script(flow) else { return Ok(None) };
        std::fs::write(folder.join("limit.sql"), script).map_err(|error| error.to_string())?;
        let mut best = None;
        for protocol in ["simple", "prepared"] {
            let limit = Limit { url, folder, clients, protocol };
            let turn = limit.turn(seconds)?;
            let rate = turn.answers / turn.seconds;
            if best.as_ref().is_none_or(|(known, _)| rate > *known) {
                best = Some((rate, limit));
            }
        }
        Ok(best.map(|(_, limit)| limit))
    }

    /// Runs the script for so long.
    pub fn turn(&self, seconds: f64) -> Result<Turn, String> {
        let logs = self.folder.join("pgbench-log");
        let _ = std::fs::remove_dir_all(&logs);
        std::fs::create_dir(&logs).map_err(|error| error.to_string())?;
        let seconds = seconds.ceil().max(1.0);
        let mut pgbench = Command::new(binaries()?.join("pgbench"));
        pgbench.args(["-n", "-j", "2", "-M", self.protocol, "--log"]);
        pgbench.arg(format!("--log-prefix={}", logs.join("log").display()));
        pgbench.args(["-c", &self.clients.clamp(2, 400).to_string()]);
        if self.clients == 1 {
            pgbench.args(["-c", "1", "-j", "1"]);
        }
        pgbench.args(["-T", &format!("{seconds:.0}"), "-f"]).arg(self.folder.join("limit.sql"));
        let done = pgbench.arg(self.url).stdin(Stdio::null()).output();
        let done = done.map_err(|error| format!("pgbench: {error}"))?;
        let words = String::from_utf8_lossy(&done.stderr);
        if !done.status.success() || words.contains("aborted") {
            return Err(format!("pgbench failed: {words}"));
        }
        let told = String::from_utf8_lossy(&done.stdout);
        let rate = told
            .lines()
            .find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse::<f64>().ok());
        let rate = rate.ok_or_else(|| format!("pgbench told no rate: {told}"))?;
        let micros = latencies(&logs)?;
        Ok(Turn {
            answers: rate * seconds,
            seconds,
            p50: f64::from(percentile(&micros, 50)),
            p99: f64::from(percentile(&micros, 99)),
            ..Turn::default()
        })
    }
}

/// The third column of each line that `pgbench` logged, in order of size.
fn latencies(logs: &Path) -> Result<Vec<u32>, String> {
    let mut micros = Vec::new();
    for entry in std::fs::read_dir(logs).map_err(|error| error.to_string())?.flatten() {
        let text = std::fs::read_to_string(entry.path()).map_err(|error| error.to_string())?;
        micros.extend(
            text.lines().filter_map(|line| {
                line.split(' ').nth(2).and_then(|field| field.parse::<u32>().ok())
            }),
        );
    }
    micros.sort_unstable();
    Ok(micros)
}

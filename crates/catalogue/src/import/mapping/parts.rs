//! The larger parts of a mapping file.

use onewindow_model::term::DayUnit;
use regex_lite::Regex;
use serde_json::{Map, Value};

use crate::import::literal;
use crate::import::rule::{self, Rule};
use crate::reader::{Reader, Shape};
use crate::shared::Shared;
use crate::yaml::Node;

pub(crate) const AUTHORITY: Shape = Shape {
    what: "`authority`",
    keys: &["id", "name", "code", "phone", "region"],
    required: &["id", "name", "region"],
};

pub(crate) const EVIDENCE: Shape = Shape {
    what: "`evidence`",
    keys: &["from", "nothing", "split", "pattern", "each", "classes"],
    required: &["from", "each"],
};

pub(crate) const CLASS: Shape =
    Shape { what: "a class rule", keys: &["matches", "class"], required: &["matches", "class"] };

pub(crate) const LABELLED: Shape = Shape {
    what: "a labelled rule",
    keys: &["label", "from", "nothing", "pattern", "split", "prefix"],
    required: &["label", "from"],
};

pub(crate) const TIMES: Shape = Shape {
    what: "`times`",
    keys: &["intake_decision", "statutory", "promised", "terms"],
    required: &["intake_decision", "terms"],
};

pub(crate) const TERM: Shape =
    Shape { what: "a term's form", keys: &["matches", "unit"], required: &["matches", "unit"] };

/// Who answers for a record.
#[derive(Debug)]
pub(crate) struct AuthorityRules {
    pub id: Rule,
    pub name: Rule,
    pub code: Option<Rule>,
    pub phone: Option<Rule>,
    pub region: Rule,
}

/// Materials, from a list of their names.
#[derive(Debug)]
pub(crate) struct EvidenceRules {
    pub names: Rule,
    /// What each material says besides its name.
    pub each: Map<String, Value>,
    pub classes: Vec<(Regex, String)>,
}

/// A text with a label.
#[derive(Debug)]
pub(crate) struct LabelledRule {
    pub label: Value,
    pub rule: Rule,
}

/// The clocks.
#[derive(Debug, Default)]
pub(crate) struct TermRules {
    pub intake_decision: Option<Value>,
    pub statutory: Option<Rule>,
    pub promised: Option<Rule>,
    pub terms: Vec<TermRule>,
}

/// How a term is written: the first group is the number of days.
#[derive(Debug)]
pub(crate) struct TermRule {
    pub matches: Regex,
    pub unit: DayUnit,
}

pub(super) fn authority(r: &mut Reader<'_, '_>, node: &Node) -> Option<AuthorityRules> {
    let f = r.fields(node, &AUTHORITY)?;
    let mut take = |key: &str| f.read(key, |n| rule::read(r, n));
    let (id, name, code) = (take("id"), take("name"), take("code"));
    let (phone, region) = (take("phone"), take("region"));
    let (id, name, region) = (id?.or_skip(true), name?.or_skip(true), region?.or_skip(true));
    Some(AuthorityRules { id, name, code, phone, region })
}

pub(super) fn evidence(
    r: &mut Reader<'_, '_>,
    shared: &Shared,
    node: &Node,
) -> Option<EvidenceRules> {
    let f = r.fields(node, &EVIDENCE)?;
    let names = rule::keys(r, &f);
    let each = f.get("each").map(literal::object);
    let classes = f.read("classes", |n| {
        r.list(n, |r, node| {
            let f = r.fields(node, &CLASS)?;
            let matches = f.read("matches", |n| rule::regex(r, n));
            let class = f.read("class", |n| r.class(n, shared));
            Some((matches?, class?.as_str().to_owned()))
        })
    });
    Some(EvidenceRules { names: names?, each: each?, classes: classes.unwrap_or_default() })
}

pub(super) fn labelled(r: &mut Reader<'_, '_>, node: &Node) -> Option<LabelledRule> {
    let f = r.fields(node, &LABELLED)?;
    let label = f.get("label").filter(|n| r.text_within(n, 100).is_some()).map(literal::json);
    let rule = rule::keys(r, &f);
    Some(LabelledRule { label: label?, rule: rule? })
}

pub(super) fn times(r: &mut Reader<'_, '_>, node: &Node) -> Option<TermRules> {
    let units = [("working", DayUnit::Working), ("calendar", DayUnit::Calendar)];
    let f = r.fields(node, &TIMES)?;
    let intake = f.get("intake_decision").filter(|n| r.term(n).is_some()).map(literal::json);
    let statutory = f.read("statutory", |n| rule::read(r, n));
    let promised = f.read("promised", |n| rule::read(r, n));
    let terms = f.read("terms", |n| {
        r.list(n, |r, node| {
            let f = r.fields(node, &TERM)?;
            let matches = f.read("matches", |n| rule::regex(r, n));
            let unit = f.read("unit", |n| r.one_of(n, &units));
            Some(TermRule { matches: matches?, unit: unit? })
        })
    });
    let terms = terms.unwrap_or_default();
    Some(TermRules { intake_decision: intake, statutory, promised, terms })
}

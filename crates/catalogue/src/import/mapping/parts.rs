//! The larger parts of a mapping file.

use onewindow_model::term::DayUnit;
use regex_lite::Regex;
use serde_json::{Map, Value};

use crate::import::flag::{SKIP, Says};
use crate::import::literal;
use crate::import::rule::Rule;
use crate::import::rule_read::{self as rule};
use crate::import::text_rule::{self, TextRule};
use crate::reader::{Reader, Shape};
use crate::shared::Shared;
use crate::yaml::Node;

pub(crate) const AUTHORITY: Shape = Shape {
    what: "`authority`",
    keys: &["id", "name", "unnamed", "code", "phone", "region"],
    required: &["id", "name", "region"],
};

pub(crate) const BASIS: Shape = Shape {
    what: "a legal basis",
    keys: &["kind", "within", "law", "article", "url"],
    required: &["kind", "law"],
};

pub(crate) const EVIDENCE: Shape = Shape {
    what: "`evidence`",
    keys: &[
        "within",
        "from",
        "in",
        "nothing",
        "split",
        "pattern",
        "cut",
        "description",
        "each",
        "classes",
        "cases",
    ],
    required: &["each"],
};

pub(crate) const CASES: Shape = Shape {
    what: "`cases`",
    keys: &["within", "case", "from", "question", "none"],
    required: &["within", "case", "from", "question", "none"],
};

pub(crate) const CLASS: Shape =
    Shape { what: "a class rule", keys: &["matches", "class"], required: &["matches", "class"] };

pub(crate) const LABELLED: Shape = Shape {
    what: "a labelled rule",
    keys: &[
        "label", "within", "in", "from", "lines", "marks", "nothing", "pattern", "split", "values",
        "prefix", "join", "over", "cut",
    ],
    required: &["label"],
};

pub(crate) const TIMES: Shape = Shape {
    what: "`times`",
    keys: &["intake_decision", "statutory", "promised", "immediate", "terms"],
    required: &["intake_decision"],
};

pub(crate) const TERM: Shape =
    Shape { what: "a term's form", keys: &["matches", "unit"], required: &["matches", "unit"] };

/// The four kinds of legal basis.
const BASES: [(&str, &str); 4] = [
    ("establishes", "establishes"),
    ("exercises", "exercises"),
    ("charges", "charges"),
    ("processing", "processing"),
];

/// Who answers for a record.
#[derive(Debug)]
pub(crate) struct AuthorityRules {
    pub id: Rule,
    pub name: TextRule,
    /// What it is called until a record names it; without this, no record may leave it unnamed.
    pub unnamed: Option<Value>,
    pub code: Option<Rule>,
    pub phone: Option<Rule>,
    pub region: Rule,
}

/// Provisions of one kind, one for each item.
#[derive(Debug)]
pub(crate) struct BasisRules {
    pub kind: &'static str,
    pub within: Option<String>,
    pub law: TextRule,
    pub article: Option<TextRule>,
    pub url: Option<Rule>,
}

/// Materials, from lists of their names.
#[derive(Debug)]
pub(crate) struct EvidenceRules {
    /// Items that have lists of their own, such as steps.
    pub within: Option<String>,
    pub names: TextRule,
    /// What is said of every material of an item.
    pub description: Option<TextRule>,
    /// What each material says besides its name.
    pub each: Map<String, Value>,
    pub classes: Vec<(Regex, String)>,
    pub cases: Option<CaseRules>,
}

/// Materials that some cases need and others do not.
#[derive(Debug)]
pub(crate) struct CaseRules {
    pub within: String,
    pub case: TextRule,
    pub names: TextRule,
    pub question: Value,
    pub none: Value,
}

/// A text with a label.
#[derive(Debug)]
pub(crate) struct LabelledRule {
    pub label: Value,
    /// Items, each with a text of its own.
    pub within: Option<String>,
    pub text: TextRule,
}

/// Records that are left out.
#[derive(Debug)]
pub(crate) struct SkipRule {
    pub says: Says,
    pub reason: String,
}

/// The clocks.
#[derive(Debug, Default)]
pub(crate) struct TermRules {
    pub intake_decision: Option<Value>,
    pub statutory: Option<Rule>,
    pub promised: Option<Rule>,
    pub immediate: Option<Rule>,
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
    let name = f.read("name", |n| text_rule::read(r, n));
    let unnamed = f.get("unnamed").filter(|n| r.text(n).is_some()).map(literal::json);
    let mut take = |key: &str| f.read(key, |n| rule::read(r, n));
    let (id, code) = (take("id"), take("code"));
    let (phone, region) = (take("phone"), take("region"));
    let (id, region) = (id?.or_skip(true), region?.or_skip(true));
    Some(AuthorityRules { id, name: name?, unnamed, code, phone, region })
}

pub(super) fn basis(r: &mut Reader<'_, '_>, node: &Node) -> Option<BasisRules> {
    let f = r.fields(node, &BASIS)?;
    let kind = f.read("kind", |n| r.one_of(n, &BASES));
    let within = f.read("within", |n| r.string(n, 200));
    let law = f.read("law", |n| text_rule::read(r, n));
    let article = f.read("article", |n| text_rule::read(r, n));
    let url = f.read("url", |n| rule::read(r, n));
    Some(BasisRules { kind: kind?, within, law: law?, article, url })
}

pub(super) fn evidence(
    r: &mut Reader<'_, '_>,
    shared: &Shared,
    node: &Node,
) -> Option<EvidenceRules> {
    let f = r.fields(node, &EVIDENCE)?;
    let within = f.read("within", |n| r.string(n, 200));
    let names = text_rule::keys(r, &f);
    let description = f.read("description", |n| text_rule::read(r, n));
    let each = f.get("each").map(literal::object);
    let classes = f.read("classes", |n| {
        r.list(n, |r, node| {
            let f = r.fields(node, &CLASS)?;
            let matches = f.read("matches", |n| rule::regex(r, n));
            let class = f.read("class", |n| r.class(n, shared));
            Some((matches?, class?.as_str().to_owned()))
        })
    });
    let cases = match f.get("cases") {
        Some(node) => Some(cases(r, node)?),
        None => None,
    };
    let classes = classes.unwrap_or_default();
    Some(EvidenceRules { within, names: names?, description, each: each?, classes, cases })
}

fn cases(r: &mut Reader<'_, '_>, node: &Node) -> Option<CaseRules> {
    let f = r.fields(node, &CASES)?;
    let within = f.read("within", |n| r.string(n, 200));
    let case = f.read("case", |n| text_rule::read(r, n));
    let names = f.read("from", |n| text_rule::read(r, n));
    let mut text = |key: &str| f.get(key).filter(|n| r.text(n).is_some()).map(literal::json);
    let (question, none) = (text("question"), text("none"));
    Some(CaseRules {
        within: within?,
        case: case?,
        names: names?,
        question: question?,
        none: none?,
    })
}

pub(super) fn labelled(r: &mut Reader<'_, '_>, node: &Node) -> Option<LabelledRule> {
    let f = r.fields(node, &LABELLED)?;
    let label = f.get("label").filter(|n| r.text_within(n, 100).is_some()).map(literal::json);
    let within = f.read("within", |n| r.string(n, 200));
    let text = text_rule::keys(r, &f);
    Some(LabelledRule { label: label?, within, text: text? })
}

pub(super) fn skip(r: &mut Reader<'_, '_>, node: &Node) -> Option<SkipRule> {
    let says = Says::read(r, node, &SKIP);
    let reason = node.get("reason").and_then(|n| r.string(n, 400));
    Some(SkipRule { says: says?, reason: reason? })
}

pub(super) fn times(r: &mut Reader<'_, '_>, node: &Node) -> Option<TermRules> {
    let units = [("working", DayUnit::Working), ("calendar", DayUnit::Calendar)];
    let f = r.fields(node, &TIMES)?;
    let intake = f.get("intake_decision").filter(|n| r.term(n).is_some()).map(literal::json);
    let mut take = |key: &str| f.read(key, |n| rule::read(r, n));
    let (statutory, promised, immediate) = (take("statutory"), take("promised"), take("immediate"));
    let terms = f.read("terms", |n| {
        r.list(n, |r, node| {
            let f = r.fields(node, &TERM)?;
            let matches = f.read("matches", |n| rule::regex(r, n));
            let unit = f.read("unit", |n| r.one_of(n, &units));
            Some(TermRule { matches: matches?, unit: unit? })
        })
    });
    let terms = terms.unwrap_or_default();
    Some(TermRules { intake_decision: intake, statutory, promised, immediate, terms })
}

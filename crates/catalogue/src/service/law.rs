//! Legal bases.

use onewindow_model::known::Known;
use onewindow_model::service::{LegalBasis, Provision};
use onewindow_model::text::Text;

use crate::reader::{Fields, Reader, SILENT, Shape};
use crate::yaml::Node;

pub(crate) const PROVISION: Shape =
    Shape { what: "a provision", keys: &["law", "article", "url"], required: &["law"] };

pub(super) const BASIS: Shape = Shape {
    what: "`legal_basis`",
    keys: &["establishes", "exercises", "charges", "processing"],
    required: &[],
};

/// Reads `legal_basis`.
pub(super) fn read(r: &mut Reader<'_, '_>, node: &Node) -> Option<LegalBasis> {
    if node.text() == Some(SILENT) {
        r.known(node, |_, _| None::<()>)?;
        return Some(LegalBasis {
            establishes: Known::NotInSource,
            exercises: Known::NotInSource,
            charges: Known::NotInSource,
            processing: Known::NotInSource,
        });
    }
    let f = r.fields(node, &BASIS)?;
    let establishes = bases(r, &f, "establishes");
    if establishes.known().is_some_and(Vec::is_empty) {
        let help = "name the law that creates the service under `establishes`";
        r.warn("no-legal-basis", node, "no law is named that creates this service", help);
    }
    Some(LegalBasis {
        establishes,
        exercises: bases(r, &f, "exercises"),
        charges: bases(r, &f, "charges"),
        processing: bases(r, &f, "processing"),
    })
}

/// One of the four; left out, an own file has none and an imported one is silent.
fn bases(r: &mut Reader<'_, '_>, f: &Fields<'_>, key: &str) -> Known<Vec<Provision>> {
    let silent = if r.imported { Known::NotInSource } else { Known::Known(Vec::new()) };
    let read = f.read(key, |n| r.known(n, |r, n| r.list(n, provision)));
    read.unwrap_or(silent)
}

/// Reads one provision of law.
pub(crate) fn provision(r: &mut Reader<'_, '_>, node: &Node) -> Option<Provision> {
    let f = r.fields(node, &PROVISION)?;
    let law = f.read("law", |n| r.text_within(n, 400));
    let article = f.read("article", |n| r.text_within(n, 400));
    if f.get("article").is_none() && !r.imported {
        let help = "add `article: …`, so that it can be looked up";
        r.error("missing-key", node, "a provision lacks `article`", help);
    }
    let url = f.read("url", |n| url(r, n));
    let article = match f.get("article") {
        Some(_) => article?,
        None => Text::default(),
    };
    Some(Provision { law: law?, article, url })
}

fn url(r: &mut Reader<'_, '_>, node: &Node) -> Option<String> {
    let url = r.string(node, 500)?;
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\');
    if host.is_none_or(|host| host.is_empty() || host.contains(odd)) {
        let help = "write an address that starts with https://";
        r.error("bad-url", node, format!("`{url}` is not a web address"), help);
        return None;
    }
    Some(url)
}

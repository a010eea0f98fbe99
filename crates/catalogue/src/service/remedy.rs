//! `remedy`: how a decision can be contested.

use onewindow_model::known::Known;
use onewindow_model::service::outcome::{Court, Remedy, Review};

use crate::reader::{Reader, SILENT, Shape};
use crate::shared::Shared;
use crate::yaml::Node;

pub(super) const REMEDY: Shape = Shape {
    what: "`remedy`",
    keys: &["internal", "review", "court"],
    required: &["internal", "review", "court"],
};

pub(super) const REVIEW: Shape =
    Shape { what: "`review`", keys: &["authority", "within"], required: &["authority", "within"] };

pub(super) const COURT: Shape =
    Shape { what: "`court`", keys: &["name", "within"], required: &["name", "within"] };

/// Nothing is said of remedies.
pub(super) const SILENCE: Remedy =
    Remedy { internal: Known::NotInSource, review: Known::NotInSource, court: Known::NotInSource };

/// Reads `remedy`.
pub(super) fn read(r: &mut Reader<'_, '_>, shared: &Shared, node: &Node) -> Option<Remedy> {
    if node.text() == Some(SILENT) {
        r.known(node, |_, _| None::<()>)?;
        return Some(SILENCE);
    }
    let f = r.fields(node, &REMEDY)?;
    let internal = f.read("internal", |n| r.known(n, |r, n| r.within(n)));
    let review = f.read("review", |n| r.known(n, |r, n| review(r, shared, n)));
    let court = f.read("court", |n| r.known(n, court));
    Some(Remedy { internal: internal?, review: review?, court: court? })
}

fn review(r: &mut Reader<'_, '_>, shared: &Shared, node: &Node) -> Option<Review> {
    let f = r.fields(node, &REVIEW)?;
    let ids = shared.authority_ids();
    let authority = f.read("authority", |n| r.reference(n, "authority", ids));
    let within = f.read("within", |n| r.term(n));
    Some(Review { authority: authority?, within: within? })
}

fn court(r: &mut Reader<'_, '_>, node: &Node) -> Option<Court> {
    let f = r.fields(node, &COURT)?;
    let (name, within) = (f.read("name", |n| r.text(n)), f.read("within", |n| r.months(n)));
    Some(Court { name: name?, months: within? })
}

//! Revoking a certificate: proposed by one officer, in force by a second, judged by a third when
//! its holder appeals. One certificate at a time; no page takes a list.

mod judge;
mod list;
mod look;
mod propose;

use super::places;
use crate::audience::Routes;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(places::REVOCATIONS, list::show)
        .get(places::REVOCATION_NEW, propose::show)
        .post(places::REVOCATION_NEW, propose::send)
        .get(places::REVOCATION, look::show)
        .post(places::COUNTERSIGN, judge::countersign)
        .post(places::JUDGE, judge::judge)
}

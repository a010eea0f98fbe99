//! Notices of what a clerk did at a window in somebody's name: the person is told, then and there.
//! Who has no account yet finds them on the day they first sign in.

use onewindow_model::case::Case;
use onewindow_model::id::{CaseId, NoticeId, PersonId};
use onewindow_model::notice::NoticeKind;
use onewindow_store::entities::notices::{NoticeRecord, Window};

use crate::ctx::Ctx;

/// An application was begun for them.
pub(crate) fn begun(ctx: &Ctx, person: PersonId, service: &str) -> (NoticeRecord, Window) {
    at_window(ctx, person, service, None, NoticeKind::IntakeBegun)
}

/// An application was handed in for them: a case is open in their name.
pub(crate) fn filed(ctx: &Ctx, case: &Case) -> (NoticeRecord, Window) {
    at_window(ctx, case.applicant, &case.service.id, Some(case.id), NoticeKind::IntakeFiled)
}

fn at_window(
    ctx: &Ctx,
    person: PersonId,
    service: &str,
    case: Option<CaseId>,
    kind: NoticeKind,
) -> (NoticeRecord, Window) {
    let notice = NoticeRecord {
        id: NoticeId::fresh(ctx.now, &*ctx.app.random),
        person,
        case,
        kind,
        at: ctx.now,
        read_at: None,
    };
    let office = ctx.actor.officer().and_then(|officer| officer.office.clone());
    (notice, Window { service: service.to_owned(), office })
}

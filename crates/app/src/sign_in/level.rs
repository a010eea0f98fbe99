//! How sure the office must be of who applies, and how sure it is.

use onewindow_model::actor::Actor;
use onewindow_model::service::Service;
use onewindow_model::service::steps::Assurance;

use crate::ctx::Ctx;
use crate::error::{AppError, Result};

/// The level that this actor must prove before they can put anything into an application for the
/// service; none when they are sure enough. At a window the clerk looks at the person.
pub fn lacks(ctx: &Ctx, service: &Service) -> Option<Assurance> {
    let Actor::Person { assurance, .. } = ctx.actor else { return None };
    let needed = service.identity_check.online();
    (assurance < needed).then_some(needed)
}

/// That the actor is sure enough for the service.
pub(crate) fn require(ctx: &Ctx, service: &Service) -> Result<()> {
    lacks(ctx, service).map_or(Ok(()), |level| Err(AppError::Assurance(level)))
}

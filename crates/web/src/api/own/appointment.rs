use onewindow_app::bookings;
use onewindow_model::id::CaseId;

use super::super::catalogue::SlotGiven;
use super::super::given::Done;
use super::super::input::{At, Body};
use crate::audience::Citizen;
use crate::errors::WebError;

/// `PUT /api/v1/cases/{case}/appointment`.
pub(in crate::api) async fn put(
    citizen: Citizen,
    At(id): At<CaseId>,
    Body(sent): Body<SlotGiven>,
) -> Result<Done, WebError> {
    bookings::rebook(&citizen.ctx, id, sent.read()?).await?;
    Ok(Done)
}

/// `DELETE /api/v1/cases/{case}/appointment`.
pub(in crate::api) async fn cancel(citizen: Citizen, At(id): At<CaseId>) -> Result<Done, WebError> {
    bookings::cancel(&citizen.ctx, id).await?;
    Ok(Done)
}

use onewindow_app::{Ctx, parties};
use onewindow_model::id::PersonId;
use onewindow_model::known::Known;
use onewindow_model::service::{Audience, Service};

use super::stop::Stop;

/// Somebody for whom the reader may apply.
pub(super) struct Applicant {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Natural or legal person.
    pub kind: Audience,
    /// Whether it is the reader.
    pub own: bool,
}

/// For whom the reader may apply for a service: themselves first.
pub(super) async fn applicants(
    ctx: &Ctx,
    me: PersonId,
    service: &Service,
) -> Result<Vec<Applicant>, Stop> {
    let mut found = Vec::new();
    for id in parties::acting_for(ctx).await? {
        let party = parties::open_own(ctx, id).await?;
        let fits = match &service.audience {
            Known::Known(audience) => audience.contains(&party.kind),
            Known::NotInSource => true,
        };
        if fits {
            let (kind, own) = (party.kind, id == me);
            found.push(Applicant { id, name: party.identity.name, kind, own });
        }
    }
    Ok(found)
}

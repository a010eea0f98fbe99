use onewindow_app::staffing::GrantView;
use onewindow_model::id::OfficerId;
use onewindow_model::staffing::{Change, Stage};
use schemars::JsonSchema;
use serde::Serialize;

/// A change of what an official may do, from the proposal to its end.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "StaffChange")]
pub(in crate::api) struct ChangeGiven {
    #[serde(flatten)]
    line: Line,
    /// The organisation whose administrators answer for it.
    organisation: String,
    /// The organisation of whose administrators the second must be one.
    second_from: String,
    /// Who acts in the official's place, of a deputyship.
    deputy: Option<Named>,
    /// Where the official is to work and as what, where they come or move.
    post: Option<PostGiven>,
    /// From which day on it counts; null when that is at once.
    from: Option<String>,
    /// The last day, of what ends by itself.
    until: Option<String>,
    reasons: String,
    proposed_by: Named,
    /// When it lapses, while it waits.
    lapses_at: Option<String>,
    /// The second administrator, once one has agreed or declined.
    second: Option<Named>,
    second_at: Option<String>,
    /// Why the second declined.
    declined_because: Option<String>,
    /// Why it was taken back, called off or ended early.
    ended_because: Option<String>,
    /// Whoever asks may take it back, or end what lasts.
    mine_to_end: bool,
    /// Who wants it called off before its day, or called it off.
    calling_off: Option<CallingOff>,
    /// Whoever asks may propose to call it off.
    mine_to_call_off: bool,
}

/// What two administrators agreed to is called off by two.
#[derive(Serialize, JsonSchema)]
struct CallingOff {
    proposed_by: Named,
    proposed_at: String,
    reasons: String,
    /// The second administrator, once one has agreed to that.
    agreed_by: Option<Named>,
    agreed_at: Option<String>,
    /// Whoever asks may let the change stand.
    mine_to_keep: bool,
}

/// A change in a list.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "StaffChangeLine")]
pub(super) struct Line {
    id: String,
    /// `join`, `move`, `leave`, `deputy`, `restore`, `passkey` or `audit`.
    kind: String,
    stage: String,
    /// Whom it is about.
    official: Named,
    proposed_at: String,
    /// It was agreed to, and waits for a second administrator to call it off.
    to_be_called_off: bool,
    /// Whoever asks may agree or decline; where it is to be called off, agree to that or let it stand.
    mine_to_judge: bool,
}

/// An official, by name.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "NamedOfficial")]
struct Named {
    id: String,
    /// Null for who is not known any more.
    name: Option<String>,
    /// The name by which they sign in, where it is told.
    login: Option<String>,
}

/// A place to work, with what may be done there.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Post")]
struct PostGiven {
    organisation: String,
    office: Option<String>,
    roles: Vec<String>,
}

impl Line {
    /// A change, as whoever asks sees it.
    pub fn of(view: &GrantView) -> Line {
        let grant = &view.grant;
        let official = match &grant.change {
            Change::Join { login, name, .. } => Named {
                id: grant.officer.to_string(),
                name: Some(name.clone()),
                login: Some(login.clone()),
            },
            _ => Named {
                login: view.about.as_ref().map(|record| record.login.clone()),
                ..named(view, grant.officer)
            },
        };
        Line {
            id: grant.id.to_string(),
            kind: grant.change.name().to_string(),
            stage: grant.stage.name().to_string(),
            official,
            proposed_at: grant.proposal.at.to_string(),
            to_be_called_off: grant.off().is_some(),
            mine_to_judge: view.mine_to_judge,
        }
    }
}

impl ChangeGiven {
    /// A change with everything on record of it.
    pub fn of(view: &GrantView) -> ChangeGiven {
        let grant = &view.grant;
        let (declined, ended) = match &grant.stage {
            Stage::Declined { second } => (Some(second.reasons.clone()), None),
            Stage::Ended { ended, .. } => (None, Some(ended.reasons.clone())),
            _ => (None, None),
        };
        let waits = grant.stage == Stage::Proposed;
        let second = grant.stage.second();
        let post = grant.change.post().map(|post| PostGiven {
            organisation: post.organisation.clone(),
            office: post.office.clone(),
            roles: post.roles.iter().map(|role| role.to_string()).collect(),
        });
        ChangeGiven {
            line: Line::of(view),
            organisation: grant.organisation.clone(),
            second_from: grant.second_from().to_owned(),
            deputy: grant.change.deputy().map(|deputy| named(view, deputy)),
            post,
            from: grant.change.from().map(|day| day.to_string()),
            until: grant.change.until().map(|day| day.to_string()),
            reasons: grant.proposal.reasons.clone(),
            proposed_by: named(view, grant.proposal.by),
            lapses_at: waits.then(|| grant.lapses_at().to_string()),
            second: second.map(|second| named(view, second.by)),
            second_at: second.map(|second| second.at.to_string()),
            declined_because: declined,
            ended_because: ended,
            mine_to_end: view.mine_to_end,
            calling_off: calling_off(view),
            mine_to_call_off: view.mine_to_call_off,
        }
    }
}

fn calling_off(view: &GrantView) -> Option<CallingOff> {
    let (off, with) = view.grant.called_off();
    let off = off?;
    Some(CallingOff {
        proposed_by: named(view, off.by),
        proposed_at: off.at.to_string(),
        reasons: off.reasons.clone(),
        agreed_by: with.map(|with| named(view, with.by)),
        agreed_at: with.map(|with| with.at.to_string()),
        mine_to_keep: view.mine_to_keep,
    })
}

fn named(view: &GrantView, id: OfficerId) -> Named {
    Named { id: id.to_string(), name: view.names.get(&id).cloned(), login: None }
}

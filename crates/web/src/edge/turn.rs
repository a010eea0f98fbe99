use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use axum::extract::Request;
use axum::http::header::CONTENT_LENGTH;
use axum::response::{IntoResponse, Response};
use onewindow_model::actor::Actor;
use onewindow_model::id::{CaseId, OfficerId, PersonId};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit};
use tokio::time::timeout;

use super::{ClientAddress, Inner, UPLOAD_LIMIT, network};
use crate::errors::WebError;
use crate::page::Visit;
use crate::session::SessionState;

/// Memory for files on their way in and being worked on, in KiB: sixteen of the largest at once.
static ROOM: Semaphore = Semaphore::const_new(16 * 32 * 1024);

/// How long an upload waits for its turn, and for room, before its sender is asked to try again.
const WAIT: Duration = Duration::from_secs(if cfg!(test) { 2 } else { 20 });

/// Whose turn it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Who {
    Person(PersonId),
    Officer(OfficerId),
    Slip(CaseId),
    /// Nobody is signed in. Such uploads are turned away behind this, but not unread.
    Network(IpAddr),
}

/// One upload at a time for each account, so that nobody's crowd of files keeps others waiting.
#[derive(Default)]
pub struct Turns(Mutex<HashMap<Who, Weak<Semaphore>>>);

impl Turns {
    async fn take(&self, who: Who) -> Option<OwnedSemaphorePermit> {
        let turn = self.of(who);
        timeout(WAIT, turn.acquire_owned()).await.ok()?.ok()
    }

    fn of(&self, who: Who) -> Arc<Semaphore> {
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Those that nobody holds or waits for. There are never more than connections.
        turns.retain(|_, turn| turn.strong_count() > 0);
        if let Some(turn) = turns.get(&who).and_then(Weak::upgrade) {
            return turn;
        }
        let turn = Arc::new(Semaphore::new(1));
        turns.insert(who, Arc::downgrade(&turn));
        turn
    }
}

/// Lets one upload of an account in at a time, before anything of its body is read,
/// and only while there is memory for what it says that it brings.
pub(crate) async fn one_at_a_time(turns: &Turns, request: Request, next: impl Inner) -> Response {
    let Some(who) = who(&request) else {
        return WebError::internal("a route stands outside the shell").into_response();
    };
    let Some(_turn) = turns.take(who).await else {
        let error = WebError::uploading();
        // With the way back to the page that the files were sent from.
        return match request.extensions().get::<Arc<Visit>>() {
            Some(visit) => error.back(visit.path.clone()).into_response(),
            None => error.into_response(),
        };
    };
    match room_for(declared(&request)).await {
        Some(_room) => next(request).await,
        None => WebError::unavailable("too many uploads at once").into_response(),
    }
}

fn who(request: &Request) -> Option<Who> {
    let visit = request.extensions().get::<Arc<Visit>>()?;
    if let SessionState::Live(session) = visit.session() {
        match &session.data.actor {
            Actor::Person { person, .. } => return Some(Who::Person(*person)),
            Actor::Officer(officer) => return Some(Who::Officer(officer.id)),
            Actor::SlipHolder { case } => return Some(Who::Slip(*case)),
            Actor::Stranger | Actor::Machine { .. } | Actor::System { .. } => {}
        }
    }
    let address = request.extensions().get::<ClientAddress>()?;
    Some(Who::Network(network(address.0)))
}

/// How many bytes a request says that it brings; the most there may be where it does not say.
fn declared(request: &Request) -> u64 {
    let said = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    said.and_then(|length| length.parse().ok()).unwrap_or(UPLOAD_LIMIT).min(UPLOAD_LIMIT)
}

/// Waits until there is memory for so many bytes.
async fn room_for(bytes: u64) -> Option<SemaphorePermit<'static>> {
    let kib = u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX);
    timeout(WAIT, ROOM.acquire_many(kib)).await.ok()?.ok()
}

#[cfg(test)]
#[path = "turn_test.rs"]
mod tests;

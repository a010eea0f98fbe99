//! Sessions: a random token in a cookie, its hash in the store, an actor behind it.

mod app_sessions;
mod cookie;
mod layer;
mod lock;
#[cfg(test)]
pub(crate) mod memory;
mod names;
mod policy;
mod sign_in;
mod store;
mod token;

pub use app_sessions::AppSessions;
pub use cookie::{
    Cookies, answers_cookie, clear_cookie, kept_cookie, preference_cookie, session_cookie,
    sign_in_cookie, visitor_cookie,
};
pub(crate) use layer::load;
pub use layer::{Session, SessionState};
pub use lock::{LOCK_AFTER, is_locked, is_proved};
pub use names::Names;
pub use policy::{ABSOLUTE_LIMIT, FRESH_LIMIT, IDLE_LIMIT, TOUCH_EVERY, is_fresh, is_live};
pub use sign_in::{prove_again, sign_in, sign_out, sign_out_everywhere};
pub use store::{SessionData, SessionFault, Sessions, StoreAnswer};
pub use token::{SessionToken, TokenHash};
pub(crate) use token::{hex, unhex};

//! Addresses that the frame of every page links to.

/// The start page.
pub const HOME: &str = "/";
/// Where a person signs in; `?return=` brings them back.
pub const SIGN_IN: &str = "/sign-in";
/// Where a person goes to their identity provider; `?return=` brings them back.
pub const SIGN_IN_START: &str = "/sign-in/start";
/// Where a person is asked to prove more surely who they are; `?return=` brings them back.
pub const PROVE: &str = "/sign-in/prove";
/// Where somebody ends all their sessions at once.
pub const SIGN_OUT_EVERYWHERE: &str = "/sign-out-everywhere";
/// What is said when a session has ended.
pub const SIGNED_OUT: &str = "/signed-out";
/// Where a signed-in person sees their cases and settings.
pub const ACCOUNT: &str = "/account";
/// Where an official starts.
pub const DESK: &str = "/desk";
/// Where an auditor starts.
pub const AUDIT: &str = "/audit";
/// The passkeys of the official who is signed in.
pub const PASSKEYS: &str = "/desk/passkeys";
/// 谁查看过我的信息.
pub const WHO_LOOKED: &str = "/account/who-looked";
/// 证照核验.
pub const VERIFY: &str = "/verify";
/// 办不成事反映窗口.
pub const COULD_NOT: &str = "/could-not";
/// The accessibility statement.
pub const ACCESSIBILITY: &str = "/accessibility";
/// What happens to personal data.
pub const PRIVACY: &str = "/privacy";
/// Where an official signs in; `?return=` brings them back.
pub const STAFF_SIGN_IN: &str = "/staff/sign-in";
/// Where an official brings an enrolment code.
pub const STAFF_ENROL: &str = "/staff/enrol";
/// Where an official proves to be still there; `?return=` brings them back.
pub const STAFF_CONFIRM: &str = "/staff/confirm";
/// Where an official finds what was kept of a form.
pub const STAFF_RESUME: &str = "/staff/resume";
/// Takes language and large print.
pub const PREFERENCES: &str = "/preferences";

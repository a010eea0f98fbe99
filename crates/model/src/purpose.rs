//! For what personal data may be looked at. A closed list: what is not here has no purpose.

use serde::{Deserialize, Serialize};

/// The purpose of one look, shown to the person concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// A person looks at or changes their own data (本人查询).
    Own,
    /// A person applies, for themselves or for whom they represent (申请).
    Apply,
    /// A clerk takes in an application at a window (窗口收件).
    Intake,
    /// An officer handles a case (办件审查).
    HandleCase,
    /// The holder of a receipt slip follows the case (凭单查询).
    Follow,
    /// The holder of a receipt slip hands in the papers that were asked for (凭回执补正材料).
    Supply,
    /// A register is asked for evidence (数据共享取证).
    FetchEvidence,
    /// The outcome is made and delivered (制证送达).
    Deliver,
    /// A certificate's revocation is proposed, reviewed or contested (撤销证照).
    Revoke,
    /// A certificate is shown at a counter (证照出示).
    Present,
}

/// What is done with personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// Looked at.
    Read,
    /// Written or changed.
    Write,
    /// Handed to another organisation.
    Disclose,
    /// Taken over for handling.
    Assign,
    /// A right or certificate taken away.
    Restrict,
}

//! For what personal data may be looked at. A closed list: what is not here has no purpose.

use serde::{Deserialize, Serialize};

use crate::names::names;

names! {
    /// The purpose of one look, shown to the person concerned.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Purpose {
        /// A person looks at or changes their own data (本人查询).
        Own = "own",
        /// A person applies, for themselves or for whom they represent (申请).
        Apply = "apply",
        /// A clerk takes in an application at a window (窗口收件).
        Intake = "intake",
        /// An officer handles a case (办件审查).
        HandleCase = "handle-case",
        /// The holder of a receipt slip follows the case (凭单查询).
        Follow = "follow",
        /// The holder of a receipt slip hands in the papers that were asked for (凭回执补正材料).
        Supply = "supply",
        /// A register is asked for evidence (数据共享取证).
        FetchEvidence = "fetch-evidence",
        /// The outcome is made and delivered (制证送达).
        Deliver = "deliver",
        /// A certificate's revocation is proposed, reviewed or contested (撤销证照).
        Revoke = "revoke",
        /// A certificate is shown at a counter (证照出示).
        Present = "present",
        /// A case is given to another official (案件转办).
        Reassign = "reassign",
        /// An auditor looks at a case that was drawn (审计抽查).
        Audit = "audit",
    }
}

names! {
    /// What is done with personal data.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Action {
        /// Looked at.
        Read = "read",
        /// Written or changed.
        Write = "write",
        /// Handed to another organisation.
        Disclose = "disclose",
        /// Taken over for handling.
        Assign = "assign",
        /// A right or certificate taken away.
        Restrict = "restrict",
    }
}

//! What sort of thing a service is, for whom, and through which channels.

use serde::{Deserialize, Serialize};

use crate::names::names;

/// 服务类型: what people come to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// 申请办理.
    Apply,
    /// 查询.
    LookUp,
    /// 预约.
    Book,
    /// 缴费.
    Pay,
    /// 咨询.
    Consult,
    /// 上报、举报.
    Report,
    /// 办事指引.
    Inform,
}

impl Kind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Kind; 7] = [
        Kind::Apply,
        Kind::LookUp,
        Kind::Book,
        Kind::Pay,
        Kind::Consult,
        Kind::Report,
        Kind::Inform,
    ];
}

/// What it is in law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nature {
    /// 行政许可.
    Licence,
    /// 行政给付.
    Benefit,
    /// 行政确认.
    Confirmation,
    /// 登记、备案.
    Registration,
    /// 行政征收.
    Payment,
    /// 行政裁决.
    Ruling,
    /// 公共服务.
    PublicService,
    /// 其他行政权力.
    Other,
}

names! {
    /// 服务对象.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Audience {
        /// 自然人.
        NaturalPerson = "natural-person",
        /// 法人和其他组织.
        LegalPerson = "legal-person",
    }
}

names! {
    /// 办理形式.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Channel {
        /// 网上办理.
        Online = "online",
        /// 窗口办理.
        Window = "window",
        /// 自助终端.
        Terminal = "terminal",
        /// 帮办代办.
        Assisted = "assisted",
        /// 邮寄申请.
        Post = "post",
    }
}

/// By when a fee is paid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FeeDue {
    /// 申请时缴纳.
    WithApplication,
    /// 决定前缴纳.
    BeforeDecision,
    /// 领取结果前缴纳.
    #[default]
    BeforeDelivery,
}

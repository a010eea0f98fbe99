//! Terms: so many working or calendar days.

use serde::{Deserialize, Serialize};

/// How days are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayUnit {
    /// 工作日: days that the calendar file calls working days.
    Working,
    /// 自然日: every day.
    Calendar,
}

/// A term of time in whole days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// How many, at most 3,650.
    pub days: u16,
    /// Counted how.
    pub unit: DayUnit,
}

impl Term {
    /// So many working days.
    pub const fn working(days: u16) -> Term {
        Term { days, unit: DayUnit::Working }
    }

    /// So many calendar days.
    pub const fn calendar(days: u16) -> Term {
        Term { days, unit: DayUnit::Calendar }
    }
}

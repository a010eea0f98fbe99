//! The questions of a form, and what an answer to one may be.

use onewindow_rules::{Condition, DateBound};

use crate::class::DataClass;
use crate::service::OptionLabel;
use crate::text::Text;

/// One question of a form.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its id within the service.
    pub id: String,
    /// The question.
    pub label: Text,
    /// Help under it.
    pub hint: Option<Text>,
    /// What an answer looks like.
    pub kind: FieldType,
    /// How sensitive the answer is.
    pub class: DataClass,
    /// False when it may be left empty.
    pub required: bool,
    /// Asked only when this holds.
    pub when: Option<Condition>,
    /// Where the platform may already know the answer.
    pub prefill: Option<Prefill>,
    /// What the answer is used for.
    pub why: Option<Text>,
}

/// What an answer looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// One line.
    Text {
        /// In characters.
        max_length: u16,
    },
    /// Several lines.
    LongText {
        /// In characters.
        max_length: u16,
    },
    /// A whole number.
    Whole {
        /// At least.
        min: i64,
        /// At most.
        max: i64,
    },
    /// A number with decimals, bounds scaled by ten to the `scale`.
    Decimal {
        /// Digits after the point.
        scale: u8,
        /// At least.
        min: i64,
        /// At most.
        max: i64,
    },
    /// A day.
    Date {
        /// Not before; counted from the day of the answer where it moves with today.
        min: Option<DateBound>,
        /// Not after.
        max: Option<DateBound>,
    },
    /// One of several.
    Choice(Vec<OptionLabel>),
    /// Yes or no.
    Boolean,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// An identity number (GB 11643) or a unified social credit code (GB 32100).
    IdNumber,
    /// A postal address.
    Address,
    /// A region of the catalogue.
    Region,
}

/// Where the platform may already know an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Prefill {
    /// The applicant's own record here.
    Person(PersonItem),
    /// A field of a register.
    Register {
        /// The register.
        register: String,
        /// Its field.
        field: String,
    },
}

impl Prefill {
    /// Whether the applicant's verified identity settles the value, so that it is not theirs to
    /// change: a certificate must not be made out to somebody else.
    pub fn is_settled(&self) -> bool {
        matches!(self, Prefill::Person(PersonItem::Name | PersonItem::IdNumber))
    }
}

/// An item of a party's own record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonItem {
    /// Name.
    Name,
    /// Identity number or credit code.
    IdNumber,
    /// Telephone.
    Phone,
    /// Address.
    Address,
    /// E-mail.
    Email,
}
